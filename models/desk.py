"""What each role looks at first: every number counts a list, asked for as in that list's address."""

from __future__ import annotations

from dataclasses import dataclass

from models.access import Role
from models.account import Account
from models.audit_entry import AuditEntry
from models.base import Model
from models.client import Client
from models.club_member import ClubMember
from models.counselling_session import CounsellingSession
from models.referral import Referral
from models.rule_acknowledgement import RuleFinding
from models.schema import Words
from models.support_grant import SupportGrant


@dataclass(frozen=True, slots=True)
class Count:
    """The rows of a table that answer a question; `against` asks the same of the time before."""

    model: type[Model]
    words: Words
    asked: str = ""
    against: str = ""
    urgent: bool = False  # anything but none is to be dealt with


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The same rows parted by a column, the largest groups first."""

    model: type[Model]
    words: Words
    by: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Newest:
    """The moment of the newest row; `days` later it is too long ago."""

    model: type[Model]
    words: Words
    at: str
    days: int
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """What is read together."""

    words: Words
    counts: tuple[Count, ...]
    newest: tuple[Newest, ...] = ()
    parted: tuple[Breakdown, ...] = ()


def _mine(
    model: type[Model], words: Words, asked: str, *, by: str = "coordinator", urgent: bool = False
) -> Count:
    """Count what is on the reader's own desk."""
    return Count(model, words, f"{by}=me&{asked}", urgent=urgent)


def _this_and_last(model: type[Model], words: Words, day: str) -> Count:
    """Count what happened this month, against the one before."""
    return Count(model, words, f"{day}=this_month", f"{day}=last_month")


TODAY = Board(
    ("Hôm nay của tôi", "My day"),
    (
        _mine(CounsellingSession, ("Hẹn tư vấn hôm nay", "Sessions due today"), "next_session_on=today"),
        _mine(CounsellingSession, ("Lượt tư vấn hôm nay", "Sessions entered today"), "session_on=today"),
        _mine(Client, ("Người lâu chưa liên hệ", "People out of touch"), "out_of_touch=1", urgent=True),
        _mine(Referral, ("Chuyển gửi chưa có trả lời", "Referrals without an answer"), "status=sent"),
        _mine(Referral, ("Chuyển gửi quá hạn", "Overdue referrals"), "overdue=1", urgent=True),
        _mine(Referral, ("Phiếu chuyển gửi còn dự thảo", "Referrals in draft"), "status=draft"),
        _mine(
            SupportGrant, ("Hồ sơ hỗ trợ còn dở", "Grants to finish"), "status=draft&status=returned",
            by="client.coordinator",
        ),
    ),
)  # fmt: skip

FIGURES = Board(
    ("Tháng này so với tháng trước", "This month against the last"),
    (
        _this_and_last(Client, ("Người tiếp nhận mới", "People received"), "intake_on"),
        _this_and_last(CounsellingSession, ("Lượt tư vấn", "Counselling sessions"), "session_on"),
        _this_and_last(Referral, ("Lượt chuyển gửi", "Referrals"), "referred_on"),
        _this_and_last(Referral, ("Người đã đến cơ sở", "Arrivals"), "arrived_on"),
        _this_and_last(SupportGrant, ("Khoản hỗ trợ có quyết định", "Grants decided"), "decision_on"),
        _this_and_last(ClubMember, ("Hội viên mới", "New club members"), "joined_on"),
    ),
)  # fmt: skip

WAITING = Board(
    ("Đang chờ xử lý", "Waiting"),
    (
        Count(SupportGrant, ("Hồ sơ chờ thẩm định", "Grants to verify"), "status=submitted"),
        Count(SupportGrant, ("Hồ sơ chờ quyết định", "Grants to decide"), "status=verified"),
        Count(Referral, ("Chuyển gửi quá hạn", "Overdue referrals"), "overdue=1", urgent=True),
        Count(Client, ("Người lâu chưa liên hệ", "People out of touch"), "out_of_touch=1", urgent=True),
    ),
)

BACKUP_DAYS = 7
"""After so many days without a backup, more work would be lost than anybody could enter again."""

REFUSED, WEAK = "action=refused&action=sign_in_refused", "is_active=1&single_factor=1"

HEALTH = Board(
    ("Tình trạng dữ liệu", "Health of the data"),
    (
        Count(RuleFinding, ("Cảnh báo dữ liệu", "Data warnings")),
        Count(AuditEntry, ("Lượt bị từ chối hôm nay", "Refusals today"), f"at=today&{REFUSED}"),
        Count(Account, ("Tài khoản đang mở", "Open accounts"), "is_active=1"),
        Count(Account, ("Tài khoản chỉ có mật khẩu", "Accounts with a password alone"), WEAK),
    ),
    (Newest(AuditEntry, ("Bản sao lưu gần nhất", "Last backup"), "at", BACKUP_DAYS, "action=backed_up"),),
    (Breakdown(RuleFinding, ("Cảnh báo theo quy tắc", "Warnings by rule"), "rule_code"),),
)  # fmt: skip

BOARDS: dict[Role, tuple[Board, ...]] = {
    Role.coordinator: (TODAY,),
    Role.supervisor: (FIGURES, WAITING),
    Role.admin: (HEALTH, FIGURES),
    Role.viewer: (),
}
"""What stands on the first page, by role."""
