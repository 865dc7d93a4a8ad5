"""2026-11-22: indexes that lists of a million rows are read by, and every name known once.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TAKEN_DOWN: dict[str, tuple[str, ...]] = {
    "client": (
        "coordinator_id",
        "full_name_search",
        "full_name_sort",
        "intake_on",
        "legal_basis_id",
        "programme_id",
        "ward_id",
    ),
    "client_contact": (
        "full_name_search",
        "full_name_sort",
    ),
    "client_need": ("noted_on",),
    "club_member": (
        "assigned_officer_id",
        "club_id",
    ),
    "counselling_session": (
        "coordinator_id",
        "session_on",
        "ward_id",
    ),
    "referral": (
        "client_id",
        "coordinator_id",
        "destination_id",
        "due_on",
        "referred_on",
        "ward_id",
    ),
    "screening": (
        "screened_on",
        "station_id",
    ),
    "support_grant": (
        "application_on",
        "client_id",
        "policy_id",
    ),
}
PUT_UP: dict[str, tuple[tuple[str, ...], ...]] = {
    "client": (
        ("alias_search", "id"),
        ("case_status", "id", "deleted_at"),
        ("client_code",),
        ("client_group", "id", "deleted_at"),
        ("closed_on", "id", "deleted_at"),
        ("coordinator_id", "id", "deleted_at"),
        ("full_name_search", "id"),
        ("full_name_sort", "id"),
        ("intake_on", "id", "deleted_at"),
        ("legal_basis_id", "id", "deleted_at"),
        ("programme_id", "id", "deleted_at"),
        ("ward_id", "case_status", "id", "deleted_at"),
        ("ward_id", "id", "deleted_at"),
    ),
    "client_contact": (
        ("full_name_search", "id"),
        ("full_name_sort", "id"),
        ("relation", "id", "deleted_at"),
    ),
    "client_need": (
        ("need", "id", "deleted_at"),
        ("noted_on", "id", "deleted_at"),
        ("status", "id", "deleted_at"),
    ),
    "club_member": (
        ("assigned_officer_id", "id", "deleted_at"),
        ("club_id", "id", "deleted_at"),
        ("joined_on", "id", "deleted_at"),
        ("left_on", "id", "deleted_at"),
        ("status", "id", "deleted_at"),
    ),
    "counselling_session": (
        ("audience", "id", "deleted_at"),
        ("coordinator_id", "id", "deleted_at"),
        ("mode", "id", "deleted_at"),
        ("outcome", "id", "deleted_at"),
        ("session_on", "id", "deleted_at"),
        ("ward_id", "id", "deleted_at"),
    ),
    "quarterly_classification": (
        ("approved_on", "id", "deleted_at"),
        ("classification", "id", "deleted_at"),
        ("quarter", "id"),
        ("status", "id", "deleted_at"),
        ("year", "id"),
    ),
    "referral": (
        ("arrived_on", "id", "deleted_at"),
        ("client_id", "id", "deleted_at"),
        ("coordinator_id", "id", "deleted_at"),
        ("destination_id", "id", "deleted_at"),
        ("due_on", "id", "deleted_at"),
        ("referred_on", "id", "deleted_at"),
        ("service", "id", "deleted_at"),
        ("status", "id", "deleted_at"),
        ("ward_id", "id", "deleted_at"),
    ),
    "screening": (
        ("screened_on", "id", "deleted_at"),
        ("station_id", "id", "deleted_at"),
        ("tool", "id", "deleted_at"),
    ),
    "social_support": (
        ("kind", "id", "deleted_at"),
        ("on_date", "id", "deleted_at"),
        ("value_vnd", "id"),
    ),
    "support_grant": (
        ("amount_vnd", "id"),
        ("application_on", "id", "deleted_at"),
        ("client_id", "id", "deleted_at"),
        ("decision_on", "id", "deleted_at"),
        ("grant_kind", "id", "deleted_at"),
        ("paid_on", "id", "deleted_at"),
        ("policy_id", "id", "deleted_at"),
        ("status", "id", "deleted_at"),
    ),
}

BESIDE = {"client": ["ward_id", "deleted_at"], "client_contact": ["deleted_at"]}
"""What PostgreSQL keeps beside the search keys of a table, so that it reads no row to see whose it is."""

CODE = "client", "client_code"
"""Found by how it begins: on PostgreSQL LIKE needs an index of its own, but under the collation C."""

NAMES = (
    ("client", "full_name", "full_name_search"),
    ("client", "alias", "alias_search"),
    ("client_contact", "full_name", "full_name_search"),
)
"""Tables, columns and search keys whose names are known."""


def upgrade() -> None:
    for table, names in TAKEN_DOWN.items():
        for name in names:
            op.drop_index(op.f(f"ix_{table}_{name}"), table_name=table)
    for table, indexes in PUT_UP.items():
        for names in indexes:
            op.create_index(
                op.f(f"ix_{table}_{'_'.join(names)}"),
                table,
                list(names),
                postgresql_ops={names[0]: "varchar_pattern_ops"} if (table, *names) == CODE else {},
                postgresql_include=BESIDE[table] if names[0].endswith("_search") else [],
            )
    op.create_table(
        "known_name",
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.PrimaryKeyConstraint("source", "name", name=op.f("pk_known_name")),
        sqlite_with_rowid=False,
    )
    for table, name, key in NAMES:
        op.execute(
            f"INSERT INTO known_name (source, name, key) SELECT '{table}.{name}', {name}, ' ' || min({key}) "  # noqa: S608 - names of columns
            f"FROM {table} WHERE {name} IS NOT NULL GROUP BY {name}"
        )
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(op.f("ix_known_name_key"), "known_name", ["key"])
    else:
        trigrams_where_they_can_be_had()


def trigrams_where_they_can_be_had() -> None:
    """Look names up by trigrams; without the extension, or the right to add it, they are read one by one."""
    try:
        with op.get_bind().begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            op.create_index(
                op.f("ix_known_name_key"), "known_name", ["key"],
                postgresql_using="gin", postgresql_ops={"key": "gin_trgm_ops"},
            )  # fmt: skip
    except sa.exc.DBAPIError:
        return


def downgrade() -> None:
    op.drop_table("known_name")
    for table, indexes in PUT_UP.items():
        for names in indexes:
            op.drop_index(op.f(f"ix_{table}_{'_'.join(names)}"), table_name=table)
    for table, names in TAKEN_DOWN.items():
        for name in names:
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
