"""What must be true of a password (US2), and the form with which people change their own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from forms.base import SchemaForm, rule
from forms.words import PRODUCT
from models.account import Account
from models.base import Model
from models.passwords import folded, gives_away, is_password, names_a_ward, normalised, set_password
from models.schema import SECRET, Spec

SHORTEST = 12
"""Characters of a password after normalisation (US2)."""

"""What the product is called on its pages; nobody's password may be that."""

COMMON = Path(__file__).with_name("common_passwords.txt")
"""The commonest passwords of eight characters and more, those of Vietnamese keyboards among them."""

_DIGITS = "0123456789"


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """Read the common passwords as they are compared, and what is left of them without the digits around."""
    keys = frozenset(map(folded, COMMON.read_text().split()))
    return keys, frozenset(key.strip(_DIGITS) for key in keys) - {""}


def is_common(text: str) -> bool:
    """Say whether a password is a common one, with other digits or signs around, or a run repeated."""
    keys, stems = _common()
    key, whole = folded(text), normalised(text).casefold()
    return key in keys or key.strip(_DIGITS) in stems or whole in (whole + whole)[1:-1]


class NewPasswordForm(SchemaForm):
    """A form that gives an account a password, typed twice; forms build on it."""

    model = Account
    beside = {  # noqa: RUF012 - SchemaForm declares it a ClassVar
        "new_password": Spec(words=("Mật khẩu mới", "New password"), unit=SECRET),
        "again": Spec(words=("Gõ lại mật khẩu mới", "New password again"), unit=SECRET),
    }

    @rule(
        "US2", "new_password", hint=True, shortest=SHORTEST,
        vi="Mật khẩu có ít nhất {shortest} ký tự; một câu dễ nhớ là tốt nhất.",
        en="A password has at least {shortest} characters; a sentence you remember is best.",
    )  # fmt: skip
    def is_long_enough(self, text: str) -> bool:
        """Count characters, not bytes: Vietnamese letters count as one however they were typed."""
        return len(normalised(text)) >= SHORTEST

    @rule(
        "US2", "new_password",
        vi="Mật khẩu này quá phổ biến, ai cũng đoán được; hãy chọn một câu của riêng bạn.",
        en="This password is too common, anybody could guess it; choose a sentence of your own.",
    )  # fmt: skip
    def is_not_common(self, text: str) -> bool:
        """Refuse what attackers try first."""
        return not is_common(text)

    @rule(
        "US2", "new_password",
        vi="Mật khẩu không được chứa tên phường, xã hay tên phần mềm này.",
        en="The password may not contain the name of a ward or of this software.",
    )  # fmt: skip
    def names_no_place(self, text: str) -> bool:
        """Refuse what anybody near the office would try."""
        named = any(gives_away(text, name) for name in PRODUCT)
        return not named and not names_a_ward(self.session, text)

    @rule(
        "US2", "new_password", "username",
        vi="Mật khẩu không được chứa tên đăng nhập.", en="The password may not contain the user name.",
    )  # fmt: skip
    def names_nobody(self, text: str, username: str) -> bool:
        """The user name is known to everybody."""
        return not gives_away(text, username)

    @rule(
        "US2", "again", "new_password", blank=True,
        vi="Hai lần gõ mật khẩu mới không giống nhau.", en="The two new passwords are not the same.",
    )  # fmt: skip
    def is_typed_twice_alike(self, again: str | None, text: str | None) -> bool:
        """A slip in what cannot be seen would shut its owner out; seed and commands make none."""
        return self.person.account_id is None or normalised(again or "") == normalised(text or "")


class PasswordForm(NewPasswordForm):
    """A person's own new password, against the present one; `row` is their account."""

    beside = {  # noqa: RUF012 - SchemaForm declares it a ClassVar
        "current": Spec(words=("Mật khẩu hiện nay", "Current password"), unit=SECRET),
        **NewPasswordForm.beside,
    }

    def editable(self) -> tuple[str, ...]:
        """Nothing else of the account is asked."""
        return ()

    @rule(
        "US2", "current", blank=True,
        vi="Mật khẩu hiện nay không đúng.", en="The current password is not right.",
    )  # fmt: skip
    def current_is_right(self, current: str | None) -> bool:
        """Somebody at an unlocked screen cannot take the account over."""
        return isinstance(self.row, Account) and is_password(self.row, current or "")

    @rule("US2", "new_password", blank=True, vi="Cần nhập mật khẩu mới.", en="The new password is required.")
    def is_given(self, text: str | None) -> bool:
        """An empty field is no password."""
        return text is not None

    @rule(
        "US2", "new_password", "current",
        vi="Mật khẩu mới phải khác mật khẩu hiện nay.", en="The new password is not the current one.",
    )  # fmt: skip
    def is_another(self, text: str, current: str) -> bool:
        """A password that must be changed must become another."""
        return normalised(text) != normalised(current)

    def save(self) -> Model:
        """Keep the new password; it need not be changed again."""
        account: Any = self.row
        set_password(account, self.values["new_password"])
        account.must_change_password = False
        return super().save()
