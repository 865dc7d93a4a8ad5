"""Rows counted and summed by what they hold: one statement that groups, alike on every database."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, cast

from sqlalchemy import Date, case, func, inspect, literal, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.functions import FunctionElement

from models.base import Model
from models.periods import REPORTING_DAY, Days, around
from models.schema import Choice


class Part(Choice):
    """A stretch of the calendar that days are counted by, under the name models/periods.py has for it."""

    month = "tháng", "month"
    quarter = "quý", "quarter"
    year = "năm", "year"
    reporting_month = "kỳ báo cáo tháng", "reporting month"

    def days(self, day: date) -> Days:
        """Give the first and the last day of the stretch a day lies in."""
        return around(self.name, day)

    @property
    def shift(self) -> timedelta:
        """Tell how long after the beginning of a month the stretch begins."""
        return timedelta(days=REPORTING_DAY - 1 if self is Part.reporting_month else 0)


class Gap(enum.Enum):
    """What stands in the place of a value that is not there."""

    EMPTY = "empty"  # the field is empty
    NO_ROW = "no row"  # the link that leads to the field is empty
    UNSEEN = "unseen"  # the link leads to a row that this person does not see


@dataclass(frozen=True, slots=True)
class By:
    """What rows are grouped by: a column of their own, or of the row a link of theirs leads to."""

    column: str
    link: str = ""
    part: Part | None = None


class Counted(NamedTuple):
    """Rows that hold the same: a value or a Gap for each grouping, how many they are, and their sum."""

    values: tuple[Any, ...]
    rows: int
    total: int


def grouped(
    session: Session, model: type[Model], criteria: Iterable[Any], by: Sequence[By], summed: str = ""
) -> list[Counted]:
    """Count the rows a person sees, and sum a column of theirs, inside the gate and in one statement.

    What is counted by a part of the calendar comes back as days of it, a day for each month at most where
    there are two groupings; sets come back whole, so that a row in several members counts once in a total.
    """
    keys = [_Key(model, each, f"by{number}", alone=len(by) == 1) for number, each in enumerate(by)]
    total = func.coalesce(func.sum(getattr(model, summed)), 0) if summed else literal(0)
    columns = [column for key in keys for column in key.columns()]
    statement = select(*columns, func.count(), total).select_from(model)
    for key in keys:
        if key.link is not None:
            statement = statement.outerjoin(key.source, key.link == key.source.id)
    # by the labels: an expression with a value in it is another one to PostgreSQL the second time it is said
    statement = statement.where(*criteria).group_by(*(column.name for column in columns))
    starts = [0, *accumulate(len(key.columns()) for key in keys)]
    reading = list(zip(keys, pairwise(starts), strict=True))
    return [
        Counted(tuple(key.value(*found[at:to]) for key, (at, to) in reading), found[-2], int(found[-1]))
        for found in session.execute(statement).all()
    ]


_NO_ROW, _UNSEEN, _SEEN = range(3)


class _Key:
    """One grouping in SQL: its value and, where a link leads to it, how far the link leads."""

    def __init__(self, model: type[Model], by: By, name: str, *, alone: bool) -> None:
        self.by, self.name, self.source, self.link = by, name, cast("Any", model), None
        if by.link:
            self.source = aliased(inspect(model).relationships[by.link].mapper.class_)
            self.link = getattr(model, f"{by.link}_id")
        self.cell = getattr(self.source, by.column)
        # days are few and cheaper to group by than any month; beside another grouping they are too many
        self.by_month = by.part is not None and not (alone and is_day(self.cell))

    def columns(self) -> list[Any]:
        """Give what is selected and grouped by."""
        value = _Month(self.cell, self.by.part) if self.by_month and self.by.part else self.cell
        if self.link is None:
            return [value.label(self.name)]
        led = case((self.link.is_(None), _NO_ROW), (self.source.id.is_(None), _UNSEEN), else_=_SEEN)
        return [value.label(self.name), led.label(f"{self.name}_led")]

    def value(self, value: Any, led: int = _SEEN) -> Any:
        """Read what came back."""
        if led != _SEEN:
            return Gap.NO_ROW if led == _NO_ROW else Gap.UNSEEN
        if value is None or value == frozenset():
            return Gap.EMPTY
        return value + self.by.part.shift if self.by_month and self.by.part else value


def is_day(cell: Any) -> bool:
    """Say whether a column holds days, not moments."""
    return not issubclass(cell.type.python_type, datetime)


# --- months


class _Month(FunctionElement[date]):
    """The first day of the month in which the stretch of a day begins, as Vietnam's clock shows a moment."""

    type = Date()
    inherit_cache = True

    def __init__(self, cell: Any, part: Part) -> None:
        # the days taken away stand in the clauses, by which compiled statements are told apart
        super().__init__(cell, literal_column(str(part.shift.days)))

    def shifts(self) -> list[str]:
        """List what is added to a value before its month is taken."""
        cell, days = self.clauses
        hours = [] if is_day(cell) else [f"{HOURS} hours"]
        return [*hours, *([f"-{days} days"] if str(days) != "0" else [])]


HOURS = 7
"""How far Vietnam's clock is ahead of the stored one, all year, for as long as moments have been stored."""


@compiles(_Month, "sqlite")
def _on_sqlite(element: _Month, compiler: Any, **options: Any) -> str:
    shifts = "".join(f", '{much}'" for much in element.shifts())
    cell = compiler.process(next(iter(element.clauses)), **options)
    return f"strftime('%Y-%m-01', {cell}{shifts})"


@compiles(_Month, "postgresql")
def _on_postgresql(element: _Month, compiler: Any, **options: Any) -> str:
    shifts = "".join(f" + interval '{much}'" for much in element.shifts())
    cell, _days = element.clauses
    return (
        f"CAST(date_trunc('month', CAST({compiler.process(cell, **options)} AS timestamp){shifts}) AS date)"
    )
