"""Stretches of days that move with the calendar: today, this month, the reporting month from the 15th."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from models.schema import Choice

REPORTING_DAY = 15
"""A reporting month begins on this day of the month before (Decree 09/2019/NĐ-CP, Article 12)."""

Days = tuple[date, date]
"""The first and the last day of a period; both belong to it."""


class Period(Choice):
    """A period by name; which days it is depends on the day it is looked at."""

    today = "hôm nay", "today"
    yesterday = "hôm qua", "yesterday"
    this_week = "tuần này", "this week"
    last_week = "tuần trước", "last week"
    this_month = "tháng này", "this month"
    last_month = "tháng trước", "last month"
    this_quarter = "quý này", "this quarter"
    last_quarter = "quý trước", "last quarter"
    this_year = "năm nay", "this year"
    last_year = "năm trước", "last year"
    reporting_month = "kỳ báo cáo tháng này", "this reporting month"
    last_reporting_month = "kỳ báo cáo tháng trước", "last reporting month"

    def days(self, day: date) -> Days:
        """Give the first and the last day of the period, seen from a day."""
        kind = self.name.removeprefix("this_").removeprefix("last_")
        found = _AROUND[kind](day)
        return _AROUND[kind](found[0] - timedelta(days=1)) if self.name.startswith("last_") else found


def _week(day: date) -> Days:
    """Begin on Monday, as calendars here do."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _months(day: date, count: int) -> Days:
    """Give the stretch of so many months that a day lies in, counted from January."""
    number = day.year * 12 + (day.month - 1) // count * count
    return _first_of(number), _first_of(number + count) - timedelta(days=1)


def _first_of(number: int) -> date:
    """Give the first day of a month, counted through the years."""
    return date(number // 12, number % 12 + 1, 1)


def _reporting_month(day: date) -> Days:
    """Begin on the 15th of one month and end on the 14th of the next, after which the month is named."""
    number = day.year * 12 + day.month - 1 - (day.day < REPORTING_DAY)
    first, following = _first_of(number), _first_of(number + 1)
    return first.replace(day=REPORTING_DAY), following.replace(day=REPORTING_DAY - 1)


_AROUND: dict[str, Callable[[date], Days]] = {
    "today": lambda day: (day, day),
    "yesterday": lambda day: (day - timedelta(days=1), day - timedelta(days=1)),
    "week": _week,
    "month": lambda day: _months(day, 1),
    "quarter": lambda day: _months(day, 3),
    "year": lambda day: _months(day, 12),
    "reporting_month": _reporting_month,
}


def around(stretch: str, day: date) -> Days:
    """Give the first and the last day of the month, quarter, year or reporting month that a day lies in."""
    return _AROUND[stretch](day)
