"""How sensitive columns are encrypted at rest, and looked up without being read."""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Dialect, Text, TypeDecorator

NONCE_BYTES = 12
VERSION = "1:"  # names the key and the layout, so that keys can be rotated later


class _Keys:
    """The two keys derived from the operator's one; set when the application starts."""

    encryption: bytes | None = None
    index: bytes | None = None


def use_key(master: str) -> None:
    """Derive the keys from the operator's master key (`FLASK_DATA_KEY`); called once by create_app."""
    _Keys.encryption = hmac.digest(master.encode(), b"column encryption", "sha256")
    _Keys.index = hmac.digest(master.encode(), b"blind index", "sha256")


def _key(key: bytes | None) -> bytes:
    if key is None:
        message = "No data key: start through create_app(), which sets it."
        raise RuntimeError(message)
    return key


def encrypt(text: str, label: str) -> str:
    """Encrypt with AES-256-GCM; `label` (table.column) is authenticated, so cells cannot be swapped."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key(_Keys.encryption)).encrypt(nonce, text.encode(), label.encode())
    return VERSION + (nonce + sealed).hex()


def decrypt(stored: str, label: str) -> str:
    """Reverse `encrypt`; raises cryptography's InvalidTag when the cell was altered or moved."""
    raw = bytes.fromhex(stored.removeprefix(VERSION))
    key = AESGCM(_key(_Keys.encryption))
    return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], label.encode()).decode()


def index_key() -> bytes:
    """Give the key of every keyed hash."""
    return _key(_Keys.index)


def fingerprint(text: str) -> str:
    """Give a keyed hash of 64 hex digits: equal for equal texts, telling nothing without the key."""
    return hmac.new(index_key(), text.encode(), hashlib.sha256).hexdigest()


def blind_index(value: str | None) -> str | None:
    """Index an encrypted column so that it can be unique and looked up exactly."""
    return None if value is None else fingerprint(value)


class Encrypted(TypeDecorator[str]):
    """A text column kept as ciphertext; equality is asked of its blind index instead."""

    impl = Text
    cache_ok = True

    def __init__(self, label: str = "") -> None:
        """`label` is table.column, filled in when the table is declared."""
        super().__init__()
        self.label = label

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt on the way in."""
        del dialect
        return None if value is None else encrypt(value, self.label)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        del dialect
        return None if value is None else decrypt(value, self.label)
