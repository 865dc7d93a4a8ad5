"""2026-11-21: the record of everything, and a trash for what is deleted.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TRASHED = (
    "account",
    "account_scope",
    "client",
    "client_contact",
    "client_need",
    "club",
    "club_member",
    "coordinator",
    "coordinator_assignment",
    "counselling_session",
    "grant_policy",
    "grant_policy_group",
    "legal_basis",
    "legal_basis_group",
    "programme",
    "programme_ward",
    "province",
    "quarterly_classification",
    "referral",
    "referral_destination",
    "screening",
    "social_support",
    "support_grant",
    "ward",
    "ward_succession",
)
"""Every table of that day whose rows can be put into the trash."""

START = "0" * 64
"""What stands before the first entry of the chain."""

SQLITE = (
    """
    CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry BEGIN
        SELECT RAISE(ABORT, 'an audit entry follows the last one') WHERE NOT EXISTS (
            SELECT 1 FROM audit_head WHERE sequence = NEW.id - 1 AND hash = NEW.previous_hash
        );
    END
    """,
    """
    CREATE TRIGGER audit_entry_leads AFTER INSERT ON audit_entry BEGIN
        UPDATE audit_head SET sequence = NEW.id, hash = NEW.hash;
    END
    """,
    """
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry BEGIN
        SELECT RAISE(ABORT, 'an audit entry is never changed');
    END
    """,
    """
    CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry BEGIN
        SELECT RAISE(ABORT, 'an audit entry is never removed');
    END
    """,
    """
    CREATE TRIGGER audit_head_follows BEFORE UPDATE ON audit_head BEGIN
        SELECT RAISE(ABORT, 'the head of the audit chain follows the last entry') WHERE NOT EXISTS (
            SELECT 1 FROM audit_entry WHERE id = NEW.sequence AND hash = NEW.hash AND id > OLD.sequence
        );
    END
    """,
    """
    CREATE TRIGGER audit_head_remains BEFORE DELETE ON audit_head BEGIN
        SELECT RAISE(ABORT, 'the head of the audit chain is never removed');
    END
    """,
)
POSTGRESQL = (  # without sequential scans: a plan made for an empty table would be kept while it grows
    """
    CREATE FUNCTION audit_entry_follows() RETURNS trigger LANGUAGE plpgsql
        SET enable_seqscan = off AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id - 1 AND hash = NEW.previous_hash)
            AND NOT EXISTS (
                SELECT 1 FROM audit_head WHERE sequence = NEW.id - 1 AND hash = NEW.previous_hash
            )
        THEN
            RAISE EXCEPTION 'an audit entry follows the last one';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION audit_entry_leads() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE audit_head SET sequence = last.id, hash = last.hash
            FROM (SELECT id, hash FROM added ORDER BY id DESC LIMIT 1) AS last;
        RETURN NULL;
    END $$
    """,
    """
    CREATE FUNCTION audit_head_follows() RETURNS trigger LANGUAGE plpgsql
        SET enable_seqscan = off AS $$
    BEGIN
        IF NEW.sequence <= OLD.sequence
            OR NOT EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.sequence AND hash = NEW.hash)
        THEN
            RAISE EXCEPTION 'the head of the audit chain follows the last entry';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit record is never changed or removed';
    END $$
    """,
    """
    CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_follows()
    """,
    """
    CREATE TRIGGER audit_entry_leads AFTER INSERT ON audit_entry REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_leads()
    """,
    """
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()
    """,
    """
    CREATE TRIGGER audit_head_follows BEFORE UPDATE ON audit_head
        FOR EACH ROW EXECUTE FUNCTION audit_head_follows()
    """,
    """
    CREATE TRIGGER audit_head_remains BEFORE DELETE OR TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()
    """,
)


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_key",
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "row_id", name=op.f("pk_audit_key")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "created",
                "changed",
                "deleted",
                "restored",
                "purged",
                "opened",
                "revealed",
                "exported",
                "delivered",
                "loaded",
                "signed_in",
                "signed_out",
                "sign_in_refused",
                "proved",
                "locked",
                "unlocked",
                "password_changed",
                "second_factor_changed",
                "refused",
                "backed_up",
                "backup_restored",
                name="action",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("table_name", sa.String(length=40), nullable=True),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("receipt", sa.String(length=16), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "action IN ('created', 'changed', 'deleted', 'restored', 'purged', 'opened', 'revealed', 'exported', 'delivered', 'loaded', 'signed_in', 'signed_out', 'sign_in_refused', 'proved', 'locked', 'unlocked', 'password_changed', 'second_factor_changed', 'refused', 'backed_up', 'backup_restored')",
            name=op.f("ck_audit_entry_action_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_audit_entry_account_id_account"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_audit_entry_public_id")),
        sa.UniqueConstraint("receipt", name=op.f("uq_audit_entry_receipt")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_entry_table_name_row_id"), ["table_name", "row_id"], unique=False
        )

    for table in TRASHED:
        op.add_column(table, sa.Column("deleted_at", sa.DateTime(), nullable=True))
        op.add_column(table, sa.Column("deleted_by_id", sa.Integer(), nullable=True))
        op.add_column(table, sa.Column("deleted_reason", sa.Text(), nullable=True))
    head = sa.table("audit_head", sa.column("id"), sa.column("sequence"), sa.column("hash"))
    op.bulk_insert(head, [{"id": 1, "sequence": 0, "hash": START}])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in TRASHED:
        for name in ("deleted_reason", "deleted_by_id", "deleted_at"):
            op.drop_column(table, name)
    op.drop_table("audit_entry")
    op.drop_table("audit_key")
    op.drop_table("audit_head")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("audit_entry_follows", "audit_entry_leads", "audit_head_follows", "audit_stays"):
            op.execute(f"DROP FUNCTION {name}()")
