"""How rows lead to an area: each scoping link in turn, and the first that is not empty decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, inspect, or_, select

from models.among import among
from models.base import Model, entities
from models.schema import Kind

# --- in SQL, for every row of a table


def about(model: Any, wards: frozenset[int]) -> Iterable[ColumnElement[bool]]:
    """Let a record be seen with the row it is about, wherever that row belongs now."""
    for subject in (found for found in entities() if found.scoped_by and found.holds is not Kind.RECORD):
        rows = subject.__table__
        inside = select(rows.c.id).where(
            or_(*within(subject, wards, rows.c.__getitem__)), rows.c.deleted_at.is_(None)
        )
        yield and_(model.table_name == subject.__tablename__, model.row_id.in_(inside))
    everybodys = [each for each in entities() if each.holds is Kind.REFERENCE and not each.scoped_by]
    yield model.table_name.in_([each.__tablename__ for each in everybodys])


def within(
    model: type[Model], wards: frozenset[int], cell: Callable[[str], Any]
) -> Iterable[ColumnElement[bool]]:
    """Walk each scoping link in turn: the first that is not empty decides whose row it is.

    `cell` gives a column by name: an attribute for the table asked about, so that it follows that table's
    aliases; plain columns within, which the gate does not guard a second time.
    """
    empty: list[ColumnElement[bool]] = []
    for name in model.scoped_by:
        key = cell(f"{name}_id")
        target = inspect(model).relationships[name].mapper.class_
        inside = among(key, wards) if target.__tablename__ == "ward" else _reached(key, target, wards)
        yield and_(*empty, inside)
        empty.append(key.is_(None))


def _reached(key: Any, target: type[Model], wards: frozenset[int]) -> ColumnElement[bool]:
    """Ask the one row a link leads to, row by row.

    For `key IN (SELECT …)` and EXISTS, PostgreSQL gathers everybody in the wards first, for a page of fifty.
    """
    rows = target.__table__.alias()
    answer = select(or_(*within(target, wards, rows.c.__getitem__))).where(rows.c.id == key)
    return answer.correlate_except(rows).scalar_subquery()


# --- step by step, for one row that is loaded or new


@dataclass(frozen=True, slots=True)
class Led:
    """One scoping link as it was followed; no `target`: the link is empty, or leads out of sight."""

    row: Model
    name: str
    target: Any
    out_of_sight: bool


def trail(row: Model) -> Iterator[Led]:
    """Follow a row's scoping links to the ward it belongs to, as far as this session sees."""
    for name in row.scoped_by:
        target = _led_to(row, name)
        out_of_sight = target is None and getattr(row, f"{name}_id") is not None
        yield Led(row, name, target, out_of_sight)
        if target is not None:
            yield from trail(target)
        if target is not None or out_of_sight:
            return


def _led_to(row: Model, name: str) -> Any:
    """Give the row a link will lead to once it is written: a key set by hand outweighs what was loaded."""
    state: Any = inspect(row)
    by_hand = state.attrs[f"{name}_id"].history.has_changes() and not state.attrs[name].history.has_changes()
    if by_hand and state.persistent:
        state.session.expire(row, [name])
    return getattr(row, name)
