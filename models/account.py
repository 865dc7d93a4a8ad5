"""Accounts: who may sign in, in which role, and for which areas."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, UniqueConstraint, bindparam, cast, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.access import Person, Role
from models.base import Model, column, derived, link
from models.coordinator import Coordinator
from models.gate import look_past
from models.gate_criteria import criteria_of
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
    """Say who an account is to the gate, in one statement; an administrator's area is everywhere."""
    everywhere = account.role is Role.admin
    wards = None if everywhere else session.connection().scalar(_wards(), {"account": account.id})
    return person_with(account, wards)


def person_with(account: Account, wards: str | None) -> Person:
    """Say who an account is to the gate, given its wards as `wards_of` tells them."""
    everywhere = account.role is Role.admin
    numbers = None if everywhere else frozenset(map(int, wards.split(",") if wards else ()))
    return Person(account.role, account.id, numbers, account.coordinator_id)


@cache
def _wards() -> Select[Any]:
    """Ask for the wards of an account; the options are what the session's hook adds: nothing deleted."""
    return select(wards_of(bindparam("account", type_=Integer))).options(criteria_of(None))


def wards_of(account_id: ColumnElement[int]) -> ColumnElement[str]:
    """Tell the wards of an account: its own, its provinces', and step by step all they grew out of.

    As one text with commas: some hundred rows would take longer to fetch than to find.
    """
    area, arrow = AccountScope, WardSuccession
    wards = select(area.ward_id.label("ward_id")).where(
        area.account_id == account_id, area.ward_id.is_not(None)
    )
    of_provinces = select(Ward.id).join(area, area.province_id == Ward.province_id)
    own = wards.union(of_provinces.where(area.account_id == account_id)).subquery()
    known = select(own).cte("known_wards", recursive=True)
    former = select(arrow.from_ward_id).join(known, arrow.to_ward_id == known.c.ward_id)
    found = known.union(former.where(arrow.is_default))
    return select(func.aggregate_strings(cast(found.c.ward_id, String), ",")).scalar_subquery()


def account_named(session: Session, username: str) -> Account | None:
    """Find who wants to sign in, before anybody is known to be asking."""
    key = search_key(username)
    found: Account | None = session.scalar(look_past(select(Account).where(Account.username_search == key)))
    return found
