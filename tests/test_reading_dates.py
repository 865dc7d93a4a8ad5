"""Dates, times and years are read day first, as they are written in Vietnam."""

import datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from forms import reading, words
from forms.words import speaking
from tests.refusals import proposal, refusal

YEARS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "5/3/2025",
        "05-03-2025",
        "5.3.2025",
        "05032025",
        "2025-03-05",
        "5⁄3⁄2025",
        "５/３/２０２５",
        "Ngày 5 tháng 3 năm 2025",
    ],
)
def test_a_date_is_read_in_every_form_people_use(typed):
    assert reading.read_date(typed) == datetime.date(2025, 3, 5)


@time_machine.travel(datetime.datetime(2025, 12, 31, 18, 0, tzinfo=datetime.UTC))
@pytest.mark.parametrize("typed", ["hôm nay", "Hom nay", "TODAY"])
def test_today_is_the_day_in_vietnam(typed):
    assert reading.read_date(typed) == datetime.date(2026, 1, 1)


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ("31/02/2025", "Không có ngày 31/02/2025 trong lịch."),
        ("29022025", "Không có ngày 29/02/2025 trong lịch."),
        ("31/12/25", "Viết năm bằng bốn chữ số, ví dụ 31/12/2025."),
        ("1/1/0202", "Viết năm bằng bốn chữ số, từ 1900 đến 2100."),
        ("20251231", "Viết năm bằng bốn chữ số, từ 1900 đến 2100."),
        ("tháng sau", "Viết ngày dạng 31/12/2025."),
        ("٣١/١٢/٢٠٢٥", "Viết ngày dạng 31/12/2025."),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(typed, sentence):
    assert refusal(reading.read_date, typed) == sentence


def test_a_date_with_the_month_first_is_asked_about():
    assert proposal(reading.read_date, "12/31/2025") == ("31/12/2025", "Ngày viết trước tháng: 31/12/2025?")


@given(YEARS, st.sampled_from(["vi", "en"]))
def test_a_date_put_into_words_is_read_back(day, language):
    with speaking(language):
        assert reading.read_date(words.put_date(day)) == day


@pytest.mark.parametrize("typed", ["8h30", "8 giờ 30", "08:30", "08:30:00", "830", "0830", "8H30"])
def test_a_time_is_read_in_every_form_people_use(typed):
    assert reading.read_time(typed) == datetime.time(8, 30)
    assert reading.read_time("8h") == datetime.time(8)


@pytest.mark.parametrize("typed", ["24h00", "8h60", "8", "25:00", "sáng", "8:3", "2460"])
def test_a_time_that_cannot_be_is_refused(typed):
    assert refusal(reading.read_time, typed) == "Viết giờ dạng 8h30 hoặc 08:30."


def test_a_year_has_four_digits():
    assert reading.read_year(" 1998 ") == 1998
    for typed in ("98", "1899", "2101", "19988", "19a8"):
        assert refusal(reading.read_year, typed) == "Viết năm bằng bốn chữ số, từ 1900 đến 2100."
