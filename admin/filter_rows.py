"""Filters by a linked row: picked by typing where the table is large, a person's row by id only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from flask import url_for
from sqlalchemy import ColumnElement, select

from admin.filters import Filter
from forms.lookup import id_in
from forms.opening import preset as opened_with
from forms.reading import Unreadable
from models.base import Model

MYSELF = "me"
"""Stands in an address for the row of whoever asks, so that one view serves many."""

UNKNOWN = "Không có dòng này.", "There is no such row."


class Rows(Filter):
    """Rows of a large table."""

    def read(self, end: str, text: str) -> Any:
        """Read an id, or whoever asks; the rows are looked up together."""
        del end
        number = self.myself() if text == MYSELF else id_in(text)
        if number is None:
            raise Unreadable(UNKNOWN)
        return number

    def myself(self) -> int | None:
        """Give the id of the row that new forms are opened with for whoever asks, if there is one."""
        row = opened_with(self.field.spec.preset, self.session) if self.field.spec.preset else None
        return None if row is None else int(row.id)

    def settle(self) -> None:
        """Find the rows inside the gate; one that is not there and one that is not theirs answer alike."""
        asked = [each.value for each in self.asked if not each.end]
        rows = {row.id: row for row in self.rows(asked)} if asked else {}
        if set(asked) - set(rows):
            raise Unreadable(UNKNOWN)
        self.asked = [each if each.end else replace(each, value=rows[each.value]) for each in self.asked]

    def rows(self, ids: Sequence[int]) -> list[Model]:
        """Load some rows of the linked table."""
        target: Any = self.field.target
        return list(self.session.scalars(select(target).where(target.id.in_(ids))))

    def told(self, values: Sequence[Any]) -> dict[Any, tuple[str, Any]]:
        """Name rows by their ids, in the order they are given in."""
        rows = {row.id: row for row in self.rows(values)}
        return {value: (str(value), rows[value]) for value in values if value in rows}

    def any_of(self, cell: Any, values: Sequence[Any]) -> ColumnElement[bool]:
        """Compare the key."""
        return super().any_of(cell, [row.id for row in values])

    @property
    def lookup_url(self) -> str:
        """Give the address that answers look-ups of the linked table."""
        target: Any = self.field.target
        return url_for(f"{target.__tablename__}.lookup")


class Cases(Rows):
    """Rows of people: led to from their own page, never picked by a name above a list."""

    listed: ClassVar[bool] = False

    @property
    def lookup_url(self) -> str:
        """Offer nobody."""
        return ""
