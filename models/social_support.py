"""Support outside the grant policies: training, schooling, hardship, jobs, loans (D2, D4)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from models.base import Model, column, link
from models.client import Client
from models.club_member import ClubMember
from models.schema import PUBLIC, VND, Area, Choice, Kind


class SupportKind(Choice):
    """What was done for somebody."""

    vocational = "Học nghề", "Vocational training"
    education = "Học văn hóa", "General education"
    hardship = "Khó khăn đột xuất", "Emergency hardship"
    job_placement = "Giới thiệu việc làm", "Job placement"
    job_stable = "Có việc làm ổn định", "Stable job"
    loan = "Vay vốn", "Loan"
    gift = "Thăm hỏi, quà", "Visit, gift"
    legal = "Trợ giúp pháp lý", "Legal aid"


class SocialSupport(Model):
    """One thing done for one person, known as a person helped or as a club member; never as both."""

    words = "Hỗ trợ xã hội", "Social support"
    menu = Area.support
    rank = 30
    holds = Kind.CASE
    scoped_by = ("client", "club_member")
    titled_by = ("kind", "on_date")
    keyed_by = ("client", "club_member", "kind", "on_date")

    client: Mapped[Client | None] = link(
        "Người được hỗ trợ", "Client", PUBLIC, listed=True,
        help=("Để trống nếu ghi cho hội viên câu lạc bộ.", "Empty when it is for a club member."),
    )  # fmt: skip
    club_member: Mapped[ClubMember | None] = link("Hội viên câu lạc bộ", "Club member", PUBLIC, listed=True)
    kind: Mapped[SupportKind] = column("Loại hỗ trợ", "Kind", PUBLIC, listed=True, filtered=True)
    on_date: Mapped[date] = column("Ngày", "Date", PUBLIC, listed=True, filtered=True, sortable=True)
    value_vnd: Mapped[int | None] = column(
        "Trị giá", "Value", PUBLIC, unit=VND, listed=True, filtered=True, sortable=True
    )
    provider: Mapped[str | None] = column("Nơi hỗ trợ", "Provider", PUBLIC, bulk=True, listed=True)
    note: Mapped[str | None] = column("Ghi chú", "Note", long=True)

    __table_args__ = (
        CheckConstraint("(client_id IS NULL) <> (club_member_id IS NULL)", name="one_person"),
        CheckConstraint("value_vnd IS NULL OR value_vnd > 0", name="value_is_positive"),
    )
