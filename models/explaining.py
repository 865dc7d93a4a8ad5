"""Why a person may or may not see a row and a field: the gate's own functions, asked one by one and kept."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from models.access import Bound, Person, Place, Right, bound, in_scope, may, may_move, sees
from models.account import AccountScope
from models.area import trail
from models.base import Model, described, entity
from models.gate import covers, found_by, is_a_step, own_account
from models.schema import Move
from models.ward import Ward, WardSuccession

LONGEST_CHAIN = 20
"""Mergers that are followed; a unit is not merged more often."""


class Ask(enum.Enum):
    """Which question of the gate a step is the answer to."""

    RIGHT = "may the role do this with such a table"
    BOUND = "does the row lie within what bounds this person's rows"
    CLASS = "is this class of value clear to the role in this place"
    LINK = "may the person see the row a link leads to"
    LISTED = "does the field stand in the list"
    KEPT = "may the row be deleted at all"
    WRITE = "may the person write this to this row"
    FORM = "does the field stand on the form"
    MOVE = "does a step of the workflow write it, now, for this person"
    RULE = "does no rule refuse every change of it"


@dataclass(frozen=True, slots=True)
class Step:
    """One question, its answer, and what decided it."""

    ask: Ask
    yes: bool
    said: Mapping[str, Any] = field(default_factory=dict)


def all_yes(steps: list[Step]) -> bool:
    """Give the verdict: every question has to be answered with yes."""
    return all(step.yes for step in steps)


def seeing_row(session: Session, person: Person, row: Model) -> Iterator[Step]:
    """Explain whether a person may open a row; who asks through the session must see the row."""
    yield _of_right(person, Right.VIEW, type(row))
    yield _within_bounds(session, person, row)


def _of_right(person: Person, right: Right, model: type[Model]) -> Step:
    """Explain role × kind of table."""
    return Step(Ask.RIGHT, may(person, right, model), {"right": right, "role": person.role, "model": model})


def _within_bounds(session: Session, person: Person, row: Any) -> Step:
    """Explain what bounds the person's rows of this table, and whether this one lies within."""
    which = bound(type(row), person)
    said: dict[str, Any] = {"bound": which, "everywhere": person.wards is None}
    if which is Bound.AREA:
        return Step(Ask.BOUND, in_scope(row, person), said | _walked(session, person, row))
    if which is Bound.SUBJECT:
        subject = session.get(entity(row.table_name), row.row_id)
        found = found_by(session, person, type(row), row.id)
        return Step(Ask.BOUND, found, said | (_walked(session, person, subject) if subject else {}))
    inside = which is Bound.EVERY or found_by(session, person, type(row), row.id)
    return Step(Ask.BOUND, inside, said)


def _walked(session: Session, person: Person, row: Model) -> dict[str, Any]:
    """Tell the links that lead from a row to its ward, and who took the ward over."""
    links = list(trail(row))
    end = links[-1].target if links else None
    heirs = _heirs_of(session, end) if isinstance(end, Ward) else []
    mine = [heir for heir in heirs if person.wards is not None and heir.id in person.wards]
    return {"links": links, "ward": end, "heirs": mine or heirs}


def _heirs_of(session: Session, ward: Ward) -> list[Ward]:
    """List the wards that took over a former ward's cases, one after the other."""
    found: list[Ward] = []
    arrow = select(WardSuccession).where(WardSuccession.is_default)
    while ward is not None and len(found) < LONGEST_CHAIN:
        into = session.scalar(arrow.where(WardSuccession.from_ward_id == ward.id).limit(1))
        if into is None or into.to_ward in found:
            break
        ward = into.to_ward
        found.append(ward)
    return found


def seeing_field(session: Session, person: Person, row: Model, name: str, place: Place) -> Iterator[Step]:
    """Explain whether a value is shown clear there, the row being open to the person."""
    spec = described(type(row))[name]
    if place is Place.LIST:
        yield Step(Ask.LISTED, spec.listed)
    if place is Place.REVEALED and not sees(person, spec.secrecy, Place.RECORD, row.holds):
        yield _of_right(person, Right.REVEAL, type(row))
    clear = sees(person, spec.secrecy, place, row.holds)
    said = {"secrecy": spec.secrecy, "place": place, "role": person.role, "clear": clear, "kind": row.holds}
    yield Step(Ask.CLASS, clear, said)
    links = inspect(type(row)).relationships
    if clear and name in links and (key := getattr(row, f"{name}_id")) is not None:
        target = links[name].mapper.class_
        yield Step(Ask.LINK, found_by(session, person, target, key), {"model": target})


def writing(person: Person, right: Right, row: Model, changes: set[str]) -> Step:
    """Explain what the gate says to these changes of a row."""
    said = {
        "right": right,
        "role": person.role,
        "model": type(row),
        "own": own_account(person, right, row, changes),
        "may": may(person, right, type(row)),
        "step": is_a_step(person, right, row, changes),
        "within": in_scope(row, person),
    }
    return Step(Ask.WRITE, covers(person, right, row, changes), said)


def deleting(person: Person, row: Model) -> Iterator[Step]:
    """Explain whether a person may delete a row; what refers to it is told by its own page."""
    yield writing(person, Right.DELETE, row, set())
    kept = row.undeletable()
    yield Step(Ask.KEPT, kept is None, {"because": kept})


def writers_of(model: type[Model], name: str) -> list[Move]:
    """List the steps of a workflow that write a field."""
    if model.workflow is None:
        return []
    moves = model.workflow.moves
    return [
        step
        for step in moves
        if name == model.workflow.column or name in (*step.asks, *step.today, *step.signs)
    ]


def moving(person: Person, row: Model, name: str) -> Step:
    """Explain by which steps a field is written, and whether one of them is open to this person now."""
    steps = writers_of(type(row), name)
    open_now = row.workflow.open_to(getattr(row, row.workflow.column)) if row.workflow else ()
    mine = [step for step in steps if step in open_now and may_move(person, step)]
    return Step(Ask.MOVE, bool(mine), {"steps": steps, "mine": mine, "role": person.role})


def areas_of(session: Session, account_id: int) -> list[Any]:
    """List the wards and provinces an account was given, as far as this session sees them."""
    given = select(AccountScope).where(AccountScope.account_id == account_id).order_by(AccountScope.id)
    return [scope.ward or scope.province for scope in session.scalars(given)]
