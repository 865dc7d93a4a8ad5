"""The steps of a referral: which lead where, who may take them, and by when the next is due."""

from __future__ import annotations

from datetime import date, timedelta

from models.access import Role
from models.referral_choices import OPEN, ReferralStatus
from models.schema import Move
from models.working_days import after_working_days

ANSWER_WITHIN = 3
ARRIVE_WITHIN = 7
FEEDBACK_WITHIN = 90
"""Working days for the answer, days for the person to arrive, days between two feedbacks (RF11)."""

_STAFF = frozenset({Role.coordinator, Role.admin})
_DRAFT, _SENT, _ACCEPTED, _ARRIVED, _IN_SERVICE = OPEN

STEPS = (
    Move("send", ("Gửi", "Send"), (_DRAFT,), _SENT, _STAFF, tone="success"),
    Move(
        "accept", ("Cơ sở đồng ý", "Accepted"), (_SENT,), _ACCEPTED, _STAFF,
        asks=("responded_on", "feedback_by", "response_note"), tone="success",
    ),
    Move(
        "decline", ("Cơ sở từ chối", "Declined"), (_SENT,), ReferralStatus.declined, _STAFF,
        asks=("responded_on", "feedback_by", "response_note", "outcome"), tone="warning",
    ),
    Move(
        "arrive", ("Đã đến", "Arrived"), (_SENT, _ACCEPTED), _ARRIVED, _STAFF,
        asks=("arrived_on",), tone="success",
    ),
    Move(
        "miss", ("Không đến", "Did not come"), (_SENT, _ACCEPTED), ReferralStatus.no_show, _STAFF,
        asks=("response_note", "outcome"), tone="warning",
    ),
    Move("start", ("Bắt đầu dịch vụ", "Start"), (_ARRIVED,), _IN_SERVICE, _STAFF, asks=("started_on",)),
    Move(
        "hear", ("Ghi phản hồi", "Record feedback"), (_IN_SERVICE,), _IN_SERVICE, _STAFF,
        asks=("feedback_on", "feedback_by", "response_note"),
    ),
    Move(
        "complete", ("Hoàn thành", "Complete"), (_ARRIVED, _IN_SERVICE), ReferralStatus.completed, _STAFF,
        asks=("ended_on", "outcome"), tone="success",
    ),
    Move(
        "drop_out", ("Bỏ dở", "Dropped out"), (_ARRIVED, _IN_SERVICE), ReferralStatus.dropped_out, _STAFF,
        asks=("ended_on", "outcome"), tone="warning",
    ),
    Move(
        "cancel", ("Hủy, thu hồi", "Cancel or revoke"), OPEN, ReferralStatus.cancelled,
        _STAFF | {Role.supervisor}, asks=("cancel_reason",), tone="danger",
    ),
)  # fmt: skip


def deadline(status: ReferralStatus, sent: date, answered: date | None, heard: date | None) -> date | None:
    """Say when a step is overdue: for the list, the warning and the count alike (RF11)."""
    if status is ReferralStatus.sent:
        return after_working_days(sent, ANSWER_WITHIN)
    if status is ReferralStatus.accepted:
        return (answered or sent) + timedelta(days=ARRIVE_WITHIN)
    if status is ReferralStatus.in_service:
        return (heard or answered or sent) + timedelta(days=FEEDBACK_WITHIN)
    return None
