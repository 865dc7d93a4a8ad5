"""Counts by group: each number is the length of the list behind it, whoever asks, by whatever is grouped."""

from __future__ import annotations

import random
import re
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import func, literal, select
from werkzeug.datastructures import MultiDict

from admin.grouping_laid import Laid
from admin.grouping_reading import question_of
from admin.grouping_table import table_of
from admin.listing import Listing
from forms.base import FORMS
from forms.registry import declare
from forms.words import VIETNAM
from models.access import Right, may
from models.account import account_named, person_for
from models.grouping import Part, _Month
from tests.clients import engine_of
from tests.neighbours import as_system

declare()

FILTERED = {
    "client": "gender=male&intake_on__from=2021-02-10&intake_on__to=2026-09-20",
    "counselling_session": (
        "topics=family&topics=relapse&session_on=this_year&session_on__from=2021-02-03&session_on__to=2021-09-20"
    ),
    "referral": "destination.type=rehab_centre&destination.type=vocational&ward__empty=1&ward__empty=0",
}
"""Conditions under which some tables are counted as well; their days begin and end within months."""


def asked_by(app, username):
    """Give a session in which somebody asks; within a request's context."""
    session = as_system(app)
    session.info["person"] = person_for(session, account_named(session, username))
    return session


def length_of(session, model, url):
    """Count the rows of the list at an address."""
    listing = Listing(model, session, MultiDict(parse_qsl(urlsplit(url).query)))
    return session.scalar(select(func.count(model.id)).where(*listing.criteria()))


def numbers(question):
    """Give every number of a table with the address behind it, the total last."""
    out = Laid(question, table_of(question.listing, question.groupings, "")).out()
    cells = [cell for _label, line in [*out["lines"], out["totals"]] for cell in line if "url" in cell]
    return [(int(re.sub(r"\D", "", cell["text"])), cell["url"]) for cell in cells]


def asked(session, model, query):
    """Ask for counts as an address does."""
    return question_of(model, session, MultiDict(parse_qsl(query)))


def wrong(session, model, query, most=None):
    """List the numbers that are not the length of their list, among so many of them."""
    found = numbers(asked(session, model, query))
    assert all(url for count, url in found if count), query
    links = [(url, count) for count, url in found if url]
    some = random.Random(query).sample(links, min(most or len(links), len(links)))
    return [(query, url, count) for url, count in some if length_of(session, model, url) != count]


def every_grouping(session, tables=FORMS):
    """Give every table with every way its rows can be counted."""
    for table in tables:
        model = FORMS[table].model
        if may(session.info["person"], Right.VIEW, model):
            for name in asked(session, model, "").known:
                yield model, name


def compared(app, username, most, chance=1.0):
    """Compare groupings' numbers with the lists behind them; the groups of one add up to the whole list.

    `chance` is that of being compared, for what lies a link away.
    """
    with app.test_request_context():
        session, bad, times, dice = asked_by(app, username), [], 0, random.Random(username)
        for model, name in every_grouping(session):
            if "." in name and dice.random() > chance:
                continue
            question = asked(session, model, f"by={name}")
            *groups, (whole, _url) = numbers(question)
            bad += wrong(session, model, f"by={name}", most)
            if not question.groupings[0].is_set and sum(count for count, _url in groups) != whole:
                bad.append((name, groups, whole))
            times += 1
    return bad, times


def test_each_number_is_the_length_of_the_list_behind_it(seeded):
    bad, times = compared(seeded, "hoa", 1, chance=0.1)
    assert bad == []
    assert times > 100


@pytest.mark.long
@pytest.mark.parametrize("username", ["an", "hoa", "lan"])
def test_every_number_of_every_grouping_is_the_length_of_its_list(seeded, username, measured):
    bad, times = compared(seeded, username, None)
    measured(
        row="4", what=f"Groupings of {username}", target="0 wrong", obtained=f"{times}, {len(bad)} wrong"
    )
    assert bad == []


@pytest.mark.parametrize("table", FILTERED)
def test_numbers_that_cross_within_a_filter_are_the_lengths_of_their_lists(seeded, table):
    with seeded.test_request_context():
        session, chance = asked_by(seeded, "lan"), random.Random(table)
        names = [name for model, name in every_grouping(session, [table])]
        bad, rows = [], 0
        for first in chance.sample(names, 12):
            second = chance.choice([name for name in names if name.split("__")[0] != first.split("__")[0]])
            query = f"by={first}&by={second}&{FILTERED[table]}"
            bad += wrong(session, FORMS[table].model, query, 8)
            rows += numbers(asked(session, FORMS[table].model, query))[-1][0]
        assert bad == []
        assert rows


# --- months, on either engine


MOMENTS = ("2021-01-14T16:59", "2021-01-14T17:00", "2020-12-31T16:59", "2020-12-31T17:00")
DAYS = ("2021-01-01", "2021-01-14", "2021-01-15", "2020-02-29", "2021-12-31", "1999-12-15", "2026-03-01")


@pytest.mark.parametrize("part", Part)
def test_a_day_falls_into_the_same_stretch_in_sql_as_in_the_calendar(seeded, part):
    days = [(date.fromisoformat(day), date.fromisoformat(day)) for day in DAYS]
    moments = [datetime.fromisoformat(moment) for moment in MOMENTS]  # naive UTC, as they are stored
    days += [(moment, moment.replace(tzinfo=UTC).astimezone(VIETNAM).date()) for moment in moments]
    with engine_of(seeded).connect() as connection:
        for value, day in days:
            month = connection.scalar(select(_Month(literal(value), part)))
            assert part.days(month + part.shift) == part.days(day), (value, month)
