"""Which forms were sent already: one that comes a second time is answered as before, and saves nothing."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import asdict, dataclass

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Model, now
from models.cipher import fingerprint
from models.schema import PASSING

KEPT = datetime.timedelta(days=1)
"""How long a form is remembered at least: longer than any sitting at a desk."""

SPENT_FORM = Table(
    "spent_form",
    Model.metadata,
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, type_=Integer),
    Column("key", String(64), primary_key=True),
    Column("content", String(64), nullable=False),
    Column("location", String(255), nullable=False),
    Column("at", DateTime, nullable=False),
    info=PASSING,
)
"""A hash of the form's one-time key and its page, a keyed hash of what was typed, and where the save led.

The account is part of the key: what somebody else has sent is as unknown as what nobody has.
"""

_CELLS = SPENT_FORM.c
_CLAIM = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(SPENT_FORM)
    .on_conflict_do_nothing()
    .returning(_CELLS.key)
    for dialect in (postgresql, sqlite)
}
_LEAD = (
    update(SPENT_FORM)
    .where(_CELLS.account_id == bindparam("whose"), _CELLS.key == bindparam("which"))
    .values(location=bindparam("there"))
)
"""Made once, as every save sends them."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One form as it arrives: whose it is, its one-time key on its page, what was typed."""

    account_id: int
    key: str
    content: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What came of a form the first time; `alike`: the same was typed then."""

    location: str
    alike: bool


def sending(account_id: int, page: str, once: str, typed: str) -> Sending:
    """Describe a form that arrives; nothing of what was typed, and no key, can be read from it."""
    mark = hashlib.sha256(f"{page}\x1f{once}".encode(errors="surrogatepass")).hexdigest()
    return Sending(account_id, mark, fingerprint(typed.encode(errors="surrogatepass").hex()))


def claim(session: Session, form: Sending) -> Spent | None:
    """Spend a form within this transaction, or tell what came of it when that has been done.

    Where the same form is being saved at this moment, the database lets this wait for the outcome.
    """
    connection = session.connection()
    row = {**asdict(form), "location": "", "at": now()}
    if connection.scalar(_CLAIM[connection.dialect.name], row) is not None:
        return None
    mine = _CELLS.account_id == form.account_id, _CELLS.key == form.key
    found = select(_CELLS.location, _CELLS.content).where(*mine)
    first = connection.execute(found).one()
    return Spent(first.location, first.content == form.content)


def forget_sent(session: Session, account_id: int) -> None:
    """Forget what an account sent long ago: whenever somebody signs in, as every save would be too often."""
    old = _CELLS.account_id == account_id, _CELLS.at < now() - KEPT
    session.connection().execute(delete(SPENT_FORM).where(*old))


def lead_to(session: Session, form: Sending, location: str) -> None:
    """Note where a save has led, in its own transaction."""
    mine = {"whose": form.account_id, "which": form.key, "there": location}
    session.connection().execute(_LEAD, mine)
