"""Tampering with the record of everything, as whoever owns the database could."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from models.audit import AuditEntry
from models.audit_entry import AUDIT_HEAD

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ENTRIES = AuditEntry.__table__
TRIGGERS = (
    "audit_entry_follows", "audit_entry_leads", "audit_entry_stays", "audit_entry_remains",
    "audit_head_follows", "audit_head_remains",
)  # fmt: skip


def unlock(session: Session) -> None:
    """Let the database refuse nothing, until this transaction is given up."""
    for trigger in TRIGGERS:
        on = f" ON {trigger.rpartition('_')[0]}" * (session.get_bind().dialect.name == "postgresql")
        session.connection().exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}{on}")


def entry(session: Session, place: int) -> dict[str, Any]:
    """One entry as it lies in the database."""
    return dict(session.connection().execute(select(ENTRIES).where(ENTRIES.c.id == place)).mappings().one())


def put(session: Session, place: int, values: dict[str, Any]) -> None:
    """Change an entry, and nothing else of it."""
    values = {"updated_at": ENTRIES.c.updated_at} | values
    session.connection().execute(update(ENTRIES).where(ENTRIES.c.id == place).values(values))


def set_head(session: Session, place: int, found: str) -> None:
    """Let the chain end elsewhere."""
    session.connection().execute(update(AUDIT_HEAD).values(sequence=place, hash=found))
