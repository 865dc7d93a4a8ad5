"""One page of a list out of any number: the next is found by where this one ends, not by counting rows.

A list sorted by what may be empty has two sections, the rows with something in it and those without, so that
no database has to be told where its NULLs go, and each finds the rows of a section by an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from admin.sorting import Order
from forms.lookup import address_key


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one page, in their order, and whether there are more on either side."""

    rows: Sequence[Row[Any]]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a list a row stands: what it is sorted by, and its id."""

    value: Any
    id: int


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that are sorted alike: which they are, and by what."""

    rules: tuple[ColumnElement[bool], ...]
    terms: tuple[ColumnElement[Any], ...]

    def beyond(self, spot: Spot, *, rising: bool) -> ColumnElement[bool]:
        """Match the rows of the section that come after a spot, as it is walked."""
        values = (spot.value, spot.id)[-len(self.terms) :]
        marks = [literal(value, term.type) for value, term in zip(values, self.terms, strict=True)]
        here, there = (tuple_(*self.terms), tuple_(*marks)) if len(marks) > 1 else (self.terms[0], marks[0])
        return here > there if rising else here < there


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through a list; the gate of the session adds what may be seen."""

    session: Session
    order: Order
    criteria: Sequence[ColumnElement[bool]]
    statement: Select[Any]
    """Selects what a page shows of each row, without criteria and order."""

    unnarrowed: bool = False
    """Neither criteria nor the gate leave rows of the table out, but for those in the trash."""

    def spot(self, key: int | str) -> Spot | None:
        """Find where a row stands; None for one that is gone and for one out of sight alike."""
        if isinstance(key, int) and not self.order.path and self.order.first is None:
            return Spot(None, key)  # the id says it, whether there is such a row or not
        statement, sort_key = self.order.joined(select(self.order.model.id))
        found = statement.add_columns(literal(None) if sort_key is None else sort_key)
        row = self.session.execute(found.where(address_key(self.order.model) == key)).one_or_none()
        return None if row is None else Spot(row[1], row[0])

    def onward(self, spot: Spot, most: int, *, back: bool = False) -> Found:
        """Give the page after a spot, or before it."""
        numbers = range(self._sections_in_all())
        start = len(numbers) - 1 if spot.value is None else 0  # of one section it is both
        found: list[Row[Any]] = []
        for number in reversed(numbers[: start + 1]) if back else numbers[start:]:
            left = most + 1 - len(found)
            found += self._read(number, left, spot=spot if number == start else None, back=back)
            if len(found) > most:
                break
        more, rows = len(found) > most, found[:most]
        return Found(rows[::-1], more, after=True) if back else Found(rows, before=True, after=more)

    def from_top(self, skipped: int, most: int) -> Found:
        """Give the page that begins after so many rows."""
        left, found = skipped, list[Row[Any]]()
        for number in range(self._sections_in_all()):
            found += self._read(number, most + 1 - len(found), skipped=left)
            if len(found) > most:
                break
            left = 0 if found or not left else max(0, left - self._count(number))
        return Found(found[:most], before=skipped > 0, after=len(found) > most)

    def _sections_in_all(self) -> int:
        return 2 if self.order.may_be_empty else 1

    def _sections(self, key: ColumnElement[Any] | None) -> list[Section]:
        """Part the list, given what is compared in a statement."""
        row_id: ColumnElement[Any] = self.order.model.__table__.c.id
        if key is None:
            return [Section((), (row_id,))]
        if not self.order.may_be_empty:
            return [Section((), (key, row_id))]
        terms = (key, row_id) if self.order.path else (row_id,)
        return [Section((key.is_not(None),), terms), Section((key.is_(None),), (row_id,))]

    def _section(self, statement: Select[Any], number: int) -> tuple[Select[Any], Section]:
        """Narrow a statement to one section of the list."""
        statement, key = self.order.joined(statement)
        section = self._sections(key)[number]
        return statement.where(*self.criteria, *section.rules), section

    def _ordered(self, statement: Select[Any], section: Section, *, back: bool = False) -> Select[Any]:
        falling = self.order.descending != back
        terms: Iterable[Any] = (term.desc() if falling else term.asc() for term in section.terms)
        return statement.order_by(*terms)

    def _read(
        self, number: int, most: int, *, skipped: int = 0, spot: Spot | None = None, back: bool = False
    ) -> Sequence[Row[Any]]:
        """Read rows of a section: first their ids, by an index alone, and what they show only of those.

        Where no row is passed over, both are read at once.
        """
        at_once = self.unnarrowed and not skipped and len(self.order.path) <= 1
        statement, by = self._section(self.statement if at_once else select(self.order.model.id), number)
        if spot is not None:
            statement = statement.where(by.beyond(spot, rising=self.order.descending == back))
        statement = self._ordered(statement, by, back=back).limit(most).offset(skipped or None)
        if not at_once:
            page = statement.subquery()
            statement, key = self.order.joined(self.statement)
            statement = statement.join(page, page.c.id == self.order.model.id)
            statement = self._ordered(statement, self._sections(key)[number], back=back)
        return self.session.execute(statement).all()

    def _count(self, number: int) -> int:
        statement, _section = self._section(select(func.count(self.order.model.id)), number)
        return self.session.scalar(statement) or 0
