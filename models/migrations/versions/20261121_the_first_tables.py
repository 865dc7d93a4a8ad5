"""2026-11-21: the first tables: places, people and cases, referral and support, clubs, law, accounts.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coordinator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.String(length=255), nullable=False),
        sa.Column("full_name_search", sa.String(length=255), nullable=False),
        sa.Column("full_name_sort", sa.String(length=255), nullable=False),
        sa.Column(
            "gender",
            sa.Enum("male", "female", "other", "unknown", name="gender", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("birth_year", sa.SmallInteger(), nullable=True),
        sa.Column("phone", sa.String(length=255), nullable=True),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("position", sa.String(length=255), nullable=True),
        sa.Column("organisation", sa.String(length=255), nullable=True),
        sa.Column(
            "job_kind",
            sa.Enum(
                "coordinator", "counsellor", "assigned_officer", name="jobkind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("years_in_field", sa.SmallInteger(), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum("active", "on_leave", "ended", name="coordinatorstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "gender IN ('male', 'female', 'other', 'unknown')", name=op.f("ck_coordinator_gender_choice")
        ),
        sa.CheckConstraint(
            "job_kind IN ('coordinator', 'counsellor', 'assigned_officer')",
            name=op.f("ck_coordinator_job_kind_choice"),
        ),
        sa.CheckConstraint(
            "status IN ('active', 'on_leave', 'ended')", name=op.f("ck_coordinator_status_choice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordinator")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coordinator_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("coordinator", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordinator_full_name_search"), ["full_name_search"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_coordinator_full_name_sort"), ["full_name_sort"], unique=False)

    op.create_table(
        "legal_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=255), nullable=False),
        sa.Column("number_search", sa.String(length=255), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "luat",
                "nghi_dinh",
                "nghi_quyet",
                "quyet_dinh",
                "thong_tu",
                "ke_hoach",
                "cong_van",
                name="documentkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_search", sa.String(length=255), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('luat', 'nghi_dinh', 'nghi_quyet', 'quyet_dinh', 'thong_tu', 'ke_hoach', 'cong_van')",
            name=op.f("ck_legal_basis_kind_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["legal_basis.id"],
            name=op.f("fk_legal_basis_replaced_by_id_legal_basis"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_basis")),
        sa.UniqueConstraint("number", name=op.f("uq_legal_basis_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_legal_basis_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("legal_basis", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_basis_number_search"), ["number_search"], unique=False)
        batch_op.create_index(batch_op.f("ix_legal_basis_replaced_by_id"), ["replaced_by_id"], unique=False)

    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=255), nullable=False),
        sa.Column("code_search", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_search", sa.String(length=255), nullable=False),
        sa.Column("legal_document", sa.String(length=255), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_programme_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_programme_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_code_search"), ["code_search"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_name_search"), ["name_search"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.String(length=255), nullable=False),
        sa.Column("username_search", sa.String(length=255), nullable=False),
        sa.Column("full_name", sa.String(length=255), nullable=False),
        sa.Column("full_name_search", sa.String(length=255), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "admin", "coordinator", "supervisor", "viewer", name="role", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("locale", sa.Enum("vi", "en", name="locale", native_enum=False, length=40), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("last_login_at", sa.DateTime(), nullable=True),
        sa.Column("failed_count", sa.SmallInteger(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("locale IN ('vi', 'en')", name=op.f("ck_account_locale_choice")),
        sa.CheckConstraint(
            "role IN ('admin', 'coordinator', 'supervisor', 'viewer')", name=op.f("ck_account_role_choice")
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["coordinator.id"],
            name=op.f("fk_account_coordinator_id_coordinator"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("public_id", name=op.f("uq_account_public_id")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_coordinator_id"), ["coordinator_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_account_username_search"), ["username_search"], unique=False)

    op.create_table(
        "legal_basis_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "client_group",
            sa.Enum(
                "admin_sanction",
                "community_rehab",
                "post_rehab",
                "methadone",
                "voluntary",
                "ever_user",
                "urine_positive",
                "completed_home",
                "completed_facility",
                "relative",
                "resident",
                "at_risk",
                "managed_user",
                "facility_rehab_voluntary",
                "facility_rehab_compulsory",
                name="clientgroup",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("legal_basis_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "client_group IN ('admin_sanction', 'community_rehab', 'post_rehab', 'methadone', 'voluntary', 'ever_user', 'urine_positive', 'completed_home', 'completed_facility', 'relative', 'resident', 'at_risk', 'managed_user', 'facility_rehab_voluntary', 'facility_rehab_compulsory')",
            name=op.f("ck_legal_basis_group_client_group_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["legal_basis_id"],
            ["legal_basis.id"],
            name=op.f("fk_legal_basis_group_legal_basis_id_legal_basis"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_basis_group")),
        sa.UniqueConstraint(
            "legal_basis_id", "client_group", name=op.f("uq_legal_basis_group_legal_basis_id_client_group")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_legal_basis_group_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("legal_basis_group", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_legal_basis_group_legal_basis_id"), ["legal_basis_id"], unique=False
        )

    op.create_table(
        "province",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("gso_code", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_search", sa.String(length=255), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("tinh", "thanh_pho", name="provincekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("legal_basis_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('tinh', 'thanh_pho')", name=op.f("ck_province_kind_choice")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_province_valid_to_follows")
        ),
        sa.ForeignKeyConstraint(
            ["legal_basis_id"],
            ["legal_basis.id"],
            name=op.f("fk_province_legal_basis_id_legal_basis"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_province")),
        sa.UniqueConstraint("gso_code", "valid_from", name=op.f("uq_province_gso_code_valid_from")),
        sa.UniqueConstraint("public_id", name=op.f("uq_province_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("province", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_province_legal_basis_id"), ["legal_basis_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_province_name_search"), ["name_search"], unique=False)

    op.create_table(
        "grant_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_search", sa.String(length=255), nullable=False),
        sa.Column(
            "grant_kind",
            sa.Enum(
                "livelihood",
                "vocational",
                "reward_clean",
                "hardship",
                "loan_link",
                name="grantkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rate_vnd", sa.BigInteger(), nullable=True),
        sa.Column("cap_vnd", sa.BigInteger(), nullable=False),
        sa.Column(
            "cap_scope",
            sa.Enum(
                "per_person_total",
                "per_person_year",
                "per_grant",
                name="capscope",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("budget_vnd", sa.BigInteger(), nullable=True),
        sa.Column("legal_basis_id", sa.Integer(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cap_scope IN ('per_person_total', 'per_person_year', 'per_grant')",
            name=op.f("ck_grant_policy_cap_scope_choice"),
        ),
        sa.CheckConstraint(
            "grant_kind IN ('livelihood', 'vocational', 'reward_clean', 'hardship', 'loan_link')",
            name=op.f("ck_grant_policy_grant_kind_choice"),
        ),
        sa.CheckConstraint(
            "budget_vnd IS NULL OR budget_vnd >= 0", name=op.f("ck_grant_policy_budget_not_negative")
        ),
        sa.CheckConstraint("cap_vnd > 0", name=op.f("ck_grant_policy_cap_positive")),
        sa.CheckConstraint(
            "rate_vnd IS NULL OR (rate_vnd > 0 AND rate_vnd <= cap_vnd)",
            name=op.f("ck_grant_policy_rate_within_cap"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_grant_policy_valid_to_follows")
        ),
        sa.ForeignKeyConstraint(
            ["legal_basis_id"],
            ["legal_basis.id"],
            name=op.f("fk_grant_policy_legal_basis_id_legal_basis"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["province_id"],
            ["province.id"],
            name=op.f("fk_grant_policy_province_id_province"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_policy")),
        sa.UniqueConstraint("name", name=op.f("uq_grant_policy_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_grant_policy_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("grant_policy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_policy_legal_basis_id"), ["legal_basis_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grant_policy_name_search"), ["name_search"], unique=False)
        batch_op.create_index(batch_op.f("ix_grant_policy_province_id"), ["province_id"], unique=False)

    op.create_table(
        "kept_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_kept_search_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_search")),
        sa.UniqueConstraint("public_id", name=op.f("uq_kept_search_public_id")),
        sa.UniqueConstraint("token", name=op.f("uq_kept_search_token")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("kept_search", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_search_account_id"), ["account_id"], unique=False)

    op.create_table(
        "kept_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_kept_upload_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_upload")),
        sa.UniqueConstraint("public_id", name=op.f("uq_kept_upload_public_id")),
        sa.UniqueConstraint("token", name=op.f("uq_kept_upload_token")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("kept_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_upload_account_id"), ["account_id"], unique=False)

    op.create_table(
        "ward",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("gso_code", sa.String(length=255), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("phuong", "xa", "thi_tran", "dac_khu", name="wardkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_search", sa.String(length=255), nullable=False),
        sa.Column("district_name", sa.String(length=255), nullable=True),
        sa.Column("district_search", sa.String(length=255), nullable=True),
        sa.Column("district_code", sa.String(length=255), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("legal_document", sa.String(length=255), nullable=True),
        sa.Column("has_programme", sa.Boolean(), nullable=False),
        sa.Column(
            "hotspot_level",
            sa.Enum("none", "complex", "key", name="hotspotlevel", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "hotspot_level IN ('none', 'complex', 'key')", name=op.f("ck_ward_hotspot_level_choice")
        ),
        sa.CheckConstraint(
            "kind IN ('phuong', 'xa', 'thi_tran', 'dac_khu')", name=op.f("ck_ward_kind_choice")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_ward_valid_to_follows")
        ),
        sa.ForeignKeyConstraint(
            ["province_id"], ["province.id"], name=op.f("fk_ward_province_id_province"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward")),
        sa.UniqueConstraint("gso_code", "valid_from", name=op.f("uq_ward_gso_code_valid_from")),
        sa.UniqueConstraint("public_id", name=op.f("uq_ward_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ward", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ward_name_search"), ["name_search"], unique=False)
        batch_op.create_index(batch_op.f("ix_ward_province_id"), ["province_id"], unique=False)

    op.create_table(
        "account_scope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("ward_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_account_scope_account_id_account"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["province_id"],
            ["province.id"],
            name=op.f("fk_account_scope_province_id_province"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_account_scope_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_scope")),
        sa.UniqueConstraint(
            "account_id",
            "province_id",
            "ward_id",
            name=op.f("uq_account_scope_account_id_province_id_ward_id"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_account_scope_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("account_scope", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_scope_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_scope_province_id"), ["province_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_scope_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("client_code", sa.String(length=16), nullable=False),
        sa.Column(
            "case_status",
            sa.Enum(
                "new",
                "counselling",
                "screened",
                "referred",
                "in_service",
                "follow_up",
                "waiting_info",
                "closed",
                name="casestatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "close_reason",
            sa.Enum(
                "completed",
                "moved",
                "declined",
                "lost",
                "deceased",
                "compulsory",
                "imprisoned",
                "transferred",
                "duplicate",
                "other",
                name="closereason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("full_name", sa.String(length=255), nullable=False),
        sa.Column("full_name_search", sa.String(length=255), nullable=False),
        sa.Column("full_name_sort", sa.String(length=255), nullable=False),
        sa.Column("alias", sa.String(length=255), nullable=True),
        sa.Column("alias_search", sa.String(length=255), nullable=True),
        sa.Column(
            "gender",
            sa.Enum("male", "female", "other", "unknown", name="gender", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("birth_year", sa.SmallInteger(), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("ethnicity", sa.String(length=255), nullable=True),
        sa.Column(
            "id_type",
            sa.Enum("cccd", "cmnd", name="identitykind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("citizen_number", sa.Text(), nullable=True),
        sa.Column("citizen_number_key", sa.String(length=64), nullable=True),
        sa.Column("phone", sa.String(length=255), nullable=True),
        sa.Column(
            "residence_kind",
            sa.Enum("permanent", "temporary", "no_fixed", name="residencekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("address", sa.String(length=255), nullable=True),
        sa.Column(
            "client_group",
            sa.Enum(
                "admin_sanction",
                "community_rehab",
                "post_rehab",
                "methadone",
                "voluntary",
                "ever_user",
                "urine_positive",
                "completed_home",
                "completed_facility",
                "relative",
                "resident",
                "at_risk",
                "managed_user",
                "facility_rehab_voluntary",
                "facility_rehab_compulsory",
                name="clientgroup",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decision_no", sa.String(length=255), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("decision_until", sa.Date(), nullable=True),
        sa.Column("is_drug_user", sa.Boolean(), nullable=False),
        sa.Column("admin_sanction_count", sa.SmallInteger(), nullable=True),
        sa.Column("first_sanction", sa.Boolean(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "police_handover",
                "self",
                "family",
                "outreach",
                "club",
                "health",
                "other_ward",
                name="intakesource",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("handover_on", sa.Date(), nullable=True),
        sa.Column("handover_doc_no", sa.String(length=255), nullable=True),
        sa.Column("intake_on", sa.Date(), nullable=False),
        sa.Column(
            "primary_substance",
            sa.Enum(
                "opioid",
                "ats",
                "ketamine_mdma",
                "cannabis",
                "synthetic_cannabinoid",
                "mixed",
                "other",
                "unknown",
                name="substance",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("first_use_year", sa.SmallInteger(), nullable=True),
        sa.Column(
            "addiction_determined",
            sa.Enum("yes", "no", "not_yet", name="determination", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "employment",
            sa.Enum(
                "unemployed",
                "unstable",
                "stable",
                "student",
                "unknown",
                name="employment",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("education_level", sa.String(length=255), nullable=True),
        sa.Column(
            "household_status",
            sa.Enum("normal", "poor", "near_poor", name="householdstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("policy_family", sa.Boolean(), nullable=False),
        sa.Column("hardship", sa.Boolean(), nullable=False),
        sa.Column("hardship_note", sa.Text(), nullable=True),
        sa.Column("first_intake_on", sa.Date(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("permanent_ward_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("legal_basis_id", sa.Integer(), nullable=True),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "addiction_determined IN ('yes', 'no', 'not_yet')",
            name=op.f("ck_client_addiction_determined_choice"),
        ),
        sa.CheckConstraint(
            "case_status != 'closed' OR close_reason IS NOT NULL", name=op.f("ck_client_closing_has_a_reason")
        ),
        sa.CheckConstraint(
            "case_status IN ('new', 'counselling', 'screened', 'referred', 'in_service', 'follow_up', 'waiting_info', 'closed')",
            name=op.f("ck_client_case_status_choice"),
        ),
        sa.CheckConstraint(
            "client_group IN ('admin_sanction', 'community_rehab', 'post_rehab', 'methadone', 'voluntary', 'ever_user', 'urine_positive', 'completed_home', 'completed_facility', 'relative', 'resident', 'at_risk', 'managed_user', 'facility_rehab_voluntary', 'facility_rehab_compulsory')",
            name=op.f("ck_client_client_group_choice"),
        ),
        sa.CheckConstraint(
            "close_reason IN ('completed', 'moved', 'declined', 'lost', 'deceased', 'compulsory', 'imprisoned', 'transferred', 'duplicate', 'other')",
            name=op.f("ck_client_close_reason_choice"),
        ),
        sa.CheckConstraint(
            "employment IN ('unemployed', 'unstable', 'stable', 'student', 'unknown')",
            name=op.f("ck_client_employment_choice"),
        ),
        sa.CheckConstraint(
            "gender IN ('male', 'female', 'other', 'unknown')", name=op.f("ck_client_gender_choice")
        ),
        sa.CheckConstraint(
            "household_status IN ('normal', 'poor', 'near_poor')",
            name=op.f("ck_client_household_status_choice"),
        ),
        sa.CheckConstraint("id_type IN ('cccd', 'cmnd')", name=op.f("ck_client_id_type_choice")),
        sa.CheckConstraint(
            "primary_substance IN ('opioid', 'ats', 'ketamine_mdma', 'cannabis', 'synthetic_cannabinoid', 'mixed', 'other', 'unknown')",
            name=op.f("ck_client_primary_substance_choice"),
        ),
        sa.CheckConstraint(
            "residence_kind IN ('permanent', 'temporary', 'no_fixed')",
            name=op.f("ck_client_residence_kind_choice"),
        ),
        sa.CheckConstraint(
            "source IN ('police_handover', 'self', 'family', 'outreach', 'club', 'health', 'other_ward')",
            name=op.f("ck_client_source_choice"),
        ),
        sa.CheckConstraint(
            "birth_year IS NULL OR birth_year >= 1920", name=op.f("ck_client_birth_year_range")
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["coordinator.id"],
            name=op.f("fk_client_coordinator_id_coordinator"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["legal_basis_id"],
            ["legal_basis.id"],
            name=op.f("fk_client_legal_basis_id_legal_basis"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["permanent_ward_id"],
            ["ward.id"],
            name=op.f("fk_client_permanent_ward_id_ward"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_client_programme_id_programme"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_client_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("citizen_number_key", name=op.f("uq_client_citizen_number_key")),
        sa.UniqueConstraint("client_code", name=op.f("uq_client_client_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_client_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_coordinator_id"), ["coordinator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_full_name_search"), ["full_name_search"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_full_name_sort"), ["full_name_sort"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_intake_on"), ["intake_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_legal_basis_id"), ["legal_basis_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_permanent_ward_id"), ["permanent_ward_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_phone"), ["phone"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "club",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_search", sa.String(length=255), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.Column("decision_no", sa.String(length=255), nullable=True),
        sa.Column("chair_name", sa.String(length=255), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= founded_on", name=op.f("ck_club_closing_follows_founding")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_club_programme_id_programme"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_club_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club")),
        sa.UniqueConstraint("name", name=op.f("uq_club_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_club_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("club", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_club_name_search"), ["name_search"], unique=False)
        batch_op.create_index(batch_op.f("ix_club_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_club_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "coordinator_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("lead", "deputy", name="assignmentrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("decision_no", sa.String(length=255), nullable=True),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('lead', 'deputy')", name=op.f("ck_coordinator_assignment_role_choice")),
        sa.CheckConstraint(
            "end_date IS NULL OR end_date >= start_date",
            name=op.f("ck_coordinator_assignment_end_follows_start"),
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["coordinator.id"],
            name=op.f("fk_coordinator_assignment_coordinator_id_coordinator"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_coordinator_assignment_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordinator_assignment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coordinator_assignment_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("coordinator_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordinator_assignment_coordinator_id"), ["coordinator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_coordinator_assignment_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "grant_policy_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "client_group",
            sa.Enum(
                "admin_sanction",
                "community_rehab",
                "post_rehab",
                "methadone",
                "voluntary",
                "ever_user",
                "urine_positive",
                "completed_home",
                "completed_facility",
                "relative",
                "resident",
                "at_risk",
                "managed_user",
                "facility_rehab_voluntary",
                "facility_rehab_compulsory",
                name="clientgroup",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requires_hardship_any", sa.String(length=255), nullable=True),
        sa.Column("first_sanction_only", sa.Boolean(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "client_group IN ('admin_sanction', 'community_rehab', 'post_rehab', 'methadone', 'voluntary', 'ever_user', 'urine_positive', 'completed_home', 'completed_facility', 'relative', 'resident', 'at_risk', 'managed_user', 'facility_rehab_voluntary', 'facility_rehab_compulsory')",
            name=op.f("ck_grant_policy_group_client_group_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["grant_policy.id"],
            name=op.f("fk_grant_policy_group_policy_id_grant_policy"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_policy_group")),
        sa.UniqueConstraint(
            "policy_id", "client_group", name=op.f("uq_grant_policy_group_policy_id_client_group")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_grant_policy_group_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("grant_policy_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_policy_group_policy_id"), ["policy_id"], unique=False)

    op.create_table(
        "programme_ward",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_ward_programme_id_programme"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_programme_ward_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_ward")),
        sa.UniqueConstraint("programme_id", "ward_id", name=op.f("uq_programme_ward_programme_id_ward_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_programme_ward_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("programme_ward", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_ward_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_ward_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "referral_destination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=255), nullable=False),
        sa.Column("code_search", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_search", sa.String(length=255), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "health_centre",
                "ward_health_station",
                "methadone_facility",
                "methadone_dispensing",
                "psychiatric_hospital",
                "rehab_centre",
                "cdc",
                "hiv_centre",
                "legal_aid",
                "vocational",
                "employment",
                "credit",
                "ngo",
                "club",
                name="destinationtype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "managing_agency",
            sa.Enum(
                "y_te",
                "cong_an",
                "ldtbxh_cu",
                "noi_vu",
                "tu_phap",
                "khac",
                name="managingagency",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("address", sa.String(length=255), nullable=True),
        sa.Column("phone", sa.String(length=255), nullable=True),
        sa.Column("focal_person", sa.String(length=255), nullable=True),
        sa.Column("services", sa.String(length=255), nullable=True),
        sa.Column("accepts_voluntary", sa.Boolean(), nullable=False),
        sa.Column("accepts_compulsory", sa.Boolean(), nullable=False),
        sa.Column("min_age", sa.SmallInteger(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column(
            "capacity_qualifier",
            sa.Enum(
                "exact",
                "approx",
                "more_than",
                "less_than",
                "at_least",
                name="valuequalifier",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("license_no", sa.String(length=255), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("ward_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "capacity_qualifier IN ('exact', 'approx', 'more_than', 'less_than', 'at_least')",
            name=op.f("ck_referral_destination_capacity_qualifier_choice"),
        ),
        sa.CheckConstraint(
            "managing_agency IN ('y_te', 'cong_an', 'ldtbxh_cu', 'noi_vu', 'tu_phap', 'khac')",
            name=op.f("ck_referral_destination_managing_agency_choice"),
        ),
        sa.CheckConstraint(
            "type IN ('health_centre', 'ward_health_station', 'methadone_facility', 'methadone_dispensing', 'psychiatric_hospital', 'rehab_centre', 'cdc', 'hiv_centre', 'legal_aid', 'vocational', 'employment', 'credit', 'ngo', 'club')",
            name=op.f("ck_referral_destination_type_choice"),
        ),
        sa.CheckConstraint(
            "capacity IS NULL OR capacity >= 0", name=op.f("ck_referral_destination_capacity_not_negative")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_referral_destination_valid_to_follows")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["referral_destination.id"],
            name=op.f("fk_referral_destination_parent_id_referral_destination"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_referral_destination_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_destination")),
        sa.UniqueConstraint("code", name=op.f("uq_referral_destination_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_referral_destination_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("referral_destination", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_destination_code_search"), ["code_search"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_destination_name_search"), ["name_search"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referral_destination_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_destination_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "rule_acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", sa.String(length=12), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("rule_name", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("value_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("ward_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_rule_acknowledgement_account_id_account"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_rule_acknowledgement_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_acknowledgement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rule_acknowledgement_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rule_acknowledgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_acknowledgement_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_rule_acknowledgement_table_name_row_id"), ["table_name", "row_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rule_acknowledgement_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "rule_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", sa.String(length=12), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("rule_name", sa.String(length=80), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_rule_finding_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_finding")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rule_finding_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rule_finding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rule_finding_table_name_row_id"), ["table_name", "row_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rule_finding_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "ward_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("effective_date", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "merge_full",
                "merge_part",
                "keep",
                "rename",
                "retype",
                name="successionkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("share_population", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("from_ward_id", sa.Integer(), nullable=False),
        sa.Column("to_ward_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('merge_full', 'merge_part', 'keep', 'rename', 'retype')",
            name=op.f("ck_ward_succession_kind_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["from_ward_id"],
            ["ward.id"],
            name=op.f("fk_ward_succession_from_ward_id_ward"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["to_ward_id"], ["ward.id"], name=op.f("fk_ward_succession_to_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward_succession")),
        sa.UniqueConstraint(
            "from_ward_id",
            "to_ward_id",
            "effective_date",
            name=op.f("uq_ward_succession_from_ward_id_to_ward_id_effective_date"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_ward_succession_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ward_succession", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ward_succession_from_ward_id"), ["from_ward_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ward_succession_to_ward_id"), ["to_ward_id"], unique=False)

    op.create_table(
        "client_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "father",
                "mother",
                "spouse",
                "sibling",
                "child",
                "guardian",
                "neighbour",
                "other",
                name="relation",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("full_name", sa.String(length=255), nullable=False),
        sa.Column("full_name_search", sa.String(length=255), nullable=False),
        sa.Column("full_name_sort", sa.String(length=255), nullable=False),
        sa.Column("phone", sa.String(length=255), nullable=True),
        sa.Column("is_guardian", sa.Boolean(), nullable=False),
        sa.Column("lives_with", sa.Boolean(), nullable=False),
        sa.Column("consented_contact", sa.Boolean(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "relation IN ('father', 'mother', 'spouse', 'sibling', 'child', 'guardian', 'neighbour', 'other')",
            name=op.f("ck_client_contact_relation_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_contact_client_id_client"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_contact")),
        sa.UniqueConstraint("public_id", name=op.f("uq_client_contact_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("client_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_contact_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_client_contact_full_name_search"), ["full_name_search"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_client_contact_full_name_sort"), ["full_name_sort"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_client_contact_phone"), ["phone"], unique=False)

    op.create_table(
        "client_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "need",
            sa.Enum(
                "counselling",
                "legal",
                "treatment",
                "vocational",
                "loan",
                "job",
                "family",
                "health",
                "other",
                name="need",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("open", "in_progress", "met", "unmet", name="needstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("plan_text", sa.Text(), nullable=True),
        sa.Column("responsible", sa.String(length=255), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "need IN ('counselling', 'legal', 'treatment', 'vocational', 'loan', 'job', 'family', 'health', 'other')",
            name=op.f("ck_client_need_need_choice"),
        ),
        sa.CheckConstraint(
            "status IN ('open', 'in_progress', 'met', 'unmet')", name=op.f("ck_client_need_status_choice")
        ),
        sa.CheckConstraint(
            "met_on IS NULL OR met_on >= noted_on", name=op.f("ck_client_need_met_after_noted")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_need_client_id_client"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_need")),
        sa.UniqueConstraint("public_id", name=op.f("uq_client_need_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("client_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_need_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_need_noted_on"), ["noted_on"], unique=False)

    op.create_table(
        "client_status_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "legal_group",
                "case_status",
                "ward",
                "coordinator",
                name="historykind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("old_value", sa.String(length=255), nullable=True),
        sa.Column("new_value", sa.String(length=255), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=True),
        sa.Column("document_no", sa.String(length=255), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('legal_group', 'case_status', 'ward', 'coordinator')",
            name=op.f("ck_client_status_history_kind_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["client.id"],
            name=op.f("fk_client_status_history_client_id_client"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_status_history")),
        sa.UniqueConstraint("public_id", name=op.f("uq_client_status_history_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("client_status_history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_status_history_client_id"), ["client_id"], unique=False)

    op.create_table(
        "club_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column(
            "join_reason",
            sa.Enum("sanctioned_user", "at_risk", name="joinreason", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum("open", "paused", "left", name="memberstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column(
            "leave_reason",
            sa.Enum(
                "progress",
                "moved",
                "rehab",
                "dropped",
                "deceased",
                "other",
                name="leavereason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "assigned_org",
            sa.Enum(
                "hoi_ccb",
                "hoi_phu_nu",
                "doan_tn",
                "mttq",
                "cong_an",
                "khac",
                name="assignedorganisation",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("plan_text", sa.Text(), nullable=True),
        sa.Column(
            "school_status",
            sa.Enum(
                "in_school",
                "dropped_out",
                "finished",
                "unknown",
                name="schoolstatus",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "employment_status",
            sa.Enum(
                "unemployed",
                "unstable",
                "stable",
                "student",
                "unknown",
                name="employment",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("assigned_officer_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'left') = (leave_reason IS NOT NULL)",
            name=op.f("ck_club_member_who_left_has_a_reason"),
        ),
        sa.CheckConstraint(
            "(status = 'left') = (left_on IS NOT NULL)", name=op.f("ck_club_member_who_left_has_a_day")
        ),
        sa.CheckConstraint(
            "assigned_org IN ('hoi_ccb', 'hoi_phu_nu', 'doan_tn', 'mttq', 'cong_an', 'khac')",
            name=op.f("ck_club_member_assigned_org_choice"),
        ),
        sa.CheckConstraint(
            "employment_status IN ('unemployed', 'unstable', 'stable', 'student', 'unknown')",
            name=op.f("ck_club_member_employment_status_choice"),
        ),
        sa.CheckConstraint(
            "join_reason IN ('sanctioned_user', 'at_risk')", name=op.f("ck_club_member_join_reason_choice")
        ),
        sa.CheckConstraint(
            "leave_reason IN ('progress', 'moved', 'rehab', 'dropped', 'deceased', 'other')",
            name=op.f("ck_club_member_leave_reason_choice"),
        ),
        sa.CheckConstraint(
            "school_status IN ('in_school', 'dropped_out', 'finished', 'unknown')",
            name=op.f("ck_club_member_school_status_choice"),
        ),
        sa.CheckConstraint("status IN ('open', 'paused', 'left')", name=op.f("ck_club_member_status_choice")),
        sa.CheckConstraint(
            "left_on IS NULL OR left_on >= joined_on", name=op.f("ck_club_member_leaving_follows_joining")
        ),
        sa.ForeignKeyConstraint(
            ["assigned_officer_id"],
            ["coordinator.id"],
            name=op.f("fk_club_member_assigned_officer_id_coordinator"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_club_member_client_id_client"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["club_id"], ["club.id"], name=op.f("fk_club_member_club_id_club"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_member")),
        sa.UniqueConstraint("public_id", name=op.f("uq_club_member_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("club_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_club_member_assigned_officer_id"), ["assigned_officer_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_club_member_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_club_member_club_id"), ["club_id"], unique=False)
        batch_op.create_index(
            "uq_club_member_open",
            ["club_id", "client_id"],
            unique=True,
            sqlite_where=sa.text("left_on IS NULL"),
            postgresql_where=sa.text("left_on IS NULL"),
        )

    op.create_table(
        "counselling_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "client", "relative", "resident", "anonymous", name="audience", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("session_on", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("duration_min", sa.SmallInteger(), nullable=True),
        sa.Column(
            "mode",
            sa.Enum(
                "individual",
                "group",
                "family",
                "phone",
                "home_visit",
                "online",
                name="sessionmode",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("group_key", sa.String(length=40), nullable=True),
        sa.Column("topics", sa.String(length=255), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "agreed_treatment",
                "considering",
                "declined",
                "info_only",
                "crisis",
                name="sessionoutcome",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage_of_change",
            sa.Enum(
                "precontemplation",
                "contemplation",
                "preparation",
                "action",
                "maintenance",
                "relapse",
                name="stageofchange",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("next_session_on", sa.Date(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(client_id IS NULL) = (audience = 'anonymous')",
            name=op.f("ck_counselling_session_only_the_anonymous_have_no_record"),
        ),
        sa.CheckConstraint(
            "audience IN ('client', 'relative', 'resident', 'anonymous')",
            name=op.f("ck_counselling_session_audience_choice"),
        ),
        sa.CheckConstraint(
            "mode IN ('individual', 'group', 'family', 'phone', 'home_visit', 'online')",
            name=op.f("ck_counselling_session_mode_choice"),
        ),
        sa.CheckConstraint(
            "outcome IN ('agreed_treatment', 'considering', 'declined', 'info_only', 'crisis')",
            name=op.f("ck_counselling_session_outcome_choice"),
        ),
        sa.CheckConstraint(
            "stage_of_change IN ('precontemplation', 'contemplation', 'preparation', 'action', 'maintenance', 'relapse')",
            name=op.f("ck_counselling_session_stage_of_change_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["client.id"],
            name=op.f("fk_counselling_session_client_id_client"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["coordinator.id"],
            name=op.f("fk_counselling_session_coordinator_id_coordinator"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_counselling_session_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counselling_session")),
        sa.UniqueConstraint("public_id", name=op.f("uq_counselling_session_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("counselling_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counselling_session_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_counselling_session_coordinator_id"), ["coordinator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_counselling_session_group_key"), ["group_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_counselling_session_session_on"), ["session_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_counselling_session_ward_id"), ["ward_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "service",
            sa.Enum(
                "detox",
                "home_rehab",
                "voluntary_rehab",
                "compulsory_rehab",
                "mmt",
                "psychiatry",
                "screening",
                "counselling",
                "legal",
                "training",
                "job",
                "loan",
                name="service",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column(
            "urgency",
            sa.Enum("normal", "urgent", name="urgency", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("slip_no", sa.String(length=255), nullable=True),
        sa.Column("decision_no", sa.String(length=255), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "sent",
                "accepted",
                "declined",
                "arrived",
                "no_show",
                "in_service",
                "completed",
                "dropped_out",
                "cancelled",
                name="referralstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("responded_on", sa.Date(), nullable=True),
        sa.Column("feedback_by", sa.String(length=255), nullable=True),
        sa.Column("response_note", sa.Text(), nullable=True),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "completed",
                "ongoing",
                "dropped_out",
                "no_show",
                "refused_by_facility",
                "refused_by_client",
                "transferred",
                name="referraloutcome",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("destination_id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        sa.Column("ward_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('completed', 'ongoing', 'dropped_out', 'no_show', 'refused_by_facility', 'refused_by_client', 'transferred')",
            name=op.f("ck_referral_outcome_choice"),
        ),
        sa.CheckConstraint(
            "service IN ('detox', 'home_rehab', 'voluntary_rehab', 'compulsory_rehab', 'mmt', 'psychiatry', 'screening', 'counselling', 'legal', 'training', 'job', 'loan')",
            name=op.f("ck_referral_service_choice"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'sent', 'accepted', 'declined', 'arrived', 'no_show', 'in_service', 'completed', 'dropped_out', 'cancelled')",
            name=op.f("ck_referral_status_choice"),
        ),
        sa.CheckConstraint("urgency IN ('normal', 'urgent')", name=op.f("ck_referral_urgency_choice")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_referral_client_id_client"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["coordinator.id"],
            name=op.f("fk_referral_coordinator_id_coordinator"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["destination_id"],
            ["referral_destination.id"],
            name=op.f("fk_referral_destination_id_referral_destination"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_referral_ward_id_ward"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("public_id", name=op.f("uq_referral_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_coordinator_id"), ["coordinator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_destination_id"), ["destination_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_referred_on"), ["referred_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_ward_id"), ["ward_id"], unique=False)
        batch_op.create_index(
            "uq_referral_open",
            ["client_id", "destination_id", "service"],
            unique=True,
            sqlite_where=sa.text("status IN ('draft', 'sent', 'accepted', 'arrived', 'in_service')"),
            postgresql_where=sa.text("status IN ('draft', 'sent', 'accepted', 'arrived', 'in_service')"),
        )

    op.create_table(
        "screening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("screened_on", sa.Date(), nullable=False),
        sa.Column("screener_name", sa.String(length=255), nullable=True),
        sa.Column(
            "tool",
            sa.Enum(
                "assist",
                "dast10",
                "audit",
                "interview",
                "urine_test",
                "other",
                name="screeningtool",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.SmallInteger(), nullable=True),
        sa.Column(
            "urine_result",
            sa.Enum("negative", "positive", "not_done", name="urineresult", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("substances", sa.String(length=255), nullable=True),
        sa.Column(
            "risk", sa.Enum("low", "medium", "high", name="risk", native_enum=False, length=40), nullable=True
        ),
        sa.Column("psychosis_signs", sa.Boolean(), nullable=False),
        sa.Column("suicide_risk", sa.Boolean(), nullable=False),
        sa.Column(
            "recommendation",
            sa.Enum(
                "none",
                "counselling_only",
                "detox",
                "mmt",
                "psychiatry",
                "voluntary_rehab",
                "determine_addiction",
                name="recommendation",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "recommendation IN ('none', 'counselling_only', 'detox', 'mmt', 'psychiatry', 'voluntary_rehab', 'determine_addiction')",
            name=op.f("ck_screening_recommendation_choice"),
        ),
        sa.CheckConstraint("risk IN ('low', 'medium', 'high')", name=op.f("ck_screening_risk_choice")),
        sa.CheckConstraint(
            "tool IN ('assist', 'dast10', 'audit', 'interview', 'urine_test', 'other')",
            name=op.f("ck_screening_tool_choice"),
        ),
        sa.CheckConstraint(
            "urine_result IN ('negative', 'positive', 'not_done')",
            name=op.f("ck_screening_urine_result_choice"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_screening_client_id_client"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["station_id"],
            ["referral_destination.id"],
            name=op.f("fk_screening_station_id_referral_destination"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
        sa.UniqueConstraint("public_id", name=op.f("uq_screening_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screening_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_screening_screened_on"), ["screened_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_screening_station_id"), ["station_id"], unique=False)

    op.create_table(
        "support_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "grant_kind",
            sa.Enum(
                "livelihood",
                "vocational",
                "reward_clean",
                "hardship",
                "loan_link",
                name="grantkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount_vnd", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=255), nullable=False),
        sa.Column("trade", sa.String(length=255), nullable=True),
        sa.Column("application_on", sa.Date(), nullable=False),
        sa.Column("budget_year", sa.SmallInteger(), nullable=True),
        sa.Column(
            "eligibility_group",
            sa.Enum(
                "admin_sanction",
                "community_rehab",
                "post_rehab",
                "methadone",
                "voluntary",
                "ever_user",
                "urine_positive",
                "completed_home",
                "completed_facility",
                "relative",
                "resident",
                "at_risk",
                "managed_user",
                "facility_rehab_voluntary",
                "facility_rehab_compulsory",
                name="clientgroup",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "hardship_basis",
            sa.Enum(
                "difficult_economy",
                "unemployed_with_need",
                "poor",
                "near_poor",
                "policy_family",
                "sick_relative",
                "high_risk",
                name="hardshipbasis",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("hardship_note", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "verified",
                "approved",
                "paid",
                "monitoring",
                "closed",
                "returned",
                "rejected",
                "cancelled",
                "recovered",
                name="grantstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("decision_no", sa.String(length=255), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=255), nullable=True),
        sa.Column("review_note", sa.Text(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column(
            "payment_method",
            sa.Enum("cash", "transfer", name="paymentmethod", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            "receiver",
            sa.Enum("person", "guardian", "other", name="receiver", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("receiver_name", sa.String(length=255), nullable=True),
        sa.Column("receipt_no", sa.String(length=255), nullable=True),
        sa.Column("followup_on", sa.Date(), nullable=True),
        sa.Column(
            "result",
            sa.Enum(
                "working", "partly", "failed", "unknown", name="grantresult", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("recovered_vnd", sa.BigInteger(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("terms_by_id", sa.Integer(), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("paid_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "eligibility_group IN ('admin_sanction', 'community_rehab', 'post_rehab', 'methadone', 'voluntary', 'ever_user', 'urine_positive', 'completed_home', 'completed_facility', 'relative', 'resident', 'at_risk', 'managed_user', 'facility_rehab_voluntary', 'facility_rehab_compulsory')",
            name=op.f("ck_support_grant_eligibility_group_choice"),
        ),
        sa.CheckConstraint(
            "grant_kind IN ('livelihood', 'vocational', 'reward_clean', 'hardship', 'loan_link')",
            name=op.f("ck_support_grant_grant_kind_choice"),
        ),
        sa.CheckConstraint(
            "hardship_basis IN ('difficult_economy', 'unemployed_with_need', 'poor', 'near_poor', 'policy_family', 'sick_relative', 'high_risk')",
            name=op.f("ck_support_grant_hardship_basis_choice"),
        ),
        sa.CheckConstraint(
            "payment_method IN ('cash', 'transfer')", name=op.f("ck_support_grant_payment_method_choice")
        ),
        sa.CheckConstraint(
            "receiver IN ('person', 'guardian', 'other')", name=op.f("ck_support_grant_receiver_choice")
        ),
        sa.CheckConstraint(
            "result IN ('working', 'partly', 'failed', 'unknown')",
            name=op.f("ck_support_grant_result_choice"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'verified', 'approved', 'paid', 'monitoring', 'closed', 'returned', 'rejected', 'cancelled', 'recovered')",
            name=op.f("ck_support_grant_status_choice"),
        ),
        sa.CheckConstraint(
            "amount_vnd > 0 AND amount_vnd % 1000 = 0", name=op.f("ck_support_grant_amount_in_thousands")
        ),
        sa.CheckConstraint(
            "recovered_vnd IS NULL OR recovered_vnd BETWEEN 0 AND amount_vnd",
            name=op.f("ck_support_grant_recovered_within"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["account.id"],
            name=op.f("fk_support_grant_approved_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_support_grant_client_id_client"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paid_by_id"],
            ["account.id"],
            name=op.f("fk_support_grant_paid_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["grant_policy.id"],
            name=op.f("fk_support_grant_policy_id_grant_policy"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["account.id"],
            name=op.f("fk_support_grant_recorded_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["terms_by_id"],
            ["account.id"],
            name=op.f("fk_support_grant_terms_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["verified_by_id"],
            ["account.id"],
            name=op.f("fk_support_grant_verified_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_grant")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_grant_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("support_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_grant_application_on"), ["application_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_grant_approved_by_id"), ["approved_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_grant_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_support_grant_client_id_policy_id"), ["client_id", "policy_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_support_grant_paid_by_id"), ["paid_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_grant_policy_id"), ["policy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_grant_recorded_by_id"), ["recorded_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_grant_terms_by_id"), ["terms_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_grant_verified_by_id"), ["verified_by_id"], unique=False)

    op.create_table(
        "quarterly_classification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("quarter", sa.SmallInteger(), nullable=False),
        sa.Column(
            "classification",
            sa.Enum("progress", "no_progress", name="progress", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("regular", sa.Boolean(), nullable=False),
        sa.Column("basis_reviews", sa.SmallInteger(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed", "approved", "reported", name="classificationstatus", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("decision_no", sa.String(length=255), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'proposed') = (approved_on IS NULL)",
            name=op.f("ck_quarterly_classification_approval_has_a_day"),
        ),
        sa.CheckConstraint(
            "classification IN ('progress', 'no_progress')",
            name=op.f("ck_quarterly_classification_classification_choice"),
        ),
        sa.CheckConstraint(
            "status IN ('proposed', 'approved', 'reported')",
            name=op.f("ck_quarterly_classification_status_choice"),
        ),
        sa.CheckConstraint(
            "basis_reviews BETWEEN 0 AND 3", name=op.f("ck_quarterly_classification_basis_reviews_range")
        ),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_quarterly_classification_quarter_range")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["account.id"],
            name=op.f("fk_quarterly_classification_approved_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["club_member.id"],
            name=op.f("fk_quarterly_classification_member_id_club_member"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarterly_classification")),
        sa.UniqueConstraint(
            "member_id", "year", "quarter", name=op.f("uq_quarterly_classification_member_id_year_quarter")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_quarterly_classification_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("quarterly_classification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_quarterly_classification_approved_by_id"), ["approved_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_quarterly_classification_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "social_support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "vocational",
                "education",
                "hardship",
                "job_placement",
                "job_stable",
                "loan",
                "gift",
                "legal",
                name="supportkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("value_vnd", sa.BigInteger(), nullable=True),
        sa.Column("provider", sa.String(length=255), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("club_member_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('vocational', 'education', 'hardship', 'job_placement', 'job_stable', 'loan', 'gift', 'legal')",
            name=op.f("ck_social_support_kind_choice"),
        ),
        sa.CheckConstraint(
            "(client_id IS NULL) <> (club_member_id IS NULL)", name=op.f("ck_social_support_one_person")
        ),
        sa.CheckConstraint(
            "value_vnd IS NULL OR value_vnd > 0", name=op.f("ck_social_support_value_is_positive")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_social_support_client_id_client"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["club_member_id"],
            ["club_member.id"],
            name=op.f("fk_social_support_club_member_id_club_member"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_social_support")),
        sa.UniqueConstraint("public_id", name=op.f("uq_social_support_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("social_support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_social_support_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_social_support_club_member_id"), ["club_member_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("social_support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_social_support_club_member_id"))
        batch_op.drop_index(batch_op.f("ix_social_support_client_id"))

    op.drop_table("social_support")
    with op.batch_alter_table("quarterly_classification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quarterly_classification_member_id"))
        batch_op.drop_index(batch_op.f("ix_quarterly_classification_approved_by_id"))

    op.drop_table("quarterly_classification")
    with op.batch_alter_table("support_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_grant_verified_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_grant_terms_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_grant_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_grant_policy_id"))
        batch_op.drop_index(batch_op.f("ix_support_grant_paid_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_grant_client_id_policy_id"))
        batch_op.drop_index(batch_op.f("ix_support_grant_client_id"))
        batch_op.drop_index(batch_op.f("ix_support_grant_approved_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_grant_application_on"))

    op.drop_table("support_grant")
    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_screening_station_id"))
        batch_op.drop_index(batch_op.f("ix_screening_screened_on"))
        batch_op.drop_index(batch_op.f("ix_screening_client_id"))

    op.drop_table("screening")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_referral_open",
            sqlite_where=sa.text("status IN ('draft', 'sent', 'accepted', 'arrived', 'in_service')"),
            postgresql_where=sa.text("status IN ('draft', 'sent', 'accepted', 'arrived', 'in_service')"),
        )
        batch_op.drop_index(batch_op.f("ix_referral_ward_id"))
        batch_op.drop_index(batch_op.f("ix_referral_referred_on"))
        batch_op.drop_index(batch_op.f("ix_referral_due_on"))
        batch_op.drop_index(batch_op.f("ix_referral_destination_id"))
        batch_op.drop_index(batch_op.f("ix_referral_coordinator_id"))
        batch_op.drop_index(batch_op.f("ix_referral_client_id"))

    op.drop_table("referral")
    with op.batch_alter_table("counselling_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counselling_session_ward_id"))
        batch_op.drop_index(batch_op.f("ix_counselling_session_session_on"))
        batch_op.drop_index(batch_op.f("ix_counselling_session_group_key"))
        batch_op.drop_index(batch_op.f("ix_counselling_session_coordinator_id"))
        batch_op.drop_index(batch_op.f("ix_counselling_session_client_id"))

    op.drop_table("counselling_session")
    with op.batch_alter_table("club_member", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_club_member_open",
            sqlite_where=sa.text("left_on IS NULL"),
            postgresql_where=sa.text("left_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_club_member_club_id"))
        batch_op.drop_index(batch_op.f("ix_club_member_client_id"))
        batch_op.drop_index(batch_op.f("ix_club_member_assigned_officer_id"))

    op.drop_table("club_member")
    with op.batch_alter_table("client_status_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_client_status_history_client_id"))

    op.drop_table("client_status_history")
    with op.batch_alter_table("client_need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_client_need_noted_on"))
        batch_op.drop_index(batch_op.f("ix_client_need_client_id"))

    op.drop_table("client_need")
    with op.batch_alter_table("client_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_client_contact_phone"))
        batch_op.drop_index(batch_op.f("ix_client_contact_full_name_sort"))
        batch_op.drop_index(batch_op.f("ix_client_contact_full_name_search"))
        batch_op.drop_index(batch_op.f("ix_client_contact_client_id"))

    op.drop_table("client_contact")
    with op.batch_alter_table("ward_succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ward_succession_to_ward_id"))
        batch_op.drop_index(batch_op.f("ix_ward_succession_from_ward_id"))

    op.drop_table("ward_succession")
    with op.batch_alter_table("rule_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_finding_ward_id"))
        batch_op.drop_index(batch_op.f("ix_rule_finding_table_name_row_id"))

    op.drop_table("rule_finding")
    with op.batch_alter_table("rule_acknowledgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_acknowledgement_ward_id"))
        batch_op.drop_index(batch_op.f("ix_rule_acknowledgement_table_name_row_id"))
        batch_op.drop_index(batch_op.f("ix_rule_acknowledgement_account_id"))

    op.drop_table("rule_acknowledgement")
    with op.batch_alter_table("referral_destination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_destination_ward_id"))
        batch_op.drop_index(batch_op.f("ix_referral_destination_parent_id"))
        batch_op.drop_index(batch_op.f("ix_referral_destination_name_search"))
        batch_op.drop_index(batch_op.f("ix_referral_destination_code_search"))

    op.drop_table("referral_destination")
    with op.batch_alter_table("programme_ward", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_ward_ward_id"))
        batch_op.drop_index(batch_op.f("ix_programme_ward_programme_id"))

    op.drop_table("programme_ward")
    with op.batch_alter_table("grant_policy_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_policy_group_policy_id"))

    op.drop_table("grant_policy_group")
    with op.batch_alter_table("coordinator_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordinator_assignment_ward_id"))
        batch_op.drop_index(batch_op.f("ix_coordinator_assignment_coordinator_id"))

    op.drop_table("coordinator_assignment")
    with op.batch_alter_table("club", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_club_ward_id"))
        batch_op.drop_index(batch_op.f("ix_club_programme_id"))
        batch_op.drop_index(batch_op.f("ix_club_name_search"))

    op.drop_table("club")
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_client_ward_id"))
        batch_op.drop_index(batch_op.f("ix_client_programme_id"))
        batch_op.drop_index(batch_op.f("ix_client_phone"))
        batch_op.drop_index(batch_op.f("ix_client_permanent_ward_id"))
        batch_op.drop_index(batch_op.f("ix_client_legal_basis_id"))
        batch_op.drop_index(batch_op.f("ix_client_intake_on"))
        batch_op.drop_index(batch_op.f("ix_client_full_name_sort"))
        batch_op.drop_index(batch_op.f("ix_client_full_name_search"))
        batch_op.drop_index(batch_op.f("ix_client_coordinator_id"))

    op.drop_table("client")
    with op.batch_alter_table("account_scope", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_scope_ward_id"))
        batch_op.drop_index(batch_op.f("ix_account_scope_province_id"))
        batch_op.drop_index(batch_op.f("ix_account_scope_account_id"))

    op.drop_table("account_scope")
    with op.batch_alter_table("ward", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ward_province_id"))
        batch_op.drop_index(batch_op.f("ix_ward_name_search"))

    op.drop_table("ward")
    with op.batch_alter_table("kept_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_upload_account_id"))

    op.drop_table("kept_upload")
    with op.batch_alter_table("kept_search", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_search_account_id"))

    op.drop_table("kept_search")
    with op.batch_alter_table("grant_policy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_policy_province_id"))
        batch_op.drop_index(batch_op.f("ix_grant_policy_name_search"))
        batch_op.drop_index(batch_op.f("ix_grant_policy_legal_basis_id"))

    op.drop_table("grant_policy")
    with op.batch_alter_table("province", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_province_name_search"))
        batch_op.drop_index(batch_op.f("ix_province_legal_basis_id"))

    op.drop_table("province")
    with op.batch_alter_table("legal_basis_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_basis_group_legal_basis_id"))

    op.drop_table("legal_basis_group")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_username_search"))
        batch_op.drop_index(batch_op.f("ix_account_coordinator_id"))

    op.drop_table("account")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_name_search"))
        batch_op.drop_index(batch_op.f("ix_programme_code_search"))

    op.drop_table("programme")
    with op.batch_alter_table("legal_basis", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_basis_replaced_by_id"))
        batch_op.drop_index(batch_op.f("ix_legal_basis_number_search"))

    op.drop_table("legal_basis")
    with op.batch_alter_table("coordinator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordinator_full_name_sort"))
        batch_op.drop_index(batch_op.f("ix_coordinator_full_name_search"))

    op.drop_table("coordinator")
