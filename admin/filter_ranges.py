"""Filters by range: days, by date or by a period that moves with the calendar; numbers; amounts of money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.types import Numeric

from admin.filters import FROM, TO, Asked, Filter
from forms.fields import most_held
from forms.reading import read_date, read_integer, read_money, read_percentage
from forms.showing import shown
from forms.words import first_moment, say, spoken
from models.access import Person
from models.periods import Period
from models.schema import VND, today


class Range(Filter):
    """Whatever has an order: one value, or all between two ends, which belong to it."""

    ends: ClassVar[tuple[str, ...]] = (FROM, TO)

    def bound(self, cell: Any, end: str, value: Any) -> ColumnElement[bool]:
        """Compare with an end."""
        found: ColumnElement[bool] = cell >= value if end == FROM else cell <= value
        return found


class Numbers(Range):
    """Numbers as the field's form reads them; an amount may be typed as 10tr."""

    def read(self, end: str, text: str) -> Any:
        """Read a number; one that the column cannot hold is as unreadable as a word."""
        del end
        sql = self.field.sql
        if self.field.spec.unit is VND:
            return read_money(text)
        if isinstance(sql, Numeric):
            return read_percentage(text)
        return read_integer(text, -most_held(sql), most_held(sql))


class Days(Range):
    """Days; a period is kept by its name, so that a view of this month shows the next one in a month."""

    overlapping: ClassVar[bool] = True
    example: ClassVar[str] = "dd/mm/yyyy"

    def offers(self) -> list[tuple[str, Any]]:
        """List the periods."""
        return [(period.name, period) for period in Period]

    def read(self, end: str, text: str) -> Any:
        """Read the name of a period or a day."""
        period = None if end else Period.__members__.get(text)
        return read_date(text) if period is None else period

    def nearest(self, text: str) -> str:
        """Give the period whose name is like what was typed."""
        near = get_close_matches(text[:40], Period.__members__, 1)
        return near[0] if near else ""

    def any_of(self, cell: Any, values: Sequence[Any]) -> ColumnElement[bool]:
        """Compare with the days of each period, as they are today."""
        return or_(*(self._within(cell, *_days(value)) for value in values))

    def _within(self, cell: Any, first: date, last: date) -> ColumnElement[bool]:
        return and_(self.bound(cell, FROM, first), self.bound(cell, TO, last))

    def said(self, value: Any, reader: Person) -> str:
        """Name a period with the days it stands for."""
        del reader
        if not isinstance(value, Period):
            return shown(value)
        first, last = map(shown, value.days(today()))
        days = first if first == last else say(f"từ {first} đến {last}", f"{first} to {last}")
        return f"{spoken(value.words)} ({days})"

    def typed(self, asked: Asked) -> str:
        """Write a day as it is written here; a word that moves with the calendar stays."""
        return shown(asked.value) if any(map(str.isdigit, asked.text)) else asked.text


class Moments(Days):
    """Moments, of which the day is asked, as Vietnam counts it."""

    def bound(self, cell: Any, end: str, value: Any) -> ColumnElement[bool]:
        """Compare with the first moment of the day, or of the next."""
        found: ColumnElement[bool] = (
            cell >= first_moment(value) if end == FROM else cell < first_moment(value + timedelta(days=1))
        )
        return found


def _days(value: Any) -> tuple[date, date]:
    return value.days(today()) if isinstance(value, Period) else (value, value)


def is_moment(sql: Any) -> bool:
    """Say whether a column holds moments, not days."""
    return bool(issubclass(sql.python_type, datetime))


def is_day(sql: Any) -> bool:
    """Say whether a column holds days."""
    return bool(issubclass(sql.python_type, date))
