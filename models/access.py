"""The one gate: which rows, and which fields of a row, a person may see, and what they may do."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, false, inspect, or_, select
from sqlalchemy.orm import Session

from models.base import Model, entities
from models.schema import Choice, Kind, Move, Secrecy


class Role(Choice):
    """Who an account belongs to."""

    admin = "Quản trị", "Administrator"
    coordinator = "Điều phối viên", "Coordinator"
    supervisor = "Lãnh đạo, giám sát", "Supervisor"
    viewer = "Chỉ xem số liệu", "Viewer (numbers only)"


class Right(enum.Enum):
    """What may be done with a table."""

    VIEW = "view"
    COUNT = "count"
    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"
    EXPORT = "export"
    LOAD = "load"


class Place(enum.Enum):
    """Where a value is about to be shown: a list and a file show less than the record's own page."""

    LIST = "list"
    RECORD = "record"


FEWEST = 5
"""Counts below this are not told to somebody who cannot open the rows behind them."""


class RefusedError(PermissionError):
    """The gate's answer to a read or a write that is not this person's to make."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: carried by the database session, never by a global."""

    role: Role
    account_id: int | None = None
    wards: frozenset[int] | None = frozenset()  # None: everywhere
    coordinator_id: int | None = None


SYSTEM = Person(Role.admin, wards=None)
"""The product itself: commands and the seed. Never handed to a request."""

_ALL = frozenset(Right)
_READ = frozenset({Right.VIEW, Right.COUNT, Right.EXPORT})
_WORK = _READ | {Right.CREATE, Right.EDIT, Right.DELETE}
_COUNT = frozenset({Right.COUNT})
_NONE: frozenset[Right] = frozenset()

RIGHTS: dict[Kind, dict[Role, frozenset[Right]]] = {
    Kind.REFERENCE: {Role.admin: _ALL, Role.coordinator: _READ, Role.supervisor: _READ, Role.viewer: _COUNT},
    Kind.CASE: {Role.admin: _ALL, Role.coordinator: _WORK, Role.supervisor: _READ, Role.viewer: _COUNT},
    Kind.ACCOUNT: {Role.admin: _ALL, Role.coordinator: _NONE, Role.supervisor: _NONE, Role.viewer: _NONE},
    Kind.RECORD: {Role.admin: _READ, Role.coordinator: _READ, Role.supervisor: _READ, Role.viewer: _NONE},
}
"""Role × kind of table."""

CLEAR: dict[Role, dict[Place, Secrecy]] = {
    Role.admin: {Place.LIST: Secrecy.PUBLIC, Place.RECORD: Secrecy.PUBLIC},
    Role.supervisor: {Place.LIST: Secrecy.PUBLIC, Place.RECORD: Secrecy.PUBLIC},
    Role.coordinator: {Place.LIST: Secrecy.PERSONAL, Place.RECORD: Secrecy.SENSITIVE},
    Role.viewer: {Place.LIST: Secrecy.PUBLIC, Place.RECORD: Secrecy.PUBLIC},
}
"""Role × place: the most secret class that is shown clear."""


def may(person: Person, right: Right, model: type[Model]) -> bool:
    """Say whether a person may do a thing with a table at all."""
    if right is Right.EDIT and person.role is Role.supervisor and model.corrected_by_supervisor:
        return True
    return right in RIGHTS[model.holds][person.role]


def may_move(person: Person, move: Move) -> bool:
    """Say whether a person may take a step of a workflow."""
    return person.role in move.by


def sees(person: Person, secrecy: Secrecy, place: Place, kind: Kind = Kind.CASE) -> bool:
    """Say whether a class of value is shown clear there; administrators see whole what they maintain."""
    if kind in {Kind.ACCOUNT, Kind.REFERENCE} and person.role is Role.admin:
        return True
    return secrecy <= CLEAR[person.role][place]


def person_of(session: Session) -> Person:
    """Tell who asks through this session; a session without a person is a defect."""
    person = session.info.get("person")
    if not isinstance(person, Person):
        message = "This database session has no person: set session.info['person'] first."
        raise RefusedError(message)
    return person


def scope(model: type[Model], person: Person, *, counting: bool = False) -> ColumnElement[bool] | None:
    """Give the criterion for the rows a person may see (or, counting, may count); None means every row."""
    about_people = model.holds in {Kind.CASE, Kind.RECORD}
    if about_people and (Right.COUNT if counting else Right.VIEW) not in RIGHTS[model.holds][person.role]:
        return false()
    if model.holds is Kind.ACCOUNT and person.role is not Role.admin:
        own: ColumnElement[bool] = getattr(model, "account_id", model.id) == person.account_id
        return own
    if person.wards is None or not (model.scoped_by or model.follows_subject):
        return None
    if model.follows_subject:
        return or_(*_about(model, person.wards))
    return or_(*_within(model, person.wards, partial(getattr, model)))


def _about(model: Any, wards: frozenset[int]) -> Iterable[ColumnElement[bool]]:
    """Let a record be seen with the row it is about, wherever that row belongs now."""
    for subject in scoped_entities():
        rows = subject.__table__
        inside = select(rows.c.id).where(or_(*_within(subject, wards, rows.c.__getitem__)))
        yield and_(model.table_name == subject.__tablename__, model.row_id.in_(inside))


def _within(
    model: type[Model], wards: frozenset[int], cell: Callable[[str], Any]
) -> Iterable[ColumnElement[bool]]:
    """Walk each scoping link in turn: the first that is not empty decides whose row it is.

    `cell` gives a column by name: an attribute for the table asked about, so that it follows that table's
    aliases; plain columns within, which the gate does not guard a second time.
    """
    if model.__tablename__ == "ward":
        yield cell("id").in_(wards)
    empty: list[ColumnElement[bool]] = []
    for name in model.scoped_by:
        key = cell(f"{name}_id")
        target = inspect(model).relationships[name].mapper.class_
        if target.__tablename__ == "ward":
            inside: ColumnElement[bool] = key.in_(wards)
        else:
            rows = target.__table__
            inside = key.in_(select(rows.c.id).where(or_(*_within(target, wards, rows.c.__getitem__))))
        yield and_(*empty, inside)
        empty.append(key.is_(None))


def in_scope(row: Model, person: Person) -> bool:
    """Say whether a loaded or new row lies within a person's area, by the same links as `scope`."""
    if person.wards is None or not row.scoped_by:
        return True
    for name in row.scoped_by:
        target = _led_to(row, name)
        if target is not None:
            return target.id in person.wards if target.__tablename__ == "ward" else in_scope(target, person)
        if getattr(row, f"{name}_id") is not None:
            return False  # the link leads to a row this person cannot see
    return False


def _led_to(row: Model, name: str) -> Any:
    """Give the row a link will lead to once it is written: a key set by hand outweighs what was loaded."""
    state: Any = inspect(row)
    by_hand = state.attrs[f"{name}_id"].history.has_changes() and not state.attrs[name].history.has_changes()
    if by_hand and state.persistent:
        state.session.expire(row, [name])
    return getattr(row, name)


def scoped_entities() -> list[type[Model]]:
    """List the tables whose rows belong to an area."""
    return [model for model in entities() if model.scoped_by]
