"""Stretches of the calendar as groups: what they are called, and how the list is asked for their days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from admin.filters import EMPTY, FROM, SOMETHING, TO, Filter
from forms.words import say
from models.grouping import Part
from models.periods import Days, Period, around
from models.schema import today

MOST_FILLED = 240
"""Stretches of the calendar shown one by one, empty ones too; where there are more, only those with rows."""


def stretch(part: Part, days: Days) -> str:
    """Name a stretch of the calendar: 03/2026, quý 1/2026, 2026; a reporting month by its end."""
    first, last = days
    match part:
        case Part.year:
            return str(first.year)
        case Part.quarter:
            quarter = (first.month + 2) // 3
            return say(f"quý {quarter}/{first.year}", f"Q{quarter} {first.year}")
    return f"{last:%m/%Y}"


def filled(part: Part, keys: list[Days]) -> list[Days]:
    """Put in the stretches without a row, so that a table of months has every month."""
    found, most = keys[:1], MOST_FILLED
    while found and found[-1] < keys[-1] and len(found) < most:
        found.append(around(part.name, found[-1][1] + timedelta(days=1)))
    return found if found[-1:] == keys[-1:] else keys


def days_asked(asked: Filter, days: Days) -> list[tuple[str, str]]:
    """Ask for the days of a stretch that the filter lets through: a range, and other days one by one."""
    spans = sorted(_common(days, span) for span in _spans(asked))
    joined: list[Days] = []
    for first, last in spans:
        if first > last:
            continue
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    joined.sort(key=lambda span: span[1] - span[0])
    pairs = [(asked.key, day.isoformat()) for span in joined[:-1] for day in _each_day(span)]
    for first, last in joined[-1:]:
        pairs += [(asked.key + FROM, first.isoformat()), (asked.key + TO, last.isoformat())]
    return pairs


def _spans(asked: Filter) -> Iterable[Days]:
    """List the stretches of days a filter lets through, any of them; all days where nothing is asked."""
    for each in asked.asked:
        if not each.end:
            yield each.value.days(today()) if isinstance(each.value, Period) else (each.value, each.value)
        elif each.end == EMPTY and each.text == SOMETHING:
            yield date.min, date.max
    low = [each.value for each in asked.asked if each.end == FROM]
    high = [each.value for each in asked.asked if each.end == TO]
    if low or high or not asked.asked:
        yield max(low, default=date.min), min(high, default=date.max)


def _common(days: Days, span: Days) -> Days:
    return max(days[0], span[0]), min(days[1], span[1])


def _each_day(span: Days) -> Iterable[date]:
    return (span[0] + timedelta(days=number) for number in range((span[1] - span[0]).days + 1))
