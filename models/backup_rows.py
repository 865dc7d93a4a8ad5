"""Rows as lines of a backup: written and read alike on every database, exact for every type."""

from __future__ import annotations

import base64
import datetime
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnClause,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    String,
    TableClause,
    Text,
    Time,
    Uuid,
    collate,
    column,
    insert,
    select,
    table,
)  # fmt: skip
from sqlalchemy.types import CHAR, TypeEngine

from models.backup_seal import BackupError

ROWS_AT_A_TIME = 1_000
UUID_LENGTH = 32  # of the CHAR a UUID stands in on SQLite, where nothing else is kept in a CHAR

Plain = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Writing:
    """How values of one kind are read from a database, written into JSON, and read back."""

    sql: TypeEngine[Any]
    plain: Plain | None = None
    back: Plain | None = None


WRITINGS: dict[str, Writing] = {
    "text": Writing(Text()),
    "integer": Writing(BigInteger()),
    "boolean": Writing(Boolean()),
    "float": Writing(Float()),
    "uuid": Writing(Uuid(), str, uuid.UUID),
    "datetime": Writing(DateTime(), datetime.datetime.isoformat, datetime.datetime.fromisoformat),
    "date": Writing(Date(), datetime.date.isoformat, datetime.date.fromisoformat),
    "time": Writing(Time(), datetime.time.isoformat, datetime.time.fromisoformat),
    "bytes": Writing(LargeBinary(), lambda value: base64.b64encode(value).decode(), base64.b64decode),
}
DECIMAL = "decimal"  # followed by its places: decimal2

KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (Uuid, "uuid"), (Boolean, "boolean"), (DateTime, "datetime"), (Date, "date"), (Time, "time"),
    (Float, "float"), (Integer, "integer"), (LargeBinary, "bytes"), (String, "text"),
)  # fmt: skip


def kind_of(reflected: TypeEngine[Any]) -> str:
    """Name the kind of a column as the database describes it; one nobody thought of is an error."""
    if isinstance(reflected, CHAR) and reflected.length == UUID_LENGTH:
        return "uuid"
    for type_, kind in KINDS:
        if isinstance(reflected, type_):
            return kind
    if isinstance(reflected, Numeric) and reflected.scale is not None:
        return f"{DECIMAL}{reflected.scale}"
    raise BackupError(f"Backups do not know how to write a column of the type {reflected!r}.")


def writing_of(kind: str) -> Writing:
    """Tell how a kind is written; raises BackupError for kinds of a newer version."""
    if kind.startswith(DECIMAL):
        places = int(kind.removeprefix(DECIMAL))
        return Writing(Numeric(30, places), lambda value: format(value, f".{places}f"), Decimal)
    if kind not in WRITINGS:
        raise BackupError(f"The backup holds values of the kind {kind!r}, which this version does not know.")
    return WRITINGS[kind]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a backup: its name, its columns with their kinds, in which order its rows stand."""

    table: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    next_id: int = 1

    def line(self) -> bytes:
        """Write the line that opens the table."""
        return dumped(asdict(self))

    @classmethod
    def read(cls, said: dict[str, Any]) -> Part:
        """Read the line that opens a table."""
        columns = tuple((name, kind) for name, kind in said["columns"])
        return cls(said["table"], columns, tuple(said["key"]), said["next_id"])

    @property
    def writings(self) -> list[Writing]:
        """How each column is written."""
        return [writing_of(kind) for _name, kind in self.columns]

    def clause(self) -> TableClause:
        """Describe the table to SQLAlchemy."""
        cells = [column(name, writing_of(kind).sql) for name, kind in self.columns]
        return table(self.table, *cells)


def dumped(value: Any) -> bytes:
    """Write a line; equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def row_lines(connection: Connection, part: Part) -> Iterator[bytes]:
    """Yield a table's rows in the order of its key, a line each."""
    described, kinds = part.clause(), dict(part.columns)
    order = [_in_order(connection, described.c[name], kinds[name]) for name in part.key]
    statement = select(*described.c).order_by(*order).execution_options(yield_per=ROWS_AT_A_TIME)
    ways = [(place, way.plain) for place, way in enumerate(part.writings) if way.plain]
    for row in connection.execute(statement):
        values = list(row)
        for place, plain in ways:
            if values[place] is not None:
                values[place] = plain(values[place])
        yield dumped(values)


def _in_order(connection: Connection, cell: ColumnClause[Any], kind: str) -> Any:
    """Order by a column the same way on every database: text by its code points."""
    if kind != "text":
        return cell
    return collate(cell, "BINARY" if connection.dialect.name == "sqlite" else "C")


def load(connection: Connection, part: Part, lines: Iterable[bytes]) -> int:
    """Put a table's lines back as rows, ids and all; give their number."""
    adding, names = insert(part.clause()), [name for name, _kind in part.columns]
    ways = [(name, way.back) for name, way in zip(names, part.writings, strict=True) if way.back]
    waiting, loaded = iter(lines), 0
    while some := list(islice(waiting, ROWS_AT_A_TIME)):
        rows = [dict(zip(names, json.loads(line), strict=True)) for line in some]
        for name, back in ways:
            for row in rows:
                if row[name] is not None:
                    row[name] = back(row[name])
        connection.execute(adding, rows)
        loaded += len(rows)
    return loaded
