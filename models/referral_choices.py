"""What may be chosen about a referral: where it stands, how urgent it is, how it ended."""

from __future__ import annotations

from models.schema import Choice


class ReferralStatus(Choice):
    """Where a referral stands."""

    draft = "Dự thảo", "Draft"
    sent = "Đã gửi", "Sent"
    accepted = "Cơ sở đồng ý", "Accepted"
    declined = "Từ chối", "Declined"
    arrived = "Đã đến", "Arrived"
    no_show = "Không đến", "Did not come"
    in_service = "Đang sử dụng dịch vụ", "In service"
    completed = "Hoàn thành", "Completed"
    dropped_out = "Bỏ dở", "Dropped out"
    cancelled = "Hủy", "Cancelled"


OPEN = (
    ReferralStatus.draft, ReferralStatus.sent, ReferralStatus.accepted, ReferralStatus.arrived,
    ReferralStatus.in_service,
)  # fmt: skip
"""States from which something is still expected."""

REFERRED = frozenset(ReferralStatus) - {ReferralStatus.draft, ReferralStatus.cancelled}
"""Published as “Đã chuyển gửi”: distinct persons with a referral sent, whatever came of it (D0's 26)."""

RECEIVED = frozenset(
    {ReferralStatus.arrived, ReferralStatus.in_service, ReferralStatus.completed, ReferralStatus.dropped_out}
)
"""Published as “Đã tiếp nhận dịch vụ”: arrived or later. Never mixed with REFERRED."""


class Urgency(Choice):
    """How soon somebody must be seen."""

    normal = "Bình thường", "Normal"
    urgent = "Khẩn", "Urgent"


class ReferralOutcome(Choice):
    """How a referral ended."""

    completed = "Hoàn thành", "Completed"
    ongoing = "Tiếp tục tại cơ sở", "Goes on there"
    dropped_out = "Bỏ dở", "Dropped out"
    no_show = "Không đến", "Did not come"
    refused_by_facility = "Cơ sở từ chối", "Refused by the facility"
    refused_by_client = "Người được hỗ trợ từ chối", "Refused by the person"
    transferred = "Chuyển cơ sở khác", "Transferred"


ENDINGS: dict[ReferralStatus, tuple[ReferralOutcome, ...]] = {
    ReferralStatus.declined: (ReferralOutcome.refused_by_facility, ReferralOutcome.transferred),
    ReferralStatus.no_show: (ReferralOutcome.no_show, ReferralOutcome.refused_by_client),
    ReferralStatus.completed: (
        ReferralOutcome.completed, ReferralOutcome.ongoing, ReferralOutcome.transferred,
    ),
    ReferralStatus.dropped_out: (
        ReferralOutcome.dropped_out, ReferralOutcome.refused_by_client, ReferralOutcome.transferred,
    ),
}  # fmt: skip
"""The outcomes a final state may have; the first is the one meant when none is said."""
