"""The steps of a case that people take by hand; the others follow from what is done."""

from __future__ import annotations

from models.access import Role
from models.client_choices import CaseStatus
from models.schema import Move, Workflow

OPEN = tuple(status for status in CaseStatus if status is not CaseStatus.closed)
"""Every status of a case that has not ended."""

_STAFF = frozenset({Role.coordinator, Role.admin})

STEPS = Workflow(
    "case_status",
    CaseStatus.new,
    (
        Move("wait", ("Chờ bổ sung", "Wait for information"), OPEN[:6], CaseStatus.waiting_info, _STAFF),
        Move("resume", ("Tiếp tục", "Resume"), (CaseStatus.waiting_info,), CaseStatus.counselling, _STAFF),
        Move("follow", ("Theo dõi sau hỗ trợ", "Follow up"), OPEN[1:5], CaseStatus.follow_up, _STAFF),
        Move(
            "close", ("Kết thúc hồ sơ", "Close the case"), OPEN, CaseStatus.closed, _STAFF,
            asks=("closed_on", "close_reason"), tone="warning",
        ),
        Move(
            "reopen", ("Mở lại hồ sơ", "Reopen the case"), (CaseStatus.closed,), CaseStatus.counselling,
            _STAFF, asks=("intake_on",),
        ),
    ),
good=frozenset({CaseStatus.in_service}),
over=frozenset({CaseStatus.closed}),
)  # fmt: skip
