"""The history of a case: what a person changed in it, written in the same flush."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from models.access import person_of
from models.client import Client
from models.client_choices import CaseStatus
from models.client_status_history import ClientStatusHistory, HistoryKind
from models.schema import Choice, today

WATCHED = {
    "client_group": HistoryKind.legal_group,
    "case_status": HistoryKind.case_status,
    "ward": HistoryKind.ward,
    "coordinator": HistoryKind.coordinator,
}
"""What of a case has a history, by attribute."""


@event.listens_for(Session, "before_flush")
def _follow_the_case(session: Session, _context: Any, _instances: Any) -> None:
    """Write the history of what a person changed in a case, and what follows within the row itself."""
    for row in [*session.new, *session.dirty]:
        if not isinstance(row, Client):
            continue
        changes = dict(_changes(row))
        if "case_status" in changes and changes["case_status"][0] is CaseStatus.closed:
            row.closed_on = row.close_reason = None
        elif row in session.new or _was(row, "intake_on") == row.first_intake_on:
            row.first_intake_on = row.intake_on
        for name, (old, new) in changes.items():
            session.add(_entry(session, row, name, old, new))


def _changes(row: Client) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield each watched attribute of a saved case that is about to change, with both values."""
    if not inspect(row).persistent:
        return
    for name in WATCHED:
        old, new = _was(row, name), getattr(row, name)
        if old is not new:
            yield name, (old, new)


def _was(row: Client, name: str) -> Any:
    """Tell what the database still holds for an attribute."""
    history = inspect(row).attrs[name].history
    return history.deleted[0] if history.deleted else getattr(row, name)


def _entry(session: Session, row: Client, name: str, old: Any, new: Any) -> ClientStatusHistory:
    """Write one change down, from the day it holds."""
    day, reason, document = today(), None, None
    if name == "case_status" and new is CaseStatus.closed:
        day, reason = row.closed_on or day, row.close_reason.words[0] if row.close_reason else None
    if name == "case_status" and old is CaseStatus.closed:
        day = row.intake_on
    if name == "client_group":
        day, document = row.decision_on or day, row.decision_no
    return ClientStatusHistory(
        client=row, kind=WATCHED[name], old_value=_told(old), new_value=_told(new), effective_on=day,
        reason=reason, document_no=document, created_by_id=person_of(session).account_id,
    )  # fmt: skip


def _told(value: Any) -> Any:
    """Write a ward by its key and name, a coordinator by name; a choice is kept as it is."""
    if value is None or isinstance(value, Choice):
        return value
    key = "@".join(str(getattr(value, part)) for part in value.keyed_by)
    named = value.named()
    return key if named is None else f"{key} · {named[0]}"
