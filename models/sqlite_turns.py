"""How SQLite's writers take turns: it has room for one, and no line of its own.

SQLite lets whoever waits sleep longer and longer between two looks, up to a tenth of a second, so whoever has
just written comes first again and others wait for seconds. Here whoever has waited longest looks most often.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Any

BUSY_MILLISECONDS = 10_000
"""How long a writer waits for its turn."""

OFTEN, SELDOM = 0.001, 0.008
"""Seconds between two looks: of those who have waited for long, and of those who have just come."""

WAITS = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL})
"""What only takes waiting: somebody else writes, or has just taken the same place among the readers."""

LONG = 0.1
"""Seconds after which a wait is long."""


def begin_immediate(connection: Any, milliseconds: int) -> None:
    """Begin a write transaction on a connection of sqlite3; raises its OperationalError after that long."""
    came = time.monotonic()
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while not _began(connection, last=time.monotonic() - came >= milliseconds / 1000):
            waited = time.monotonic() - came
            time.sleep(max(OFTEN, SELDOM * (1 - waited / LONG)))
    finally:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")


def _began(connection: Any, *, last: bool) -> bool:
    """Try once; at the `last` try the refusal is passed on."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as refusal:
        if last or refusal.sqlite_errorcode & 0xFF not in WAITS:
            raise
        return False
    return True
