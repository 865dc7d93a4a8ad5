"""Phone numbers, citizen numbers and e-mail addresses are read; repairs are asked about, never made."""

import pytest

from forms import reading, words
from tests.refusals import proposal, refusal


@pytest.mark.parametrize(
    "typed,stored",
    [
        ("0900 000 012", "+84900000012"),
        ("0900.000.012", "+84900000012"),
        ("+84 900000012", "+84900000012"),
        ("84900000012", "+84900000012"),
        ("0084900000012", "+84900000012"),
        ("(0236) 3822-111", "+842363822111"),
        ("1900 1234", "+8419001234"),
        ("+1 201 555 0123", "+12015550123"),
    ],
)
def test_a_phone_number_is_read_into_its_international_form(typed, stored):
    assert reading.read_phone(typed) == stored
    assert reading.read_phone(words.put_phone(stored)) == stored


@pytest.mark.parametrize("typed", ["900000012", "2363822111"])
def test_a_phone_number_that_lost_its_zero_is_asked_about(typed):
    repaired, question = proposal(reading.read_phone, typed)
    assert question == f"Có thể thiếu số 0 ở đầu: {repaired}?"
    assert repaired.replace(" ", "") == f"0{typed}"


@pytest.mark.parametrize(
    "typed,today",
    [
        ("01200000012", "0700 000 012"),
        ("0169 0000 012", "0390 000 012"),
        ("+841990000012", "0590 000 012"),
        ("1230000012", "0830 000 012"),
    ],
)
def test_a_mobile_number_from_before_2018_is_asked_about_with_its_new_prefix(typed, today):
    assert proposal(reading.read_phone, typed) == (today, f"Đầu số cũ, nay là {today}?")


@pytest.mark.parametrize(
    "typed", ["113", "0900", "01100000012", "0900000012 / 0900000013", "gọi chị Lan", "+", "9" * 99]
)
def test_what_is_no_phone_number_is_refused(typed):
    assert refusal(reading.read_phone, typed).startswith("Viết số điện thoại dạng 0905 123 456")


def test_a_citizen_number_has_twelve_digits_whatever_stands_between_them():
    for typed in ("000203001234", "000 203 001 234", "000.203.001-234"):
        assert reading.read_citizen_number(typed) == "000203001234"
    for typed in ("0002030012345", "203001234", "00020300123a", "4,8E+10", "٠٠٠٢٠٣٠٠١٢٣٤"):
        assert refusal(reading.read_citizen_number, typed) == "Số CCCD phải gồm đúng 12 chữ số."


def test_a_citizen_number_that_lost_its_zero_is_asked_about_without_being_shown():
    assert proposal(reading.read_citizen_number, "48 203001234") == (
        "048203001234",
        "Có thể thiếu số 0 ở đầu: 048…?",
    )


def test_an_email_address_is_read_in_small_letters():
    assert reading.read_email(" Lan.TK@Example.VN ") == "lan.tk@example.vn"
    for typed in (
        "lan",
        "lan@",
        "lan@example",
        "lân@example.vn",
        "a b@example.vn",
        "a@b..vn",
        "a" * 250 + "@b.vn",
    ):
        assert refusal(reading.read_email, typed).startswith("Viết địa chỉ thư điện tử không dấu")
