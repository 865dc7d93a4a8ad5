"""Invented people read like real ones, are never the same twice, and cannot be anybody."""

from __future__ import annotations

import re
import unicodedata

import pytest

from seed.names import WELL_KNOWN, People

CROWD = 2000


@pytest.fixture(scope="module")
def crowd():
    people = People(2026)
    return [people.person() for _ in range(CROWD)]


def test_the_same_seed_gives_the_same_people():
    first, again, other = People(7), People(7), People(8)
    made = [first.person() for _ in range(50)]
    assert made == [again.person() for _ in range(50)]
    assert made != [other.person() for _ in range(50)]


def test_nobody_comes_twice(crowd):
    assert len({(person.full_name, person.birth_year) for person in crowd}) == CROWD
    assert len({person.citizen_number for person in crowd}) == CROWD
    assert len({person.phone for person in crowd}) == CROWD


def test_citizen_numbers_differ_even_among_many_of_one_year():
    people = People(1)
    numbers = [people.person(gender="male", born=(1990, 1990)).citizen_number for _ in range(3000)]
    assert len(set(numbers)) == len(numbers)


def test_names_are_composed_letters_and_single_spaces(crowd):
    for name in (person.full_name for person in crowd):
        assert name == unicodedata.normalize("NFC", name)
        assert re.fullmatch(r"[^\W\d_]+( [^\W\d_]+){2,3}", name), name
        assert name == name.title(), name


def test_no_name_repeats_a_word_or_sounds_like_the_news(crowd):
    for name in (person.full_name for person in crowd):
        assert len(set(name.split())) == len(name.split()), name
        assert not name.endswith(WELL_KNOWN), name


def test_family_names_come_as_often_as_in_life(crowd):
    families = [person.full_name.split()[0] for person in crowd]
    shares = {name: families.count(name) / CROWD for name in ("Nguyễn", "Trần", "Lê", "Phạm")}
    expected = {"Nguyễn": 0.38, "Trần": 0.11, "Lê": 0.095, "Phạm": 0.07}
    assert shares == pytest.approx(expected, abs=0.03)


def test_citizen_numbers_agree_with_the_person_and_belong_to_no_province(crowd):
    for person in crowd:
        century_and_sex = {("male", 19): 0, ("female", 19): 1, ("male", 20): 2, ("female", 20): 3}
        digit = century_and_sex[person.gender, person.birth_year // 100]
        begins = f"000{digit}{person.birth_year % 100:02d}"
        assert re.fullmatch(rf"{begins}\d{{6}}", person.citizen_number)


def test_some_have_a_birth_date_within_their_year_and_some_only_the_year(crowd):
    dated = [person for person in crowd if person.birth_date]
    assert 0 < len(dated) < CROWD
    assert all(person.birth_date.year == person.birth_year for person in dated)


def test_phones_and_addresses_are_plausible_and_nobodys(crowd):
    for person in crowd:
        assert re.fullmatch(r"090000\d{4}", person.phone)
        assert re.fullmatch(r"(Số |K)\d+/\d+, tổ \d+", person.address)


@pytest.mark.parametrize("gender", ["male", "female"])
def test_gender_and_years_are_as_asked(gender):
    people = People(3)
    some = [people.person(gender=gender, born=(1999, 2001)) for _ in range(200)]
    assert {person.gender for person in some} == {gender}
    assert {person.birth_year for person in some} == {1999, 2000, 2001}
    middles = {person.full_name.split()[1] for person in some}
    assert "Thị" not in middles if gender == "male" else "Văn" not in middles
