"""The second factor: codes that change every half minute (RFC 6238), and a few on paper to recover with."""

from __future__ import annotations

import base64
import datetime
import hmac
import json
import secrets
from typing import Any, ClassVar
from urllib.parse import quote

from sqlalchemy import BigInteger, ForeignKey, Text, delete, exists, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.expression import Exists

from models.base import Model, now
from models.cipher import Encrypted, fingerprint
from models.gate import look_past
from models.schema import Kind

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
PAPER_CODES = 10
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
_HALF = 5
_EPOCH = datetime.datetime(1970, 1, 1)  # noqa: DTZ001 - moments are kept in UTC without a zone


class SecondFactor(Model):
    """What an account proves itself with beside the password; nothing until `confirmed_at`."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    secret: Mapped[str] = mapped_column(Encrypted())
    confirmed_at: Mapped[datetime.datetime | None] = mapped_column()
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)  # of the code used last: none counts twice
    paper_codes: Mapped[str] = mapped_column(Text, default="[]")  # keyed hashes of those unused, as JSON


_ROWS: Any = SecondFactor.__table__


def code_at(secret: str, step: int) -> str:
    """Compute the code of one half minute, counted from 1970."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def address_of(secret: str, username: str, issuer: str) -> str:
    """Write the address that a QR code hands to an authenticator."""
    label = quote(f"{issuer}:{username}")
    return (
        f"otpauth://totp/{label}?secret={secret}&issuer={quote(issuer)}&digits={DIGITS}&period={STEP_SECONDS}"
    )


def this_step() -> int:
    """Count the half minutes since 1970."""
    return int((now() - _EPOCH).total_seconds()) // STEP_SECONDS


def is_enrolled(account_id: Any) -> Exists:
    """Give the criterion that an account has a second factor."""
    return exists().where(_ROWS.c.account_id == account_id, _ROWS.c.confirmed_at.is_not(None))


def has_second_factor(session: Session, account_id: int) -> bool:
    """Say whether an account is asked for a code."""
    return bool(session.scalar(look_past(select(is_enrolled(account_id)))))


def unconfirmed_secret(session: Session, account_id: int) -> str | None:
    """Give the secret an account is about to enrol, so that it can be shown."""
    row = _row(session, account_id)
    return row.secret if row is not None and row.confirmed_at is None else None


def papers_left(session: Session, account_id: int) -> int:
    """Count the codes on paper that are still good."""
    row = _row(session, account_id)
    return len(json.loads(row.paper_codes)) if row is not None else 0


# --- writing; the caller commits


def forget_unconfirmed(session: Session, account_id: int) -> None:
    """Forget a secret nobody has confirmed: somebody else may have read it off an open screen."""
    unconfirmed = _ROWS.c.account_id == account_id, _ROWS.c.confirmed_at.is_(None)
    session.execute(look_past(delete(_ROWS).where(*unconfirmed)))


def begin(session: Session, account_id: int) -> None:
    """Draw a new secret, which counts for nothing before a code of it was typed."""
    forget_unconfirmed(session, account_id)
    if _row(session, account_id) is None:
        secret = base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()
        session.execute(look_past(insert(_ROWS).values(account_id=account_id, secret=secret)))


def confirm(session: Session, account_id: int, code: str) -> list[str] | None:
    """Enrol the account if the code is of its new secret; give the codes for paper, shown only now."""
    row = _row(session, account_id, locked=True)
    step = _step_of(row, code) if row is not None and row.confirmed_at is None else None
    if step is None:
        return None
    papers = [_paper() for _each in range(PAPER_CODES)]
    kept = json.dumps([_print(account_id, paper) for paper in papers])
    _put(session, account_id, confirmed_at=now(), last_step=step, paper_codes=kept)
    return papers


def accept(session: Session, account_id: int, code: str) -> bool:
    """Say whether a code is right, and use it up: of one half minute or from paper, none counts twice."""
    row = _row(session, account_id, locked=True)
    if row is None or row.confirmed_at is None:
        return False
    step = _step_of(row, code)
    if step is not None:
        _put(session, account_id, last_step=step)
        return True
    unused, mark = json.loads(row.paper_codes), _print(account_id, code)
    if mark not in unused:
        return False
    _put(session, account_id, paper_codes=json.dumps([each for each in unused if each != mark]))
    return True


def remove(session: Session, account_id: int) -> None:
    """Ask the account for no more codes."""
    session.execute(look_past(delete(_ROWS).where(_ROWS.c.account_id == account_id)))


def _step_of(row: Any, code: str) -> int | None:
    """Find the half minute a code belongs to, of this one and its two neighbours: clocks differ."""
    typed, middle = "".join(code.split()).encode(), this_step()
    for step in (middle - 1, middle, middle + 1):
        if step > row.last_step and hmac.compare_digest(code_at(row.secret, step).encode(), typed):
            return step
    return None


def _paper() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _sign in range(_HALF)) for _part in range(2))


def _print(account_id: int, paper: str) -> str:
    typed = "".join(paper.split()).replace("-", "").lower()
    return fingerprint(f"paper code\x1f{account_id}\x1f{typed}")


def _row(session: Session, account_id: int, *, locked: bool = False) -> Any:
    mine = select(_ROWS).where(_ROWS.c.account_id == account_id)
    return session.execute(look_past(mine.with_for_update() if locked else mine)).one_or_none()


def _put(session: Session, account_id: int, **values: Any) -> None:
    session.execute(look_past(update(_ROWS).where(_ROWS.c.account_id == account_id).values(**values)))
