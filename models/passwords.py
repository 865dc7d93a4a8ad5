"""How passwords are kept and compared: argon2id over normalised text; the hash never leaves this module."""

from __future__ import annotations

import base64
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import keys
from models.account import Account
from models.ward import Ward

LONGEST = 1000
"""Characters of a password that are compared; none longer is kept."""

TELLING_LETTERS = 4
"""A shorter name (Lan, An) stands in half of all Vietnamese sentences, so it only counts on its own."""

_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

_CLEAR_LETTERS = "bcdfghjkmnpqrstvwxz23456789"  # no vowels, so no words; no l, 1, o, 0, so no doubt
_GROUPS, _GROUP_LENGTH = 4, 4


def normalised(text: str) -> str:
    """Give a password's one form: “mật khẩu” typed composed or not, in full width or not, is the same."""
    return keys.normalised("NFKC", text)


def set_password(account: Account, text: str) -> None:
    """Keep a new password."""
    account.password_hash = _HASHER.hash(normalised(text))


def is_password(account: Account | None, text: str) -> bool:
    """Compare a password with the account's; for nobody it takes as long and says no."""
    kept = account.password_hash if account is not None else None
    try:
        return _HASHER.verify(kept or _NOBODYS, normalised(text))
    except (VerificationError, InvalidHashError):
        return False


def strengthen(account: Account, text: str) -> None:
    """After a sign-in, hash anew what was hashed with weaker parameters than today's."""
    if account.password_hash is not None and _HASHER.check_needs_rehash(account.password_hash):
        account.password_hash = _HASHER.hash(normalised(text))


def made_up() -> str:
    """Draw a password that is easy to read out and to copy from paper (76 bits)."""
    groups = ("".join(map(secrets.choice, [_CLEAR_LETTERS] * _GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def folded(text: str) -> str:
    """Fold a password or a name to the letters and digits that are compared, without marks or spaces."""
    return keys.search_key(normalised(text)).replace(" ", "")


def gives_away(text: str, name: str) -> bool:
    """Say whether a password contains a name; a very short one only counts with nothing but digits added."""
    password, key = folded(text), folded(name)
    if len(key) < TELLING_LETTERS:
        return bool(key) and password.strip("0123456789") == key
    return key in password


def names_a_ward(session: Session, text: str) -> bool:
    """Say whether a password contains a ward's name (US2).

    Not a fact of models/facts.py: its values travel to the database, whose logs a password may not reach.
    """
    return any(gives_away(text, name) for name in session.scalars(select(Ward.name).distinct()))


def _nobodys() -> str:
    """Write a hash that no password has but that takes as long to compare as a real one."""
    sizes = _HASHER.salt_len, _HASHER.hash_len
    salt, sealed = (base64.b64encode(bytes(size)).decode().rstrip("=") for size in sizes)
    costs = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${sealed}"


_NOBODYS = _nobodys()
