"""What people type is read as they mean it, or refused with a sentence that says what was expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import reading
from forms.reading import Proposed, Unreadable
from forms.words import speaking
from tests.refusals import refusal

READERS = [getattr(reading, name) for name in reading.__all__ if name.startswith("read_")]
NUMBERLIKE = st.text("0123456789.,/-+ %hđ₫ktriệunghìtỷ\u00a0\u2044９")


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("typed", ["", " ", "\u00a0\n", "\u200b", "\x00"])
def test_nothing_typed_is_read_as_nothing(read, typed):
    assert read(typed) is None


@pytest.mark.parametrize("read", READERS)
@given(typed=st.one_of(st.text(st.characters()), NUMBERLIKE, st.from_regex(r"\A[0-9.,/]{1,60}\Z")))
def test_any_text_is_read_or_refused_and_nothing_else_happens(read, typed):
    try:
        read(typed)
    except Proposed as asked:
        assert read(asked.proposal) is not None  # noqa: PT017 - few examples are asked about
    except Unreadable as refused:
        assert all(refused.words)  # noqa: PT017 - most examples are read, some refused


def test_a_refusal_is_spoken_in_the_language_of_the_moment():
    with speaking("en"), pytest.raises(Unreadable, match=r"^Write the date as 31/12/2025\.$"):
        reading.read_date("soon")
    with pytest.raises(Unreadable, match=r"^Viết ngày dạng 31/12/2025\.$"):
        reading.read_date("soon")


def test_text_is_composed_trimmed_and_freed_of_what_cannot_be_seen():
    assert reading.read_text(" Hoa\u0300\u00a0 \u200bVa\u00adng\x00\n9⁄9 ") == "Hoà Vang 9⁄9"
    assert reading.read_text("\ud800a") == "a"


def test_text_that_is_too_long_is_refused_with_both_lengths():
    assert reading.read_text("abc", 3) == "abc"
    assert refusal(lambda typed: reading.read_text(typed, 3), "abcd") == "Không quá 3 ký tự; ở đây có 4."


def test_lines_stay_lines():
    assert reading.read_lines("\r\n a  b\r\n\r\nc\x00 \n") == "a b\n\nc"
    assert refusal(lambda typed: reading.read_lines(typed, 2), "a\nb").startswith("Không quá 2")


@given(st.text(st.characters()))
def test_reading_what_was_read_changes_nothing(typed):
    once = reading.read_text(typed)
    assert once is None or reading.read_text(once) == once
    lines = reading.read_lines(typed)
    assert lines is None or reading.read_lines(lines) == lines


def test_yes_and_no_are_read_in_both_languages_and_as_crosses():
    for typed in ("Có", "co", "x", "X", "1", "yes", "TRUE", "đúng"):
        assert reading.read_yes_no(typed) is True
    for typed in ("Không", "khong", "0", "no", "False", "sai"):
        assert reading.read_yes_no(typed) is False
    for typed in ("cô", "có lẽ", "2"):
        assert refusal(reading.read_yes_no, typed) == "Viết có hoặc không."
