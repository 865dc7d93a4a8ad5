"""A file somebody has sent to be loaded: kept encrypted between its check and its loading, never on disk."""

from __future__ import annotations

import base64
import datetime
import secrets
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Model, now
from models.cipher import Encrypted
from models.schema import PASSING, Kind

KEPT = datetime.timedelta(hours=1)
"""How long a checked file can still be loaded."""


class KeptUpload(Model):
    """A file under a random token; only whoever sent it can have it loaded, where it was checked for."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()
    __table_args__ = {"info": PASSING}  # noqa: RUF012 - SQLAlchemy reads it once

    token: Mapped[str] = mapped_column(String(32), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    file_name: Mapped[str] = mapped_column(Encrypted())
    content: Mapped[str] = mapped_column(Encrypted())


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    table: str
    name: str
    content: bytes


def keep_upload(session: Session, account_id: int, upload: Upload) -> str:
    """Keep a file and give its token; the person's earlier files and all outdated ones are forgotten."""
    mine, outdated = KeptUpload.account_id == account_id, KeptUpload.created_at < now() - KEPT
    for row in session.scalars(select(KeptUpload).where(mine | outdated)):
        session.delete(row)
    token = secrets.token_urlsafe(12)
    text = base64.b64encode(upload.content).decode()
    session.add(
        KeptUpload(
            token=token, account_id=account_id, table_name=upload.table, file_name=upload.name, content=text
        )
    )
    session.flush()
    return token


def kept_upload(session: Session, account_id: int, token: str) -> Upload | None:
    """Read a file back; None when the token is not this person's, or too old."""
    if not (token.isascii() and token.isprintable()):
        return None
    mine = KeptUpload.token == token, KeptUpload.account_id == account_id
    row = session.scalar(select(KeptUpload).where(*mine))
    if row is None or row.created_at < now() - KEPT:
        return None
    return Upload(row.table_name, row.file_name, base64.b64decode(row.content))


def forget_uploads(session: Session, account_id: int) -> None:
    """Forget a person's files, once one of them is loaded."""
    for row in session.scalars(select(KeptUpload).where(KeptUpload.account_id == account_id)):
        session.delete(row)
