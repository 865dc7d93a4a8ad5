"""Screenings: what the ward health station, a health centre or the coordinator found, and advised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import SmallInteger
from sqlalchemy.orm import Mapped

from models.base import Model, choices, column, link
from models.client import Client
from models.client_choices import Substance
from models.schema import PUBLIC, SENSITIVE, Area, Choice, Kind, Preset

if TYPE_CHECKING:
    from models.referral_destination import ReferralDestination


class ScreeningTool(Choice):
    """With what somebody was screened; the first three are the names of published questionnaires."""

    assist = "ASSIST", "ASSIST"
    dast10 = "DAST-10", "DAST-10"
    audit = "AUDIT", "AUDIT"
    interview = "Phỏng vấn", "Interview"
    urine_test = "Xét nghiệm nước tiểu", "Urine test"
    other = "Khác", "Other"


class UrineResult(Choice):
    """What the urine test said."""

    negative = "Âm tính", "Negative"
    positive = "Dương tính", "Positive"
    not_done = "Không xét nghiệm", "Not done"


class Risk(Choice):
    """How much harm the use does."""

    low = "Thấp", "Low"
    medium = "Trung bình", "Medium"
    high = "Cao", "High"


class Recommendation(Choice):
    """What the screener advises; to propose a determination of dependence is not to make one."""

    none = "Không", "None"
    counselling_only = "Tư vấn", "Counselling only"
    detox = "Cắt cơn, giải độc", "Detoxification"
    mmt = "Điều trị methadone", "Methadone maintenance"
    psychiatry = "Khám tâm thần", "Psychiatry"
    voluntary_rehab = "Cai nghiện tự nguyện", "Voluntary rehabilitation"
    determine_addiction = "Đề nghị xác định tình trạng nghiện", "Determination of dependence"


FINDING = "Kết quả", "Findings"


class Screening(Model):
    """One screening of one person; its findings are sensitive, that it took place is not."""

    words = "Sàng lọc", "Screenings"
    menu = Area.cases
    rank = 30
    holds = Kind.CASE
    scoped_by = ("client",)
    titled_by = ("client", "screened_on")
    keyed_by = ("client", "screened_on", "tool")

    client: Mapped[Client] = link("Người được hỗ trợ", "Client", PUBLIC, listed=True)
    screened_on: Mapped[date] = column(
        "Ngày sàng lọc",
        "Screened on",
        PUBLIC,
        preset=Preset.TODAY,
        listed=True,
        filtered=True,
        sortable=True,
        index=True,
    )
    station: Mapped[ReferralDestination | None] = link(
        "Nơi sàng lọc", "Screened at", PUBLIC, bulk=True, listed=True, filtered=True,
        help=("Để trống nếu sàng lọc tại phòng tư vấn.", "Empty: in the counselling room."),
    )  # fmt: skip
    screener_name: Mapped[str | None] = column("Người sàng lọc", "Screener")
    tool: Mapped[ScreeningTool] = column("Công cụ", "Tool", PUBLIC, listed=True, filtered=True)

    score: Mapped[int | None] = column("Điểm", "Score", SENSITIVE, sql=SmallInteger(), group=FINDING)
    urine_result: Mapped[UrineResult] = column(
        "Xét nghiệm nước tiểu", "Urine test", SENSITIVE, default=UrineResult.not_done, group=FINDING
    )
    substances: Mapped[frozenset[Substance]] = choices(
        "Chất sử dụng", "Substances", Substance, SENSITIVE, group=FINDING
    )
    risk: Mapped[Risk | None] = column("Mức nguy cơ", "Risk", SENSITIVE, group=FINDING)
    psychosis_signs: Mapped[bool] = column(
        "Có dấu hiệu loạn thần", "Signs of psychosis", SENSITIVE, default=False, group=FINDING
    )
    suicide_risk: Mapped[bool] = column(
        "Có nguy cơ tự sát", "Risk of suicide", SENSITIVE, default=False, group=FINDING
    )
    recommendation: Mapped[Recommendation] = column(
        "Đề nghị", "Recommendation", SENSITIVE, default=Recommendation.none, group=FINDING
    )
    note: Mapped[str | None] = column("Ghi chú", "Note", SENSITIVE, long=True, group=FINDING)
