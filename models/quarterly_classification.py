"""Quarterly classifications: each member's progress, proposed, approved and reported (D4)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.access import Role
from models.account import Account
from models.base import Model, column, link
from models.club_member import ClubMember
from models.schema import PUBLIC, SENSITIVE, YEAR, Area, Choice, Kind, Move, Workflow

MONTHS_OF_A_QUARTER = 3


class Progress(Choice):
    """The classes of progress; the documents name these two."""

    progress = "Có tiến bộ", "Progress"
    no_progress = "Chưa tiến bộ", "No progress"


class ClassificationStatus(Choice):
    """How far a classification has come; what has been reported is locked."""

    proposed = "Đã đề xuất", "Proposed"
    approved = "Đã duyệt", "Approved"
    reported = "Đã báo cáo", "Reported"


_ANYBODY = frozenset({Role.coordinator, Role.supervisor, Role.admin})


class QuarterlyClassification(Model):
    """One member's class for one quarter; who proposed it is who created the row."""

    words = "Phân loại quý", "Quarterly classifications"
    menu = Area.clubs
    rank = 30
    holds = Kind.CASE
    scoped_by = ("member",)
    titled_by = ("member", "year", "quarter")
    keyed_by = ("member", "year", "quarter")
    corrected_by_supervisor = True
    workflow = Workflow(
        "status",
        ClassificationStatus.proposed,
        (
            Move(
                "approve",
                ("Duyệt", "Approve"),
                (ClassificationStatus.proposed,),
                ClassificationStatus.approved,
                _ANYBODY,
                asks=("decision_no",),
                today=("approved_on",),
                signs=("approved_by",),
                tone="success",
            ),
            Move(
                "report",
                ("Đã báo cáo", "Reported"),
                (ClassificationStatus.approved,),
                ClassificationStatus.reported,
                _ANYBODY,
                today=("reported_on",),
            ),
        ),
        good=frozenset({ClassificationStatus.approved}),
        over=frozenset({ClassificationStatus.reported}),
    )

    member: Mapped[ClubMember] = link("Hội viên", "Member", PUBLIC, listed=True)
    year: Mapped[int] = column(
        "Năm", "Year", PUBLIC, listed=True, filtered=True, sortable=True, unit=YEAR, sql=SmallInteger()
    )
    quarter: Mapped[int] = column(
        "Quý", "Quarter", PUBLIC, listed=True, filtered=True, sortable=True, sql=SmallInteger(), example="3"
    )
    classification: Mapped[Progress] = column("Phân loại", "Class", PUBLIC, listed=True, filtered=True)
    regular: Mapped[bool] = column(
        "Sinh hoạt đều", "Attends regularly", PUBLIC, listed=True, filtered=True, default=False
    )
    basis_reviews: Mapped[int] = column(
        "Số đánh giá tháng làm căn cứ", "Monthly reviews it rests on", PUBLIC, sql=SmallInteger(), default=0
    )
    status: Mapped[ClassificationStatus] = column(
        "Tình trạng", "Status", PUBLIC, listed=True, filtered=True, typed=False,
        default=ClassificationStatus.proposed,
    )  # fmt: skip
    decision_no: Mapped[str | None] = column(
        "Số văn bản duyệt (nếu duyệt trên giấy)", "Paper decision, if any", SENSITIVE, typed=False
    )
    approved_by: Mapped[Account | None] = link("Người duyệt", "Approved by", PUBLIC, typed=False)
    approved_on: Mapped[date | None] = column("Ngày duyệt", "Approved on", PUBLIC, filtered=True, typed=False)
    reported_on: Mapped[date | None] = column("Ngày báo cáo", "Reported on", PUBLIC, typed=False)

    __table_args__ = (
        UniqueConstraint("member_id", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter_range"),
        CheckConstraint(f"basis_reviews BETWEEN 0 AND {MONTHS_OF_A_QUARTER}", name="basis_reviews_range"),
        CheckConstraint("(status = 'proposed') = (approved_on IS NULL)", name="approval_has_a_day"),
    )


def first_day(year: int, quarter: int) -> date:
    """Tell the first day of a calendar quarter; `quarter` may run past 4, into the next year."""
    return date(year + (quarter - 1) // 4, (quarter - 1) % 4 * MONTHS_OF_A_QUARTER + 1, 1)
