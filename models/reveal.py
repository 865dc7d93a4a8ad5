"""Masked values shown clear for a while: whose eyes, which row, until when, under which receipt."""

from __future__ import annotations

import datetime
from typing import ClassVar

from sqlalchemy import DateTime, ForeignKey, Index, Integer, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.access import Right, may, person_of
from models.account import Account
from models.audit import Action, record
from models.base import Model, now
from models.schema import PASSING, Kind

LASTS = datetime.timedelta(minutes=10)
"""How long a row stays clear to whoever said why."""


class Reveal(Model):
    """One row shown clear to one account; it ends by the server's clock, or when the person signs in anew."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int] = mapped_column(Integer)
    until: Mapped[datetime.datetime] = mapped_column(DateTime)
    receipt: Mapped[str] = mapped_column(String(40))

    __table_args__ = (Index(None, "account_id", "table_name", "row_id"), {"info": PASSING})


def reveal(session: Session, row: Model, reason: str) -> Reveal:
    """Show a row clear to whoever asks, from now on for ten minutes; the reason goes into the record."""
    account_id = person_of(session).account_id or 0
    old = select(Reveal).where(Reveal.account_id == account_id, Reveal.until < now())
    for each in session.scalars(old):
        session.delete(each)
    receipt = record(session, Action.revealed, row=row, reason=reason)
    made = Reveal(
        account_id=account_id,
        table_name=row.__tablename__,
        row_id=row.id,
        until=now() + LASTS,
        receipt=receipt,
    )
    session.add(made)
    session.flush()
    return made


def revealed(session: Session, row: Model) -> Reveal | None:
    """Give the reveal that holds now for whoever asks and for this very row, made since they last signed in.

    Signing out needs no clearing up: what was shown before it is over once somebody signs in again.
    """
    person = person_of(session)
    if not may(person, Right.REVEAL, type(row)):
        return None
    found: Reveal | None = session.scalar(
        select(Reveal)
        .join(Account, Account.id == Reveal.account_id)
        .where(
            Reveal.account_id == person.account_id,
            Reveal.table_name == row.__tablename__,
            Reveal.row_id == row.id,
            Reveal.until > now(),
            Account.last_login_at <= Reveal.created_at,
        )
        .order_by(Reveal.until.desc())
        .limit(1)
    )
    return found
