"""Accounts: who may sign in, in which role, and for which areas."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import SmallInteger, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.access import Person, Role
from models.base import Model, column, derived, link
from models.coordinator import Coordinator
from models.gate import look_past
from models.keys import search_key
from models.province import Province
from models.schema import PUBLIC, Area, Choice, Kind
from models.ward import Ward, WardSuccession


class Locale(Choice):
    """The language a person reads."""

    vi = "Tiếng Việt", "Vietnamese"
    en = "Tiếng Anh", "English"


class Account(Model):
    """An account; the password is kept only as its argon2 hash."""

    words = "Tài khoản", "Accounts"
    menu = Area.accounts
    rank = 10
    holds = Kind.ACCOUNT
    scoped_by = ()
    titled_by = ("username",)
    kept_because = "Tài khoản chỉ được khóa, không xóa.", "An account is closed, never deleted."
    keyed_by = ("username",)

    username: Mapped[str] = column(
        "Tên đăng nhập",
        "User name",
        PUBLIC,
        listed=True,
        searched=True,
        sortable=True,
        unique=True,
        example="lan",
    )
    username_search: Mapped[str] = derived(search_key, "username", index=True)
    full_name: Mapped[str] = column("Họ và tên", "Full name", PUBLIC, listed=True, searched=True)
    full_name_search: Mapped[str] = derived(search_key, "full_name")
    role: Mapped[Role] = column("Vai trò", "Role", PUBLIC, listed=True, filtered=True)
    coordinator: Mapped[Coordinator | None] = link(
        "Là điều phối viên", "Coordinator", PUBLIC, listed=True, unique=True
    )
    password_hash: Mapped[str | None] = mapped_column()
    locale: Mapped[Locale] = column("Ngôn ngữ", "Language", PUBLIC, default=Locale.vi)
    is_active: Mapped[bool] = column(
        "Được đăng nhập", "May sign in", PUBLIC, listed=True, filtered=True, default=True
    )
    must_change_password: Mapped[bool] = column(
        "Phải đổi mật khẩu", "Must change password", PUBLIC, listed=True, default=True
    )
    last_login_at: Mapped[datetime | None] = column(
        "Đăng nhập gần nhất", "Last sign-in", PUBLIC, listed=True, typed=False
    )
    failed_count: Mapped[int] = mapped_column(SmallInteger, default=0)
    locked_until: Mapped[datetime | None] = mapped_column()


class AccountScope(Model):
    """One area an account works in: a whole province or a ward, with everything it grew out of."""

    words = "Địa bàn của tài khoản", "Account scopes"
    menu = Area.accounts
    rank = 20
    holds = Kind.ACCOUNT
    scoped_by = ()
    titled_by = ("account", "ward", "province")
    keyed_by = ("account", "ward", "province")

    account: Mapped[Account] = link("Tài khoản", "Account", PUBLIC, listed=True, filtered=True)
    province: Mapped[Province | None] = link("Tỉnh, thành phố", "Province", PUBLIC, listed=True)
    ward: Mapped[Ward | None] = link("Phường, xã", "Ward", PUBLIC, listed=True, filtered=True)

    __table_args__ = (UniqueConstraint("account_id", "province_id", "ward_id"),)


def person_for(session: Session, account: Account) -> Person:
    """Say who an account is to the gate; an administrator's area is everywhere."""
    if account.role is Role.admin:
        return Person(account.role, account.id, None, account.coordinator_id)
    scopes = session.execute(
        look_past(
            select(AccountScope.province_id, AccountScope.ward_id).where(
                AccountScope.account_id == account.id
            )
        )
    ).all()
    provinces = {row.province_id for row in scopes if row.province_id}
    wards = {row.ward_id for row in scopes if row.ward_id}
    if provinces:
        wards |= set(session.scalars(look_past(select(Ward.id).where(Ward.province_id.in_(provinces)))))
    return Person(account.role, account.id, with_predecessors(session, wards), account.coordinator_id)


def with_predecessors(session: Session, wards: set[int]) -> frozenset[int]:
    """Add the former wards whose cases these wards took over, step by step back through the mergers."""
    arrows = session.execute(
        look_past(
            select(WardSuccession.to_ward_id, WardSuccession.from_ward_id).where(WardSuccession.is_default)
        )
    ).all()
    known = set(wards)
    added = known
    while added:
        added = {arrow.from_ward_id for arrow in arrows if arrow.to_ward_id in added} - known
        known = known | added
    return frozenset(known)


def account_named(session: Session, username: str) -> Account | None:
    """Find who wants to sign in, before anybody is known to be asking."""
    key = search_key(username)
    found: Account | None = session.scalar(look_past(select(Account).where(Account.username_search == key)))
    return found


def account_of(session: Session, account_id: int) -> Account | None:
    """Load the account of a signed-in cookie, before its person is known."""
    found: Account | None = session.scalar(look_past(select(Account).where(Account.id == account_id)))
    return found
