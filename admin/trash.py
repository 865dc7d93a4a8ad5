"""The trash of a table: what was deleted, by whom and why; brought back through its form, or removed."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import Select, func, select

from admin.cells import Cell, cells_of
from admin.counting import Count, counted
from admin.deletion import DeletionPages, with_version
from admin.listing import PAGE_ROWS, shown_links
from admin.looking import opened
from admin.once import spend
from admin.paging import page_asked, pager
from admin.saving import save, tell_warnings
from forms.deletion import REASON_CLASS, PurgeForm
from forms.lookup import id_in
from forms.restoring import restoring
from forms.showing import shown, title_of
from forms.words import MASKED, put_datetime, say, spoken
from models.access import Place, Right, may, sees
from models.account import Account
from models.base import Model, db, described
from models.gate import WITH_DELETED

COLUMNS = 4
"""Columns of the row itself; who deleted it, when and why stand beside them."""


class TrashPages(DeletionPages):
    """Part of SchemaView."""

    @expose("/trash/")
    def trash_view(self) -> str:
        """List what was deleted, the latest first."""
        session, page = db.session(), page_asked(request.args)
        columns = [name for name, spec in described(self.model).items() if spec.listed][:COLUMNS]
        deleted = self._deleted(select(self.model)).options(*shown_links(self.model, columns))
        deleted = deleted.order_by(self.model.deleted_at.desc(), self.model.id.desc())
        rows = session.scalars(deleted.limit(PAGE_ROWS).offset((page - 1) * PAGE_ROWS)).all()
        count = session.scalar(self._deleted(select(func.count(self.model.id)))) or 0
        who = self._who({row.deleted_by_id for row in rows})
        heads = [say("Xóa lúc", "Deleted"), say("Người xóa", "By"), say("Lý do", "Reason")]
        return str(
            self.render(
                "admin/trash.html",
                title=say(f"Thùng rác: {spoken(self.model.words)}", f"Trash: {spoken(self.model.words)}"),
                list_url=self.url_of("index_view"),
                count_text=counted(self.model, count),
                columns=[*(spoken(described(self.model)[name].words) for name in columns), *heads],
                rows=[self._row_told(row, columns, who) for row in rows],
                page={"pager": self._trash_pager(page, len(rows), count)},
            )
        )

    @expose("/restore/", methods=("GET", "POST"))
    def restore_view(self) -> Any:
        """Take a row out of the trash; its form shows it, and judges it as if it were typed anew."""
        spend()
        row = self._deleted_or_404()
        form = self._opened(request.form, row, restoring(self.schema_form))
        if request.method == "POST" and save(form, self._page_of):
            flash(say(f"Đã khôi phục {self.noun}.", f"The {self.noun} was restored."), "success")
            tell_warnings(form)
            return redirect(self._page_of(row), 303)
        title = say(f"Khôi phục {self.noun}", f"Restore {self.noun}")
        cancel, what = self.url_of("trash_view"), title_of(row, self.person)
        page = self._form_page("admin/move.html", form, title, cancel, message=what, tone="info")
        return opened(page, row, Place.RECORD)

    @expose("/purge/", methods=("GET", "POST"))
    def purge_view(self) -> Any:
        """Remove a row of the trash for good, once the words are typed (and the password: admin/view.py)."""
        spend()
        row = self._deleted_or_404()
        form = PurgeForm(db.session(), with_version(), row)
        if request.method == "POST" and save(form, lambda _row: self.url_of("trash_view")):
            flash(say(f"Đã xóa vĩnh viễn {self.noun}.", "It was deleted for ever."), "success")
            return redirect(self.url_of("trash_view"), 303)
        title = say(f"Xóa vĩnh viễn {self.noun}", f"Delete this {self.noun} for ever")
        return self._form_page(
            "admin/purge.html", form, title, self.url_of("trash_view"), what=title_of(row, self.person)
        )

    def _trash_pager(self, page: int, shown: int, count: int) -> dict[str, Any]:
        """Lead to the pages beside this one by their numbers: a trash is never long."""
        before = self.url_of("trash_view", page=page - 1) if page > 1 else ""
        after = self.url_of("trash_view", page=page + 1) if page * PAGE_ROWS < count else ""
        return pager((page - 1) * PAGE_ROWS + 1, shown, Count(count), PAGE_ROWS, (before, after))

    # --- rows

    def _deleted(self, statement: Select[Any]) -> Select[Any]:
        """Ask for what lies in the trash of this table, inside the gate."""
        return statement.where(self.model.deleted_at.is_not(None)).execution_options(**{WITH_DELETED: True})

    def _deleted_or_404(self) -> Model:
        """Load the deleted row named in the address; not there, not theirs and not deleted answer alike."""
        number = id_in(request.args.get("id", ""))
        if number is None:
            abort(404)
        links = shown_links(self.model, described(self.model))
        found = self._deleted(select(self.model).where(self.model.id == number).options(*links))
        row: Model | None = db.session.scalar(found)
        return row or abort(404)

    def _who(self, accounts: set[int | None]) -> dict[int, str]:
        """Name those who deleted something, as far as the reader may see accounts."""
        rows = db.session.scalars(select(Account).where(Account.id.in_(accounts - {None})))
        return {row.id: shown(row, person=self.person) for row in rows}

    def _row_told(self, row: Model, columns: list[str], who: dict[int, str]) -> dict[str, Any]:
        """Say of a deleted row what its list would, and how it came here."""
        clear = sees(self.person, REASON_CLASS, Place.LIST, self.model.holds)
        reason = Cell(row.deleted_reason or "") if clear else Cell(MASKED, "masked")
        named = who.get(row.deleted_by_id or 0)
        by = Cell(named) if named else Cell(MASKED, "masked")
        at = Cell(put_datetime(row.deleted_at) if row.deleted_at else "", "date")
        purges = may(self.person, Right.PURGE, self.model)
        return {
            "cells": [*cells_of(row, columns, self.person), at, by, reason],
            "restore_url": self.url_of("restore_view", id=row.id),
            "purge_url": self.url_of("purge_view", id=row.id) if purges else "",
        }
