"""A search finds people however their names are typed, and by their numbers, typed whole."""

import random
import unicodedata

import pytest
from sqlalchemy import select

import models.search
from forms.loading import load
from forms.lookup import look_up
from models.access import SYSTEM, Person, Role
from models.base import db
from models.client import Client
from models.keys import marked_words
from models.known_names import KNOWN_NAME
from models.search import matching
from models.trash import purge, put_away
from seed.names import People
from tests.world import World

HARD = (
    "Đặng Thị Hoà", "Đặng Thị Hòa", "Đặng Thị Hoa", "Lê Quý Thuý", "Lê Quý Thúy", "H’Nia Niê Kđăm", "A Phủ",
    "Y Bhăm Êban", "Ngô Ân", "Ngô An", "Ngô Ấn", "Phan Ươm", "Phan Uôm", "Vũ Thị Ý", "Trần-Lê Mỹ Huệ",
    "Mã A Lềnh",
    "Nguyễn Khoẻ", "Nguyễn Khỏe", "Đỗ Đình Đạt", "Bùi Thị Ỷ",
)  # fmt: skip
MANY = 200
EVERYWHERE = Person(Role.coordinator, wards=None)
STYLES = (
    "oà òa", "oá óa", "oả ỏa", "oã õa", "oạ ọa", "oè òe", "oé óe", "oẻ ỏe", "oẹ ọe", "uỳ ùy", "uý úy",
    "uỷ ủy", "uỵ ụy",
)  # fmt: skip


def crowd():
    """Two hundred names, some of them hard."""
    people, chance = People(20_26), random.Random(7)
    names = list(HARD)
    while len(names) < MANY:
        name = people.full_name(chance.choice(("male", "female")), chance.choice((1970, 1990, 2000)))
        names += [] if name in names else [name]
    return names


def other_style(text):
    """Move tone marks to where the other school of spelling puts them."""
    for old, new in (pair.split() for pair in STYLES):
        text = text.replace(old, "\0").replace(new, old).replace("\0", new)
    return text


def without_marks(text):
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()


def spellings(name):
    composed = unicodedata.normalize("NFC", name)
    return {
        "as it is": composed,
        "without marks": without_marks(name),
        "capitals": composed.upper(),
        "marks apart": unicodedata.normalize("NFD", composed),
        "other style": other_style(composed),
        "turned round": " ".join(reversed(composed.lower().split())),
    }


def found_by(session, text):
    """The names a list would show first to last."""
    match, statement = matching(session, Client, text), select(Client.full_name)
    if match.exact is not None:
        statement = statement.order_by(match.exact.desc())
    return list(session.scalars(statement.where(match.rule)))


@pytest.fixture
def crowded(small_app):
    """A session on a small world with two hundred more people, asked as its coordinator of wards."""
    with small_app.app_context():
        world = World(db.session())
        typical = world.typical("client") | {"citizen_number": None, "phone": None}
        with world.asked_by(SYSTEM):
            rows = [typical | {"full_name": name} for name in crowd()]
            report = load(world.session, "client", rows, confirm="Thử")
            assert report.ok, report.faults[:3]
            world.session.commit()
        with world.asked_by(EVERYWHERE):
            yield world.session


def test_200_names_in_six_spellings_each_are_found_whole(crowded, measured):
    wanted = [(name, way, typed) for name in crowd() for way, typed in spellings(name).items()]
    missed = [(name, way) for name, way, typed in wanted if name not in found_by(crowded, typed)]
    what = "Names found, 200 names in six spellings each"
    measured(row="search", what=what, target="1200", obtained=len(wanted) - len(missed))
    assert missed == []


def test_who_is_spelled_as_typed_comes_first(crowded):
    asked = ("hòa", "Đặng Thị Hòa"), ("HOÀ", "Đặng Thị Hoà"), ("ngô ấn", "Ngô Ấn"), ("an", "Ngô An")
    for typed, first in asked:
        found = found_by(crowded, typed)
        exact = [name for name in found if alike(typed, name)]
        assert first in exact
        assert found[: len(exact)] == exact
        assert len(found) > len(exact)
    assert found_by(crowded, "h nia") == ["H’Nia Niê Kđăm"]
    assert found_by(crowded, "nia h") == ["H’Nia Niê Kđăm"]


def alike(typed, name):
    """Every word typed begins one of the name's, with the same marks."""
    pairs = [[(word, its) for its in marked_words(name)] for word in marked_words(typed)]
    return all(any(one[1] == its[1] and its[0].startswith(one[0]) for one, its in some) for some in pairs)


def test_words_that_too_many_names_share_find_the_same_people(crowded, monkeypatch):
    texts = ("nguyễn", "thị", "a", "văn t", "không ai tên thế", "hoa đặng")
    sought = [sorted(found_by(crowded, text)) for text in texts]
    monkeypatch.setattr(models.search, "MOST_NAMES", 1)
    assert [sorted(found_by(crowded, text)) for text in texts] == sought
    assert [len(found) > 1 for found in sought] == [True, True, True, True, False, True]


def test_a_beginning_of_a_word_is_found_and_the_middle_of_one_is_not(crowded):
    assert "Nguyễn Khoẻ" in found_by(crowded, "kho nguy")
    assert found_by(crowded, "hoẻ") == []
    assert found_by(crowded, "...") == found_by(crowded, "") == []


def known(session, name):
    rows = select(KNOWN_NAME.c.key).where(KNOWN_NAME.c.name == name)
    return session.connection().scalar(rows)


def test_a_name_is_known_as_long_as_somebody_bears_it(small_app):
    with small_app.app_context():
        world = World(db.session())
        one, two = (world.make("client", full_name="Cao Thị Ỷ", citizen_number=None) for _ in range(2))
        assert known(world.session, "Cao Thị Ỷ") == " cao thi y"
        world.save(world.form("client", {"full_name": "Cao Thị Ý"}, one))
        assert known(world.session, "Cao Thị Ỷ")
        for row in (two, one):
            put_away(world.session, row, "Thử")
            assert known(world.session, row.full_name)
            name = row.full_name
            purge(world.session, row)
            world.session.commit()
            assert known(world.session, name) is None


def test_a_number_is_found_whole_by_whoever_sees_it_on_the_record(small_app):
    number, phone = "048090123456", "0912345678"
    with small_app.app_context():
        world = World(db.session())
        row = world.make("client", citizen_number=number, phone=phone)
        here = Person(Role.coordinator, wards=frozenset({row.ward_id}))
        elsewhere = Person(Role.coordinator, wards=frozenset({row.ward_id + 10_000}))
        supervisor, admin = Person(Role.supervisor, wards=None), Person(Role.admin, wards=None)
        numbers = "048 090 123 456", "048.090.123.456", "0912 345 678", "+84 912-345-678"
        typed = (*numbers, row.client_code.lower())
        for person, sees in ((here, 5), (elsewhere, 0), (supervisor, 1), (admin, 1)):
            with world.asked_by(person):
                found = [look_up(world.session, Client, text) for text in typed]
                assert sum(each == [row] for each in found) == sees, person
                assert look_up(world.session, Client, number[:-1]) == []
