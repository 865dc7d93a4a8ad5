"""Counselling sessions: one row is one session (lượt) of one person, also within a group."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, SmallInteger, String
from sqlalchemy.orm import Mapped

from models.base import Model, choices, column, link
from models.client import Client
from models.coordinator import Coordinator
from models.schema import MINUTES, PUBLIC, SENSITIVE, Area, Choice, Kind, Preset
from models.ward import Ward


class Audience(Choice):
    """Who was counselled; only an anonymous caller has no record."""

    client = "Người được hỗ trợ", "The person helped"
    relative = "Thân nhân", "Relative"
    resident = "Người dân", "Resident"
    anonymous = "Ẩn danh", "Anonymous"


class SessionMode(Choice):
    """In what form it took place."""

    individual = "Cá nhân", "Individual"
    group = "Nhóm", "Group"
    family = "Gia đình", "Family"
    phone = "Điện thoại", "Telephone"
    home_visit = "Tại nhà", "Home visit"
    online = "Trực tuyến", "Online"


class SessionTopic(Choice):
    """What was spoken about (D0)."""

    harm = "Tác hại của ma túy", "Harms of drugs"
    rehab_forms = "Hình thức, biện pháp cai nghiện", "Forms of rehabilitation"
    support_policy = "Chính sách hỗ trợ", "Support policies"
    providers = "Cơ sở điều trị", "Providers of treatment"
    legal_aid = "Trợ giúp pháp lý", "Legal aid"
    job = "Giới thiệu việc làm", "Jobs"
    family = "Gia đình", "Family"
    relapse = "Phòng tái nghiện", "Relapse prevention"
    other = "Khác", "Other"


class SessionOutcome(Choice):
    """What the person made of it."""

    agreed_treatment = "Đồng ý điều trị", "Agreed to treatment"
    considering = "Đang cân nhắc", "Considering"
    declined = "Từ chối", "Declined"
    info_only = "Chỉ cung cấp thông tin", "Information only"
    crisis = "Khủng hoảng", "Crisis"


class StageOfChange(Choice):
    """How ready somebody is for change, after Prochaska and DiClemente."""

    precontemplation = "Chưa có ý định", "Precontemplation"
    contemplation = "Có ý định", "Contemplation"
    preparation = "Chuẩn bị", "Preparation"
    action = "Hành động", "Action"
    maintenance = "Duy trì", "Maintenance"
    relapse = "Tái sử dụng", "Relapse"


WHO = "Người được tư vấn", "Who was counselled"
WHEN = "Thời gian, hình thức", "When and how"
WHAT = "Nội dung", "Content"


class CounsellingSession(Model):
    """One session of one person; all rows of one group session share a key, and each counts once."""

    words = "Lượt tư vấn", "Counselling sessions"
    menu = Area.cases
    rank = 20
    holds = Kind.CASE
    scoped_by = ("client", "ward")
    titled_by = ("client", "session_on")

    audience: Mapped[Audience] = column(
        "Ai được tư vấn",
        "Audience",
        PUBLIC,
        listed=True,
        filtered=True,
        default=Audience.client,
        group=WHO,
    )
    client: Mapped[Client | None] = link("Người được hỗ trợ", "Client", PUBLIC, listed=True, group=WHO)
    coordinator: Mapped[Coordinator] = link(
        "Điều phối viên",
        "Coordinator",
        PUBLIC,
        bulk=True,
        preset=Preset.MYSELF,
        listed=True,
        filtered=True,
        group=WHO,
    )
    ward: Mapped[Ward] = link("Phường, xã", "Ward", PUBLIC, bulk=True, listed=True, filtered=True, group=WHO)

    session_on: Mapped[date] = column(
        "Ngày tư vấn",
        "Date",
        PUBLIC,
        preset=Preset.TODAY,
        listed=True,
        filtered=True,
        sortable=True,
        group=WHEN,
        index=True,
    )
    start_time: Mapped[time | None] = column("Bắt đầu lúc", "Started at", PUBLIC, group=WHEN)
    duration_min: Mapped[int | None] = column(
        "Thời lượng (phút)", "Duration (minutes)", PUBLIC, unit=MINUTES, sql=SmallInteger(), group=WHEN
    )
    mode: Mapped[SessionMode] = column(
        "Hình thức",
        "Mode",
        PUBLIC,
        bulk=True,
        listed=True,
        filtered=True,
        default=SessionMode.individual,
        group=WHEN,
    )
    group_key: Mapped[str | None] = column(
        "Mã buổi nhóm", "Group session", PUBLIC, bulk=True, sql=String(40), group=WHEN, index=True,
        help=("Các lượt của cùng một buổi nhóm ghi chung một mã.", "All rows of one group session share it."),
    )  # fmt: skip

    topics: Mapped[frozenset[SessionTopic]] = choices(
        "Chủ đề", "Topics", SessionTopic, PUBLIC, bulk=True, filtered=True, group=WHAT
    )
    content: Mapped[str | None] = column("Nội dung tư vấn", "Content", SENSITIVE, long=True, group=WHAT)
    outcome: Mapped[SessionOutcome] = column(
        "Kết quả",
        "Outcome",
        PUBLIC,
        bulk=True,
        listed=True,
        filtered=True,
        default=SessionOutcome.info_only,
        group=WHAT,
    )
    stage_of_change: Mapped[StageOfChange | None] = column(
        "Giai đoạn thay đổi", "Stage of change", SENSITIVE, group=WHAT
    )
    next_session_on: Mapped[date | None] = column(
        "Hẹn lần sau", "Next session", PUBLIC, bulk=True, filtered=True, group=WHAT
    )

    __table_args__ = (
        CheckConstraint(
            "(client_id IS NULL) = (audience = 'anonymous')", name="only_the_anonymous_have_no_record"
        ),
    )
