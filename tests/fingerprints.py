"""What a database holds, as one hash a table: two that are alike hold the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from models.base import db

if TYPE_CHECKING:
    from flask import Flask

KEPT_ANYHOW = {"audit_entry", "audit_head", "sign_in_session", "sign_in_try"}
"""What a refusal may write: the record of everything, the last use of a session, tries to sign in."""


def fingerprints(app: Flask) -> dict[str, str]:
    """Hash every table whole, past every gate, but for those in which a refusal leaves its trace."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: hashlib.sha256(
                repr(connection.execute(table.select().order_by(*table.primary_key)).all()).encode()
            ).hexdigest()
            for table in db.metadata.sorted_tables
            if table.name not in KEPT_ANYHOW
        }
