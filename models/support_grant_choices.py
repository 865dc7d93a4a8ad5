"""What may be chosen about a grant: where it stands, how it was paid and to whom, what came of it."""

from __future__ import annotations

from models.schema import Choice


class GrantStatus(Choice):
    """Where a grant stands."""

    draft = "Lập hồ sơ", "Draft"
    submitted = "Đã trình", "Submitted"
    verified = "Đã thẩm định", "Verified"
    approved = "Có quyết định", "Approved"
    paid = "Đã chi", "Paid"
    monitoring = "Theo dõi", "Monitoring"
    closed = "Kết thúc", "Closed"
    returned = "Trả lại bổ sung", "Returned"
    rejected = "Không duyệt", "Rejected"
    cancelled = "Hủy", "Cancelled"
    recovered = "Thu hồi", "Recovered"


CONSUMING = frozenset(
    {
        GrantStatus.approved,
        GrantStatus.paid,
        GrantStatus.monitoring,
        GrantStatus.closed,
        GrantStatus.recovered,
    }
)
"""States in which a grant takes from the person's cap, less what was recovered; GR2 counts these.

Recovered grants stay among them: recovered in part, the rest has still been received.
"""

DRAWING = frozenset({GrantStatus.approved, GrantStatus.paid})
"""States into which a grant only goes while the cap allows it (GR1, GR2)."""

OPEN_TO_CHANGE = frozenset({GrantStatus.draft, GrantStatus.returned})
"""States in which nobody has what was asked for before them, so that it may be typed anew (GR12)."""

PAID_OUT = frozenset({GrantStatus.paid, GrantStatus.monitoring})
"""States in which money is out and somebody should go and see (GR13)."""

CAME_TO_NOTHING = frozenset({GrantStatus.returned, GrantStatus.rejected, GrantStatus.cancelled})
"""States in which a grant asks for no money, so that no rule about money stands in their way."""


OFF = frozenset({GrantStatus.rejected, GrantStatus.cancelled})
"""States out of which no step leads, and in which no money was given."""


class PaymentMethod(Choice):
    """How the money went."""

    cash = "Tiền mặt", "Cash"
    transfer = "Chuyển khoản", "Bank transfer"


class Receiver(Choice):
    """Who took the money; for somebody under 18 a parent or lawful representative (GR11)."""

    person = "Người được hỗ trợ", "The person"
    guardian = "Cha, mẹ hoặc người đại diện hợp pháp", "Parent or lawful representative"
    other = "Người khác", "Somebody else"


class GrantResult(Choice):
    """What came of it at the last visit."""

    working = "Có hiệu quả", "Working"
    partly = "Có hiệu quả một phần", "Partly"
    failed = "Không hiệu quả", "Failed"
    unknown = "Chưa rõ", "Unknown"
