"""Who asks at this request: the living session a cookie leads to, with its account."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, case, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models.access import Person, Role
from models.account import Account, person_for, person_with, wards_of
from models.base import now
from models.gate import look_past
from models.second_factor import is_enrolled
from models.sign_in_session import AHEAD, SignInSession, key_of, limits, lives
from models.transactions import begin_write

PROVED = datetime.timedelta(minutes=10)
"""How long a password counts as just typed."""

SEEN_EVERY = datetime.timedelta(minutes=1)
"""A session is written as seen at most this often: a look is no reason to write."""

PATIENCE_MILLISECONDS = 250
"""How long a look waits for its turn to write that."""

_ROWS: Any = SignInSession.__table__


@dataclass(frozen=True, slots=True)
class Visit:
    """A living session as a request finds it."""

    id: int
    account: Account
    person: Person
    started_at: datetime.datetime
    last_seen_at: datetime.datetime
    proved_at: datetime.datetime | None
    said: str
    has_second_factor: bool

    @property
    def proved_lately(self) -> bool:
        """Say whether the person has just shown that it is still them; a clock set back shows nothing."""
        return self.proved_at is not None and now() - PROVED < self.proved_at <= now() + AHEAD


def visit_by(session: Session, token: str, *, awaits_code: bool = False) -> Visit | None:
    """Find the living session of a cookie, with its account and whom the gate sees, in one statement."""
    values = {"key": key_of(token), **limits(awaits_code=awaits_code)}
    row = session.execute(_by_key(), values).one_or_none()
    if row is None:
        return None
    account, wards, number, started, seen, proved, said, enrolled = row
    person = person_with(account, wards)
    return Visit(number, account, person, started, seen, proved, said or "", bool(enrolled))


@cache
def _by_key() -> Select[Any]:
    """Ask for a session by its key; made once, as it takes longer to build than to run."""
    mine, alive = SignInSession, lives(**{name: bindparam(name) for name in limits()})
    whose = select(mine.account_id).where(mine.key == bindparam("key")).scalar_subquery()
    area = case((Account.role == Role.admin, None), else_=wards_of(whose))
    statement = (
        select(
            Account, area, mine.id, mine.started_at, mine.last_seen_at, mine.proved_at, mine.said,
            is_enrolled(Account.id),
        )
        .join(mine, mine.account_id == Account.id)
        .where(mine.key == bindparam("key"), Account.is_active, alive)
        .execution_options(populate_existing=True)
    )  # fmt: skip
    found: Select[Any] = look_past(statement)
    return found


def still_visits(session: Session, number: int, person: Person) -> bool:
    """Say whether a session still lives and its account is still who it was to the gate."""
    mine = SignInSession
    found = select(Account).join(mine, mine.account_id == Account.id)
    account = session.scalar(look_past(found.where(mine.id == number, Account.is_active, lives())))
    return account is not None and person_for(session, account) == person


def seen(session: Session, visit: Visit) -> bool:
    """Write that a session was used, in a short transaction of its own; say whether anything was written.

    Whoever only reads does not wait for somebody who writes: then the next request tries again.
    """
    moment = now()
    if moment - visit.last_seen_at < SEEN_EVERY:
        return False
    here = _ROWS.c.id == visit.id, _ROWS.c.ended_at.is_(None), _ROWS.c.last_seen_at < moment
    try:
        begin_write(session, PATIENCE_MILLISECONDS)
        session.execute(look_past(update(_ROWS).where(*here).values(last_seen_at=moment)))
        session.commit()
    except OperationalError:
        session.rollback()
    return True
