"""Two worlds that differ only in what somebody may not see answer that person alike, byte for byte."""

import time

import pytest
from sqlalchemy import inspect, select

from forms.registry import declare
from models.access import SYSTEM
from models.account import account_named, person_for
from models.base import db, entities
from tests.two_worlds.asking import compared
from tests.two_worlds.mutants import HOLES, Hole, unbounded
from tests.two_worlds.streams import LEFT_OUT, tail_of
from tests.two_worlds.worlds import HIDDEN, MASKED, pair_for, templates

declare()

FEW, MANY, ENOUGH = 120, 10_000, 2_000
"""Requests for each person and each difference: in every run, in the long one, and to a broken gate."""

RECORDS = frozenset(f"/admin/*/{page}/" for page in ("details", "edit", "move", "delete", "new"))
"""Pages on which a coordinator sees what their lists mask."""

RUNS = [
    ("lan", HIDDEN), ("lan", MASKED), ("hoa", HIDDEN), ("hoa", MASKED), ("an", MASKED), ("binh", HIDDEN),
]  # fmt: skip


@pytest.fixture(scope="session")
def worlds(databases, furnished):
    """Name the worlds of one engine."""
    return templates(databases, furnished)


def left_out_for(username, run):
    """Name the pages on which what differs is rightly seen."""
    return RECORDS if (username, run) == ("lan", MASKED) else frozenset()


@pytest.mark.parametrize("username, run", RUNS)
def test_no_byte_tells_of_what_is_hidden(databases, worlds, username, run):
    with pair_for(databases, worlds, username, run) as pair:
        left_out = left_out_for(username, run)
        outcome = compared(pair, FEW, left_out=left_out)
        ways = {tail_of(rule.rule) for rule in pair.first.url_map.iter_rules()}
    assert outcome.differences == []
    assert ways - outcome.ways == set(LEFT_OUT) | left_out, "a route no stream asks for"
    assert outcome.sent_away < FEW / 10
    assert len(outcome.statuses) > 3


@pytest.mark.long
@pytest.mark.parametrize("username, run", RUNS)
def test_no_byte_of_ten_thousand_answers_tells_of_what_is_hidden(databases, worlds, username, run, measured):
    start = time.perf_counter()
    with pair_for(databases, worlds, username, run) as pair:
        outcome = compared(pair, MANY, left_out=left_out_for(username, run))
    rate = 2 * MANY / (time.perf_counter() - start)
    measured(
        row="A3",
        what=f"Two worlds that differ in {run} of {username}: requests put to both",
        target=f"{MANY:,} with 0 differences",
        obtained=f"{MANY:,} with {len(outcome.differences)} differences, {rate:.0f} requests a second",
    )
    assert outcome.differences == []
    assert outcome.sent_away < MANY / 10


# --- that it can fail


ONE_ENGINE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The holes are in the gate, not in a database."""


@ONE_ENGINE
@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_in_the_gate_is_noticed(databases, worlds, hole, monkeypatch):
    assert noticed(databases, worlds, HOLES[hole], monkeypatch)


def noticed(databases, worlds, hole, monkeypatch):
    """Break the gate, then ask until two answers differ, or until there is no hope."""
    with pair_for(databases, worlds, hole.username, hole.run) as pair:
        hole.breaks(monkeypatch)
        tables = [hole.table] if hole.table else []
        left_out = left_out_for(hole.username, hole.run)
        return compared(pair, ENOUGH, left_out=left_out, tables=tables, patient=False).differences


BOUND = [model for model in entities() if model.scoped_by or model.follows_subject]


@pytest.mark.long
@ONE_ENGINE
@pytest.mark.parametrize("model", BOUND, ids=lambda model: model.__tablename__)
def test_every_bound_that_is_dropped_shows_on_the_pages(databases, worlds, model, monkeypatch):
    assert noticed(databases, worlds, Hole("lan", HIDDEN, model.__tablename__, unbounded(model)), monkeypatch)


@pytest.fixture(scope="session")
def lans_worlds(databases, worlds):
    """Hand over the two worlds of a coordinator, to read only."""
    with pair_for(databases, worlds, "lan", HIDDEN) as pair:
        yield pair


def rows_seen(app, username):
    """Read every table whole through the gate, as one of the cast."""
    found = {}
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        session.info["person"] = person_for(session, account_named(session, username))
        for model in entities():
            names = [column.key for column in inspect(model).column_attrs]
            rows = session.scalars(select(model).order_by(model.id))
            found[model.__tablename__] = [tuple(getattr(row, name) for name in names) for row in rows]
    return found


@pytest.mark.parametrize("model", [None, *BOUND], ids=lambda model: model and model.__tablename__)
def test_every_bound_that_is_dropped_is_noticed(lans_worlds, model, monkeypatch):
    if model is not None:
        unbounded(model)(monkeypatch)
    first, second = (rows_seen(app, "lan") for app in (lans_worlds.first, lans_worlds.second))
    assert {table for table in first if first[table] != second[table]} == (
        set() if model is None else {model.__tablename__}
    )
