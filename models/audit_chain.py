"""The chain of the record of everything: each entry's hash covers the one before it."""

from __future__ import annotations

import hmac
import operator
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import reduce
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Integer,
    String,
    Table,
    Uuid,
    func,
    insert,
    literal,
    select,
    type_coerce,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from models.audit_entry import AUDIT_HEAD, AuditEntry
from models.audit_seal import Subject, stored_key
from models.cipher import index_key
from models.schema import Choice

ENTRIES = cast("Table", AuditEntry.__table__)
HASHED = tuple(cell.name for cell in ENTRIES.columns if cell.name != "hash")
"""Every column but the hash itself."""

START = "0" * 64
"""What stands before the first entry."""

BETWEEN, NOTHING = "\x1f", "\x1e"
"""Between two values, and for no value: JSON writes neither, and no other column holds one."""

CHUNK = 20_000
"""Entries read at a time by a verification."""

_HEAD = select(AUDIT_HEAD.c.sequence, AUDIT_HEAD.c.hash, stored_key()).with_for_update(of=AUDIT_HEAD)
_APPEND = insert(ENTRIES).returning(ENTRIES.c.id)  # so that many go in one statement


def line_of(entry: Mapping[str, Any]) -> str:
    """Write an entry as the one line that is hashed, the same whatever database holds it."""
    return BETWEEN.join(_plain(entry[name]) for name in HASHED)


def _plain(value: Any) -> str:
    match value:
        case None:
            return NOTHING
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S.%f")
        case UUID():
            return value.hex
        case Choice():
            return value.name
    return str(value)


def _stored_line(postgresql: bool) -> ColumnElement[str]:  # noqa: FBT001 - which of the two databases
    """Let the database write the line: reading each value back would take ten times as long."""
    parts: list[ColumnElement[str]] = []
    for name in HASHED:
        cell = ENTRIES.c[name]
        text: ColumnElement[str] = type_coerce(cell, String)
        if isinstance(cell.type, Integer):
            text = sql_cast(cell, String)
        elif postgresql and isinstance(cell.type, DateTime):
            text = func.to_char(cell, "YYYY-MM-DD HH24:MI:SS.US")
        elif postgresql and isinstance(cell.type, Uuid):
            text = func.replace(sql_cast(cell, String), "-", "")
        parts += [literal(BETWEEN), func.coalesce(text, NOTHING)]
    return reduce(operator.add, parts[1:])


def hash_of(line: str) -> str:
    """Hash a line with a key, so that nobody makes a chain without it."""
    return hmac.digest(index_key(), b"audit" + line.encode(), "sha256").hex()


def take_head(session: Session, subject: Subject | None = None) -> Any:
    """Lock the end of the chain and read it: the last lock a transaction takes, held to its commit.

    The key of a record comes with it, as `key`, where one is named and has one.
    """
    table, row = subject or (None, None)
    return session.connection().execute(_HEAD, {"table": table, "row": row}).one()


def append(session: Session, head: Any, entries: list[dict[str, Any]]) -> None:
    """Add entries at the end of the chain, after the head that was taken for them."""
    place, before = head.sequence, head.hash
    for entry in entries:
        place += 1
        entry.update(id=place, previous_hash=before)
        entry["hash"] = before = hash_of(line_of(entry))
    session.connection().execute(_APPEND, entries)


def head_of(session: Session) -> tuple[int, str]:
    """Give the number of entries and the hash of the last: what can be kept elsewhere."""
    row = session.connection().execute(select(AUDIT_HEAD.c.sequence, AUDIT_HEAD.c.hash)).one()
    return row.sequence, row.hash


def verify(session: Session, kept: tuple[int, str] | None = None) -> Iterator[str]:
    """Yield what is wrong with the chain, entry by entry; nothing when it is whole.

    `kept` is a head noted earlier: without it the loss of the newest entries cannot be told.
    """
    place, before, seen = 0, START, kept is None or kept == (0, START)
    for number, previous, found, line in _rows(session):
        place += 1
        if number != place:
            yield f"entry {place} is missing (the next one is {number})"
            place = number
        if previous != before:
            yield f"entry {place} does not follow the one before it"
        if found != hash_of(line):
            yield f"entry {place} was altered"
        before = found
        seen = seen or (place, before) == kept
    if (place, before) != head_of(session):
        yield f"the last entry is {place}, which is not what the head says"
    if not seen and kept is not None:
        yield f"the chain does not hold the kept head {kept[0]}:{kept[1]}"


def _rows(session: Session) -> Iterator[Any]:
    """Read the entries in order, a chunk at a time: id, previous hash, hash, line."""
    cells, last = ENTRIES.c, 0
    line = _stored_line(session.get_bind().dialect.name == "postgresql")
    newest = select(cells.id, cells.previous_hash, cells.hash, line).order_by(cells.id).limit(CHUNK)
    while rows := session.connection().execute(newest.where(cells.id > last)).all():
        yield from rows
        last = rows[-1][0]
