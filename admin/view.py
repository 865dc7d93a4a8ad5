"""The view every table gets: Flask-Admin's addresses, our list, form, details, workflow, look-up and files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from admin.deletion import blockers
from admin.details import details_of
from admin.export import csv_of
from admin.list import Listing, page_of, shown_links
from forms.base import SchemaForm
from forms.fields import LinkField
from forms.lookup import look_up
from forms.showing import singular, title_of
from forms.words import say, spoken
from models.access import Person, RefusedError, Right, may, person_of
from models.base import Model, db, described
from models.kept_search import keep_search

NEEDS: dict[str, Right] = {
    "index_view": Right.VIEW,
    "search": Right.VIEW,
    "details_view": Right.VIEW,
    "lookup": Right.VIEW,
    "move_view": Right.VIEW,  # the step itself asks for its own role (forms/base.py)
    "export": Right.EXPORT,
    "create_view": Right.CREATE,
    "edit_view": Right.EDIT,
    "delete_view": Right.DELETE,
}
"""What each endpoint asks for; an endpoint that is not here answers nobody."""

READS_ONLY = frozenset({"lookup"})
"""Endpoints that take a POST only so that no name stands in an address; they write nothing."""

LONGEST_ID = 18


class SchemaView(ModelView):  # type: ignore[misc]
    """The panel of one table, derived from its form. Closes every trap of a bare ModelView: see tests/test_traps.py."""

    can_view_details = True
    can_export = True
    column_display_actions = False
    page_size_options = ()

    def __init__(self, form: type[SchemaForm]) -> None:
        """Name the view after its table."""
        self.schema_form = form
        table = form.model.__tablename__
        super().__init__(form.model, db, name=form.model.words[0], endpoint=table, url=f"/admin/{table}")

    def _refresh_cache(self) -> None:
        """Scaffold nothing: lists, forms and filters are read from the schema at each request."""
        self._list_columns = []

    # --- who may

    def is_accessible(self) -> bool:
        """Say whether the person may see this table at all (asked by the menu and by every endpoint)."""
        person = db.session().info.get("person")
        return isinstance(person, Person) and may(person, Right.VIEW, self.model)

    def _handle_view(self, name: str, **kwargs: Any) -> Any:
        """Let an endpoint run only where it is listed and the person has its right; denial is the default."""
        del kwargs
        person = db.session().info.get("person")
        if not isinstance(person, Person):
            return redirect(
                url_for("sign_in.login", next=request.full_path if request.method == "GET" else None)
            )
        needed = NEEDS.get(name)
        if needed is None or not may(person, needed, self.model):
            abort(404 if needed is None else 403)
        return None

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run the endpoint as it is: Flask-Admin would hide a real TypeError."""
        return fn(self, *args, **kwargs)

    # --- rows

    @property
    def person(self) -> Person:
        """Who asks."""
        return person_of(db.session())

    def url_of(self, endpoint: str, **values: Any) -> str:
        """Give the address of one of this table's pages."""
        return url_for(f"{self.endpoint}.{endpoint}", **values)

    def row_or_404(self) -> Model:
        """Load the row named in the address; not there, not theirs and not a number answer alike."""
        text = request.args.get("id", "")
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_ID):
            abort(404)
        names = [*described(self.model)]
        statement = (
            select(self.model).where(self.model.id == int(text)).options(*shown_links(self.model, names))
        )
        row = db.session.scalar(statement)
        if row is None:
            abort(404)
        found: Model = row
        return found

    # --- pages

    @expose("/")
    def index_view(self) -> str:
        """Show the list."""
        listing = Listing(self.model, db.session(), request.args)
        return str(self.render("admin/list.html", page=page_of(listing, self.url_of("index_view"))))

    @expose("/search/", methods=("POST",))
    def search(self) -> Any:
        """Keep what is searched for under a token and show the list by it: no name stands in an address."""
        text = request.form.get("q", "").strip()[:200]
        if not text:
            return redirect(self.url_of("index_view"))
        token = keep_search(db.session(), self.person.account_id or 0, self.endpoint, text)
        db.session.commit()
        return redirect(self.url_of("index_view", search=token), 303)

    @expose("/details/")
    def details_view(self) -> str:
        """Show one row with what hangs on it."""
        return str(
            self.render("admin/details.html", **details_of(self.row_or_404(), self.schema_form, db.session()))
        )

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        """Add a row; links named in the address are filled in."""
        start = (
            request.form
            if request.method == "POST"
            else {k: v for k, v in request.args.items() if v.isdigit()}
        )
        form = self._opened(start)
        if request.method == "POST" and self._saved(form):
            flash(say(f"Đã lưu {self.noun}.", f"The {self.noun} was saved."), "success")
            self._tell_warnings(form)
            again = request.form.get("then") == "another"
            return redirect(
                self.url_of("create_view") if again else self.url_of("details_view", id=form.row.id), 303
            )
        title = say(f"Thêm {self.noun}", f"New {self.noun}")
        return self._form_page("admin/form.html", form, title, self.url_of("index_view"), is_new=True)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """Change a row."""
        row = self.row_or_404()
        form = self._opened(request.form, row)
        back = self.url_of("details_view", id=row.id)
        if request.method == "POST" and self._saved(form):
            flash(say("Đã lưu thay đổi.", "The changes were saved."), "success")
            self._tell_warnings(form)
            return redirect(back, 303)
        title = say(f"Sửa {self.noun}", f"Edit {self.noun}")
        return self._form_page("admin/form.html", form, title, back, is_new=False)

    @expose("/move/", methods=("GET", "POST"))
    def move_view(self) -> Any:
        """Take one step of the row's workflow."""
        row = self.row_or_404()
        workflow = self.model.workflow
        move = workflow.move(request.args.get("step", "")) if workflow else None
        if move is None:
            abort(404)
        form = self._opened(request.form, row, move=move)
        back = self.url_of("details_view", id=row.id)
        if request.method == "POST" and self._saved(form):
            flash(
                say(f"Đã chuyển sang “{spoken(move.target.words)}”.", f"Now “{spoken(move.target.words)}”."),
                "success",
            )
            self._tell_warnings(form)
            return redirect(back, 303)
        return self._form_page(
            "admin/move.html",
            form,
            spoken(move.words),
            back,
            message=title_of(row, self.person),
            tone=move.tone,
        )

    @expose("/delete/", methods=("GET", "POST"))
    def delete_view(self) -> Any:
        """Delete a row nothing refers to; otherwise show what stands in the way."""
        row = self.row_or_404()
        standing = blockers(row, db.session())
        if request.method == "POST" and not standing and request.form.get("confirm"):
            db.session.delete(row)
            if self._committed(None):
                flash(say(f"Đã xóa {self.noun}.", f"The {self.noun} was deleted."), "success")
                return redirect(self.url_of("index_view"), 303)
        page = self.render(
            "admin/delete.html",
            title=say(f"Xóa {self.noun}?", f"Delete this {self.noun}?"),
            what=title_of(row, self.person),
            blockers=standing,
            confirm=not standing,
            cancel_url=self.url_of("details_view", id=row.id),
        )
        return page, 409 if standing and request.method == "POST" else 200

    @expose("/lookup/", methods=("POST",))
    def lookup(self) -> Response:
        """Answer a picker: at most a page of rows that match what is typed, inside the gate."""
        text = str((request.get_json(silent=True) or request.form).get("q", ""))[:200]
        rows = look_up(db.session(), self.model, text)
        return jsonify(rows=[{"id": row.id, "text": title_of(row, self.person), "note": ""} for row in rows])

    @expose("/export/<export_type>/")
    def export(self, export_type: str) -> Any:
        """Give the list as a file, without names."""
        if export_type != "csv":
            abort(404)
        return csv_of(Listing(self.model, db.session(), request.args))

    # --- forms

    @property
    def noun(self) -> str:
        """Name one row within a sentence."""
        return singular(self.model).lower()

    def _opened(self, data: Any, row: Model | None = None, **rest: Any) -> SchemaForm:
        form = self.schema_form(db.session(), data, row, **rest)
        for field in form:
            if isinstance(field, LinkField):
                field.lookup_url = url_for(f"{field.target.__tablename__}.lookup")
        return form

    def _form_page(self, template: str, form: SchemaForm, title: str, cancel: str, **rest: Any) -> Any:
        page = self.render(template, form=form, title=title, cancel_url=cancel, **rest)
        return page, 422 if request.method == "POST" else 200

    def _saved(self, form: SchemaForm) -> bool:
        """Validate and save in one transaction; whatever the database refuses is told in neutral words."""
        if not form.validate():
            db.session.rollback()
            return False
        try:
            form.save()
        except (IntegrityError, StaleDataError, RefusedError) as refusal:
            return self._refused(form, refusal)
        return self._committed(form)

    def _committed(self, form: SchemaForm | None) -> bool:
        try:
            db.session.commit()
        except (IntegrityError, StaleDataError, RefusedError) as refusal:
            return self._refused(form, refusal)
        return True

    def _refused(self, form: SchemaForm | None, refusal: Exception) -> bool:
        """Undo, and say what happened without a word of SQL, a value, or a row of somebody else."""
        db.session.rollback()
        if isinstance(refusal, RefusedError):
            abort(403)
        message = say(
            "Dữ liệu vừa thay đổi hoặc trùng với bản ghi đã có; chưa lưu gì. Xem lại rồi lưu lần nữa.",
            "The data has just changed or repeats an existing record; nothing was saved. Look again, then save.",
        )
        if form is not None:
            form.refuse(message)
        else:
            flash(message, "danger")
        return False

    def _tell_warnings(self, form: SchemaForm) -> None:
        """Say after the save which warnings stand on the row; the row's page lists them too."""
        count = sum(
            1 for problem in form.problems if not problem.stops and problem.severity.name == "warning"
        )
        if count:
            flash(say(f"Có {count} cảnh báo cần xem.", f"{count} warnings to look at."), "warning")
