"""Huey on the panel's own database: its queue beneath it, JSON in it; loaded where there is work to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Flask
from huey import Huey, crontab
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import MemoryStorage
from sqlalchemy.orm import Session

from models.access import SYSTEM
from models.base import db
from models.task_queue import is_empty, length, put, take
from models.transactions import begin_write

LOOKS_EVERY = 2.0
"""Seconds at most between two looks for work."""

TIDIES_EVERY = "*/10"
"""Minutes, as cron writes them."""


class Json(Serializer):
    """Tasks as JSON: what is read from a database is never run as code, as a pickle would be."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        return Message(*json.loads(data))


class InTheDatabase(MemoryStorage):
    """The queue in a table; everything else Huey might keep stays in memory."""

    def __init__(self, name: str, app: Flask) -> None:
        """`app` says which database."""
        super().__init__(name)
        self.app = app

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Add a task that no request asked for: the tidying."""
        del priority
        self._in_transaction(lambda connection: put(connection, data.decode()))

    def dequeue(self) -> bytes | None:
        """Take the oldest task; where there is none, write nothing."""
        with self.app.app_context(), db.engine.connect() as connection:
            if is_empty(connection):
                return None
        task: str | None = self._in_transaction(take)
        return None if task is None else task.encode()

    def queue_size(self) -> int:
        """Count what waits."""
        with self.app.app_context(), db.engine.connect() as connection:
            return length(connection)

    def _in_transaction(self, does: Callable[[Any], Any]) -> Any:
        with self.app.app_context(), Session(db.engine, info={"person": SYSTEM}) as session:
            begin_write(session)
            result = does(session.connection())
            session.commit()
            return result


class Beside(Consumer):
    """A consumer in a thread: the process's signals stay with whoever serves the requests."""

    def _set_signal_handlers(self) -> None:
        pass


def queue_of(app: Flask) -> Huey:
    """Make Huey ready for an application."""
    return Huey("panel", results=False, serializer=Json(), storage_class=InTheDatabase, app=app)


def tidied(huey: Huey, task: Callable[..., None]) -> None:
    """Have a task done every few minutes."""
    huey.periodic_task(crontab(minute=TIDIES_EVERY), name="tidy")(task)


def beside(huey: Huey) -> Beside:
    """Make a consumer for a thread of a process that serves."""
    return Beside(huey, workers=1, max_delay=LOOKS_EVERY, check_worker_health=False)


def alone(huey: Huey) -> Consumer:
    """Make a consumer for a process of its own."""
    return Consumer(huey, workers=1, max_delay=LOOKS_EVERY)
