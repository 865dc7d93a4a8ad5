"""The hooks that put the gate on every read and write of the ORM."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql.functions import count
from sqlalchemy.sql.util import ClauseAdapter

from models.access import SYSTEM, Person, RefusedError, Right, in_scope, may, may_move, person_of, scope
from models.base import Model, entities
from models.schema import Kind

PAST = "past_the_gate"
"""Execution option of the few statements that may look past the gate: facts and sign-in."""

COUNTING = "counting"
"""Execution option of a statement that gives a number and no row."""

STAMPS = frozenset({"updated_at", "updated_by_id"})
"""What every write leaves on a row."""

OWN_ACCOUNT_COLUMNS = STAMPS | {
    "password_hash", "must_change_password", "locale", "last_login_at", "failed_count", "locked_until",
}  # fmt: skip


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
    if not state.is_orm_statement:
        message = "The gate sees mapped classes only: select those, not their tables."
        raise RefusedError(message)
    counting = bool(state.execution_options.get(COUNTING))
    if counting and not _only_counts(state.statement):
        message = "A statement that counts gives counts and nothing else."
        raise RefusedError(message)
    state.statement = state.statement.options(*_criteria(state.session, person, counting=counting))


class _Criteria(LoaderCriteriaOption):
    """What `with_loader_criteria` makes, but following an alias into an explicit JOIN too.

    SQLAlchemy 2.1 adapts plain criteria to an alias everywhere but there, where they would bind the wrong
    table; its own way out, a lambda, keeps values of the person it was first compiled for.
    """

    __slots__ = ()
    _traverse_internals = LoaderCriteriaOption._traverse_internals  # noqa: SLF001 - by which statements are cached

    def _resolve_where_criteria(self, ext_info: Any) -> ColumnElement[bool]:
        rule = super()._resolve_where_criteria(ext_info)
        return ClauseAdapter(ext_info.selectable).traverse(rule) if ext_info.is_aliased_class else rule


def _only_counts(statement: Any) -> bool:
    return all(isinstance(found["expr"], count) for found in statement.column_descriptions)


def _criteria(session: Session, person: Person, *, counting: bool) -> list[Any]:
    """Build the loader criteria of a person once for each session."""
    kept: dict[tuple[Person, bool], list[Any]] = session.info.setdefault("criteria", {})
    if (person, counting) not in kept:
        found = ((model, scope(model, person, counting=counting)) for model in entities())
        kept[person, counting] = [
            _Criteria(model, rule, include_aliases=True) for model, rule in found if rule is not None
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
        if row.undeletable() is not None:
            message = f"This row of {row.__tablename__} is kept."
            raise RefusedError(message)


def _check(person: Person, right: Right, row: Any) -> None:
    """Raise unless this person may write this row."""
    if person is SYSTEM or row.holds is Kind.RECORD or _own_account(person, right, row):
        return
    allowed = may(person, right, type(row)) or _is_a_step(person, right, row)
    if not allowed or not in_scope(row, person):
        message = f"This account may not {right.value} rows of {row.__tablename__} there."
        raise RefusedError(message)


def _own_account(person: Person, right: Right, row: Model) -> bool:
    """Let people change their own password and language, and nothing else of their account."""
    if row.__tablename__ != "account" or right is not Right.EDIT or row.id != person.account_id:
        return False
    return _changes(row) <= OWN_ACCOUNT_COLUMNS


def _is_a_step(person: Person, right: Right, row: Model) -> bool:
    """Let whoever may take a step of a workflow write what the step writes, and nothing else of the row."""
    if right is not Right.EDIT or row.workflow is None or not may(person, Right.VIEW, type(row)):
        return False
    steps = [step for step in row.workflow.moves if may_move(person, step)]
    signed = {f"{name}_id" for step in steps for name in step.signs}
    written = {name for step in steps for name in (*step.asks, *step.today)} | signed
    return bool(steps) and _changes(row) <= written | {row.workflow.column} | STAMPS


def _changes(row: Model) -> set[str]:
    """Name the attributes, columns and links, that are about to be written."""
    return {found.key for found in inspect(row).attrs if found.history.has_changes()}
