"""How transactions begin: SQLite in WAL with declared writers, PostgreSQL with time-outs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

WRITES = "writes"
"""Execution option of a connection that will write: on SQLite it begins IMMEDIATE."""

BUSY_MILLISECONDS = 10_000

POSTGRESQL_OPTIONS = (
    "-c statement_timeout=60000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
)


def begin_write(session: Session) -> None:
    """Begin the session's transaction as a writer's; a transaction already open is ended first."""
    session.rollback()
    session.connection(execution_options={WRITES: True})


def engine_options(url: str) -> dict[str, Any]:
    """Give the engine's options: no parameter values in messages, dead connections found."""
    options: dict[str, Any] = {"hide_parameters": True}
    if url.startswith("postgresql"):
        options |= {
            "pool_pre_ping": True,
            "pool_recycle": 1800,
            "pool_timeout": 10,
            "connect_args": {"connect_timeout": 5, "options": POSTGRESQL_OPTIONS},
        }
    return options


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    """Set up a new SQLite connection; transactions are begun by us, not by the driver."""
    if not type(connection).__module__.startswith("sqlite3"):
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
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
