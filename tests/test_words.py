"""What is written for people is written in their language, in the forms used in Vietnam."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel

from forms import words
from forms.words import say, speaking, spoken


@pytest.fixture
def request_in():
    """A request of an app that speaks the language given."""

    def speak(language):
        app = Flask(__name__)
        Babel(app, locale_selector=lambda: language)
        return app.test_request_context()

    return speak


def in_both(put, value):
    """What a formatter writes in Vietnamese and in English."""
    with speaking("vi"):
        vi = put(value)
    with speaking("en"):
        return vi, put(value)


def test_vietnamese_is_spoken_where_nobody_asks_for_a_language():
    assert words.locale() == "vi"
    assert say("có", "yes") == "có"


@pytest.mark.parametrize("asked,language", [("vi", "vi"), ("en", "en"), ("en_GB", "en"), ("fr", "vi")])
def test_a_request_is_answered_in_its_language(request_in, asked, language):
    with request_in(asked):
        assert words.locale() == language


def test_an_app_without_babel_speaks_vietnamese():
    with Flask(__name__).test_request_context():
        assert words.locale() == "vi"


def test_speaking_overrides_the_request_and_ends_even_after_an_error(request_in):
    with request_in("vi"):
        with speaking("en"):
            assert spoken(("không", "no")) == "no"
        with pytest.raises(ZeroDivisionError), speaking("en"):
            raise ZeroDivisionError
        assert spoken(("không", "no")) == "không"


@pytest.mark.parametrize(
    "put,value,vi,en",
    [
        (words.put_date, datetime.date(2025, 7, 1), "01/07/2025", "01/07/2025"),
        (words.put_money, 10_000_000, "10.000.000\u00a0₫", "10,000,000\u00a0₫"),
        (words.put_money, -500, "-500\u00a0₫", "-500\u00a0₫"),
        (words.put_number, 12345, "12.345", "12,345"),
        (words.put_number, Decimal("0.5"), "0,5", "0.5"),
        (words.put_percent, 19.7, "19,7\u00a0%", "19.7%"),
        (words.put_percent, Decimal(1000), "1000\u00a0%", "1000%"),
        (words.put_yes_no, True, "Có", "Yes"),
        (words.put_yes_no, False, "Không", "No"),
    ],
)
def test_values_are_written_as_each_language_writes_them(put, value, vi, en):
    assert in_both(put, value) == (vi, en)


def test_a_moment_is_written_by_the_clock_of_vietnam():
    noon = datetime.datetime(2025, 12, 31, 18, 30, tzinfo=datetime.UTC)
    assert in_both(words.put_datetime, noon) == ("01/01/2026 01:30",) * 2
    assert words.put_datetime(noon.replace(tzinfo=None)) == "01/01/2026 01:30"


@pytest.mark.parametrize(
    "stored,written",
    [
        ("+84900000012", "0900 000 012"),
        ("+842363822111", "0236 3822 111"),
        ("+12015550123", "+1 201-555-0123"),
        ("not a number", "not a number"),
    ],
)
def test_a_phone_number_is_written_as_it_is_dialled_here(stored, written):
    assert words.put_phone(stored) == written


def test_a_citizen_number_is_written_in_groups_of_three():
    assert words.put_citizen_number("000203001234") == "000 203 001 234"


def test_a_mask_says_nothing_about_what_it_hides():
    assert set(words.MASKED) == {"•"}
