"""A file being written in the background for one account: what was asked, how far it is, when it goes."""

from __future__ import annotations

import datetime
import secrets
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, ForeignKey, Integer, String, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.access import Person
from models.account import Account, person_for
from models.base import Model, now
from models.cipher import Encrypted, fingerprint
from models.gate import look_past
from models.schema import PASSING, Choice, Kind

KEPT = datetime.timedelta(hours=24)
"""How long a file can be fetched once it was asked for."""

SILENT = datetime.timedelta(minutes=3)
"""How long a file under way may say nothing before its writer is taken for dead."""

MOST_WAITING = 5
"""Files one account may have waiting and under way."""


class JobState(Choice):
    """Where a file is."""

    waiting = "Đang chờ", "Waiting"
    running = "Đang ghi", "Being written"
    ready = "Xong", "Ready"
    cancelled = "Đã hủy", "Cancelled"
    failed = "Không xong", "Failed"
    refused = "Dừng vì quyền đã đổi", "Stopped: the account's rights have changed"


UNDER_WAY = JobState.waiting, JobState.running


class ExportJob(Model):
    """One file; its pieces (models/export_file.py) go with it, and its key, without which they are noise."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()
    __table_args__ = {"info": PASSING}  # noqa: RUF012 - SQLAlchemy reads it once

    token: Mapped[str] = mapped_column(String(32), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(8))
    asked: Mapped[str] = mapped_column(Encrypted())
    """JSON: the address of the list, the columns, the language, the receipt."""
    key: Mapped[str] = mapped_column(Encrypted())
    eyes: Mapped[str] = mapped_column(String(64))
    """A keyed hash of who the account was to the gate: with other rights it is another pair of eyes."""
    receipt: Mapped[str] = mapped_column(String(16))
    state: Mapped[JobState] = mapped_column(default=JobState.waiting)
    rows_total: Mapped[int] = mapped_column(Integer)
    rows_done: Mapped[int] = mapped_column(Integer, default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str | None] = mapped_column(String(64))
    expires_at: Mapped[datetime.datetime] = mapped_column(DateTime)


_ROWS: Any = ExportJob.__table__
_CELLS = _ROWS.c


def eyes_of(person: Person) -> str:
    """Hash who somebody is to the gate."""
    wards = None if person.wards is None else sorted(person.wards)
    return fingerprint(repr((person.role.name, person.account_id, wards, person.coordinator_id)))


def new_job(session: Session, person: Person, **said: Any) -> ExportJob:
    """Keep an order to be worked off; `said` are its columns."""
    job = ExportJob(
        token=secrets.token_urlsafe(18), account_id=person.account_id, eyes=eyes_of(person),
        key=secrets.token_hex(32), expires_at=now() + KEPT, **said,
    )  # fmt: skip
    session.add(job)
    session.flush()
    return job


def jobs_of(session: Session, person: Person) -> list[ExportJob]:
    """List a person's files, newest first, as long as they are who they were when they asked."""
    mine = ExportJob.account_id == person.account_id, ExportJob.eyes == eyes_of(person)
    kept = select(ExportJob).where(*mine, ExportJob.expires_at > now()).order_by(ExportJob.id.desc())
    return list(session.scalars(kept.execution_options(populate_existing=True)))


def job_by(session: Session, person: Person, token: str) -> ExportJob | None:
    """Find one of a person's files; None for everybody else's, for one too old, for one that is not there."""
    if not (token.isascii() and token.isprintable()):
        return None
    return next((job for job in jobs_of(session, person) if job.token == token), None)


def is_full(session: Session, person: Person) -> bool:
    """Say whether a person has as many files under way as one may have."""
    return sum(job.state in UNDER_WAY for job in jobs_of(session, person)) >= MOST_WAITING


def forget_outdated(session: Session) -> None:
    """Remove what is kept no longer, and give up what nobody writes any more; the caller commits."""
    connection = session.connection()
    connection.execute(delete(_ROWS).where(_CELLS.expires_at < now()))
    silent = _CELLS.state == JobState.running, _CELLS.updated_at < now() - SILENT
    connection.execute(update(_ROWS).where(*silent).values(state=JobState.failed))


def asker_of(session: Session, job_id: int) -> tuple[ExportJob, Person] | None:
    """Read a job with who asks, as they stand now; None where they are not who asked any more."""
    job = session.scalar(look_past(select(ExportJob).where(ExportJob.id == job_id)))
    account = None if job is None else session.scalar(look_past(_living(job.account_id)))
    if job is None or account is None:
        return None
    person = person_for(session, account)
    return (job, person) if eyes_of(person) == job.eyes else None


def _living(account_id: int) -> Any:
    return select(Account).where(Account.id == account_id, Account.is_active)


def turn(session: Session, job_id: int, to: JobState, *, among: tuple[JobState, ...], **values: Any) -> bool:
    """Move a job on, if it is still where it was; say whether it was. The caller commits."""
    here = _CELLS.id == job_id, or_(*(_CELLS.state == state for state in among))
    written = update(_ROWS).where(*here).values(state=to, updated_at=now(), **values)
    return bool(session.connection().execute(written).rowcount)
