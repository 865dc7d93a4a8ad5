"""Grant policies: how much may be given under which document, to which groups, on what basis of need."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Model, choices, column, derived, link
from models.client_group import ClientGroup
from models.keys import search_key
from models.legal_basis import LegalBasis
from models.province import Province
from models.schema import PUBLIC, VND, Area, Choice, Kind


class GrantKind(Choice):
    """What a grant is for."""

    livelihood = "Sinh kế", "Livelihood"
    vocational = "Học nghề", "Vocational training"
    reward_clean = "Khuyến khích không tái nghiện", "Reward for not returning to use"
    hardship = "Khó khăn đột xuất", "Sudden hardship"
    loan_link = "Kết nối vay vốn", "Link to a loan"


class CapScope(Choice):
    """What the cap holds for."""

    per_person_total = "Mỗi người, tất cả các lần", "Per person, all times together"
    per_person_year = "Mỗi người, mỗi năm ngân sách", "Per person and budget year"
    per_grant = "Mỗi khoản", "Per grant"


class HardshipBasis(Choice):
    """On what need a grant rests; each policy lists its own (D0: hardship or policy family)."""

    difficult_economy = "Hoàn cảnh khó khăn", "Economic hardship"
    unemployed_with_need = "Khó khăn, chưa có việc làm, có nhu cầu", "In hardship, jobless, with a need"
    poor = "Hộ nghèo", "Poor household"
    near_poor = "Hộ cận nghèo", "Near-poor household"
    policy_family = "Gia đình chính sách", "Policy family"
    sick_relative = "Có người thân bệnh nặng", "Seriously ill relative"
    high_risk = "Nguy cơ cao", "High risk"


class GrantPolicy(Model):
    """One scheme: its cap is a row, never a constant, because two different 10-million schemes existed."""

    words = "Chính sách hỗ trợ", "Grant policies"
    menu = Area.law
    rank = 20
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("name",)
    keyed_by = ("name",)
    picked_from_a_list = True

    legal_basis: Mapped[LegalBasis] = link("Văn bản", "Legal basis", PUBLIC, listed=True, filtered=True)
    name: Mapped[str] = column(
        "Tên chính sách", "Name", PUBLIC, listed=True, searched=True, sortable=True, unique=True
    )
    name_search: Mapped[str] = derived(search_key, "name", index=True)
    grant_kind: Mapped[GrantKind] = column("Loại hỗ trợ", "Kind of grant", PUBLIC, listed=True, filtered=True)
    rate_vnd: Mapped[int | None] = column("Mức thông thường", "Usual sum", PUBLIC, unit=VND)
    cap_vnd: Mapped[int] = column("Mức tối đa", "Cap", PUBLIC, unit=VND, listed=True, sortable=True)
    cap_scope: Mapped[CapScope] = column("Mức tối đa tính theo", "The cap holds", PUBLIC, listed=True)
    province: Mapped[Province] = link("Tỉnh, thành phố", "Province", PUBLIC, listed=True, filtered=True)
    valid_from: Mapped[date] = column("Có hiệu lực từ", "Valid from", PUBLIC, listed=True, sortable=True)
    valid_to: Mapped[date | None] = column(
        "Hết hiệu lực", "Valid to", PUBLIC, bulk=True, listed=True, sortable=True
    )
    budget_vnd: Mapped[int | None] = column("Kinh phí mỗi năm", "Budget per year", PUBLIC, unit=VND)

    __table_args__ = (
        CheckConstraint("cap_vnd > 0", name="cap_positive"),
        CheckConstraint("rate_vnd IS NULL OR (rate_vnd > 0 AND rate_vnd <= cap_vnd)", name="rate_within_cap"),
        CheckConstraint("budget_vnd IS NULL OR budget_vnd >= 0", name="budget_not_negative"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="valid_to_follows"),
    )

    def is_valid_on(self, day: date) -> bool:
        """Say whether grants could be decided under the policy on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class GrantPolicyGroup(Model):
    """A group of people a policy is for, and what need it asks of them."""

    words = "Nhóm được hỗ trợ", "Groups of a policy"
    menu = Area.law
    rank = 25
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("policy", "client_group")
    keyed_by = ("policy", "client_group")

    policy: Mapped[GrantPolicy] = link("Chính sách", "Policy", PUBLIC, listed=True, filtered=True)
    client_group: Mapped[ClientGroup] = column("Nhóm, diện", "Group", PUBLIC, listed=True, filtered=True)
    requires_hardship_any: Mapped[frozenset[HardshipBasis]] = choices(
        "Cần một trong các căn cứ",
        "Needs one of",
        HardshipBasis,
        PUBLIC,
        listed=True,
        help=("Để trống nếu chính sách không đòi căn cứ.", "Leave empty where the policy asks for none."),
    )
    first_sanction_only: Mapped[bool] = column(
        "Chỉ người bị xử phạt lần đầu", "First sanction only", PUBLIC, listed=True, default=False
    )

    __table_args__ = (UniqueConstraint("policy_id", "client_group"),)
