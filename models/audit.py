"""The record of everything: what was changed, opened, revealed, exported, and by whom.

Entries are written in the transaction of what they record, last of all, and never again. No name stands in
them: what is personal is sealed under the record's own key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.audit_changes import Change, Pending, plain
from models.audit_entry import Action, AuditEntry
from models.audit_seal import keys_of, unseal
from models.audit_writing import SAID, asker, keyed_by, new_receipt, pending
from models.base import Model
from models.transactions import begin_write, go_on_to_write

__all__ = [
    "Action", "AuditEntry", "Told", "changed_by_batch", "history_of", "mark_changes", "record",
    "record_change", "record_look", "told",
]  # fmt: skip

BATCH = "batch"
"""Under this an entry names the bulk edit it belongs to."""


def record(  # noqa: PLR0913 - an entry says all of this
    session: Session,
    action: Action,
    *,
    row: Model | None = None,
    table: str = "",
    row_id: int | None = None,
    account_id: int | None = None,
    reason: str = "",
    **said: Any,
) -> str:
    """Note one thing done; give its receipt number.

    `said` is kept as it is and may name no person; `reason`, as typed, is sealed. `account_id`
    is needed only where nobody is signed in yet. A table without a row is named by `table` alone.
    """
    subject = None
    if row is not None:
        subject = (row.__tablename__, row.id)
    elif table:
        subject = (table, row_id or 0)
    entry = Pending(action, subject, account_id or asker(session), said=said, reason=reason)
    entry.receipt = new_receipt()
    pending(session).append(entry)
    return entry.receipt


def record_change(session: Session, row: type[Model], row_id: int, **changes: Change) -> None:
    """Note what a statement of models/ changed in a row, unseen by the session; public columns only."""
    entry = Pending(Action.changed, (row.__tablename__, row_id), asker(session), joins=True)
    entry.open = {name: (plain(old), plain(new)) for name, (old, new) in changes.items()}
    pending(session).append(entry)


def mark_changes(session: Session, batch: str) -> None:
    """Have every change that this session writes from here on name the bulk edit it belongs to."""
    session.info[SAID] = {BATCH: batch}


def record_look(session: Session, action: Action, *, only_read: bool = False, **said: Any) -> str:
    """Note a look at what has been read, before it is shown: in a short transaction of its own.

    Where the session has `only_read`, at the end of that transaction, if the database lets it.
    """
    if only_read:
        go_on_to_write(session)
    else:
        begin_write(session)
    receipt = record(session, action, **said)
    session.commit()
    return receipt


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it can still be read; what was sealed is missing once the record's key is destroyed."""

    entry: AuditEntry
    said: dict[str, Any]
    changes: dict[str, Change]
    hidden: tuple[str, ...]  # columns changed that are not public, read or not
    reason: str


def changed_by_batch(session: Session, table: str, rows: Iterable[int], batch: str) -> dict[int, Told]:
    """Read what one bulk edit changed in some rows, by row."""
    about = AuditEntry.table_name == table, AuditEntry.row_id.in_(list(rows))
    wanted = select(AuditEntry).where(*about, AuditEntry.action == Action.changed)
    entries = session.scalars(wanted.where(AuditEntry.said.contains(batch)).order_by(AuditEntry.id))
    found = (each for each in told(session, entries) if each.said.get(BATCH) == batch)
    return {each.entry.row_id or 0: each for each in found}


def told(session: Session, entries: Iterable[AuditEntry]) -> list[Told]:
    """Read entries, unsealing what can be; who may see which value is for the caller to decide."""
    entries = list(entries)
    keys = keys_of(session, (keyed_by(entry) for entry in entries if entry.sealed))
    return [_read(entry, keys.get(keyed_by(entry))) for entry in entries]


def _read(entry: AuditEntry, key: bytes | None) -> Told:
    said = json.loads(entry.said)
    sealed = unseal(entry.sealed, key, entry.receipt)
    open_side = {name: tuple(pair) for name, pair in said.pop("changes", {}).items()}
    hidden_side = {name: tuple(pair) for name, pair in sealed.get("changes", {}).items()}
    hidden = tuple(said.pop("hidden", ()))
    return Told(entry, said, open_side | hidden_side, hidden, sealed.get("reason", ""))


def history_of(
    session: Session, row: Model, *, actions: Iterable[Action] = Action, limit: int = 50, offset: int = 0
) -> list[Told]:
    """Read what happened to a record, newest first, through the gate."""
    about = AuditEntry.table_name == row.__tablename__, AuditEntry.row_id == row.id
    wanted = select(AuditEntry).where(*about, AuditEntry.action.in_(list(actions)))
    newest = wanted.options(joinedload(AuditEntry.account)).order_by(AuditEntry.id.desc())
    return told(session, session.scalars(newest.limit(limit).offset(offset)))
