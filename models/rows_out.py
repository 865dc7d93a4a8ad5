"""Rows as lines of text, straight from the database: a million of them in constant memory.

The statement goes through the gate as any other; what the gate made of it is then run by the driver itself:
with COPY on PostgreSQL, row by row on SQLite.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import Any

from psycopg import ClientCursor
from sqlalchemy import Connection, Engine, Select, event
from sqlalchemy.orm import Session

CATCHING = "catching"
"""Execution option: the statement is not run, but raised as the driver would have been sent it."""

LINES = 1_000
"""Lines given at a time."""

MANY = 20_000
"""Rows from which the planner is kept from sorting what an index gives in order."""

PATIENCE = "1h"
"""How long one statement may run: whoever takes the file may be slow; rights are asked meanwhile."""

COPY_HEAD, TUPLE_HEAD = 19, 6
"""Bytes of a binary COPY before its first row, and before the one value of each."""

COPYING = 3
"""What libpq calls PGRES_COPY_OUT."""


class CaughtError(Exception):
    """A statement on its way to the driver: its SQL and its values."""

    def __init__(self, sql: str, values: Any) -> None:
        super().__init__()
        self.sql, self.values = sql, values


@event.listens_for(Engine, "do_execute")
def _catch(_cursor: Any, statement: str, values: Any, context: Any) -> None:
    """Raise a statement instead of running it, where that is asked for."""
    if context is not None and context.execution_options.get(CATCHING):
        raise CaughtError(statement, values)


def lines_of(session: Session, statement: Select[Any]) -> Generator[list[bytes], None, None]:
    """Yield the one text column of a statement as UTF-8, some lines at a time, through the gate.

    Each line has its own end. The session is to be closed by
    the caller; where the lines are not taken to their end, its connection is given up.
    """
    caught = _caught(session, statement)
    connection = session.connection()
    copies = connection.dialect.name == "postgresql"
    whole = False
    try:
        yield from _copied(connection, caught) if copies else _fetched(connection, caught)
        whole = True
    finally:
        if not whole:
            session.invalidate()


def _caught(session: Session, statement: Select[Any]) -> CaughtError:
    """Let the gate and the compiler have the statement, and take it from them."""
    try:
        session.execute(statement, execution_options={CATCHING: True})
    except CaughtError as caught:
        return caught
    raise RuntimeError("The statement was run instead of being caught.")


def _fetched(connection: Connection, caught: CaughtError) -> Generator[list[bytes], None, None]:
    """Read with SQLite's own cursor."""
    cursor: Any = connection.connection.cursor()
    cursor.execute(caught.sql, caught.values)
    while rows := cursor.fetchmany(LINES):
        yield [line.encode() for (line,) in rows]
    cursor.close()


def _copied(connection: Connection, caught: CaughtError) -> Generator[list[bytes], None, None]:
    """Read with COPY, one message a row; the driver puts the values into the statement on this side."""
    driver: Any = connection.connection.dbapi_connection
    with ClientCursor(driver) as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}'")
        query = cursor.mogrify(caught.sql, caught.values)
        if _expected(cursor, query) > MANY:
            cursor.execute("SET LOCAL enable_sort = off")
    wire = driver.pgconn
    answer = wire.exec_(f"COPY ({query}) TO STDOUT (FORMAT binary)".encode())
    if answer.status != COPYING:
        raise RuntimeError(answer.error_message.decode(errors="replace"))
    yield from _messages(wire)
    while (answer := wire.get_result()) is not None:
        if answer.error_message:
            raise RuntimeError(answer.error_message.decode(errors="replace"))


def _messages(wire: Any) -> Generator[list[bytes], None, None]:
    """Take the value out of each message; the last one holds none.

    They are copied at once: views would keep each message where it is, a million times.
    """
    take = wire.get_copy_data
    length, message = take(0)
    lines = [bytes(message[COPY_HEAD + TUPLE_HEAD :])] if length > COPY_HEAD + TUPLE_HEAD else []
    while length > TUPLE_HEAD:
        for _line in range(LINES):
            length, message = take(0)
            if length <= TUPLE_HEAD:
                break
            lines.append(bytes(message[TUPLE_HEAD:]))
        if lines:
            yield lines
            lines = []
    while length >= 0:
        length, _nothing = take(0)


def _expected(cursor: Any, query: str) -> int:
    """Ask the planner how many rows it expects."""
    found = cursor.execute(f"EXPLAIN (FORMAT JSON) {query}").fetchone()[0]
    plan = json.loads(found) if isinstance(found, str) else found
    return int(plan[0]["Plan"]["Plan Rows"])
