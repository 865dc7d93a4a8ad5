"""The hooks that put the gate on every read and write of the ORM."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from models.access import SYSTEM, Person, RefusedError, Right, in_scope, may, person_of, scope
from models.base import Model, entities
from models.schema import Kind

PAST = "past_the_gate"
"""Execution option of the few statements that may look past the gate: facts and sign-in."""

COUNTING = "counting"
"""Execution option of a statement that gives a number and no row."""

OWN_ACCOUNT_COLUMNS = frozenset(
    {"password_hash", "must_change_password", "locale", "last_login_at", "failed_count", "locked_until"}
    | {"updated_at", "updated_by_id"}
)


def look_past(statement: Any) -> Any:
    """Mark a statement as a declared exception; only models/ may call this."""
    return statement.execution_options(**{PAST: True})


@event.listens_for(Session, "do_orm_execute")
def _guard_reads(state: ORMExecuteState) -> None:
    """Add the person's criteria to every ORM statement; refuse bulk writes, which no form has seen."""
    if state.execution_options.get(PAST) or state.is_column_load:
        return
    person = person_of(state.session)
    if not state.is_select:
        message = "Bulk update and delete go round the forms."
        raise RefusedError(message)
    counting = bool(state.execution_options.get(COUNTING))
    state.statement = state.statement.options(*_criteria(state.session, person, counting=counting))


def _criteria(session: Session, person: Person, *, counting: bool) -> list[Any]:
    """Build the loader criteria of a person once for each session."""
    kept: dict[tuple[Person, bool], list[Any]] = session.info.setdefault("criteria", {})
    if (person, counting) not in kept:
        found = ((model, scope(model, person, counting=counting)) for model in entities())
        kept[person, counting] = [
            with_loader_criteria(model, rule, include_aliases=True)
            for model, rule in found
            if rule is not None
        ]
    return kept[person, counting]


@event.listens_for(Session, "before_flush")
def _guard_writes(session: Session, _context: Any, _instances: Any) -> None:
    """Refuse a write that the person's rights or area do not cover, whatever asked for it."""
    person = person_of(session)
    for row in session.new:
        row.created_by_id = person.account_id
        _check(person, Right.CREATE, row)
    for row in session.dirty:
        if session.is_modified(row):
            row.updated_by_id = person.account_id
            _check(person, Right.EDIT, row)
    for row in session.deleted:
        _check(person, Right.DELETE, row)


def _check(person: Person, right: Right, row: Any) -> None:
    """Raise unless this person may write this row."""
    if person is SYSTEM or row.holds is Kind.RECORD or _own_account(person, right, row):
        return
    stepping = right is Right.EDIT and row.workflow is not None and may(person, Right.VIEW, type(row))
    if not (may(person, right, type(row)) or stepping) or not in_scope(row, person):
        message = f"This account may not {right.value} rows of {row.__tablename__} there."
        raise RefusedError(message)


def _own_account(person: Person, right: Right, row: Model) -> bool:
    """Let people change their own password and language, and nothing else of their account."""
    if row.__tablename__ != "account" or right is not Right.EDIT or row.id != person.account_id:
        return False
    changed = {found.key for found in row.__mapper__.column_attrs if _changed(row, found.key)}
    return changed <= OWN_ACCOUNT_COLUMNS


def _changed(row: Model, name: str) -> bool:
    history = row._sa_instance_state.attrs[name].history  # type: ignore[attr-defined]  # noqa: SLF001
    return bool(history.has_changes())
