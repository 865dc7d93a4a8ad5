"""What is personal in the record of everything: sealed under a key of the record it is about."""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import bindparam, delete, insert, select, tuple_
from sqlalchemy.orm import Session

from models.audit_entry import AUDIT_KEY
from models.base import now
from models.cipher import NONCE_BYTES

Subject = tuple[str, int]
"""A table's name and a row's id."""

KEY_BYTES = 32
MOST_KEYS = 500
"""Keys asked for in one statement."""


def seal(content: dict[str, Any], key: bytes, label: str) -> str:
    """Encrypt with AES-256-GCM; `label` (the entry's receipt) is authenticated, so nothing can be swapped."""
    nonce = os.urandom(NONCE_BYTES)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), label.encode())).decode()


def unseal(stored: str | None, key: bytes | None, label: str) -> dict[str, Any]:
    """Reverse `seal`; nothing is left where the key was destroyed. Raises InvalidTag on what was altered."""
    if stored is None or key is None:
        return {}
    raw = base64.b64decode(stored)
    content: dict[str, Any] = json.loads(
        AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], label.encode())
    )
    return content


def keys_of(session: Session, subjects: Iterable[Subject]) -> dict[Subject, bytes]:
    """Look up the keys there are."""
    wanted = sorted(set(subjects))
    cells, found = AUDIT_KEY.c, {}
    for start in range(0, len(wanted), MOST_KEYS):
        some = tuple_(cells.table_name, cells.row_id).in_(wanted[start : start + MOST_KEYS])
        for row in session.connection().execute(
            select(cells.table_name, cells.row_id, cells.key).where(some)
        ):
            found[row.table_name, row.row_id] = bytes.fromhex(row.key)
    return found


def stored_key() -> Any:
    """Ask for the key of one record, given as `table` and `row`, beside something else."""
    cells = AUDIT_KEY.c
    mine = select(cells.key).where(cells.table_name == bindparam("table"), cells.row_id == bindparam("row"))
    return mine.scalar_subquery().label("key")


def draw_keys(session: Session, subjects: Iterable[Subject]) -> dict[Subject, bytes]:
    """Give records that have none yet their keys."""
    drawn = {subject: secrets.token_bytes(KEY_BYTES) for subject in sorted(subjects)}
    rows = [
        {"table_name": table, "row_id": row_id, "key": key.hex(), "made_at": now()}
        for (table, row_id), key in drawn.items()
    ]
    if rows:
        session.connection().execute(insert(AUDIT_KEY), rows)
    return drawn


def destroy_key(session: Session, subject: Subject) -> None:
    """Make what was sealed about a record unreadable for ever."""
    cells = AUDIT_KEY.c
    session.connection().execute(
        delete(AUDIT_KEY).where(cells.table_name == subject[0], cells.row_id == subject[1])
    )
