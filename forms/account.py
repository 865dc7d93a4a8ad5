"""What must be true of an account (US1); passwords are in forms/password.py."""

from __future__ import annotations

import re
from typing import Any

from forms.base import WARNING, form_for, rule
from forms.password import NewPasswordForm
from forms.words import say
from models.access import Role
from models.account import Account
from models.audit import Action, record
from models.base import Model
from models.coordinator import Coordinator
from models.facts_people import (
    accounts_named,
    accounts_of_coordinator,
    areas_of_account,
    hold_administrators,
    other_administrators,
)
from models.passwords import made_up, set_password
from models.sign_in_try import by_name, unlock

_USERNAME = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+)*")


@form_for(Account)
class AccountForm(NewPasswordForm):
    """An account as administrators keep it; a password typed here must be changed by its owner."""

    made_up_password = ""
    """The password given to a new account when none was typed: said once, kept nowhere."""

    def tidy(self, values: dict[str, Any]) -> None:
        """Write user names small; make the owner change a password that somebody else knows."""
        if values["username"]:
            self.put("username", values["username"].lower())
        if values["new_password"] and self.person.account_id is not None:
            self.put("must_change_password", value=True)

    def judge(self) -> bool:
        """Judge with the administrators' rows held where one may be lost: two could shut out each other."""
        if not self.is_new and (self.changed("role") or self.changed("is_active")):
            hold_administrators(self.session)
        return super().judge()

    @rule(
        "US1", "username", hint=True,
        vi="Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số và dấu chấm ở giữa.",
        en="A user name has small letters without marks, digits, and dots between them.",
    )  # fmt: skip
    def username_is_plain(self, username: str) -> bool:
        """So that no two names look alike to the search key by which people sign in."""
        return _USERNAME.fullmatch(username) is not None

    @rule(
        "US1", "username", facts=(accounts_named,),
        vi="Tên đăng nhập này đã có người dùng.", en="This user name is taken.",
    )  # fmt: skip
    def username_is_free(self, _username: str, others: int) -> bool:
        """Also a UNIQUE in the database."""
        return others == 0

    @rule(
        "US1", "coordinator", "role", blank=True,
        vi="Tài khoản điều phối viên phải gắn với một điều phối viên; tài khoản khác thì không.",
        en="A coordinator's account names its coordinator; no other account does.",
    )  # fmt: skip
    def coordinator_is_named(self, coordinator: Coordinator | None, role: Role | None) -> bool:
        """What somebody does for people is recorded under the coordinator."""
        return role is None or (role is Role.coordinator) == (coordinator is not None)

    @rule(
        "US1", "coordinator", facts=(accounts_of_coordinator,),
        vi="Điều phối viên này đã có tài khoản.", en="This coordinator has an account already.",
    )  # fmt: skip
    def coordinator_has_one_account(self, _coordinator: Coordinator, others: int) -> bool:
        """Also a UNIQUE in the database."""
        return others == 0

    @rule(
        "US1", "role", "is_active", facts=(other_administrators,),
        vi="Đây là quản trị cuối cùng còn đăng nhập được.", en="No other administrator may sign in.",
    )  # fmt: skip
    def an_administrator_remains(self, role: Role, active: bool, others: int) -> bool:  # noqa: FBT001
        """Somebody must be able to let others in again."""
        was = not self.is_new and self.before("role") is Role.admin and self.before("is_active")
        return not was or (role is Role.admin and active) or others > 0

    @rule(
        "US1", "role",
        vi="Không ai tự đổi vai trò của mình.", en="Nobody changes their own role.",
    )  # fmt: skip
    def own_role_stays(self, _role: Role) -> bool:
        """A role is given by somebody else."""
        return not (self._is_own and self.changed("role"))

    @rule(
        "US1", "is_active",
        vi="Không ai tự khóa tài khoản của mình.", en="Nobody closes their own account.",
    )  # fmt: skip
    def own_account_stays_open(self, active: bool) -> bool:  # noqa: FBT001 - a column's value
        """Somebody else closes it, and so can open it again."""
        return active or not (self._is_own and self.changed("is_active"))

    @rule(
        "US1", "role", facts=(areas_of_account,), severity=WARNING,
        vi="Tài khoản chưa có địa bàn nên không thấy hồ sơ nào.",
        en="The account has no area yet, so it sees no records.",
    )  # fmt: skip
    def has_an_area(self, role: Role, areas: int) -> bool:
        """Areas are rows of their own, added next; administrators work everywhere."""
        return role is Role.admin or areas > 0

    @rule(
        "US2", "new_password",
        vi="Mật khẩu của chính mình đổi ở trang “Đổi mật khẩu”.",
        en="Your own password is changed on the page “Change password”.",
    )  # fmt: skip
    def own_password_needs_the_old(self, _text: str) -> bool:
        """Only there is the present password asked for."""
        return not self._is_own

    @property
    def _is_own(self) -> bool:
        return not self.is_new and self.person.account_id == self.row.id

    def save(self) -> Model:
        """Keep the password typed, or make one up for a new account (`made_up_password`); it opens a lock."""
        account: Any = self.row
        was_new = self.is_new
        if self.is_new and not self.values["new_password"] and not account.password_hash:
            self.made_up_password = made_up()
            self.told_once = say(
                f"Mật khẩu lần đầu: {self.made_up_password} (chỉ hiện một lần này).",
                f"First password: {self.made_up_password} (shown only this once).",
            )
        text = self.values["new_password"] or self.made_up_password
        if text:
            set_password(account, text)
        saved = super().save()
        if text:
            unlock(self.session, by_name(account.username))
        if text and not was_new:
            record(self.session, Action.password_changed, row=account)
        return saved
