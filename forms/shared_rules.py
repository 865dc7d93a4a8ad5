"""Rules that several forms keep, each said once and made for the fields it stands on."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from forms.rules import CONFIRM, WARNING, Rule, rule
from models.client import Client
from models.schema import today
from models.ward import Ward

_NAME = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*[.]?")
"""Letters of any alphabet, single marks between them."""

_NUMBER = re.compile(r"(?<!\d)(?:\d[ .-]?){11}\d(?!\d)|(?<!\d)(?:\+?84|0)(?:[ .-]?\d){9,10}(?!\d)")
"""Twelve digits (a citizen number) or a Vietnamese phone number, however they are spaced."""


def name_of_letters(field: str) -> Rule:
    """Make CL1 for a name."""

    @rule(
        "CL1", field, hint=True,
        vi="Họ tên chỉ gồm chữ cái, dấu cách và các dấu ' - . ; không có chữ số.",
        en="A name has letters, spaces and the marks ' - . only, no digits.",
    )  # fmt: skip
    def name_has_letters_only(_form: Any, name: str) -> bool:
        """Letters of every alphabet count: names of the highlands are written as their owners write them."""
        return _NAME.fullmatch(name) is not None

    return name_has_letters_only


def no_numbers_in(*fields: str) -> Rule:
    """Make CL29 for free text."""

    @rule(
        "CL29", *fields, severity=WARNING, blank=True,
        vi="Không ghi số CCCD, số điện thoại vào phần ghi chú.",
        en="Do not write citizen numbers or phone numbers into notes.",
    )  # fmt: skip
    def notes_hold_no_numbers(_form: Any, *texts: str | None) -> bool:
        """A number in a note is found by no mask and no deletion."""
        return not any(_NUMBER.search(text) for text in texts if text)

    return notes_hold_no_numbers


def not_after_death(day_field: str) -> Rule:
    """Make CL27 for a row about a client and the day it happened."""

    @rule(
        "CL27", "client", day_field, severity=CONFIRM,
        vi=f"Ngày {{{day_field}}} là sau ngày người này qua đời.",
        en=f"The day {{{day_field}}} is after this person's death.",
    )  # fmt: skip
    def happened_in_life(_form: Any, client: Client, day: date) -> bool:
        """Relatives may still be counselled: they confirm."""
        return not client.died_before(day)

    return happened_in_life


def ward_in_force(day_field: str, *, or_now: bool = False) -> Rule:
    """Make WA8 for a row with a ward and a day; `or_now` where people may have moved since that day."""

    @rule(
        "WA8", "ward", day_field, source="DOMAIN 3.1",
        vi=f"{{ward}} không có hiệu lực vào ngày {{{day_field}}}; hãy chọn phường, xã của ngày đó.",
        en=f"{{ward}} was not in force on {{{day_field}}}; choose the ward of that day.",
    )  # fmt: skip
    def ward_existed(_form: Any, ward: Ward, day: date) -> bool:
        """A row of work keeps the ward of its day."""
        return ward.is_valid_on(day) or (or_now and ward.is_valid_on(today()))

    return ward_existed


def not_in_future(code: str, day_field: str) -> Rule:
    """Make the error that a day of something done lies ahead."""

    @rule(code, day_field, vi=f"Ngày {{{day_field}}} ở tương lai.", en=f"The day {{{day_field}}} lies ahead.")
    def has_happened(_form: Any, day: date) -> bool:
        """What is recorded has been done."""
        return day <= today()

    return has_happened
