"""The first step of an edit of many rows: which were picked on the list, and what they are given."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import func, select
from werkzeug.exceptions import BadRequest

from admin.addresses import address_of
from admin.batch_asked import Picked, asked_of, typed_in
from admin.batch_steps import order
from admin.counting import Count, count_some, counted
from admin.export_order import public_eye
from admin.filter_bar import address
from admin.listing import Listing
from admin.once import spend
from admin.writing import WritingPages
from forms.bulk_edit import Choosing, bulk_names, choosing
from forms.fields import LinkField
from forms.lookup import id_in
from forms.words import say, spoken
from models.base import db
from models.transactions import begin_write

ROWS, IDS, SHOWN = "rows", "ids", "shown"
"""Which rows are meant (`picked`, `page` or `all`), the ids of those ticked, and those of the page."""

MOST_PICKED = 1_000
"""Rows that can be named one by one; a page shows far fewer."""


class BulkPages(WritingPages):
    """Part of SchemaView."""

    @expose("/bulk/", methods=("GET", "POST"))
    def bulk_view(self) -> Any:
        """Ask which fields the picked rows are given; then have that checked row by row."""
        if not bulk_names(self.schema_form, self.person):
            abort(404)
        if request.method != "POST":  # whoever comes back by another way picks anew
            return redirect(self._list())
        listing, picked = Listing(self.model, db.session(), request.args), self._picked()
        count = _count(listing, picked)
        if not count.number:
            flash(say("Chưa chọn dòng nào.", "No row is picked."), "warning")
            return redirect(self._list(), 303)
        form = self._choices()
        if request.form.get("step") == "check" and form.reads():
            return self._checked(listing, picked)
        return self._choosing_page(listing, picked, form, count)

    def _list(self) -> str:
        return address(self.url_of("index_view"), list(request.args.items(multi=True)))

    def _picked(self) -> Picked:
        """Read which rows are meant; what is no id means no row."""
        asked = request.form
        if asked.get(ROWS) == "all":
            return Picked(self.model, list(request.args.items(multi=True)))
        texts = asked.get(SHOWN, "").split(",") if asked.get(ROWS) == "page" else asked.getlist(IDS)
        ids = sorted({number for text in texts if (number := id_in(text.strip())) is not None})
        if len(ids) > MOST_PICKED:
            raise BadRequest(say("Chọn quá nhiều dòng cùng lúc.", "Too many rows are picked one by one."))
        return Picked(self.model, [], ids)

    def _choices(self) -> Choosing:
        form = choosing(self.schema_form)(db.session(), request.form)
        for field in form:
            if isinstance(field, LinkField):
                field.lookup_url = address_of(f"{field.target.__tablename__}.lookup")
        return form

    def _choosing_page(self, listing: Listing, picked: Picked, form: Choosing, count: Count) -> Any:
        asked = request.form.get("step") == "check"
        page = self.render(
            "admin/bulk.html",
            title=say(f"Sửa hàng loạt: {spoken(self.model.words)}", f"Bulk edit: {spoken(self.model.words)}"),
            count_text=counted(self.model, count),
            sentence=listing.sentence() if picked.ids is None else "",
            rows=[(ROWS, "all")] if picked.ids is None else [(IDS, str(each)) for each in picked.ids],
            form=form,
            nothing_chosen=asked and not form.chosen,
            list_url=self._list(),
            bulk_url=request.full_path.rstrip("?"),
        )
        return page, 422 if asked else 200

    def _checked(self, listing: Listing, picked: Picked) -> Any:
        """Keep what is asked and have it checked; a form that is sent twice is checked once."""
        session = db.session()
        sentence = listing.sentence(public_eye(listing.person)) if picked.ids is None else ""
        begin_write(session)
        spend()
        return order(
            table_name=self.model.__tablename__, sentence=sentence, rows_total=_total(picked),
            asked=asked_of(picked, typed_in(self._choices())),
        )  # fmt: skip


def _count(listing: Listing, picked: Picked) -> Count:
    """Count the rows that are meant, as far as a list does."""
    if picked.ids is None and not listing.text:
        return count_some(listing.session, picked.model, picked.criteria(listing.session))
    return Count(_total(picked))


def _total(picked: Picked) -> int:
    session = db.session()
    meant = select(func.count(picked.model.id)).where(*picked.criteria(session))
    return session.scalar(meant) or 0
