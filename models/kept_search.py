"""What somebody is searching for: kept here for a while, so that no name stands in an address."""

from __future__ import annotations

import datetime
import secrets
from typing import ClassVar

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Model, now
from models.cipher import Encrypted
from models.saved_view import searched_in
from models.schema import PASSING, Kind

KEPT = datetime.timedelta(hours=12)
"""How long a search can be come back to: a working day."""


class KeptSearch(Model):
    """A search under a random token; only whoever made it can use it, only on the list it was made for."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()
    __table_args__ = {"info": PASSING}  # noqa: RUF012 - SQLAlchemy reads it once

    token: Mapped[str] = mapped_column(String(32), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Encrypted())


def keep_search(session: Session, account_id: int, table: str, text: str) -> str:
    """Keep a search and give its token; the person's outdated ones are forgotten."""
    old = select(KeptSearch).where(KeptSearch.account_id == account_id, KeptSearch.created_at < now() - KEPT)
    for row in session.scalars(old):
        session.delete(row)
    token = secrets.token_urlsafe(12)
    session.add(KeptSearch(token=token, account_id=account_id, table_name=table, text=text))
    session.flush()
    return token


def kept_search(session: Session, account_id: int, table: str, token: str) -> str | None:
    """Read a search back; None when the token is not this person's, not this list's, or too old.

    The opaque id of a view stands for what that view searches for.
    """
    if not (token.isascii() and token.isprintable()):
        return None
    row = session.scalar(
        select(KeptSearch).where(
            KeptSearch.token == token, KeptSearch.account_id == account_id, KeptSearch.table_name == table
        )
    )
    if row is None:
        return searched_in(session, table, token)
    return None if row.created_at < now() - KEPT else row.text
