"""The steps of a grant: which lead where, who may take them, what they ask for."""

from __future__ import annotations

from models.access import Role
from models.schema import Move
from models.support_grant_choices import GrantStatus

_WARD = frozenset({Role.coordinator, Role.admin})
_ABOVE = frozenset({Role.supervisor, Role.admin})
_DRAFT, _SUBMITTED, _VERIFIED, _RETURNED = (
    GrantStatus.draft,
    GrantStatus.submitted,
    GrantStatus.verified,
    GrantStatus.returned,
)
_APPROVED, _PAID, _MONITORING, _CLOSED = (
    GrantStatus.approved,
    GrantStatus.paid,
    GrantStatus.monitoring,
    GrantStatus.closed,
)
_DECIDED = ("decision_no", "decision_on", "issuer")

STEPS = (
    Move("submit", ("Trình", "Submit"), (_DRAFT, _RETURNED), _SUBMITTED, _WARD),
    Move(
        "verify", ("Thẩm định", "Verify"), (_SUBMITTED,), _VERIFIED, _ABOVE,
        asks=("verified_on",), signs=("verified_by",),
    ),
    Move(
        "approve", ("Duyệt", "Approve"), (_VERIFIED,), _APPROVED, _ABOVE,
        asks=_DECIDED, signs=("approved_by",), tone="success",
    ),
    Move(
        "record_decision", ("Ghi quyết định giấy", "Record a paper decision"), (_SUBMITTED, _VERIFIED),
        _APPROVED, _WARD, asks=_DECIDED, signs=("recorded_by",),
    ),
    Move(
        "return", ("Trả lại bổ sung", "Return"), (_SUBMITTED, _VERIFIED), _RETURNED, _ABOVE,
        asks=("review_note",),
    ),
    Move(
        "reject", ("Không duyệt", "Reject"), (_SUBMITTED, _VERIFIED), GrantStatus.rejected, _ABOVE,
        asks=("review_note",), tone="danger",
    ),
    Move(
        "cancel", ("Hủy", "Cancel"), (_DRAFT, _SUBMITTED, _VERIFIED, _RETURNED, _APPROVED),
        GrantStatus.cancelled, _WARD | _ABOVE, asks=("review_note",), tone="danger",
    ),
    Move(
        "pay", ("Chi trả", "Pay out"), (_APPROVED,), _PAID, _WARD,
        asks=("paid_on", "payment_method", "receiver", "receiver_name", "receipt_no"), signs=("paid_by",),
        tone="success",
    ),
    Move(
        "visit", ("Ghi lần theo dõi", "Record a visit"), (_PAID, _MONITORING), _MONITORING, _WARD,
        asks=("followup_on", "result"),
    ),
    Move("close", ("Kết thúc", "Close"), (_PAID, _MONITORING), _CLOSED, _WARD, asks=("result",)),
    Move(
        "recover", ("Thu hồi", "Recover"), (_PAID, _MONITORING, _CLOSED), GrantStatus.recovered, _ABOVE,
        asks=("recovered_vnd", "review_note"), tone="danger",
    ),
)  # fmt: skip
