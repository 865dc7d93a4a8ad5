"""Which forms were sent already: one that comes a second time is answered as before, and saves nothing."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Model, now
from models.cipher import fingerprint
from models.schema import PASSING

KEPT = datetime.timedelta(days=1)
"""How long a form is remembered: longer than any sitting at a desk."""

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

_INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_CELLS = SPENT_FORM.c


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
    mine = _CELLS.account_id == form.account_id
    connection.execute(delete(SPENT_FORM).where(mine, _CELLS.at < now() - KEPT))
    row = {**asdict(form), "location": "", "at": now()}
    insert = _INSERT[connection.dialect.name](SPENT_FORM).values(row).on_conflict_do_nothing()
    if connection.scalar(insert.returning(_CELLS.key)) is not None:
        return None
    found = select(_CELLS.location, _CELLS.content).where(mine, _CELLS.key == form.key)
    first = connection.execute(found).one()
    return Spent(first.location, first.content == form.content)


def lead_to(session: Session, form: Sending, location: str) -> None:
    """Note where a save has led, in its own transaction."""
    mine = _CELLS.account_id == form.account_id, _CELLS.key == form.key
    session.connection().execute(update(SPENT_FORM).where(*mine).values(location=location))
