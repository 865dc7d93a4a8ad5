"""The hooks that put the gate on every read and write of the ORM."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql.functions import count

from models.access import SYSTEM, Person, RefusedError, Right, in_scope, may, may_move, person_of
from models.base import Model
from models.gate_criteria import criteria_of
from models.schema import Kind
from models.sharing import offered

PAST = "past_the_gate"
"""Execution option of the few statements that may look past the gate: facts and sign-in."""

WITH_DELETED = "with_deleted"
"""Execution option of a statement that also finds what lies in the trash."""

COUNTING = "counting"
"""Execution option of a statement that gives a number and no row."""

STAMPS = frozenset({"updated_at", "updated_by_id"})
"""What every write leaves on a row."""

OWN_ACCOUNT_COLUMNS = STAMPS | {
    "password_hash", "must_change_password", "locale", "last_login_at",
}  # fmt: skip


def look_past(statement: Any) -> Any:
    """Mark a statement as a declared exception; only models/ may call this."""
    return statement.execution_options(**{PAST: True})


@event.listens_for(Session, "do_orm_execute")
def _guard_reads(state: ORMExecuteState) -> None:
    """Add the person's criteria to every ORM statement; refuse bulk writes, which no form has seen."""
    if state.is_column_load:
        return
    with_deleted = bool(state.execution_options.get(WITH_DELETED))
    if state.execution_options.get(PAST):
        if not with_deleted and state.is_orm_statement and state.is_select:
            state.statement = criteria_of(None).guard(state.statement)
        return
    person = person_of(state.session)
    if not state.is_select:
        message = "Bulk update and delete go round the forms."
        raise RefusedError(message)
    if not state.is_orm_statement:
        message = "The gate sees mapped classes only: select those, not their tables."
        raise RefusedError(message)
    counting = bool(state.execution_options.get(COUNTING))
    if counting and not _only_counts(state.statement):
        message = "A statement that counts gives counts and nothing else."
        raise RefusedError(message)
    gate = criteria_of(person, counting=counting, with_deleted=with_deleted)
    state.statement = gate.guard(state.statement)


def _only_counts(statement: Any) -> bool:
    return all(isinstance(found["expr"], count) for found in statement.column_descriptions)


def found_by(session: Session, person: Person, model: type[Model], row_id: int) -> bool:
    """Say whether the gate gives a person a row; who asks through the session must see it as well."""
    statement = select(model.id).where(model.id == row_id)
    return session.scalar(statement.options(criteria_of(person, with_deleted=True))) is not None


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
            _check(person, _right_to(row), row)
    for row in session.deleted:
        _check(person, Right.PURGE, row)
        if row.holds is not Kind.RECORD and row.deleted_at is None:
            _refuse_kept(row)


def _right_to(row: Any) -> Right:
    """Tell a change from a step into the trash or out of it."""
    if row.holds is Kind.RECORD or not inspect(row).attrs.deleted_at.history.has_changes():
        return Right.EDIT
    if row.deleted_at is None:
        return Right.RESTORE
    if row.undeletable() is not None:
        _refuse_kept(row)
    return Right.DELETE


def _refuse_kept(row: Any) -> None:
    message = f"This row of {row.__tablename__} is kept."
    raise RefusedError(message)


def _check(person: Person, right: Right, row: Any) -> None:
    """Raise unless this person may write this row."""
    if person is SYSTEM or row.holds is Kind.RECORD:
        return
    if not covers(person, right, row, _changes(row) if right is Right.EDIT else set()):
        message = f"This account may not {right.value} rows of {row.__tablename__} there."
        raise RefusedError(message)


def covers(person: Person, right: Right, row: Model, changes: set[str]) -> bool:
    """Say whether a person may write these changes to a row; models/explaining.py says why."""
    if own_account(person, right, row, changes):
        return True
    if row.holds is Kind.VIEW:
        return offered(person, right, row) and not changes & {"owner", "owner_id"}
    allowed = may(person, right, type(row)) or is_a_step(person, right, row, changes)
    return allowed and in_scope(row, person)


def own_account(person: Person, right: Right, row: Model, changes: set[str]) -> bool:
    """Let people change their own password and language, and nothing else of their account."""
    if row.__tablename__ != "account" or right is not Right.EDIT or row.id != person.account_id:
        return False
    return changes <= OWN_ACCOUNT_COLUMNS


def is_a_step(person: Person, right: Right, row: Model, changes: set[str]) -> bool:
    """Let whoever may take a step of a workflow write what the step writes, and nothing else of the row."""
    if right is not Right.EDIT or row.workflow is None or not may(person, Right.VIEW, type(row)):
        return False
    steps = [step for step in row.workflow.moves if may_move(person, step)]
    signed = {f"{name}_id" for step in steps for name in step.signs}
    written = {name for step in steps for name in (*step.asks, *step.today)} | signed
    return bool(steps) and changes <= written | {row.workflow.column} | STAMPS


def _changes(row: Model) -> set[str]:
    """Name the attributes, columns and links, that are about to be written."""
    return {found.key for found in inspect(row).attrs if found.history.has_changes()}
