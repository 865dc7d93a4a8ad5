"""Backups: one consistent picture of the whole database, sealed, recorded, never written over a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Engine, cast, func, inspect, select
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.engine import Inspector
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import Function

from models.audit import Action, record
from models.audit_chain import head_of
from models.audit_entry import AUDIT_HEAD
from models.backup_file import Counting, Heading, Reading
from models.backup_rows import Part, dumped, kind_of, row_lines
from models.backup_seal import BackupError, Sealing
from models.base import db, now
from models.cipher import fingerprint
from models.migrating import SEQUENCES, newest_revision, revision_of
from models.schema import PASSING
from models.transactions import begin_write


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a backup holds: the file's SHA-256, its heading, its tables' rows."""

    sha256: str
    heading: Heading
    rows: dict[str, int]


def data_key_mark() -> str:
    """Tell data keys apart without telling anything of them."""
    return fingerprint("the data key a backup's ciphertext needs")


def back_up(session: Session, path: Path, key: str) -> Receipt:
    """Write a backup, record it, and only then give the file its name; nothing is left behind on failure."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)  # noqa: S101 - for the type checker: sessions are bound to the engine
    with new_file(path) as file:
        receipt = write(engine, file, key)
        begin_write(session)
        rows = sum(receipt.rows.values())
        record(session, Action.backed_up, sha256=receipt.sha256, rows=rows, of=receipt.heading.moment)
        session.commit()
    return receipt


def check(file: BinaryIO, key: str) -> Reading:
    """Read a whole backup without a database; raises BackupError where it is not what was written."""
    reading = Reading(file, key)
    for _part, _lines in reading.parts():
        pass
    return reading


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that gets its name when all is written and on the disk; only its owner may read it."""
    if path.exists():
        raise BackupError(f"{path} is there already: a backup never overwrites a file.")
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_name(Path(name), path)
    finally:
        Path(name).unlink(missing_ok=True)


def _give_name(written: Path, path: Path) -> None:
    """Rename, but over no file that came meanwhile; works without hard links too, as on USB sticks."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise BackupError(f"{path} came into being meanwhile: a backup never overwrites a file.") from None
    written.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write(engine: Engine, file: BinaryIO, key: str) -> Receipt:
    """Write the database as it is at one moment; others go on reading and writing meanwhile."""
    sealing, rows = Sealing(file, key), {}
    with snapshot(engine) as connection:
        heading = _heading(connection)
        sealing.write(heading.line() + b"\n")
        for part in parts_of(connection):
            sealing.write(part.line() + b"\n")
            lines = Counting(() if _is_passing(part.table) else row_lines(connection, part))
            for line in lines:
                sealing.write(line + b"\n")
            sealing.write(lines.sum.line() + b"\n")
            rows[part.table] = lines.sum.rows
    sealing.write(dumped({"tables": len(rows), "total": sum(rows.values())}) + b"\n")
    sealing.close()
    return Receipt(sealing.sha256.hexdigest(), heading, rows)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose every statement sees the database of one moment, and can write nothing."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


def _heading(connection: Connection) -> Heading:
    revision = revision_of(connection)
    if revision is None:
        raise BackupError("The database has no tables yet: run `flask db upgrade` first.")
    recorded = connection.dialect.has_table(connection, AUDIT_HEAD.name)
    head = head_of(Session(connection)) if recorded else None
    return Heading(revision, f"{now().isoformat()}Z", connection.dialect.name, data_key_mark(), head)


def is_newest(engine: Engine) -> bool:
    """Say whether the database is migrated as far as this product is."""
    with engine.connect() as connection:
        return revision_of(connection) == newest_revision()


def parts_of(connection: Connection) -> list[Part]:
    """Describe the product's tables as the database has them now, those that others point to first."""
    found = inspect(connection)
    there = set(found.get_table_names())
    return [_part(connection, found, each.name) for each in db.metadata.sorted_tables if each.name in there]


def _part(connection: Connection, found: Inspector, name: str) -> Part:
    columns = tuple((cell["name"], kind_of(cell["type"])) for cell in found.get_columns(name))
    key = tuple(found.get_pk_constraint(name)["constrained_columns"])
    return Part(name, columns, key, next_id(connection, name) if key == ("id",) else 1)


def _is_passing(name: str) -> bool:
    """Say whether a table holds what is of use for hours only (models/schema.py)."""
    return PASSING.items() <= db.metadata.tables[name].info.items()


def next_id(connection: Connection, name: str) -> int:
    """Tell the id the next row will get: ids are never used again, not even after a restore."""
    if connection.dialect.name == "sqlite":
        last = select(SEQUENCES.c.seq).where(SEQUENCES.c.name == name)
    else:
        last = select(func.pg_sequence_last_value(cast(sequence_of(connection, name), REGCLASS)))
    return int(connection.scalar(last) or 0) + 1


def sequence_of(connection: Connection, name: str) -> Function[Any]:
    """Name PostgreSQL's sequence behind a table's ids."""
    quoted = connection.dialect.identifier_preparer.quote(name)
    return func.pg_get_serial_sequence(quoted, "id")
