"""Reading dates, times and years, day first, as they are written in Vietnam."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from forms.reading_text import Proposed, Unreadable, plain
from forms.words import VIETNAM, put_date

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years anybody here means; outside them a digit is wrong, or year and day have changed places."""

_TODAY = {"hôm nay", "hom nay", "today"}
_BETWEEN = r" ?[/⁄∕.–-] ?"  # forms filled in by hand have been typed with a fraction slash (DOMAIN 3.7)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DAY_FIRST = (
    re.compile(rf"(?P<day>[0-9]{{1,2}}){_BETWEEN}(?P<month>[0-9]{{1,2}}){_BETWEEN}(?P<year>[0-9]+)"),
    re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})"),
    re.compile(r"(?:ngày )?(?P<day>[0-9]{1,2}) tháng (?P<month>[0-9]{1,2}) năm (?P<year>[0-9]{4})"),
)
_TIME = (
    re.compile(r"(?P<hour>[0-9]{1,2}) ?(?:[h:]|giờ) ?(?P<minute>[0-9]{2})(?: ?phút|:00)?"),
    re.compile(r"(?P<hour>[0-9]{1,2}) ?(?:h|giờ)"),
    re.compile(r"(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})"),
)
_YEAR_DIGITS = 4


def read_date(raw: str) -> date | None:
    """Read a date: 5/3/2025, 05-03-2025, 5.3.2025, 05032025, 2025-03-05, ngày 5 tháng 3 năm 2025, hôm nay."""
    text = plain(raw)
    if not text:
        return None
    if text in _TODAY:
        return datetime.now(VIETNAM).date()
    for shape in (_ISO, *_DAY_FIRST):
        if parts := shape.fullmatch(text):
            return _day(parts["day"], parts["month"], parts["year"])
    raise Unreadable(("Viết ngày dạng 31/12/2025.", "Write the date as 31/12/2025."))


def read_time(raw: str) -> time | None:
    """Read a time of day: 8h30, 8h, 8 giờ 30, 08:30, 830."""
    text = plain(raw)
    if not text:
        return None
    for shape in _TIME:
        if parts := shape.fullmatch(text):
            try:
                return time(int(parts["hour"]), int(parts.groupdict().get("minute") or 0))
            except ValueError:
                break
    raise Unreadable(("Viết giờ dạng 8h30 hoặc 08:30.", "Write the time as 08:30."))


def read_year(raw: str) -> int | None:
    """Read a year of four digits."""
    text = plain(raw)
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Unreadable(
            (
                f"Viết năm bằng bốn chữ số, từ {FIRST_YEAR} đến {LAST_YEAR}.",
                f"Write the year in four digits, from {FIRST_YEAR} to {LAST_YEAR}.",
            )
        )
    return int(text)


def _day(day: str, month: str, year: str) -> date:
    """Make a date of its parts, or say which of them cannot be."""
    if len(year) != _YEAR_DIGITS:
        raise Unreadable(
            (
                "Viết năm bằng bốn chữ số, ví dụ 31/12/2025.",
                "Write the year in four digits, such as 31/12/2025.",
            )
        )
    read_year(year)
    found = _calendar(day, month, year)
    if found is not None:
        return found
    swapped = _calendar(month, day, year)
    if swapped is not None:
        meant = put_date(swapped)
        raise Proposed(
            (f"Ngày viết trước tháng: {meant}?", f"The day comes before the month: {meant}?"), meant
        )
    raise Unreadable(
        (
            f"Không có ngày {day}/{month}/{year} trong lịch.",
            f"There is no {day}/{month}/{year} in the calendar.",
        )
    )


def _calendar(day: str, month: str, year: str) -> date | None:
    """Look a day up in the calendar."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
