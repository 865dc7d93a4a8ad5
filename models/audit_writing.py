"""How the record of everything is written: gathered during a transaction, written just before it commits."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from models.access import Person
from models.audit_chain import append, take_head
from models.audit_changes import Pending, change_of, is_recorded
from models.audit_entry import Action, AuditEntry
from models.audit_seal import Subject, draw_keys, keys_of, seal
from models.base import now

PENDING, MARKS, SAID = "audit_pending", "audit_marks", "audit_said"
ACCOUNTS_OWN = "account"
"""A reason about no row is sealed with the key of the account that typed it."""

_SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # no vowels, so no words
_RECEIPT = 12


def new_receipt() -> str:
    """Draw a receipt number: random (58 bits), so that it counts nothing and leads nowhere."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_RECEIPT))
    return "-".join(signs[start : start + 4] for start in range(0, _RECEIPT, 4))


def asker(session: Session) -> int | None:
    """Tell whose account asks; nobody's before the sign-in and in commands."""
    person = session.info.get("person")
    return person.account_id if isinstance(person, Person) else None


def pending(session: Session) -> list[Pending]:
    """Give what was noted in this transaction so far."""
    found: list[Pending] = session.info.setdefault(PENDING, [])
    return found


@event.listens_for(Session, "after_flush")
def _gather(session: Session, _context: Any) -> None:
    """Note what this flush wrote: new rows as they came, the others, which come in no order, by id."""
    written = (
        (Action.created, session.new), (Action.changed, _by_id(session.dirty)),
        (Action.purged, _by_id(session.deleted)),
    )  # fmt: skip
    for action, rows in written:
        for row in rows:
            if is_recorded(row):
                found = change_of(row, action) if action is not Action.purged else _gone(row)
                found.account_id = asker(session)
                found.said |= session.info.get(SAID, {})
                pending(session).append(found)


def _by_id(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.__tablename__, row.id))


def _gone(row: Any) -> Pending:
    return Pending(Action.purged, (row.__tablename__, row.id), joins=True)


@event.listens_for(Session, "after_transaction_create")
def _mark(session: Session, transaction: SessionTransaction) -> None:
    """Remember how much was noted before a savepoint, or begin anew."""
    if transaction.nested:
        session.info.setdefault(MARKS, {})[transaction] = len(pending(session))


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    """Forget what was noted since a savepoint that is given up."""
    mark = session.info.get(MARKS, {}).pop(transaction, 0) if transaction.nested else 0
    del pending(session)[mark:]


# --- writing


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    """Write the entries of the transaction, last of all it does."""
    if session.in_nested_transaction():
        return
    session.flush()
    noted, session.info[PENDING] = pending(session), []
    session.info.pop(MARKS, None)
    entries = [entry for entry in _joined(noted) if entry.says_something]
    if entries:
        head, keys = _head_and_keys(session, {keyed_by(entry) for entry in entries if entry.sealed})
        append(session, head, _rows(entries, keys))


def _head_and_keys(session: Session, subjects: set[Subject]) -> tuple[Any, dict[Subject, bytes]]:
    """Take the chain's head, and the keys of the records it is about; one record's in the same statement."""
    if len(subjects) == 1:
        (subject,) = subjects
        head = take_head(session, subject)
        known = {subject: bytes.fromhex(head.key)} if head.key else {}
    else:
        head = take_head(session)
        known = keys_of(session, subjects)
    return head, known | draw_keys(session, subjects - known.keys())


def _joined(noted: Iterable[Pending]) -> Iterable[Pending]:
    """Make one entry of all changes of one row."""
    whole: dict[Any, Pending] = {}
    for entry in noted:
        key = entry.subject if entry.joins else id(entry)
        if key in whole:
            whole[key].join(entry)
        else:
            whole[key] = entry
    return whole.values()


def _rows(entries: list[Pending], keys: dict[Subject, bytes]) -> list[dict[str, Any]]:
    """Put entries into the columns of their table, sealed where they must be."""
    moment = now()
    return [
        {
            "public_id": uuid.uuid4(),
            "created_at": moment,
            "updated_at": moment,
            "created_by_id": entry.account_id,
            "updated_by_id": None,
            "row_version": 1,
            "at": moment,
            "action": entry.action,
            "table_name": entry.subject[0] if entry.subject else None,
            "row_id": (entry.subject[1] or None) if entry.subject else None,
            "account_id": entry.account_id,
            "receipt": (receipt := entry.receipt or new_receipt()),
            "said": _told(entry),
            "sealed": _sealed(entry, keys, receipt),
        }
        for entry in entries
    ]


def _told(entry: Pending) -> str:
    said: dict[str, Any] = dict(entry.said)
    if entry.open:
        said["changes"] = entry.open
    if entry.hidden:
        said["hidden"] = sorted(entry.hidden)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _sealed(entry: Pending, keys: dict[Subject, bytes], receipt: str) -> str | None:
    return seal(entry.sealed, keys[keyed_by(entry)], receipt) if entry.sealed else None


def keyed_by(entry: Pending | AuditEntry) -> Subject:
    """Name whose key seals an entry: the record's, else that of whoever typed the reason."""
    if isinstance(entry, AuditEntry):
        if entry.table_name and entry.row_id:
            return entry.table_name, entry.row_id
    elif entry.subject and entry.subject[1]:
        return entry.subject
    return ACCOUNTS_OWN, entry.account_id or 0
