"""How transactions begin: SQLite in WAL with declared writers, PostgreSQL with time-outs."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, PendingRollbackError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

import models.kept_connections  # noqa: F401 - it listens to every pool
from models.server_log import keep_rows_out
from models.sqlite_turns import BUSY_MILLISECONDS, begin_immediate

WRITES = "writes"
"""Execution option of a connection that will write: on SQLite it begins IMMEDIATE."""

PATIENCE = "patience"
"""Execution option of such a connection: milliseconds it waits for its turn, where that is not the usual."""

POSTGRESQL_OPTIONS = (
    "-c statement_timeout=60000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    " -c plan_cache_mode=force_custom_plan -c jit=off"
)
"""A plan that is kept knows no values: from its sixth time on, a search would read every row.

Plans are not compiled: it takes 40 ms at each write, where the record's triggers make a scan look dear.
"""


def begin_write(session: Session, patience: int = BUSY_MILLISECONDS) -> None:
    """Begin the session's transaction as a writer's; a transaction already open is ended first.

    Raises OperationalError where another SQLite writer does not end within `patience` milliseconds.
    """
    session.rollback()
    session.connection(execution_options={WRITES: True, PATIENCE: patience})


def go_on_to_write(session: Session) -> bool:
    """Write in the transaction that has only read so far; say whether, as on SQLite, it had to begin anew."""
    if session.get_bind().dialect.name != "sqlite":
        return False
    begin_write(session)
    return True


OUT = (OperationalError, InterfaceError, PoolTimeout)
"""Refused, cut off, shut down, waited in vain, locked, stopped at a limit, no room on the disk."""

OUT_STATES = frozenset({"25P03", "25P04", "25006"})
"""PostgreSQL's codes for the same under another class: idle or open for too long, only reading for now."""


def is_out(error: BaseException | None) -> bool:
    """Say whether an error means that the database cannot answer now: the same may well be sent again."""
    if isinstance(error, OUT):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or getattr(error.orig, "sqlstate", "") in OUT_STATES
    return isinstance(error, PendingRollbackError) and is_out(error.__context__)


def let_go(session: Session) -> None:
    """Give up the session's transaction, even where nobody is left to be told."""
    try:
        session.rollback()
    except SQLAlchemyError:
        session.invalidate()


def engine_options(url: str) -> dict[str, Any]:
    """Give the engine's options: no parameter values in messages; dead connections: kept_connections.py."""
    options: dict[str, Any] = {"hide_parameters": True}
    if url.startswith("postgresql"):
        options |= {
            "pool_recycle": 1800,
            "pool_timeout": 10,
            "connect_args": {"connect_timeout": 5, "options": POSTGRESQL_OPTIONS},
        }
    return options


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    """Set up a new SQLite connection; transactions are begun by us, not by the driver."""
    if not type(connection).__module__.startswith("sqlite3"):
        keep_rows_out(connection)
        return
    connection.isolation_level = None
    for setting in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {setting}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Begin a SQLite transaction: deferred for readers, immediate for declared writers."""
    if connection.dialect.name != "sqlite":
        return
    options = connection.get_execution_options()
    if options.get(WRITES):
        try:
            begin_immediate(connection.connection.dbapi_connection, options.get(PATIENCE, BUSY_MILLISECONDS))
        except sqlite3.OperationalError as refusal:
            raise OperationalError("BEGIN IMMEDIATE", None, refusal) from refusal
    else:
        connection.exec_driver_sql("BEGIN")
