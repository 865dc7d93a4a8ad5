"""Club members: who belongs to which club, who helps them there, and how it ended."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped

from models.access import Role
from models.base import Model, column, link
from models.client import Client
from models.client_choices import Employment
from models.club import Club
from models.club_member_choices import (
    AssignedOrganisation,
    JoinReason,
    LeaveReason,
    MemberStatus,
    SchoolStatus,
)
from models.coordinator import Coordinator
from models.schema import PUBLIC, SENSITIVE, Area, Kind, Move, Workflow

HELP = "Giúp đỡ", "Help"
_STAFF = frozenset({Role.coordinator, Role.admin})


class ClubMember(Model):
    """One membership from joining to leaving; who comes back begins a new one."""

    words = "Hội viên câu lạc bộ", "Club members"
    menu = Area.clubs
    rank = 10
    holds = Kind.CASE
    scoped_by = ("client",)
    titled_by = ("client", "club")
    keyed_by = ("club", "client", "joined_on")
    workflow = Workflow(
        "status",
        MemberStatus.open,
        (
            Move("pause", ("Tạm nghỉ", "Pause"), (MemberStatus.open,), MemberStatus.paused, _STAFF),
            Move("resume", ("Sinh hoạt lại", "Resume"), (MemberStatus.paused,), MemberStatus.open, _STAFF),
            Move(
                "leave",
                ("Ra khỏi câu lạc bộ", "Leave"),
                (MemberStatus.open, MemberStatus.paused),
                MemberStatus.left,
                _STAFF,
                asks=("left_on", "leave_reason"),
                tone="warning",
            ),
        ),
        good=frozenset({MemberStatus.open}),
        over=frozenset({MemberStatus.left}),
    )

    club: Mapped[Club] = link("Câu lạc bộ", "Club", PUBLIC, listed=True, filtered=True)
    client: Mapped[Client] = link("Người được hỗ trợ", "Client", PUBLIC, listed=True)
    joined_on: Mapped[date] = column(
        "Ngày vào", "Joined on", PUBLIC, listed=True, filtered=True, sortable=True
    )
    join_reason: Mapped[JoinReason] = column("Lý do vào", "Reason for joining", PUBLIC, filtered=True)
    status: Mapped[MemberStatus] = column(
        "Tình trạng", "Status", PUBLIC, listed=True, filtered=True, typed=False, default=MemberStatus.open
    )
    left_on: Mapped[date | None] = column("Ngày ra", "Left on", PUBLIC, filtered=True, typed=False)
    leave_reason: Mapped[LeaveReason | None] = column(
        "Lý do ra", "Reason for leaving", PUBLIC, filtered=True, typed=False
    )

    assigned_officer: Mapped[Coordinator | None] = link(
        "Người được phân công giúp đỡ",
        "Assigned officer",
        PUBLIC,
        bulk=True,
        listed=True,
        filtered=True,
        group=HELP,
    )
    assigned_org: Mapped[AssignedOrganisation | None] = column(
        "Đoàn thể giúp đỡ", "Assigned organisation", PUBLIC, bulk=True, filtered=True, group=HELP
    )
    plan_text: Mapped[str | None] = column("Kế hoạch giúp đỡ", "Plan", SENSITIVE, long=True, group=HELP)
    school_status: Mapped[SchoolStatus | None] = column(
        "Việc học", "Schooling", PUBLIC, bulk=True, filtered=True, group=HELP
    )
    employment_status: Mapped[Employment | None] = column(
        "Việc làm", "Employment", PUBLIC, bulk=True, filtered=True, group=HELP
    )

    __table_args__ = (
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="leaving_follows_joining"),
        CheckConstraint("(status = 'left') = (left_on IS NOT NULL)", name="who_left_has_a_day"),
        CheckConstraint("(status = 'left') = (leave_reason IS NOT NULL)", name="who_left_has_a_reason"),
        Index(
            "uq_club_member_open",
            "club_id",
            "client_id",
            unique=True,
            sqlite_where=text("left_on IS NULL"),
            postgresql_where=text("left_on IS NULL"),
        ),
    )
