"""Working days: which days offices are open, and when so many of them have passed."""

from __future__ import annotations

from datetime import date, timedelta

HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}
"""Public holidays on fixed dates (month, day): Labour Code 45/2019/QH14, article 112.

Tết and the Hùng Kings' day follow the moon and are decided year by year; they are not counted here.
"""

SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Say whether offices are open: no Saturday or Sunday, no holiday of a fixed date."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in HOLIDAYS


def after_working_days(start: date, days: int) -> date:
    """Give the last of so many working days after a day, which itself does not count."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day
