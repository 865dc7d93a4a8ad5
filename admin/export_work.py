"""Writing a long file in the background, as whoever asked for it, and only as long as they may have it."""

from __future__ import annotations

import json
import time
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from admin.export import pieces
from admin.export_order import Asked, Order, clear_columns, order_of, under
from admin.listing import Listing
from forms.words import speaking
from models.access import Person, Right, may
from models.base import db, entity
from models.export_file import Pieces
from models.export_job import ExportJob, JobState, asker_of, turn
from models.transactions import begin_write

TOLD_EVERY = 0.5
"""Seconds between two reports of how far a file is; with each, its right is asked again."""


class StoppedError(Exception):
    """The file is not to be finished: cancelled, or its right is gone."""

    def __init__(self, state: JobState) -> None:
        super().__init__()
        self.state = state


def write_file(job_id: int) -> None:
    """Write one file; what becomes of it stands in its row."""
    engine = db.engine
    with Session(engine, info={"person": None}) as session:
        found = asker_of(session, job_id)
        if not _moved(engine, job_id, JobState.running if found else JobState.refused, JobState.waiting):
            return
    if found is None:
        return
    job, person = found
    try:
        _write(engine, job, person)
    except StoppedError as stopped:
        _moved(engine, job_id, stopped.state, JobState.running)
    except Exception:
        _moved(engine, job_id, JobState.failed, JobState.running)
        raise


def _write(engine: Any, job: ExportJob, person: Person) -> None:
    order = _order(engine, job, person)
    sealed, digest, rows, size, told = (
        Pieces(engine, person, job.id, job.key),
        sha256(),
        0,
        0,
        time.monotonic(),
    )
    for count, data in pieces(order, engine):
        rows, size = rows + count, size + len(data)
        digest.update(data)
        sealed.write(data)
        if time.monotonic() - told >= TOLD_EVERY:
            _tell(engine, job.id, rows)
            told = time.monotonic()
    sealed.close()
    _tell(engine, job.id, rows)
    _moved(
        engine, job.id, JobState.ready, JobState.running,
        rows_done=rows, rows_total=rows, size=size, sha256=digest.hexdigest(),
    )  # fmt: skip


def _order(engine: Any, job: ExportJob, person: Person) -> Order:
    """Read what was asked once more, through the gate as it stands now."""
    said, model = json.loads(job.asked), entity(job.table_name)
    names = tuple(said["columns"])
    if not may(person, Right.EXPORT, model) or not set(names) <= set(clear_columns(model, person)):
        raise StoppedError(JobState.refused)
    with Session(engine, info={"person": person}) as session, speaking(said["language"]):
        listing = Listing(model, session, MultiDict(map(tuple, said["args"])))
        return under(order_of(listing, Asked(job.kind, names, said["who"], said["bom"])), said["receipt"])


def _tell(engine: Any, job_id: int, rows: int) -> None:
    """Report how far a file is; stop where it was cancelled or its right is gone."""
    if not _moved(engine, job_id, JobState.running, JobState.running, rows_done=rows):
        raise StoppedError(JobState.cancelled)
    with Session(engine, info={"person": None}) as session:
        if asker_of(session, job_id) is None:
            raise StoppedError(JobState.refused)


def _moved(engine: Any, job_id: int, to: JobState, *among: JobState, **values: Any) -> bool:
    with Session(engine, info={"person": None}) as session:
        begin_write(session)
        moved = turn(session, job_id, to, among=among, **values)
        session.commit()
        return moved
