"""One edit of many rows: who gives which values to which rows, how far it is, and what it takes back."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from sqlalchemy import DateTime, ForeignKey, Integer, String, and_, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.access import Person
from models.account import Account, person_for
from models.audit_writing import new_receipt
from models.base import Model, now
from models.cipher import Encrypted
from models.export_job import eyes_of
from models.gate import look_past
from models.schema import Choice, Kind

UNBEGUN = datetime.timedelta(days=1)
"""How long a preview waits for a word."""

KEPT = datetime.timedelta(days=90)
"""How long an edit can be taken back as a whole; the record of what it changed is kept for ever."""

SILENT = datetime.timedelta(minutes=1)
"""How long an edit under way may say nothing before it is taken for broken off."""

MOST_UNDER_WAY = 3
MOST_LISTED = 50


class BatchState(Choice):
    """How far an edit is."""

    checking = "Đang kiểm tra", "Being checked"
    checked = "Chờ bạn xác nhận", "Waiting for your word"
    running = "Đang sửa", "Under way"
    done = "Xong", "Done"
    cancelled = "Đã dừng", "Stopped"
    failed = "Bị gián đoạn", "Broken off"
    refused = "Dừng vì quyền đã đổi", "Stopped: the account's rights have changed"


UNDER_WAY = BatchState.checking, BatchState.running
OVER = BatchState.done, BatchState.cancelled, BatchState.failed, BatchState.refused


class Batch(Model):
    """An edit under its receipt: its rows are in batch_rows.py, what it changed in the audit record."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()

    receipt: Mapped[str] = mapped_column(String(16), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    eyes: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))
    asked: Mapped[str] = mapped_column(Encrypted())
    """JSON: which rows (an address, or ids) and what was typed for them."""
    sentence: Mapped[str] = mapped_column(Encrypted())
    reason: Mapped[str | None] = mapped_column(Encrypted())
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id", ondelete="SET NULL"), index=True)
    state: Mapped[BatchState] = mapped_column(default=BatchState.checking)
    rows_total: Mapped[int] = mapped_column(Integer)
    last_id: Mapped[int] = mapped_column(Integer, default=0)  # how far the check is
    begun_at: Mapped[datetime.datetime | None] = mapped_column(DateTime)
    expires_at: Mapped[datetime.datetime] = mapped_column(DateTime)

    @property
    def is_silent(self) -> bool:
        """Say whether it should be under way but nothing has been heard of it."""
        return self.state in UNDER_WAY and self.updated_at < now() - SILENT

    @property
    def resumes(self) -> bool:
        """Say whether it can go on where it stopped."""
        return self.state in {BatchState.cancelled, BatchState.failed} or self.is_silent

    @property
    def stage(self) -> BatchState:
        """Say what it does when it goes on: it checks until it was told to begin."""
        return BatchState.checking if self.begun_at is None else BatchState.running


_ROWS: Any = Batch.__table__
_CELLS = _ROWS.c


def new_batch(session: Session, person: Person, **said: Any) -> Batch:
    """Keep an edit to be checked; `said` are its columns."""
    batch = Batch(
        receipt=new_receipt(), account_id=person.account_id, eyes=eyes_of(person), expires_at=now() + UNBEGUN,
        **said,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    return batch


def batches_of(session: Session, person: Person) -> list[Batch]:
    """List a person's edits, newest first."""
    mine = Batch.account_id == person.account_id, Batch.expires_at > now()
    kept = select(Batch).where(*mine).order_by(Batch.id.desc()).limit(MOST_LISTED)
    return list(session.scalars(kept.execution_options(populate_existing=True)))


def batch_by(session: Session, person: Person, receipt: str) -> Batch | None:
    """Find one of a person's edits; None for everybody else's, for one too old, for one that is not there."""
    if not (receipt.isascii() and receipt.isprintable()):
        return None
    mine = Batch.account_id == person.account_id, Batch.receipt == receipt, Batch.expires_at > now()
    found: Batch | None = session.scalar(select(Batch).where(*mine).execution_options(populate_existing=True))
    return found


def is_full(session: Session, person: Person) -> bool:
    """Say whether a person has as many edits under way as one may have."""
    under_way = (each.state in UNDER_WAY and not each.is_silent for each in batches_of(session, person))
    return sum(under_way) >= MOST_UNDER_WAY


def forget_outdated(session: Session) -> None:
    """Remove what is kept no longer; the caller commits."""
    session.connection().execute(delete(_ROWS).where(_CELLS.expires_at < now()))


def taken(session: Session, batch_id: int) -> tuple[Batch, Person | None] | None:
    """Lock an edit that is under way, with who asks as they stand now: nobody, if they are not who asked.

    None where there is nothing to do. Whoever else would work on it waits until this transaction is over.
    """
    mine = Batch.id == batch_id, Batch.state.in_(UNDER_WAY)
    batch: Batch | None = session.scalar(look_past(select(Batch).where(*mine).with_for_update()))
    if batch is None:
        return None
    account = select(Account).where(Account.id == batch.account_id, Account.is_active)
    found: Account | None = session.scalar(look_past(account))
    person = None if found is None else person_for(session, found)
    return batch, person if person is not None and eyes_of(person) == batch.eyes else None


def turn(
    session: Session, batch: Batch, to: BatchState, *, among: tuple[BatchState, ...], **values: Any
) -> bool:
    """Move an edit on, if it is still where it was; say whether it was. The caller commits."""
    here = and_(_CELLS.id == batch.id, or_(*(_CELLS.state == state for state in among)))
    written = update(_ROWS).where(here).values(state=to, updated_at=now(), **values)
    return bool(session.connection().execute(written).rowcount)
