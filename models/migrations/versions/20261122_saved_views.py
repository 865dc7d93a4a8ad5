"""2026-11-22: views of lists under a name, and the columns people choose for themselves.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

AUDIENCES = "private", "role", "everyone"
ROLES = "admin", "coordinator", "supervisor", "viewer"


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_search", sa.String(length=255), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(*AUDIENCES, name="audience", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("role", sa.Enum(*ROLES, name="role", native_enum=False, length=40), nullable=True),
        sa.Column("query", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_by_id", sa.Integer(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "audience IN ('private', 'role', 'everyone')", name=op.f("ck_saved_view_audience_choice")
        ),
        sa.CheckConstraint(
            "role IN ('admin', 'coordinator', 'supervisor', 'viewer')",
            name=op.f("ck_saved_view_role_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name=op.f("fk_saved_view_owner_id_account"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_view_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_saved_view_owner_id"), "saved_view", ["owner_id"])
    op.create_index(op.f("ix_saved_view_table_name"), "saved_view", ["table_name"])
    op.create_table(
        "list_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_list_setting_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_setting")),
        sa.UniqueConstraint("account_id", "table_name", name=op.f("uq_list_setting_account_id_table_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_list_setting_public_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("list_setting")
    op.drop_table("saved_view")
