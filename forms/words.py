"""How a thing is put into words: the language of the moment, two-language sentences, dates, money."""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_decimal
from flask import current_app, has_request_context, request
from flask_babel import get_locale

from models.schema import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

__all__ = [
    "CATALOGUES", "LANGUAGES", "MASKED", "PRODUCT", "VIETNAM", "Language", "Words", "first_moment", "locale",
    "put_citizen_number", "put_date", "put_datetime", "put_money", "put_number", "put_percent", "put_phone",
    "put_time", "put_yes_no", "say", "speaking", "spoken", "wtforms_translations",
]  # fmt: skip

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

CATALOGUES = Path(__file__).parent / "translations"
"""WTForms' own messages in Vietnamese; they are messages of rules, so they live with the rules."""

PRODUCT: Words = ("Sổ tay phường", "Ward book")
"""What the panel is called."""

MASKED = "••••"
"""What stands in the place of a value the reader may not see; its length says nothing about the value."""

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_NO_BREAK = "\u00a0"

_speaking: ContextVar[Language | None] = ContextVar("speaking", default=None)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak one language for a while, whatever the request asks for: for commands, jobs and tests."""
    token = _speaking.set(language)
    try:
        yield
    finally:
        _speaking.reset(token)


def locale() -> Language:
    """Tell the language of the moment: the one set by `speaking`, else the request's, else Vietnamese."""
    chosen = _speaking.get()
    if chosen is not None:
        return chosen
    if not has_request_context():
        return "vi"
    known: Language | None = getattr(request, "language", None)
    if known is None:  # asked hundreds of times a page
        found = get_locale() if "babel" in current_app.extensions else None
        known = "en" if found is not None and found.language == "en" else "vi"
        request.language = known  # type: ignore[attr-defined]
    return known


def say(vi: str, en: str) -> str:
    """Say a sentence in the language of the moment."""
    return en if locale() == "en" else vi


def spoken(words: Words) -> str:
    """Say a pair of words in the language of the moment."""
    return say(*words)


def put_date(day: date) -> str:
    """Write a date as 31/12/2025, in both languages."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def put_datetime(moment: datetime) -> str:
    """Write a moment, aware or naive UTC, as Vietnam's clock shows it: 31/12/2025 08:30."""
    return format_datetime(moment, "dd/MM/yyyy HH:mm", tzinfo=VIETNAM, locale=locale())


def first_moment(day: date) -> datetime:
    """Give the moment at which a day begins in Vietnam, as it is stored: naive UTC."""
    midnight = datetime.combine(day, time.min, VIETNAM)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def put_time(moment: datetime) -> str:
    """Write only the time of a moment, aware or naive UTC, as Vietnam's clock shows it: 08:30."""
    return format_datetime(moment, "HH:mm", tzinfo=VIETNAM, locale=locale())


def put_number(number: float | Decimal) -> str:
    """Write a number with the language's separators and at most three decimals."""
    if isinstance(number, int):
        return f"{number:,}".replace(",", say(".", ","))
    return format_decimal(number, "#,##0.###", locale=locale())


def put_money(amount: int) -> str:
    """Write an amount of đồng: 10.000.000 ₫, the space unbreakable."""
    return f"{put_number(amount)}{_NO_BREAK}₫"


def put_percent(percentage: float | Decimal) -> str:
    """Write a percentage (19.7 means 19.7 of a hundred), at most two decimals: 19,7 % or 19.7%.

    Thousands stay unmarked: 1.000 % would be read as one by some.
    """
    number = format_decimal(percentage, "0.##", locale=locale())
    return say(f"{number}{_NO_BREAK}%", f"{number}%")


def put_phone(phone: str) -> str:
    """Write an E.164 number as it is dialled here: 0905 123 456; a foreign one with its country."""
    import phonenumbers  # noqa: PLC0415 - the plans of all countries, for those who look at a number

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    at_home = number.country_code == phonenumbers.country_code_for_region("VN")
    shape = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, shape.NATIONAL if at_home else shape.INTERNATIONAL)


def put_citizen_number(number: str) -> str:
    """Write a citizen number in groups of three digits."""
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))


def put_yes_no(answer: bool) -> str:  # noqa: FBT001 - the value to be written, not a switch
    """Write a truth value as a word."""
    return say("Có", "Yes") if answer else say("Không", "No")


class _SpokenMessages:
    """WTForms' messages in the language of the moment: what `Meta.get_translations` is asked for."""

    def gettext(self, string: str) -> str:
        return _catalogue(locale()).gettext(string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return _catalogue(locale()).ngettext(singular, plural, n)


def wtforms_translations() -> _SpokenMessages:
    """Give WTForms its messages in our words, for `class Meta: get_translations`; the English are its own."""
    return _SpokenMessages()


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    """Open the catalogue of a language once; a language without one speaks WTForms' English."""
    return gettext.translation("wtforms", CATALOGUES, [language], fallback=True)
