"""What waits to be done in the background: in the database, so every process of every machine serves it."""

from __future__ import annotations

from sqlalchemy import Column, Connection, DateTime, Integer, Table, Text, delete, func, insert, select

from models.base import Model, now
from models.schema import PASSING

TASK_QUEUE = Table(
    "task_queue",
    Model.metadata,
    Column("id", Integer, primary_key=True),
    Column("task", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    info=PASSING,
)
"""Each row is a task as Huey writes it, in JSON: what is read from a database is never run as code."""

_CELLS = TASK_QUEUE.c


def put(connection: Connection, task: str) -> None:
    """Add a task; the caller commits."""
    connection.execute(insert(TASK_QUEUE).values(task=task, at=now()))


def is_empty(connection: Connection) -> bool:
    """Say whether nothing waits: a look that writes nothing."""
    return connection.scalar(select(_CELLS.id).limit(1)) is None


def take(connection: Connection) -> str | None:
    """Take the oldest task, so that nobody else gets it; the caller begins to write and commits."""
    oldest = select(_CELLS.id).order_by(_CELLS.id).limit(1).with_for_update(skip_locked=True)
    number = connection.scalar(oldest)
    if number is None:
        return None
    task: str | None = connection.scalar(delete(TASK_QUEUE).where(_CELLS.id == number).returning(_CELLS.task))
    return task


def length(connection: Connection) -> int:
    """Count what waits."""
    return connection.scalar(select(func.count()).select_from(TASK_QUEUE)) or 0
