"""The facts a second time, in plain Python over all rows: slow, and too simple to be wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import entities
from models.gate import WITH_DELETED

FAR = date(9999, 12, 31)

PLAIN: dict[str, Callable[[Rows, Any], Any]] = {}
"""Each fact's plain answer, by its name; what is asked stands in attributes named like the fact's needs."""


def plain(answer: Callable[[Rows, Any], Any]) -> Callable[[Rows, Any], Any]:
    """Declare the plain answer of the fact of the same name."""
    PLAIN[answer.__name__] = answer
    return answer


class Rows:
    """Every row of every table, by the table's name; `trash` holds those put away."""

    def __init__(self, session: Session) -> None:
        self.everything: dict[str, list[Any]] = {}
        for model in entities():
            statement = select(model).execution_options(**{WITH_DELETED: True}).order_by(model.id)
            self.everything[model.__tablename__] = list(session.scalars(statement))
        self.there = {table: list(filter(is_there, rows)) for table, rows in self.everything.items()}
        self.by_id = defaultdict(dict, {
            table: {row.id: row for row in rows} for table, rows in self.there.items()
        })  # fmt: skip

    def __getattr__(self, table: str) -> list[Any]:
        return self.there[table]

    def get(self, table: str, row_id: int | None) -> Any:
        """Give the row of an id, None where there is none."""
        return self.by_id[table].get(row_id)


_ROWS: dict[str, Rows] = {}


def rows_of(session: Session, name: str) -> Rows:
    """Give the rows of a database, read once; what they hold is known, and no session's."""
    if name not in _ROWS:
        _ROWS[name] = Rows(session)
        session.expunge_all()
    return _ROWS[name]


def is_there(row: Any) -> bool:
    """Say whether a row is not in the trash."""
    return getattr(row, "deleted_at", None) is None


def same(one: Any, other: Any) -> bool:
    """Compare as databases do: nothing is not the same as nothing."""
    return one is not None and one == other


def differs(one: Any, other: Any) -> bool:
    """Tell two known values apart."""
    return one is not None and other is not None and one != other


def overlap(start: date | None, end: date | None, begins: date | None, ends: date | None) -> bool:
    """Say whether two times have a day in common; a time ends before its last day."""
    return bool(start and begins) and start < (ends or FAR) and begins < (end or FAR)


def count(rows: Iterable[Any], asked: Any, *, same_in: Iterable[str] = ()) -> int:
    """Count the rows, but for the one asking, that have some values of the question."""
    return sum(
        row.id != asked.id and all(same(getattr(row, name), getattr(asked, name)) for name in same_in)
        for row in rows
    )


from tests.facts import plain_cases, plain_money, plain_people  # noqa: E402, F401 (each declares its answers here)
