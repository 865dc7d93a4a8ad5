"""Who is signed in where: the cookie carries a random id, and everything it stands for is kept here."""

from __future__ import annotations

import datetime
import secrets
from typing import Any, ClassVar

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    String,
    and_,
    bindparam,
    delete,
    event,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.account import Account
from models.base import Model, now
from models.cipher import Encrypted, fingerprint
from models.gate import look_past
from models.schema import PASSING, Kind

IDLE = datetime.timedelta(minutes=30)
WHOLE = datetime.timedelta(hours=12)
"""A session ends after this long without a request, and after this long in any case (US2)."""

AHEAD = datetime.timedelta(minutes=1)
"""How far ahead a moment may lie: a clock set back by more ends what was noted before."""

CODE_DUE = datetime.timedelta(minutes=5)
"""How long somebody may take to read the code off their telephone."""

KEPT = datetime.timedelta(days=1)
ID_BYTES = 32


class SignInSession(Model):
    """One session of one account; of its id only a keyed hash is kept, so that the table signs nobody in."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()
    __table_args__ = {"info": PASSING}  # noqa: RUF012 - SQLAlchemy reads it once

    key: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime.datetime] = mapped_column()
    last_seen_at: Mapped[datetime.datetime] = mapped_column()
    proved_at: Mapped[datetime.datetime | None] = mapped_column()
    ended_at: Mapped[datetime.datetime | None] = mapped_column()
    awaits_code: Mapped[bool] = mapped_column(default=False)  # the password was right, the code is still due
    said: Mapped[str | None] = mapped_column(Encrypted())  # what the next page tells, once


_ROWS: Any = SignInSession.__table__


def key_of(token: str) -> str:
    """Give the keyed hash of the id a cookie carries."""
    return fingerprint(f"sign-in session\x1f{token}")


def lives(**asked: Any) -> ColumnElement[bool]:
    """Match the sessions that have not ended by themselves; a clock set back ends them too.

    Takes what `limits` gives or, where a statement is made once for many requests, parameters of those names.
    """
    mine, limit = SignInSession, asked or limits()
    return and_(
        mine.ended_at.is_(None),
        mine.awaits_code == limit["awaits_code"],
        mine.last_seen_at > limit["idle_since"],
        mine.started_at > limit["begun_before"],
        mine.last_seen_at <= limit["ahead_of"],
    )


def limits(*, awaits_code: bool = False) -> dict[str, Any]:
    """Give what decides at this moment whether a session lives."""
    moment, (idle, whole) = now(), (CODE_DUE, CODE_DUE) if awaits_code else (IDLE, WHOLE)
    return {
        "awaits_code": awaits_code,
        "idle_since": moment - idle,
        "begun_before": moment - whole,
        "ahead_of": moment + AHEAD,
    }


# --- beginning and ending; the caller commits


def start(session: Session, account: Account, *, awaits_code: bool = False, is_proof: bool = True) -> str:
    """Begin a session for somebody who has just shown who they are; give the id their cookie carries.

    Without `is_proof` they are asked again before what is dangerous.
    """
    token, moment = secrets.token_urlsafe(ID_BYTES), now()
    old = _ROWS.c.account_id == account.id, _ROWS.c.started_at < moment - KEPT
    session.execute(look_past(delete(_ROWS).where(*old)))
    values: dict[str, Any] = {
        "key": key_of(token), "account_id": account.id, "started_at": moment, "last_seen_at": moment,
        "proved_at": moment if is_proof and not awaits_code else None, "awaits_code": awaits_code,
    }  # fmt: skip
    session.execute(look_past(insert(_ROWS).values(values)))
    return token


def end(session: Session, number: int) -> None:
    """End one session."""
    _change(session, _ROWS.c.id == number, **_ended())


def end_all(session: Session, account_id: int, *, but: int | None = None) -> None:
    """End every session of an account, or all but one."""
    _change(session, and_(_ROWS.c.account_id == account_id, _ROWS.c.id.is_distinct_from(but)), **_ended())


def proved(session: Session, number: int) -> None:
    """Note that the person of a session has typed their password again."""
    _change(session, _ROWS.c.id == number, proved_at=now())


_SAY = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("number"), _ROWS.c.ended_at.is_(None))
    .values(said=bindparam("text", type_=_ROWS.c.said.type))
)  # made once, as every save tells something


def keep_said(session: Session, number: int, text: str) -> None:
    """Keep what the next page of a session will tell."""
    session.connection().execute(_SAY, {"number": number, "text": text or None})


def _ended() -> dict[str, Any]:
    """Give what a session is left with: when it ended, and nothing it would still have told."""
    return {"ended_at": now(), "said": None}


def _change(session: Session, which: ColumnElement[bool], **values: Any) -> None:
    session.execute(look_past(update(_ROWS).where(which, _ROWS.c.ended_at.is_(None)).values(**values)))


def sessions_of(session: Session, account_id: int) -> list[SignInSession]:
    """List the living sessions of an account, the latest seen first."""
    mine = select(SignInSession).where(SignInSession.account_id == account_id, lives())
    return list(session.scalars(look_past(mine.order_by(SignInSession.last_seen_at.desc()))))


@event.listens_for(Account, "after_update")
def _end_with(_mapper: Any, connection: Any, account: Account) -> None:
    """End an account's sessions in the transaction that changes its password, its role, or closes it."""
    state = inspect(account).attrs
    if any(state[name].history.has_changes() for name in ("password_hash", "role", "is_active")):
        living = _ROWS.c.account_id == account.id, _ROWS.c.ended_at.is_(None)
        connection.execute(update(_ROWS).where(*living).values(**_ended()))
