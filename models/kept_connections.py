"""Whether a connection that was kept still leads to the server: seen at once, without asking the server."""

from __future__ import annotations

from select import select
from time import monotonic
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import Pool

RESTED = "rested"
LONG = 30
"""Seconds after which the server is asked all the same: a line that was cut says nothing."""


@event.listens_for(Pool, "checkin")
def _note(_connection: Any, record: Any) -> None:
    record.info[RESTED] = monotonic()


@event.listens_for(Pool, "checkout")
def _look(connection: Any, record: Any, _fairy: Any) -> None:
    """Take another connection where this one has ended: a server that goes sends word of it."""
    rested = record.info.get(RESTED)
    is_a_file = type(connection).__module__.startswith("sqlite3")
    if rested is not None and not is_a_file and not _lives(connection, rested):
        message = "The server has ended this connection."
        raise InvalidatePoolError(message)


def _lives(connection: Any, rested: float) -> bool:
    from psycopg import OperationalError  # noqa: PLC0415 - SQLite does without

    try:
        if select([connection.fileno()], [], [], 0)[0]:
            return False  # it was asked nothing: what it says is farewell
        if monotonic() - rested > LONG:
            connection.execute("SELECT 1")
            connection.rollback()
    except OperationalError:
        return False
    return True
