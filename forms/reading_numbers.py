"""Reading numbers: whole numbers, percentages, and money as people write it (10 triệu, 500k)."""

from __future__ import annotations

import re
from decimal import Decimal

from forms.reading_text import Unreadable, plain

LONGEST = 40
"""Characters of the longest number anybody means; it keeps the arithmetic below exact and short."""

LARGEST_INTEGER = 2**31 - 1
LARGEST_MONEY = 2**62
"""VND; leaves room under a BIGINT for sums."""

_UNITS = {
    **dict.fromkeys(("k", "nghìn", "nghin", "ngàn", "ngan"), 10**3),
    **dict.fromkeys(("tr", "triệu", "trieu"), 10**6),
    **dict.fromkeys(("tỷ", "tỉ", "ty", "ti"), 10**9),
}
_MONEY = re.compile(
    rf"(?:vnd|vnđ|₫)? ?(?P<number>[0-9., ]*[0-9]) ?(?P<unit>{'|'.join(_UNITS)})?"
    r" ?(?:vnd|vnđ|₫|đồng|dong|đ|d)?"
)
_UNGROUPED = re.compile(r"[0-9]+")
_GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,]0{1,2})?"  # the zero decimals of spreadsheets
)
_DECIMAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_THREE_DECIMALS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_MINUS = "-−"  # the hyphen and the minus sign proper


def read_integer(raw: str, least: int = -LARGEST_INTEGER - 1, most: int = LARGEST_INTEGER) -> int | None:
    """Read a whole number, 32 bits unless told; thousands may be marked by points, commas or spaces."""
    text = plain(raw)
    if not text:
        return None
    sign = -1 if text[0] in _MINUS else 1
    number = _whole(text.lstrip("+" + _MINUS) if text[1:2].isdigit() else text)
    if number is None:
        raise Unreadable(("Viết một số nguyên, ví dụ 1.200.", "Write a whole number, such as 1,200."))
    if sign * number > most:
        raise Unreadable(("Số này quá lớn.", "This number is too large."))
    if sign * number < least:
        raise Unreadable(("Số này quá nhỏ.", "This number is too small."))
    return sign * number


def read_percentage(raw: str) -> Decimal | None:
    """Read a percentage, the sign % optional: `19,7 %` is 19.7."""
    text = plain(raw).removesuffix("%").rstrip()
    if not plain(raw):
        return None
    digits = text.lstrip(_MINUS) if text[1:2].isdigit() else text
    # 1.250 is a thousand and more to some, one and a quarter to others: nobody guesses.
    if len(text) > LONGEST or not _DECIMAL.fullmatch(digits) or _THREE_DECIMALS.fullmatch(digits):
        raise Unreadable(("Viết tỷ lệ phần trăm dạng 19,7.", "Write the percentage as 19.7."))
    number = Decimal(digits.replace(",", "."))
    return -number if text[0] in _MINUS else number


def read_money(raw: str) -> int | None:
    """Read an amount in VND: digits, or a number of thousands, millions or billions; the sign is optional."""
    text = plain(raw)
    if not text:
        return None
    if text[0] in _MINUS:
        raise Unreadable(("Số tiền không được âm.", "The amount may not be negative."))
    parts = _MONEY.fullmatch(text) if len(text) <= LONGEST else None
    if parts is None:
        raise Unreadable(
            (
                "Viết số tiền dạng 10.000.000 hoặc 10 triệu.",
                "Write the amount as 10,000,000 or 10 triệu.",
            )
        )
    amount = _amount(parts["number"].strip(), parts["unit"])
    if amount > LARGEST_MONEY:
        raise Unreadable(("Số tiền quá lớn.", "The amount is too large."))
    return amount


def _amount(number: str, unit: str | None) -> int:
    """Multiply a number by its unit; refuse what could be read in two ways, and parts of a đồng."""
    whole = _whole(number)
    # Before a unit 1.250 has two meanings again.
    if whole is not None and not (unit and _THREE_DECIMALS.fullmatch(number)):
        return whole * _UNITS.get(unit or "", 1)
    if unit and whole is None and _DECIMAL.fullmatch(number):
        amount = Decimal(number.replace(",", ".")) * _UNITS[unit]
        if amount == amount.to_integral_value():
            return int(amount)
    raise Unreadable(
        (
            f"Không rõ “{number}” là bao nhiêu đồng. Viết đủ các chữ số, ví dụ 10.500.000.",
            f"It is not clear how many đồng “{number}” is. Write all the digits, such as 10,500,000.",
        )
    )


def _whole(text: str) -> int | None:
    """Read a whole number whose thousands are marked alike throughout or not at all, otherwise None."""
    if len(text) > LONGEST:
        return None
    if _UNGROUPED.fullmatch(text):
        return int(text)
    grouped = _GROUPED.fullmatch(text)
    return int(re.sub(r"[., ]", "", grouped["whole"])) if grouped else None
