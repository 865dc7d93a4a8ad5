"""Periods that move with the calendar, at the days where they change."""

from datetime import date, timedelta

import pytest

from models.periods import Period, around

CASES = {
    (2026, 11, 22): {
        "today": "22/11/2026 22/11/2026",
        "yesterday": "21/11/2026 21/11/2026",
        "this_week": "16/11/2026 22/11/2026",
        "last_week": "09/11/2026 15/11/2026",
        "last_month": "01/10/2026 31/10/2026",
        "this_quarter": "01/10/2026 31/12/2026",
        "last_quarter": "01/07/2026 30/09/2026",
        "last_year": "01/01/2025 31/12/2025",
        "reporting_month": "15/11/2026 14/12/2026",
    },
    (2026, 11, 14): {
        "reporting_month": "15/10/2026 14/11/2026",
        "last_reporting_month": "15/09/2026 14/10/2026",
    },
    (2026, 11, 15): {
        "reporting_month": "15/11/2026 14/12/2026",
        "last_reporting_month": "15/10/2026 14/11/2026",
    },
    (2026, 12, 31): {"reporting_month": "15/12/2026 14/01/2027", "this_week": "28/12/2026 03/01/2027"},
    (2027, 1, 1): {
        "yesterday": "31/12/2026 31/12/2026",
        "last_month": "01/12/2026 31/12/2026",
        "last_quarter": "01/10/2026 31/12/2026",
        "this_year": "01/01/2027 31/12/2027",
        "reporting_month": "15/12/2026 14/01/2027",
        "last_reporting_month": "15/11/2026 14/12/2026",
    },
    (2028, 3, 1): {"last_month": "01/02/2028 29/02/2028", "this_quarter": "01/01/2028 31/03/2028"},
}  # fmt: skip


@pytest.mark.parametrize("seen_from", CASES)
def test_a_period_has_the_days_the_calendar_gives_it(seen_from):
    found = {name: Period[name].days(date(*seen_from)) for name in CASES[seen_from]}
    told = {name: f"{first:%d/%m/%Y} {last:%d/%m/%Y}" for name, (first, last) in found.items()}
    assert told == CASES[seen_from]


@pytest.mark.parametrize("name", [period.name for period in Period if period.name.startswith("last_")])
def test_what_was_last_ends_on_the_day_before_this_begins(name):
    this = name.removeprefix("last_")
    for number in range(800):
        day = date(2026, 1, 1) + timedelta(days=number)
        first, last = around(this, day)
        before = Period[name].days(day)
        assert first <= day <= last
        assert before[0] < before[1] == first - timedelta(days=1)
