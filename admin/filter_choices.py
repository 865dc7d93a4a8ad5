"""Filters by ticking: choices, sets of choices, yes or no, tables, texts, and the rows of a small table."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, String, cast, not_, or_

from admin.filters import Filter
from forms.lookup import all_of
from forms.reading import Unreadable, read_text
from models.base import Model, entities

LONGEST_VALUE = 40
"""Characters of an unknown value that are compared."""


class Choices(Filter):
    """The members of a choice, by their codes."""

    def offers(self) -> list[tuple[str, Any]]:
        """List the members."""
        return [(member.name, member) for member in self.field.sql.enum_class]

    def read(self, end: str, text: str) -> Any:
        """Find what is offered under a code."""
        del end
        offered = dict(self.offers())
        if text not in offered:
            raise Unreadable(("Không có giá trị này.", "There is no such value."))
        return offered[text]

    def nearest(self, text: str) -> str:
        """Give the code most like an unknown one."""
        near = get_close_matches(text[:LONGEST_VALUE], [code for code, _value in self.offers()], 1, 0)
        return near[0] if near else ""


class Flags(Choices):
    """Yes or no."""

    def offers(self) -> list[tuple[str, Any]]:
        """Offer both."""
        return [("1", True), ("0", False)]


class Conditions(Flags):
    """Whether a named condition holds."""

    overlapping: ClassVar[bool] = True  # each answer is counted by itself: no database groups by a condition

    def any_of(self, cell: Any, values: Sequence[Any]) -> ColumnElement[bool]:
        """Ask the condition itself, so that its indexes are used."""
        return or_(*(cell if value else not_(cell) for value in values))


class Sets(Choices):
    """The members of a set of choices: rows whose set holds one of them."""

    overlapping: ClassVar[bool] = True

    def offers(self) -> list[tuple[str, Any]]:
        """List the members that a set may have."""
        return [(member.name, member) for member in self.field.sql.choices]

    def any_of(self, cell: Any, values: Sequence[Any]) -> ColumnElement[bool]:
        """Look for the members among those stored as |a|b|."""
        return or_(*(cast(cell, String).like(f"%|{value.name}|%") for value in values))


class Tables(Choices):
    """The tables of the product, by name."""

    def offers(self) -> list[tuple[str, Any]]:
        """List them as people call them."""
        return [(each.__tablename__, each.__tablename__) for each in entities()]


class SmallTable(Choices):
    """The rows of a small table, by id."""

    def offers(self) -> list[tuple[str, Any]]:
        """List the rows."""
        return self._rows

    @cached_property
    def _rows(self) -> list[tuple[str, Model]]:
        target = self.field.target
        return [] if target is None else [(str(row.id), row) for row in all_of(self.session, target)]

    def any_of(self, cell: Any, values: Sequence[Any]) -> ColumnElement[bool]:
        """Compare the key."""
        return super().any_of(cell, [row.id for row in values])

    def told(self, values: Sequence[Any]) -> dict[Any, tuple[str, Any]]:
        """Name rows by their ids."""
        return {row.id: (text, row) for text, row in self.offers() if row.id in values}

    def nearest(self, text: str) -> str:
        """Guess no id."""
        del text
        return ""


class Texts(Filter):
    """A code or a short text, compared whole."""

    typed_whole: ClassVar[bool] = True

    def read(self, end: str, text: str) -> Any:
        """Read a line."""
        del end
        return read_text(text)
