"""Referrals: a person sent to a facility for a service, the facility's answer, and what came of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index, text
from sqlalchemy.orm import Mapped

from models.base import Model, column, link
from models.client import Client
from models.coordinator import Coordinator
from models.referral_choices import OPEN, ReferralOutcome, ReferralStatus, Urgency
from models.referral_destination import ReferralDestination
from models.referral_destination_choices import Service
from models.referral_steps import STEPS, deadline
from models.schema import PUBLIC, SENSITIVE, Area, Derived, Kind, Preset, Workflow
from models.ward import Ward

WHERE = "Chuyển gửi", "Referral"
ANSWER = "Phản hồi của cơ sở", "The facility's answer"
STAY = "Quá trình tại cơ sở", "At the facility"


class Referral(Model):
    """One slip: one person, one facility, one service; a second try is a second row."""

    words = "Chuyển gửi", "Referrals"
    menu = Area.support
    rank = 10
    holds = Kind.CASE
    scoped_by = ("client",)
    titled_by = ("client", "destination", "referred_on")
    keyed_by = ("client", "destination", "service", "referred_on")
    workflow = Workflow(
        "status",
        ReferralStatus.draft,
        STEPS,
        good=frozenset({ReferralStatus.arrived, ReferralStatus.in_service, ReferralStatus.completed}),
        bad=frozenset({ReferralStatus.declined, ReferralStatus.no_show, ReferralStatus.dropped_out}),
        over=frozenset({ReferralStatus.cancelled}),
    )

    client: Mapped[Client] = link(
        "Người được hỗ trợ", "Client", PUBLIC, listed=True, filtered=True, group=WHERE
    )
    destination: Mapped[ReferralDestination] = link(
        "Cơ sở tiếp nhận", "Destination", PUBLIC, listed=True, filtered=True, group=WHERE
    )
    service: Mapped[Service] = column("Dịch vụ", "Service", PUBLIC, listed=True, filtered=True, group=WHERE)
    referred_on: Mapped[date] = column(
        "Ngày chuyển gửi",
        "Referred on",
        PUBLIC,
        preset=Preset.TODAY,
        listed=True,
        filtered=True,
        sortable=True,
        group=WHERE,
        index=True,
    )
    urgency: Mapped[Urgency] = column(
        "Mức độ khẩn", "Urgency", PUBLIC, bulk=True, filtered=True, group=WHERE, default=Urgency.normal
    )
    coordinator: Mapped[Coordinator | None] = link(
        "Điều phối viên",
        "Coordinator",
        PUBLIC,
        bulk=True,
        preset=Preset.MYSELF,
        filtered=True,
        group=WHERE,
        help=("Để trống: điều phối viên của người được hỗ trợ.", "Left empty: the person’s coordinator."),
    )
    ward: Mapped[Ward | None] = link(
        "Phường, xã",
        "Ward",
        PUBLIC,
        filtered=True,
        group=WHERE,
        help=("Để trống: nơi cư trú hiện nay.", "Left empty: the ward of residence."),
    )
    slip_no: Mapped[str | None] = column("Số phiếu chuyển gửi", "Slip number", SENSITIVE, group=WHERE)
    decision_no: Mapped[str | None] = column(
        "Số quyết định (cai nghiện bắt buộc)",
        "Decision number (compulsory rehabilitation)",
        SENSITIVE,
        group=WHERE,
    )

    status: Mapped[ReferralStatus] = column(
        "Trạng thái", "Status", PUBLIC, listed=True, filtered=True, typed=False, default=ReferralStatus.draft
    )
    due_on: Mapped[date | None] = column(
        "Hạn bước tiếp theo",
        "Next step due",
        PUBLIC,
        sql=Date(),
        listed=True,
        filtered=True,
        sortable=True,
        typed=False,
        index=True,
    )
    responded_on: Mapped[date | None] = column(
        "Ngày trả lời", "Answered on", PUBLIC, typed=False, group=ANSWER
    )
    feedback_by: Mapped[str | None] = column("Người trả lời", "Answered by", typed=False, group=ANSWER)
    response_note: Mapped[str | None] = column(
        "Nội dung trả lời, lý do", "Answer or reason", SENSITIVE, typed=False, long=True, group=ANSWER
    )
    feedback_on: Mapped[date | None] = column(
        "Ngày phản hồi gần nhất", "Last feedback on", PUBLIC, typed=False, group=ANSWER
    )
    arrived_on: Mapped[date | None] = column(
        "Ngày đến", "Arrived on", PUBLIC, typed=False, filtered=True, group=STAY
    )
    started_on: Mapped[date | None] = column("Ngày bắt đầu", "Started on", PUBLIC, typed=False, group=STAY)
    ended_on: Mapped[date | None] = column("Ngày kết thúc", "Ended on", PUBLIC, typed=False, group=STAY)
    outcome: Mapped[ReferralOutcome | None] = column(
        "Kết quả", "Outcome", PUBLIC, typed=False, filtered=True, group=STAY
    )
    cancel_reason: Mapped[str | None] = column("Lý do hủy", "Reason for cancelling", typed=False, long=True)

    __table_args__ = (
        Index(
            "uq_referral_open", "client_id", "destination_id", "service", unique=True,
            sqlite_where=text(f"status IN {tuple(state.name for state in OPEN)}"),
            postgresql_where=text(f"status IN {tuple(state.name for state in OPEN)}"),
        ),
    )  # fmt: skip

    @property
    def next_step_due(self) -> date | None:
        """Give the day by which the next answer, arrival or feedback is expected, if any is."""
        return deadline(self.status, self.referred_on, self.responded_on, self.feedback_on or self.started_on)


Referral.__table__.c.due_on.info["derived"] = Derived(lambda day: day, "next_step_due")
