"""2026-11-22: sessions are filtered by the day of the next one, for whoever begins their day with it.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEX = "ix_counselling_session_next_session_on_id_deleted_at"


def upgrade() -> None:
    op.create_index(INDEX, "counselling_session", ["next_session_on", "id", "deleted_at"])


def downgrade() -> None:
    op.drop_index(INDEX, "counselling_session")
