"""Numbers and money are read as people write them; what has two meanings is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import reading, words
from forms.words import speaking
from tests.refusals import refusal


@pytest.mark.parametrize(
    "typed,amount",
    [
        ("10.000.000", 10_000_000),
        ("10,000,000", 10_000_000),
        ("10 000 000", 10_000_000),
        ("10000000", 10_000_000),
        ("10.000.000,00", 10_000_000),
        ("10.000.000 ₫", 10_000_000),
        ("10.000.000đ", 10_000_000),
        ("VND 10.000.000", 10_000_000),
        ("10.000.000 VNĐ", 10_000_000),
        ("10 triệu", 10_000_000),
        ("10 TRIEU đồng", 10_000_000),
        ("10tr", 10_000_000),
        ("1,5 triệu", 1_500_000),
        ("1.5tr", 1_500_000),
        ("500k", 500_000),
        ("500 nghi\u0300n", 500_000),
        ("500 ngàn", 500_000),
        ("1 tỷ", 1_000_000_000),
        ("1,25 tỉ", 1_250_000_000),
        ("1.200.000 nghìn", 1_200_000_000),
        ("５００k", 500_000),
        ("0", 0),
        (str(2**62), 2**62),
    ],
)
def test_money_is_read_as_people_write_it(typed, amount):
    assert reading.read_money(typed) == amount


@pytest.mark.parametrize(
    "typed,beginning",
    [
        ("10.5", "Không rõ “10.5”"),
        ("0.500", "Không rõ “0.500”"),
        ("1.250 triệu", "Không rõ “1.250”"),
        ("10.000,000", "Không rõ “10.000,000”"),
        ("1.00.000", "Không rõ “1.00.000”"),
        ("10.000.00", "Không rõ “10.000.00”"),
        ("0,0001k", "Không rõ “0,0001”"),
        ("-5000", "Số tiền không được âm."),
        ("−5000", "Số tiền không được âm."),
        (str(2**62 + 1), "Số tiền quá lớn."),
        ("9.999.999.999.999 tỷ", "Số tiền quá lớn."),
        ("9" * 5000, "Viết số tiền dạng"),
        ("mười triệu", "Viết số tiền dạng"),
        ("10 USD", "Viết số tiền dạng"),
        ("1tr5", "Viết số tiền dạng"),
    ],
)
def test_money_that_could_mean_two_amounts_or_none_is_refused(typed, beginning):
    assert refusal(reading.read_money, typed).startswith(beginning)


@given(st.integers(0, 2**62), st.sampled_from(["vi", "en"]))
def test_money_put_into_words_is_read_back(amount, language):
    with speaking(language):
        assert reading.read_money(words.put_money(amount)) == amount


@given(st.integers(-(2**31), 2**31 - 1), st.sampled_from(["vi", "en"]))
def test_a_whole_number_put_into_words_is_read_back(number, language):
    with speaking(language):
        assert reading.read_integer(words.put_number(number)) == number


@pytest.mark.parametrize("typed", ["12.5", "1.20", "0.500", "--5", "- 5", "1e3", "mười", "+", "9" * 5000])
def test_what_is_not_a_whole_number_is_refused(typed):
    assert refusal(reading.read_integer, typed) == "Viết một số nguyên, ví dụ 1.200."


@pytest.mark.parametrize("typed", ["2147483649", "9.999.999.999"])
def test_a_whole_number_beyond_32_bits_is_refused(typed):
    assert refusal(reading.read_integer, typed) == "Số này quá lớn."
    assert refusal(reading.read_integer, f"-{typed}") == "Số này quá nhỏ."


@pytest.mark.parametrize(
    "typed,percentage",
    [("19,7 %", "19.7"), ("19.7%", "19.7"), ("100", "100"), ("-2,5", "-2.5"), ("0", "0")],
)
def test_a_percentage_is_read_with_point_or_comma(typed, percentage):
    assert reading.read_percentage(typed) == Decimal(percentage)


@pytest.mark.parametrize("typed", ["%", "19,7,1", "1.000,5", "1.000%", "19%%", "nhiều", "9" * 50])
def test_what_is_not_a_percentage_is_refused(typed):
    assert refusal(reading.read_percentage, typed) == "Viết tỷ lệ phần trăm dạng 19,7."


@given(st.decimals(-1000, 1000, places=2), st.sampled_from(["vi", "en"]))
def test_a_percentage_put_into_words_is_read_back(percentage, language):
    with speaking(language):
        assert reading.read_percentage(words.put_percent(percentage)) == percentage
