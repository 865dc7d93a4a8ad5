"""The tables of the record of everything: its entries, their chain's head, and the key of each record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, DateTime, Index, Integer, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.base import Model, column, link
from models.cipher import Encrypted
from models.schema import PUBLIC, TABLE, Area, Choice, Kind


class Action(Choice):
    """What somebody did, or tried to do."""

    created = "Thêm", "Created"
    changed = "Sửa", "Changed"
    deleted = "Xóa", "Deleted"
    restored = "Khôi phục", "Restored"
    purged = "Xóa vĩnh viễn", "Deleted for ever"
    opened = "Xem", "Opened"
    revealed = "Hiện thông tin", "Revealed"
    exported = "Xuất tệp", "Exported"
    delivered = "Đã gửi tệp", "Delivered"
    loaded = "Nhập tệp", "Loaded"
    signed_in = "Đăng nhập", "Signed in"
    signed_out = "Đăng xuất", "Signed out"
    sign_in_refused = "Đăng nhập thất bại", "Sign-in refused"
    proved = "Xác nhận lại mật khẩu", "Proved again"
    locked = "Tạm khóa", "Locked"
    unlocked = "Mở khóa", "Unlocked"
    password_changed = "Đổi mật khẩu", "Password changed"
    second_factor_changed = "Đổi xác thực hai lớp", "Second factor changed"
    refused = "Bị từ chối", "Refused"
    backed_up = "Sao lưu", "Backed up"
    backup_restored = "Phục hồi bản sao lưu", "Backup restored"


class AuditEntry(Model):
    """One thing done; `id` is its place in the chain. The database refuses to change or remove one."""

    words = "Nhật ký", "Audit record"
    about = (
        "Ai đã xem, sửa hay xuất gì; không ai sửa được.",
        "Who looked at, changed or exported what; nobody can change it.",
    )
    menu = Area.accounts
    rank = 30
    holds = Kind.RECORD
    scoped_by = ()
    follows_subject = True
    overseen = True
    titled_by = ("receipt",)
    addressed_by = "receipt"  # as the place in the chain counts what everybody did

    at: Mapped[datetime] = column(
        "Thời điểm", "When", PUBLIC, listed=True, filtered=True, sortable=True, typed=False, index=True
    )
    action: Mapped[Action] = column("Việc", "Action", PUBLIC, listed=True, filtered=True, typed=False)
    table_name: Mapped[str | None] = column(
        "Bảng", "Table", PUBLIC, listed=True, filtered=True, unit=TABLE, sql=String(40), typed=False
    )
    row_id: Mapped[int | None] = mapped_column(Integer)
    account: Mapped[Account | None] = link(
        "Người thực hiện", "Who", PUBLIC, listed=True, filtered=True, typed=False
    )
    receipt: Mapped[str] = column(
        "Số biên nhận", "Receipt", PUBLIC, listed=True, searched=True, unique=True, sql=String(16),
        typed=False,
    )  # fmt: skip
    said: Mapped[str] = mapped_column(Text)
    """JSON: what may be known by everybody who may know of the entry; the public side of a diff."""
    sealed: Mapped[str | None] = mapped_column(Text)
    """Ciphertext under the record's own key: the personal side of a diff, and the typed reason."""
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index(None, "table_name", "row_id"),)


AUDIT_HEAD = Table(
    "audit_head",
    Model.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One row: the last entry's place and hash. The database moves it with every entry, and in no other way."""

AUDIT_KEY = Table(
    "audit_key",
    Model.metadata,
    Column("table_name", String(40), primary_key=True),
    Column("row_id", Integer, primary_key=True, autoincrement=False),
    Column("key", Encrypted("audit_key.key"), nullable=False),
    Column("made_at", DateTime, nullable=False),
)
"""The key that seals what is personal in the entries about a record; whoever destroys it, destroys that."""
