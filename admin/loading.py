"""The page where administrators load rows from a file: checked first, then saved all or none."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_admin import BaseView, expose

from admin.export import BOM
from admin.load_page import page_of, refused, told
from admin.once import leads_to, spend
from admin.proving import proof_needed
from admin.saving import commit
from forms.base import FORMS, SchemaForm
from forms.columns import columns_of
from forms.giving_reason import LONGEST
from forms.load_report import Report
from forms.loading import load
from forms.reading import Unreadable
from forms.words import say, spoken
from forms.workbooks import read_sheet
from models.access import Person, Right, may, person_of
from models.audit import Action, record
from models.base import db
from models.kept_upload import Upload, forget_uploads, keep_upload, kept_upload
from models.schema import Kind

LONGEST_NAME = 120


class LoadView(BaseView):
    """Choose a table, send a file, read what is wrong with it, and only then save it."""

    def __init__(self) -> None:
        """Give the page its address."""
        super().__init__(name="load", endpoint="load", url="/admin/load")

    def is_accessible(self) -> bool:
        """Say whether there is any table this person may load."""
        return isinstance(db.session().info.get("person"), Person) and bool(_forms())

    def _handle_view(self, name: str, **kwargs: Any) -> Any:
        """Send whoever is not signed in to the sign-in page; refuse whoever may load nothing."""
        del name, kwargs
        if not isinstance(db.session().info.get("person"), Person):
            return redirect(url_for("sign_in.login"))
        return None if _forms() else abort(403)

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run the endpoint as it is: Flask-Admin would hide a real TypeError."""
        return fn(self, *args, **kwargs)

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Show the columns of a table; take a file to check, or the token of one to save."""
        if request.method != "POST":  # HEAD asks for a page too, and no token
            return self._page(_form(request.args.get("table", "")))
        if "token" in request.form:
            return self._saved()
        form = _form(request.form.get("table", ""))
        file = request.files.get("file")
        name = (file.filename or "")[-LONGEST_NAME:] if file else ""
        content = file.read() if file else b""
        return self._checked(form, Upload(form.model.__tablename__, name, content))

    @expose("/template/")
    def template(self) -> Response:
        """Give an empty file with the headers of a table."""
        form = _form(request.args.get("table", ""))
        buffer = io.StringIO()
        csv.writer(buffer).writerow([column.label for column in columns_of(db.session(), form)])
        name = f"{form.model.__tablename__}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(BOM + buffer.getvalue(), mimetype="text/csv", headers=headers)

    def _checked(self, form: type[SchemaForm], upload: Upload) -> Any:
        """Check a file, keep it for the next step, and save nothing of it."""
        try:
            report = _run(form, upload, dry=True)
        except Unreadable as refusal:
            return self._page(form, refused(upload.name, spoken(refusal.words)), 422)
        account = person_of(db.session()).account_id or 0
        token = keep_upload(db.session(), account, upload) if report.ok or report.needs_a_reason else ""
        _note(upload, report, dry=True)
        db.session.commit()
        return self._page(form, told(upload.name, report, token), 200 if report.ok else 422)

    def _saved(self) -> Any:
        """Save a file that was checked, checking it again: the rows beside it may have changed."""
        spend()
        account = person_of(db.session()).account_id or 0
        token = request.form.get("token", "")[:40]
        upload = kept_upload(db.session(), account, token)
        if upload is None:
            flash(
                say("Tệp đã quá hạn lưu tạm, hãy gửi lại.", "The file is no longer kept; send it again."),
                "warning",
            )
            return redirect(url_for("load.index"), 303)
        form = _form(upload.table)
        if form.model.holds is Kind.ACCOUNT and (asked := proof_needed()) is not None:
            return asked
        reason = request.form.get("reason", "")[:LONGEST] if request.form.get("confirm") else ""
        report = _run(form, upload, confirm=reason)
        if not report.ok:
            return self._page(form, told(upload.name, report, token if report.needs_a_reason else ""), 422)
        forget_uploads(db.session(), account)
        _note(upload, report, dry=False, reason=reason)
        listed = leads_to(url_for(f"{upload.table}.index_view"))
        if commit(None):
            count = len(report.rows)
            flash(say(f"Đã nhập {count} dòng.", f"Rows loaded: {count}."), "success")
            return redirect(listed, 303)
        return redirect(url_for("load.index", table=upload.table), 303)

    def _page(self, form: type[SchemaForm], report: dict[str, Any] | None = None, code: int = 200) -> Any:
        page = page_of(_forms(), form, columns_of(db.session(), form))
        return self.render("admin/load.html", report=report, **page), code


def _note(upload: Upload, report: Report, *, dry: bool, reason: str = "") -> None:
    """Record a file that was checked or saved: what came of a check tells of other rows too."""
    digest = sha256(upload.content).hexdigest()
    counts: dict[str, Any] = {"rows": report.total, "failed": report.failed, "doubts": len(report.faults)}
    record(
        db.session(), Action.loaded, table=upload.table, reason=reason, dry=dry, sha256=digest, **counts,
    )  # fmt: skip


def _forms() -> list[type[SchemaForm]]:
    """List the forms whose tables the person may load."""
    person = person_of(db.session())
    return [form for form in FORMS.values() if may(person, Right.LOAD, form.model)]


def _form(table: str) -> type[SchemaForm]:
    """Find the form of a table this person may load; the first of them where none is named."""
    found = next((form for form in _forms() if table in {"", form.model.__tablename__}), None)
    return found or abort(404)


def _run(form: type[SchemaForm], upload: Upload, *, confirm: str = "", dry: bool = False) -> Report:
    """Read a file and load it; raises Unreadable."""
    table = form.model.__tablename__
    sheet = read_sheet(upload.content, columns_of(db.session(), form), (table, *form.model.words))
    return load(db.session(), table, sheet.rows, lines=sheet.lines, confirm=confirm, dry=dry)
