"""The one gate: which rows, and which fields of a row, a person may see, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import ColumnElement, false, or_
from sqlalchemy.orm import Session

from models.area import about, trail, within
from models.audience import shared_with
from models.base import Model
from models.schema import Choice, Kind, Member, Move, Secrecy


class Role(Choice):
    """Who an account belongs to."""

    admin = "Quản trị", "Administrator"
    coordinator = "Điều phối viên", "Coordinator"
    supervisor = "Lãnh đạo, giám sát", "Supervisor"
    viewer = "Chỉ xem số liệu", "Viewer (numbers only)"


class Right(Member):
    """What may be done with a table."""

    VIEW = "view"
    COUNT = "count"
    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"
    RESTORE = "restore"  # take out of the trash
    PURGE = "purge"  # remove from the trash for good
    REVEAL = "reveal"  # have masked values shown for a while, with a reason
    EXPORT = "export"
    LOAD = "load"


class Place(Member):
    """Where a value is about to be shown: a list and a file show less than the record's own page."""

    LIST = "list"
    RECORD = "record"
    REVEALED = "revealed"  # the record's own page, while it is revealed to this person


class Bound(Member):
    """Which rows of a table somebody sees: none, their own, those of their area, what is about them, all."""

    NONE = "none"
    OWN = "own"
    SHARED = "shared"  # their own, and what others share with them
    AREA = "area"
    SUBJECT = "subject"
    EVERY = "every"


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
_WORK = _READ | {Right.CREATE, Right.EDIT, Right.DELETE, Right.RESTORE}
_WATCH = _READ | {Right.REVEAL}
_KEEP = frozenset({Right.VIEW, Right.CREATE, Right.EDIT, Right.DELETE, Right.RESTORE, Right.PURGE})
_COUNT = frozenset({Right.COUNT})
_NONE: frozenset[Right] = frozenset()

RIGHTS: dict[Kind, dict[Role, frozenset[Right]]] = {
    Kind.REFERENCE: {Role.admin: _ALL, Role.coordinator: _READ, Role.supervisor: _READ, Role.viewer: _COUNT},
    Kind.CASE: {Role.admin: _ALL, Role.coordinator: _WORK, Role.supervisor: _WATCH, Role.viewer: _COUNT},
    Kind.ACCOUNT: {Role.admin: _ALL, Role.coordinator: _NONE, Role.supervisor: _NONE, Role.viewer: _NONE},
    Kind.RECORD: {Role.admin: _READ, Role.coordinator: _READ, Role.supervisor: _READ, Role.viewer: _NONE},
    Kind.VIEW: {Role.admin: _KEEP, Role.coordinator: _KEEP, Role.supervisor: _KEEP, Role.viewer: _NONE},
}
"""Role × kind of table."""

OVERSEERS = frozenset({Role.admin, Role.supervisor})
"""Who reads an `overseen` table as a whole; others find its rows where they belong to what they see."""

_NOTHING, _NAMES, _WHOLE = Secrecy
_MASKED = {Place.LIST: _NOTHING, Place.RECORD: _NOTHING, Place.REVEALED: _WHOLE}

CLEAR: dict[Role, dict[Place, Secrecy]] = {
    Role.admin: _MASKED,
    Role.supervisor: _MASKED,
    Role.coordinator: {Place.LIST: _NAMES, Place.RECORD: _WHOLE, Place.REVEALED: _WHOLE},
    Role.viewer: dict.fromkeys(Place, _NOTHING),
}
"""Role × place: the most secret class that is shown clear."""


def may(person: Person, right: Right, model: type[Model]) -> bool:
    """Say whether a person may do a thing with a table at all."""
    if model.overseen and person.role not in OVERSEERS:
        return False
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
    if kind is Kind.VIEW:  # nothing about a person helped: whoever is given the view reads all of it
        return Right.VIEW in RIGHTS[kind][person.role]
    return secrecy <= CLEAR[person.role][place]


def person_of(session: Session) -> Person:
    """Tell who asks through this session; a session without a person is a defect."""
    person = session.info.get("person")
    if not isinstance(person, Person):
        message = "This database session has no person: set session.info['person'] first."
        raise RefusedError(message)
    return person


def bound(model: type[Model], person: Person, *, counting: bool = False) -> Bound:
    """Tell what bounds the rows of a table that a person may see (or, counting, may count)."""
    by_role = model.holds in {Kind.CASE, Kind.RECORD, Kind.VIEW}
    if by_role and (Right.COUNT if counting else Right.VIEW) not in RIGHTS[model.holds][person.role]:
        return Bound.NONE
    if model.holds is Kind.ACCOUNT and person.role is not Role.admin:
        return Bound.OWN
    if model.holds is Kind.VIEW and person != SYSTEM:
        return Bound.SHARED
    if person.wards is None or not (model.scoped_by or model.follows_subject):
        return Bound.EVERY
    return Bound.SUBJECT if model.follows_subject else Bound.AREA


def scope(model: type[Model], person: Person, *, counting: bool = False) -> ColumnElement[bool] | None:
    """Put into SQL what bounds a person's rows of a table; None means every row."""
    wards = person.wards or frozenset()
    match bound(model, person, counting=counting):
        case Bound.NONE:
            return false()
        case Bound.OWN:
            own: ColumnElement[bool] = getattr(model, "account_id", model.id) == person.account_id
            return own
        case Bound.SHARED:
            return shared_with(model, person.account_id, person.role)
        case Bound.SUBJECT:
            return or_(*about(model, wards))
        case Bound.AREA:
            return or_(*within(model, wards, partial(getattr, model)))
    return None


def in_scope(row: Model, person: Person) -> bool:
    """Say whether a loaded or new row lies within a person's area, by the same links as `scope`."""
    if person.wards is None or not row.scoped_by:
        return True
    *_, last = trail(row)
    if last.target is None:
        return False  # no link is set, or it leads to a row this person cannot see
    return last.target.__tablename__ == "ward" and last.target.id in person.wards
