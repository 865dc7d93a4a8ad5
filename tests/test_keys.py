"""Search keys find a text however it is spelled; sort keys put Vietnamese text in Vietnamese order."""

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.reading_text import read_text
from models import passwords
from models.keys import KEY_LENGTH, person_sort_key, search_key, sort_key


def in_order(names, key=sort_key):
    """The names as the key puts them."""
    return sorted(names, key=key)


@pytest.mark.parametrize(
    "typed",
    ["Đặng Văn Hòa", "đặng văn hoà", "ĐẶNG VĂN HÒA", " Dang\u00a0 Van\tHoa ", "Ðặng-Văn.H\u200bòa"],
)
def test_every_spelling_of_a_name_has_one_search_key(typed):
    assert search_key(typed) == "dang van hoa"
    assert search_key(unicodedata.normalize("NFD", typed)) == "dang van hoa"


@pytest.mark.parametrize(
    "typed,key",
    [("", ""), (" ,.- ", ""), ("Phường ９", "phuong 9"), ("9⁄9", "9 9"), ("H’Nia", "h nia"), ("𝐋𝐚𝐧", "lan")],
)
def test_a_search_key_holds_only_letters_digits_and_single_spaces(typed, key):
    assert search_key(typed) == key


def test_different_names_keep_different_search_keys():
    assert search_key("Hòa Minh") != search_key("Hóa Mình 2") != search_key("Hoa Minh2")


@given(st.text())
def test_folding_a_folded_text_changes_nothing(text):
    key = search_key(text)
    assert search_key(key) == key
    assert key == " ".join(key.split())


def test_letters_come_in_the_order_of_the_alphabet():
    alphabet = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    assert in_order(reversed(alphabet)) == alphabet
    capitals = list("AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ")
    assert in_order(reversed(capitals)) == capitals


@pytest.mark.parametrize(
    "order",
    [
        "An Anh Ảnh Ánh Ăn Ân Ba Đa",
        "Hai Hài Hải Hãi Hái Hại",
        "Da Dạ Dă Dâ Đa Đà Đe Ê Ế",
        "Ơn Uông Ưng Ước Vũ Y",
    ],
)
def test_single_words_stand_as_icu_puts_them(order):
    names = order.split()
    assert in_order(reversed(names)) == names


def test_letters_decide_before_tones_and_spaces_come_first():
    order = [
        "1",
        "10",
        "2",
        "An",
        "An An",
        "Án Anh",
        "An Bình",
        "Anh",
        "Hải",
        "Hải Châu I",
        "Hải Châu II",
        "y",
    ]
    assert in_order(reversed(order)) == order


def test_neither_case_nor_the_style_of_the_tone_mark_nor_composition_moves_a_name():
    assert sort_key("HÒA MINH") == sort_key("Hoà Minh") == sort_key(unicodedata.normalize("NFD", "hòa  minh"))
    assert sort_key("Hòa Minh") != sort_key("Hóa Minh")


def test_people_are_listed_by_given_name_then_middle_name_then_family_name():
    order = [
        "",
        "Trần Văn An",
        "Lê Thị Thu Hà",
        "Nguyễn Thị Thu Hà",
        "Bùi Thị Xuân Hà",
        "Hải",
        "Lê Hải",
        "Võ Hải",
        "Đỗ Văn Hải",
        "An Bình Hái",
    ]
    assert in_order(reversed(order), key=person_sort_key) == order


@given(st.text(), st.text())
def test_a_sort_key_is_digits_that_fit_their_column(text, other):
    for key in (sort_key(text), person_sort_key(text), person_sort_key(f"{text} {other}" * 50)):
        assert set(key) <= set("0123456789")
        assert len(key) <= KEY_LENGTH


@given(st.text("aáàăbcd đ", max_size=6), st.text("aáàăbcd đ", max_size=6))
def test_a_longer_name_never_comes_before_its_beginning(name, rest):
    assert sort_key(name) <= sort_key(f"{name} {rest}")


@pytest.mark.parametrize("marks", ["\u0315\u0300", "\u0315\u200b\u0300", "\u0344"])
@pytest.mark.parametrize("fold", [search_key, person_sort_key, read_text, passwords.normalised])
def test_a_letter_with_marks_without_end_costs_no_more_than_its_length(fold, marks):
    started = process_time()
    fold(f"a{marks * 50_000}")
    assert process_time() - started < 2  # unshortened, ten times that
