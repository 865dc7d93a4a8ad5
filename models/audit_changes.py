"""What a flush changed, row by row: the public side of it apart from the personal side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect

from models.audit_entry import Action
from models.audit_seal import Subject
from models.base import described
from models.schema import PUBLIC, Choice, Kind

Change = tuple[Any, Any]
"""A value before and after, as JSON knows it."""

KEPT_QUIET = frozenset(
    {
        "id", "public_id", "created_at", "updated_at", "created_by_id", "updated_by_id", "row_version",
        "deleted_at", "deleted_by_id", "deleted_reason", "password_hash", "last_login_at",
    }
)  # fmt: skip
"""Columns whose change is said by the entry itself, or by one of its own kind."""


@dataclass(slots=True)
class Pending:
    """One entry still to be written; those about one row in one transaction become one."""

    action: Action
    subject: Subject | None = None
    account_id: int | None = None
    open: dict[str, Change] = field(default_factory=dict)
    hidden: dict[str, Change] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    receipt: str = ""
    joins: bool = False  # a change of a row, which may become one with others

    def join(self, later: Pending) -> None:
        """Take in a later change of the same row."""
        for mine, theirs in ((self.open, later.open), (self.hidden, later.hidden)):
            for name, (old, new) in theirs.items():
                before = None if self.action is Action.created else old
                mine[name] = (mine[name][0] if name in mine else before, new)
        self.action = later.action if later.action is not Action.changed else self.action
        self.reason = later.reason or self.reason
        self.said |= later.said

    @property
    def sealed(self) -> dict[str, Any]:
        """Give what only somebody with the record's key may read again."""
        sides: dict[str, Any] = {"changes": self.hidden, "reason": self.reason}
        return {name: side for name, side in sides.items() if side}

    @property
    def says_something(self) -> bool:
        """Say whether anything is left to tell: a change that was taken back is none."""
        for side in (self.open, self.hidden):
            for name in [name for name, (old, new) in side.items() if old == new]:
                del side[name]
        return not self.joins or self.action is not Action.changed or bool(self.open or self.hidden)


def is_recorded(row: Any) -> bool:
    """Say whether a row's changes are recorded: an entity's, unless a record itself or somebody's own."""
    return hasattr(row, "words") and row.holds is not Kind.RECORD and not row.is_private()


def change_of(row: Any, action: Action) -> Pending:
    """Tell what a flush is writing of one row."""
    found = Pending(action, (row.__tablename__, row.id), joins=True)
    specs = described(type(row))
    for name, change in _changes(row, everything=action is Action.created):
        spec = specs.get(name)
        side = found.open if spec is not None and spec.secrecy is PUBLIC else found.hidden
        side[name] = change
    if "deleted_at" in row.__table__.c and _touched(row, "deleted_at"):
        found.action = Action.restored if row.deleted_at is None else Action.deleted
        found.reason = row.deleted_reason or ""
    return found


def _changes(row: Any, *, everything: bool) -> Iterator[tuple[str, Change]]:
    """Yield each column of a row that is written, by the name of its attribute or link."""
    specs, state = described(type(row)), inspect(row)
    for attribute in state.mapper.column_attrs:
        key = attribute.key
        if key in KEPT_QUIET or "derived" in attribute.columns[0].info:
            continue
        history = state.attrs[key].history
        if not history.has_changes() or (everything and getattr(row, key) is None):
            continue
        name = key.removesuffix("_id") if key.removesuffix("_id") in specs else key
        old = history.deleted[0] if history.deleted else None
        yield name, (plain(old), plain(getattr(row, key)))


def _touched(row: Any, name: str) -> bool:
    return bool(inspect(row).attrs[name].history.has_changes())


def plain(value: Any) -> Any:
    """Write a value as JSON knows it: a day as ISO, a choice by its name, a set as a sorted list."""
    match value:
        case Choice():
            return value.name
        case date() | time():  # a datetime is a date
            return value.isoformat()
        case Decimal():
            return str(value)
        case frozenset() | set():
            return sorted(member.name for member in value)
    return value
