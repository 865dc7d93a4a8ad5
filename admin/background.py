"""Work that takes longer than anybody waits: Huey, in the panel's own processes unless told otherwise.

A thread beside the requests takes tasks from the database (models/task_queue.py). It is started by the first
page that has to do with such work, so a process that does none carries none of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from models.access import SYSTEM
from models.base import db
from models.batch import forget_outdated as forget_batches
from models.export_job import forget_outdated
from models.task_queue import put
from models.transactions import begin_write

if TYPE_CHECKING:
    from huey import Huey

EMBEDDED, SEPARATE = "embedded", "separate"
"""FLASK_BACKGROUND: in the panel's processes, or in one of its own (`flask work`)."""

Task = Callable[..., None]


class Background:
    """The work of one application."""

    def __init__(self, app: Flask, tasks: dict[str, Task]) -> None:
        """Begin with nothing started and nothing loaded."""
        self.app, self.tasks = app, tasks
        self._lock = threading.RLock()
        self._huey: Huey | None = None
        self._queued: dict[str, Any] = {}
        self._consumer: Any = None

    @property
    def huey(self) -> Huey:
        """Make Huey ready when it is needed first."""
        from admin import huey_queue  # noqa: PLC0415 - most processes never need it

        with self._lock:
            if self._huey is None:
                found = huey_queue.queue_of(self.app)
                self._queued = {
                    name: found.task(name=name)(_inside(self.app, task)) for name, task in self.tasks.items()
                }
                huey_queue.tidied(found, _inside(self.app, tidy))
                self._huey = found
            return self._huey

    def hand_over(self, session: Session, name: str, *args: int) -> None:
        """Queue a task in the transaction of what it is about; the caller commits, then calls `see_to_it`."""
        huey = self.huey
        put(session.connection(), huey.serialize_task(self._queued[name].s(*args)).decode())

    def see_to_it(self) -> None:
        """Have a thread of this process work, where that is how the panel is set up."""
        from admin import huey_queue  # noqa: PLC0415 - as above

        if self.app.config["BACKGROUND"] != EMBEDDED:
            return
        with self._lock:
            if self._consumer is None:
                self._consumer = huey_queue.beside(self.huey)
                self._consumer.start()

    def work_off(self) -> None:
        """Do here and now what waits."""
        while (task := self.huey.dequeue()) is not None:
            self.huey.execute(task)

    def run(self) -> None:
        """Work until told to stop: a process of its own."""
        from admin import huey_queue  # noqa: PLC0415 - as above

        huey_queue.alone(self.huey).run()


def background() -> Background:
    """Give the work of the application at hand."""
    found: Background = current_app.extensions["background"]
    return found


def init_app(app: Flask, **tasks: Task) -> None:
    """Hang the work on an application, under the names its tasks are queued by."""
    app.extensions["background"] = Background(app, tasks)
    app.cli.add_command(_work)


@click.command("work")
@with_appcontext
def _work() -> None:
    """Write long files until stopped: where FLASK_BACKGROUND=separate, one process of this is enough."""
    background().run()


def _inside(app: Flask, task: Task) -> Task:
    def run(*args: Any) -> None:
        with app.app_context():
            task(*args)

    return run


def tidy() -> None:
    """Remove files and bulk edits that are kept no longer."""
    with Session(db.engine, info={"person": SYSTEM}) as session:
        begin_write(session)
        forget_outdated(session)
        forget_batches(session)
        session.commit()
