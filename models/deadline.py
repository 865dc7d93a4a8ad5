"""A deadline for a question that nobody needs answered: the database gives up, the transaction goes on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

CANCELLED = "57014"
"""PostgreSQL's code for a statement that was stopped at its limit."""

STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock: well under a millisecond."""


class TooSlowError(Exception):
    """The database did not answer by the deadline."""


@contextmanager
def at_most(session: Session, milliseconds: int) -> Iterator[None]:
    """Read within so much time, or raise TooSlowError; what the session has loaded and begun stays."""
    connection = session.connection()
    limited = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    try:
        with limited(connection, milliseconds):
            yield
    except DBAPIError as stopped:
        if not _is_late(stopped):
            raise
        raise TooSlowError from stopped


@contextmanager
def _on_postgresql(connection: Connection, milliseconds: int) -> Iterator[None]:
    """Read in a savepoint, which takes back both a statement that was stopped and the limit itself."""
    savepoint = connection.begin_nested()
    try:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(milliseconds)}")
        yield
    finally:
        savepoint.rollback()


@contextmanager
def _on_sqlite(connection: Connection, milliseconds: int) -> Iterator[None]:
    """Look at the clock every few thousand steps."""
    driver: Any = connection.connection.dbapi_connection
    end = time.monotonic() + milliseconds / 1000
    driver.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


def _is_late(stopped: DBAPIError) -> bool:
    """Tell our own deadline from everything else that stops a statement."""
    code = getattr(stopped.orig, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_INTERRUPT or getattr(stopped.orig, "sqlstate", "") == CANCELLED
