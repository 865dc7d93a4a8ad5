"""The page where a list becomes a file: which columns, in which form, and why where names are among them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import abort, g, redirect, request
from flask_admin import expose
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.addresses import path_of, without
from admin.counting import Count, counted
from admin.export import asked_for, file_of
from admin.export_later import later
from admin.export_order import KINDS, Asked, clear_columns, is_named, public_columns
from admin.listing import Listing
from admin.looks import COLUMNS
from admin.paging import NAMES
from admin.proving import proof_needed
from admin.writing import WritingPages
from forms.exporting import LARGE, ExportForm
from forms.words import put_number, say, spoken
from models.base import db, described
from models.schema import PUBLIC

LATER = 100_000
"""Rows from which a file is written in the background: on two cores a workbook of so many takes a second."""

BOM = "bom"
"""Whether a plain file begins with the mark by which Excel knows UTF-8: `bom=0` leaves it out."""


class ExportPages(WritingPages):
    """Part of SchemaView."""

    @expose("/export/")
    def export_page(self) -> Any:
        """Offer the columns and the forms of file; what stands in the address is chosen already."""
        listing = self._listing()
        return self._export_page(listing, public_columns(listing), None)

    @expose("/export/<export_type>/", methods=("GET", "POST"))
    def export(self, export_type: str) -> Any:
        """Give the list as a file: without names to whoever asks, with names to whoever says why."""
        if export_type not in KINDS:
            abort(404)
        if request.method == "POST":
            return self._posted_export(export_type)
        listing = self._listing()
        names = tuple(public_columns(listing))
        if request.args.get(COLUMNS) and is_named(self.model, listing.columns):
            raise BadRequest(
                say(
                    "Cột có thông tin cá nhân chỉ xuất được từ trang xuất tệp, kèm lý do.",
                    "Columns with personal data leave only through the export page, with a reason.",
                )
            )
        asked = Asked(export_type, names, g.account.username, request.args.get(BOM) != "0")
        return file_of(asked_for(listing, asked), db.session().get_bind())

    def _posted_export(self, kind: str) -> Any:
        listing = self._listing()
        names = self._chosen(listing)
        bom = "bare" not in request.form
        rows = _count(listing)
        if not is_named(self.model, names):
            asked = Asked(kind, tuple(names), g.account.username, bom)
            here = self._file_address(kind, names, bom=bom)
            return redirect(here, 303) if rows <= LATER else later(listing, asked, rows)
        form = ExportForm(db.session(), request.form, self.model, rows)
        if not form.validate():
            return self._export_page(listing, names, form), 422
        if rows > LARGE and (proof := proof_needed()) is not None:
            return proof
        order = asked_for(listing, Asked(kind, tuple(names), g.account.username, bom), reason=form.reason)
        return file_of(order, db.session().get_bind())

    # --- what is asked

    def _listing(self) -> Listing:
        return Listing(self.model, db.session(), without(request.args, BOM, *NAMES))

    def _chosen(self, listing: Listing) -> list[str]:
        """Read the columns ticked, in written order; one that is not this person's to take is a 400."""
        ticked = set(request.form.getlist(COLUMNS))
        if not ticked:
            return public_columns(listing)
        clear = clear_columns(self.model, self.person)
        if not ticked <= set(clear):
            raise BadRequest(say("Có cột không xuất được.", "One of the columns cannot be exported."))
        return [name for name in _in_order(listing, clear) if name in ticked]

    def _file_address(self, kind: str, names: list[str], *, bom: bool) -> str:
        asked: MultiDict[str, str] = without(request.args, COLUMNS, BOM, *NAMES)
        asked[COLUMNS] = ",".join(names)
        if not bom:
            asked[BOM] = "0"
        return f"{self._export_path(kind)}?{urlencode(list(asked.items(multi=True)))}"

    def _export_path(self, kind: str) -> str:
        return f"{path_of(f'{self.model.__tablename__}.export_page')}{kind}/"

    # --- the page

    def _export_page(self, listing: Listing, names: list[str], form: ExportForm | None) -> str:
        rows = _count(listing)
        specs = described(self.model)
        boxes = [
            {"name": name, "label": spoken(specs[name].words), "ticked": name in names,
             "public": specs[name].secrecy is PUBLIC}
            for name in _in_order(listing, clear_columns(self.model, self.person))
        ]  # fmt: skip
        asked = urlencode(list(without(request.args, BOM, *NAMES).items(multi=True)))
        page = {
            "count_text": counted(self.model, Count(rows)),
            "sentence": listing.sentence(),
            "boxes": [box for box in boxes if box["public"]],
            "named": [box for box in boxes if not box["public"]],
            "urls": {kind: f"{self._export_path(kind)}?{asked}" for kind in KINDS},
            "later": _later_words() if rows > LATER else "",
            "proves": put_number(LARGE) if rows > LARGE and not g.visit.proved_lately else "",
        }
        form = form or ExportForm(db.session(), None, self.model, rows)
        cancel = f"{path_of(f'{self.model.__tablename__}.index_view')}?{asked}".rstrip("?")
        title = say("Xuất tệp", "Export") + f": {spoken(self.model.words)}"
        return str(self.render("admin/export.html", export=page, form=form, title=title, cancel_url=cancel))


def _later_words() -> str:
    number = put_number(LATER)
    return say(
        f"Nhiều hơn {number} dòng: tệp được ghi ở nền, có thanh tiến độ; xong thì tải về trong một ngày.",
        f"More than {number} rows: the file is written in the background, and kept for a day.",
    )


def _in_order(listing: Listing, names: list[str]) -> list[str]:
    """Put first what the list shows, in its order."""
    return list(dict.fromkeys([*(name for name in listing.columns if name in names), *names]))


def _count(listing: Listing) -> int:
    """Count every row that would be in the file."""
    statement = select(func.count(listing.model.id)).where(*listing.criteria())
    return listing.session.scalar(statement) or 0
