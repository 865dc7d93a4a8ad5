"""Deleting in three steps: put away with a reason, bring back, or purge for good."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.access import person_of
from models.audit_seal import destroy_key
from models.base import Model, now


def put_away(session: Session, row: Model, reason: str) -> None:
    """Put a row into the trash; the gate asks whether this person may, and whether it may go at all."""
    row.deleted_at, row.deleted_by_id, row.deleted_reason = now(), person_of(session).account_id, reason
    session.flush()


def bring_back(session: Session, row: Model) -> None:
    """Take a row out of the trash; its form judges it first."""
    row.deleted_at = row.deleted_by_id = row.deleted_reason = None
    session.flush()


def purge(session: Session, row: Model) -> None:
    """Remove a row of the trash for good, with all that was said about it, and the key of its entries."""
    subject = row.__tablename__, row.id
    for table in Model.metadata.tables.values():
        cells = table.c
        if table.name != "audit_entry" and {"table_name", "row_id"} <= set(cells.keys()):
            about = delete(table).where(cells.table_name == subject[0], cells.row_id == subject[1])
            session.connection().execute(about)
    session.delete(row)
    session.flush()
    destroy_key(session, subject)
