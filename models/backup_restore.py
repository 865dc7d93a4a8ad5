"""Restoring a backup: into an empty database, all of it or nothing, proved by reading it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from sqlalchemy import Connection, Engine, column, delete, exists, func, insert, inspect, select, table
from sqlalchemy.orm import Session

from models.access import SYSTEM
from models.audit import Action, record
from models.audit_chain import verify
from models.audit_entry import AUDIT_HEAD, AUDIT_KEY, AuditEntry
from models.backup import data_key_mark, next_id, sequence_of
from models.backup_file import Heading, Reading, sum_of
from models.backup_rows import Part, load, row_lines
from models.backup_seal import BackupError
from models.base import db
from models.migrating import SEQUENCES, is_known, move_to, schema_change, take_down

RECORD = {AUDIT_HEAD.name, AUDIT_KEY.name, AuditEntry.__tablename__}
"""What even an empty database may hold: a record of what was tried in it."""

Head = tuple[int, str]


def restore(engine: Engine, file: BinaryIO, key: str, kept: Head | None = None) -> Reading:
    """Bring a backup into an empty database, and the schema to this version's.

    `kept` is a head of the record of everything that was noted elsewhere. All is one transaction: whatever
    is wrong raises, and the database is as it was.
    """
    reading = Reading(file, key)
    _refuse_foreign(reading.heading)
    with schema_change(engine) as connection:
        _refuse_unless_empty(connection)
        take_down(connection)
        move_to(connection, reading.heading.revision)
        with _triggers_and_links_waiting(connection):
            parts = _loaded(connection, reading)
        _compare(connection, parts, reading)
        move_to(connection, "head")
        _prove(connection, reading, kept or reading.heading.head)
    return reading


def _refuse_foreign(heading: Heading) -> None:
    """Refuse what this product could not work with afterwards."""
    if not is_known(heading.revision):
        raise BackupError(
            f"The backup was written by a newer version of the product (revision {heading.revision}): "
            "install that one first."
        )
    if heading.data_key != data_key_mark():
        raise BackupError(
            "The backup's encrypted columns need the FLASK_DATA_KEY they were written with, and the one set "
            "now is another."
        )


def _refuse_unless_empty(connection: Connection) -> None:
    """Restore over nobody's rows."""
    there = set(inspect(connection).get_table_names()) & set(db.metadata.tables) - RECORD
    filled = [name for name in sorted(there) if connection.scalar(select(exists().select_from(table(name))))]
    if filled:
        raise BackupError(
            f"The database is not empty (rows in: {', '.join(filled)}). Restore into a new one; nothing was "
            "changed."
        )


def _loaded(connection: Connection, reading: Reading) -> list[Part]:
    """Load every table, in place of what the migrations may have put there."""
    parts = []
    for part, lines in reading.parts():
        connection.execute(delete(table(part.table)))
        load(connection, part, lines)
        _never_again(connection, part)
        parts.append(part)
    return parts


def _never_again(connection: Connection, part: Part) -> None:
    """Let no id be given again that was given before the backup, even to a row that is gone."""
    if part.next_id <= _next_id(connection, part):
        return
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.setval(sequence_of(connection, part.table), part.next_id, False)))  # noqa: FBT003
        return
    connection.execute(delete(SEQUENCES).where(SEQUENCES.c.name == part.table))
    connection.execute(insert(SEQUENCES).values(name=part.table, seq=part.next_id - 1))


def _next_id(connection: Connection, part: Part) -> int:
    """Tell the id a table would give next, where it gives any."""
    return next_id(connection, part.table) if part.key == ("id",) else part.next_id


def _compare(connection: Connection, parts: list[Part], reading: Reading) -> None:
    """Read everything back and compare it with what was written, to the last bit."""
    for part in parts:
        if sum_of(row_lines(connection, part)) != reading.sums[part.table]:
            raise BackupError(f"The rows of {part.table} are not read back as they were written.")


def _prove(connection: Connection, reading: Reading, kept: Head | None) -> None:
    """Verify the record of everything, up to the head that was kept, and note there what was done."""
    with Session(connection) as session:
        session.info["person"] = SYSTEM
        wrong = next(verify(session, kept), None) if reading.heading.head else None
        if wrong:
            raise BackupError(f"The record of everything in the backup is not whole: {wrong}.")
        total = sum(found.rows for found in reading.sums.values())
        record(session, Action.backup_restored, of=reading.heading.moment, rows=total)
        session.commit()


@contextmanager
def _triggers_and_links_waiting(connection: Connection) -> Iterator[None]:
    """Let rows in as they are, in any order, whatever triggers would make of them; links are checked."""
    waiting = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    with waiting(connection):
        yield


@contextmanager
def _on_sqlite(connection: Connection) -> Iterator[None]:
    """Take triggers down and put them up again; links are off as in every change of the schema."""
    master = table("sqlite_master", column("name"), column("type"), column("sql"))
    triggers = connection.execute(select(master.c.name, master.c.sql).where(master.c.type == "trigger")).all()
    for trigger in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{trigger.name}"')
    yield
    for trigger in triggers:
        connection.exec_driver_sql(trigger.sql)


@contextmanager
def _on_postgresql(connection: Connection) -> Iterator[None]:
    """Disable triggers, and check at the end what points to its own table or to one that is loaded later."""
    quote, found = connection.dialect.identifier_preparer.quote, inspect(connection)
    order = [each.name for each in db.metadata.sorted_tables if found.has_table(each.name)]
    ahead = [
        (name, key["name"])
        for place, name in enumerate(order)
        for key in found.get_foreign_keys(name)
        if key["referred_table"] not in order[:place]
    ]
    for name in order:
        connection.exec_driver_sql(f"ALTER TABLE {quote(name)} DISABLE TRIGGER USER")
    for name, key in ahead:
        _alter(connection, name, key, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for name, key in ahead:
        _alter(connection, name, key, "NOT DEFERRABLE")
    for name in order:
        connection.exec_driver_sql(f"ALTER TABLE {quote(name)} ENABLE TRIGGER USER")


def _alter(connection: Connection, name: str, key: str | None, how: str) -> None:
    quote = connection.dialect.identifier_preparer.quote
    connection.exec_driver_sql(f"ALTER TABLE {quote(name)} ALTER CONSTRAINT {quote(key or '')} {how}")
