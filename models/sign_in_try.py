"""How often may be tried: six times a minute, and after ten failures in a row not for half an hour (US2).

Tries are counted by a keyed hash of the name that was typed, whether anybody is called so or not, and by
nothing the visitor could change besides: not by address, not by browser.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import SmallInteger, String, Text, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Model, now
from models.cipher import fingerprint
from models.gate import look_past
from models.keys import search_key
from models.schema import Kind
from models.transactions import begin_write

A_MINUTE = datetime.timedelta(minutes=1)
PER_MINUTE = 6
IN_A_ROW = 10
LOCKED = datetime.timedelta(minutes=30)
FORGOTTEN = datetime.timedelta(days=1)
"""Names nobody has tried for this long are forgotten, so that made-up ones do not pile up."""

FORGOTTEN_AT_ONCE = 100


class SignInTry(Model):
    """What was tried lately under one name."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()

    key: Mapped[str] = mapped_column(String(64), unique=True)
    tried_at: Mapped[datetime.datetime] = mapped_column(index=True)
    within_a_minute: Mapped[str] = mapped_column(Text, default="[]")  # moments, as JSON
    failed_in_a_row: Mapped[int] = mapped_column(SmallInteger, default=0)
    locked_until: Mapped[datetime.datetime | None] = mapped_column()
    dropped: Mapped[int] = mapped_column(default=0)  # tries not evaluated since the last that was


_ROWS: Any = SignInTry.__table__


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was let through to be evaluated; counted as a failure until it turns out right."""

    key: str
    moment: str
    is_last: bool  # the tenth: if it fails too, the name is locked


def by_name(username: str) -> str:
    """Give the key passwords are counted under; every spelling that finds an account is one name."""
    return fingerprint(f"sign-in name\x1f{search_key(username)}")


def by_code(account_id: int) -> str:
    """Give the key codes are counted under: apart, so that a known password does not begin them anew."""
    return fingerprint(f"sign-in code\x1f{account_id}")


def admit(session: Session, key: str) -> Try | None:
    """Count a try before it is evaluated, in a transaction of its own; None where it may not be evaluated.

    Counting first is what holds against many tries at once: none of them waits for another's outcome.
    """
    begin_write(session)
    row, moment = _locked_row(session, key), now()
    lately = [text for text in json.loads(row.within_a_minute) if _read(text) > moment - A_MINUTE]
    is_locked = row.locked_until is not None and row.locked_until > moment
    if is_locked or len(lately) >= PER_MINUTE:
        _put(session, key, tried_at=moment)
        session.commit()
        return None
    failed = 1 if row.locked_until is not None else row.failed_in_a_row + 1
    is_last = failed >= IN_A_ROW
    _put(
        session, key, tried_at=moment, within_a_minute=json.dumps([*lately, moment.isoformat()]),
        failed_in_a_row=failed, locked_until=moment + LOCKED if is_last else None,
        dropped=0,
    )  # fmt: skip
    session.commit()
    return Try(key, moment.isoformat(), is_last)


def drop(session: Session, key: str) -> None:
    """Count a try that was not evaluated: it writes as a failure does, so that the time it takes is alike."""
    begin_write(session)
    _put(session, key, dropped=_ROWS.c.dropped + 1)
    session.commit()


def succeeded(session: Session, tried: Try) -> None:
    """Take back what `admit` counted, since the try was right; the caller commits."""
    row = _locked_row(session, tried.key)
    others = [text for text in json.loads(row.within_a_minute) if text != tried.moment]
    _put(session, tried.key, within_a_minute=json.dumps(others), failed_in_a_row=0, locked_until=None)


def unlock(session: Session, key: str) -> None:
    """Let a name be tried again at once; the caller commits."""
    _put(session, key, within_a_minute="[]", failed_in_a_row=0, locked_until=None, dropped=0)


def locked_until(session: Session, key: str) -> datetime.datetime | None:
    """Tell until when a name is locked, if it is."""
    return locked_of(session, [key]).get(key)


def locked_of(session: Session, keys: Iterable[str]) -> dict[str, datetime.datetime]:
    """Tell which of many names are locked, and until when."""
    locked = SignInTry.key.in_(list(keys)), SignInTry.locked_until > now()
    rows = session.execute(look_past(select(SignInTry.key, SignInTry.locked_until).where(*locked)))
    return {row.key: row.locked_until for row in rows}


def _read(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def _put(session: Session, key: str, **values: Any) -> None:
    session.execute(look_past(update(_ROWS).where(_ROWS.c.key == key).values(**values)))


def _locked_row(session: Session, key: str) -> Any:
    """Give a name's row, made if need be, held until the transaction ends (SQLite has one writer)."""
    mine = look_past(select(_ROWS).where(_ROWS.c.key == key).with_for_update())
    row = session.execute(mine).one_or_none()
    if row is None:
        _forget(session)
        dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[session.get_bind().dialect.name]
        first = dialect.insert(_ROWS).values(key=key, tried_at=now())
        session.execute(look_past(first.on_conflict_do_nothing(index_elements=["key"])))
        row = session.execute(mine).one()
    return row


def _forget(session: Session) -> None:
    """Remove what is long past, leaving whatever somebody holds just now."""
    moment = now()
    past = or_(_ROWS.c.locked_until.is_(None), _ROWS.c.locked_until < moment)
    old = select(_ROWS.c.id).where(_ROWS.c.tried_at < moment - FORGOTTEN, past).limit(FORGOTTEN_AT_ONCE)
    old = old.with_for_update(skip_locked=True)
    session.execute(look_past(delete(_ROWS).where(_ROWS.c.id.in_(old))))
