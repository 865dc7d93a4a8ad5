"""A masked value answers no question: not one bit by any channel, nor by what the database refuses."""

import contextlib
import re

import pytest
from sqlalchemy import select

from forms.registry import declare
from models.account import account_named, person_for
from models.base import db, now
from models.client import Client
from tests.neighbours import HANGING, NAMES, as_system
from tests.oracles import channels, masked_from, tells
from tests.two_worlds.pair import Asker, Pair, Request
from tests.two_worlds.streams import mark_on
from tests.two_worlds.worlds import MASKED, pair_for, templates

declare()

CHANNELS = list(channels())
DIGITS = 12
TELLING = {"full_name", "birth_year", "is_drug_user", "citizen_number", "address"}
"""Columns of somebody helped that every run tries, one of each kind; the long one tries all of all tables."""

ATTACKED = ("filter", "lower bound", "beginning", "key alias", "search", "look-up", "beginning export/csv/")
"""Channels by which the digits are tried one after the other."""


@pytest.fixture(scope="session")
def worlds(databases, furnished):
    """Name the worlds of one engine."""
    return templates(databases, furnished)


@contextlib.contextmanager
def masks_of(databases, worlds, username):
    """Open two worlds that differ in what somebody is shown a mask for, with the token of a session."""
    with pair_for(databases, worlds, username, MASKED) as pair:
        yield pair, mark_on(pair.ask(Request("/admin/password/"))[0])


def guesses(app, username, tables):
    """Give every masked column with a value it truly holds in the first of two worlds."""
    with app.app_context():
        session = as_system(app)
        person = person_for(session, account_named(session, username))
        for model, name in masked_from(person, tables):
            held = {getattr(row, name) for row in session.scalars(select(model))} - {None, frozenset()}
            for value in sorted(held, key=str)[:1]:
                yield model.__tablename__, name, written(value)


def written(value):
    """Write a value as somebody types it."""
    return getattr(value, "name", None) or str(int(value) if isinstance(value, bool) else value)


def bits(databases, worlds, username, tables, names=None):
    """Guess every masked value rightly by every channel; count the columns, list where the worlds differ."""
    with masks_of(databases, worlds, username) as (pair, mark):
        known = guesses(pair.first, username, tables)
        questions = [each for each in known if names is None or each[1] in names]
        asked = ((table, name, guess, *channel) for table, name, guess in questions for channel in CHANNELS)
        return len(questions), [
            (table, name, label)
            for table, name, guess, label, ask in asked
            if tells(pair, ask(table, name, guess, mark))
        ]


def report(measured, username, columns, found):
    """Take the figure of one person's try."""
    measured(
        row="A4", what=f"Masked columns of {username}, {len(CHANNELS)} channels each", target="0 bits",
        obtained=f"{columns} columns, {len(found)} bits",
    )  # fmt: skip


@pytest.mark.parametrize("username", ["hoa", "an"])
def test_a_masked_column_answers_by_no_channel(databases, worlds, username):
    columns, found = bits(databases, worlds, username, {"client"}, TELLING)
    assert found == []
    assert columns == len(TELLING)
    assert len(CHANNELS) >= 12


@pytest.mark.long
@pytest.mark.parametrize("username", ["hoa", "an"])
def test_no_masked_column_of_any_table_answers_by_any_channel(databases, worlds, username, measured):
    columns, found = bits(databases, worlds, username, {*HANGING, "client", "rule_acknowledgement"})
    report(measured, username, columns, found)
    assert found == []
    assert columns > len(TELLING)


def test_no_digit_of_a_citizen_number_is_recovered(databases, worlds, measured):
    with masks_of(databases, worlds, "hoa") as (pair, mark):
        number = next(guess for _t, name, guess in guesses(pair.first, "hoa", {"client"}) if name == NUMBER)
        best = [ask for label, ask in CHANNELS if label in ATTACKED]
        recovered = sum(
            any(tells(pair, ask("client", NUMBER, number[: place + 1], mark)) for ask in best)
            for place in range(DIGITS)
        )
    what = "Digits of a citizen number recovered one by one"
    measured(row="A4", what=what, target="0 of 12", obtained=f"{recovered} of 12")
    assert recovered == 0


NUMBER = "citizen_number"


def test_these_channels_do_tell_of_what_is_seen(databases, worlds):
    """The coordinator searches names, which differ between worlds that are masked for the supervisor."""
    with masks_of(databases, worlds, "hoa") as (pair, _mark):
        other = Pair(pair.first, pair.second, "lan")
        mark = mark_on(other.ask(Request("/admin/password/"))[0])
        with pair.first.app_context():
            names = as_system(pair.first).scalars(select(Client.full_name)).all()
        search = dict(CHANNELS)["search"]
        assert any(tells(other, search("client", "full_name", name, mark)) for name in names)


# --- what the database refuses

SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|UNIQUE|constraint|IntegrityError|sqlalche\w*|psycopg\w*|sqlite\w*|uq_\w+)\b"
)


def number_of(app, username):
    """Read the citizen number of whom somebody helps."""
    with app.app_context():
        client = select(Client).where(Client.full_name == NAMES[username])
        return as_system(app).scalars(client).one().citizen_number


def refused_number(app, username, number):
    """Give one's own person a number; tell the status and what is said of it."""
    asker = Asker(app, username)
    mark = mark_on(asker.ask(Request("/admin/password/")))
    with app.app_context():
        row = as_system(app).scalars(select(Client).where(Client.full_name == NAMES[username])).one()
        query, version = (("id", str(row.id)),), str(row.row_version)
    data = (("citizen_number", number), ("row_version", version), ("csrf_token", mark))
    answer = asker.ask(Request("/admin/client/edit/", query, "POST", data))
    return (
        answer.status,
        re.findall(r'id="citizen_number-error">(.*?)</div>', answer.text, re.DOTALL),
        answer.text,
    )


def test_a_number_in_use_elsewhere_and_one_in_the_trash_are_refused_in_the_same_words(two_wards):
    number = number_of(two_wards, "lan")
    elsewhere = refused_number(two_wards, "minh", number)
    table = Client.__table__  # past the gate, which keeps a client on whom rows hang
    with two_wards.app_context(), db.engine.begin() as connection:
        rows = table.update().where(table.c.full_name == NAMES["lan"])
        connection.execute(rows.values(deleted_at=now(), deleted_reason="Nhập nhầm."))
    deleted = refused_number(two_wards, "minh", number)
    assert elsewhere[:2] == deleted[:2]
    assert elsewhere[0] == 422
    assert elsewhere[1] or "trùng" in elsewhere[2]
    for answer in (elsewhere, deleted):
        assert SQL.findall(re.sub(r"<[^>]*>", " ", answer[2])) == []
        assert NAMES["lan"] not in answer[2]
