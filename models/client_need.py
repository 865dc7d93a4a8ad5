"""What a person says they need at intake or later, and what came of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from models.base import Model, column, link
from models.client import Client
from models.schema import PUBLIC, SENSITIVE, Area, Choice, Kind


class Need(Choice):
    """What is needed (D0: counselling, law, treatment, vocational training, loan, job)."""

    counselling = "Tư vấn", "Counselling"
    legal = "Trợ giúp pháp lý", "Legal aid"
    treatment = "Điều trị, cai nghiện", "Treatment"
    vocational = "Học nghề", "Vocational training"
    loan = "Vay vốn", "Loan"
    job = "Việc làm", "Job"
    family = "Hỗ trợ gia đình", "Family support"
    health = "Sức khỏe", "Health"
    other = "Khác", "Other"


class NeedStatus(Choice):
    """How far a need has been answered."""

    open = "Chưa giải quyết", "Open"
    in_progress = "Đang giải quyết", "In progress"
    met = "Đã đáp ứng", "Met"
    unmet = "Không đáp ứng được", "Could not be met"


class ClientNeed(Model):
    """One need of one person; every person with a need counts in target T01."""

    words = "Nhu cầu", "Needs"
    menu = Area.cases
    rank = 40
    holds = Kind.CASE
    scoped_by = ("client",)
    titled_by = ("client", "need")
    keyed_by = ("client", "need", "noted_on")

    client: Mapped[Client] = link("Người được hỗ trợ", "Client", PUBLIC, listed=True)
    need: Mapped[Need] = column("Nhu cầu", "Need", PUBLIC, listed=True, filtered=True)
    noted_on: Mapped[date] = column(
        "Ngày ghi nhận", "Noted on", PUBLIC, listed=True, filtered=True, sortable=True, index=True
    )
    status: Mapped[NeedStatus] = column(
        "Tình trạng", "Status", PUBLIC, bulk=True, listed=True, filtered=True, default=NeedStatus.open
    )
    met_on: Mapped[date | None] = column("Ngày đáp ứng", "Met on", PUBLIC, bulk=True, listed=True)
    plan_text: Mapped[str | None] = column("Kế hoạch hỗ trợ", "Plan", SENSITIVE, long=True)
    responsible: Mapped[str | None] = column("Người phụ trách", "Responsible", bulk=True)

    __table_args__ = (CheckConstraint("met_on IS NULL OR met_on >= noted_on", name="met_after_noted"),)
