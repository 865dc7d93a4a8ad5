"""2026-11-21: sessions kept on the server, tries at signing in, second factors.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def what_every_table_has() -> list[sa.Column]:
    return [
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.Column("proved_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("awaits_code", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        *what_every_table_has(),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_sign_in_session_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("key", name=op.f("uq_sign_in_session_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_in_session_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sign_in_session_account_id"), "sign_in_session", ["account_id"])
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
        sa.Column("within_a_minute", sa.Text(), nullable=False),
        sa.Column("failed_in_a_row", sa.SmallInteger(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("dropped", sa.Integer(), nullable=False),
        *what_every_table_has(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_try")),
        sa.UniqueConstraint("key", name=op.f("uq_sign_in_try_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_in_try_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sign_in_try_tried_at"), "sign_in_try", ["tried_at"])
    op.create_table(
        "second_factor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("paper_codes", sa.Text(), nullable=False),
        *what_every_table_has(),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_second_factor_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("account_id", name=op.f("uq_second_factor_account_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_second_factor_public_id")),
        sqlite_autoincrement=True,
    )
    op.drop_column(
        "account", "locked_until"
    )  # tries are counted by name, whether anybody is called so or not
    op.drop_column("account", "failed_count")


def downgrade() -> None:
    op.add_column("account", sa.Column("failed_count", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("account", sa.Column("locked_until", sa.DateTime(), nullable=True))
    op.drop_table("second_factor")
    op.drop_index(op.f("ix_sign_in_try_tried_at"), table_name="sign_in_try")
    op.drop_table("sign_in_try")
    op.drop_index(op.f("ix_sign_in_session_account_id"), table_name="sign_in_session")
    op.drop_table("sign_in_session")
