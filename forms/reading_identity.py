"""Reading what points at a person: phone number, citizen number, e-mail address."""

from __future__ import annotations

import re

from forms.reading_text import Proposed, Unreadable, plain
from forms.words import put_phone

CITIZEN_DIGITS = 12
"""Digits of a citizen number; it has no check digit, so only the count can be judged here."""

_EMAIL_LONGEST = 254  # RFC 5321
_PHONE_LONGEST = 30

_RENUMBERED = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0186": "056", "0188": "058", "0199": "059",
    **{f"016{digit}": f"03{digit}" for digit in range(2, 10)},
}  # fmt: skip
"""Mobile prefixes of eleven-digit numbers and what they became in 2018."""

_OLD_DIGITS = 11
_PHONE = re.compile(r"\+?[0-9()./ -]+")
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9-]+\.)+[a-z]{2,63}")


def read_phone(raw: str) -> str | None:
    """Read a phone number, Vietnamese unless it begins with +, into E.164 (+84905123456)."""
    text = plain(raw)
    if not text:
        return None
    if len(text) > _PHONE_LONGEST or not _PHONE.fullmatch(text):
        raise _not_a_phone()
    digits = re.sub(r"[^0-9+]", "", text)
    digits = re.sub(r"^(\+|00)", "+", digits)
    if digits.startswith("84") and _valid("+" + digits):
        digits = "+" + digits
    home = re.sub(r"^(\+?84(?=[0-9]{9,10}$))", "0", digits)
    _ask_about_renumbering(home)
    if re.match(r"[2-9]", home) and (number := _valid("0" + home)):
        raise _zero_lost(put_phone(number), put_phone(number))
    if (number := _valid(digits)) is None:
        raise _not_a_phone()
    return number


def read_citizen_number(raw: str) -> str | None:
    """Read a citizen number; spaces, points and hyphens between the digits do not count."""
    text = plain(raw)
    if not text:
        return None
    digits = re.sub(r"[ .-]", "", text)
    if re.fullmatch(rf"[0-9]{{{CITIZEN_DIGITS}}}", digits):
        return digits
    if re.fullmatch(rf"[0-9]{{{CITIZEN_DIGITS - 1}}}", digits):
        # Spreadsheets take it for a quantity. Only the province's code is shown: the rest is sensitive.
        raise _zero_lost("0" + digits, f"0{digits[:2]}…")
    raise Unreadable(
        (
            f"Số CCCD phải gồm đúng {CITIZEN_DIGITS} chữ số.",
            f"A citizen number has exactly {CITIZEN_DIGITS} digits.",
        )
    )


def read_email(raw: str) -> str | None:
    """Read an e-mail address, in small letters."""
    text = plain(raw)
    if not text:
        return None
    if len(text) > _EMAIL_LONGEST or not _EMAIL.fullmatch(text):
        raise Unreadable(
            (
                "Viết địa chỉ thư điện tử không dấu, dạng ten@coquan.vn.",
                "Write the e-mail address as name@office.vn.",
            )
        )
    return text


def _valid(digits: str) -> str | None:
    """Give the E.164 form of a number that exists in a country's plan, otherwise None."""
    import phonenumbers  # noqa: PLC0415 - as in forms/words.py

    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _ask_about_renumbering(home: str) -> None:
    """Propose today's form of a mobile number from before 2018, with or without its leading zero."""
    old = home if home.startswith("0") else "0" + home
    prefix = _RENUMBERED.get(old[:4])
    number = _valid(prefix + old[4:]) if prefix and len(old) == _OLD_DIGITS else None
    if number is not None:
        today = put_phone(number)
        raise Proposed((f"Đầu số cũ, nay là {today}?", f"An old prefix; is it {today} today?"), today)


def _zero_lost(proposal: str, shown: str) -> Proposed:
    """Word the question about a lost leading zero."""
    return Proposed((f"Có thể thiếu số 0 ở đầu: {shown}?", f"Is the leading 0 missing: {shown}?"), proposal)


def _not_a_phone() -> Unreadable:
    """Word the refusal of what is no phone number."""
    return Unreadable(
        (
            "Viết số điện thoại dạng 0905 123 456, hoặc 0236 3822 111 nếu là máy bàn.",
            "Write the phone number as 0905 123 456, or 0236 3822 111 for a landline.",
        )
    )
