"""A list is walked page by page, forward, back and by jumps, in any order: every row is met exactly once."""

import re

import pytest
from sqlalchemy import false, select

import admin.list
import admin.listing
from admin.keyset import Walk
from admin.sorting import Order, order_asked, path_to
from forms.base import FORMS
from forms.registry import declare
from models.account import account_named, person_for
from models.base import db, described
from models.client import Client
from models.counselling_session import CounsellingSession
from models.keys import search_key
from models.ward import Ward
from tests.clients import client_for
from tests.neighbours import neighbour
from tests.two_worlds.pair import unmarked

declare()

ROWS, FEW = 71, 23
"""On a page of these tests: no table has a whole number of pages."""

ENDS = ("closed_on", "hardship", "valid_to", "end_date", "permanent_ward")
"""Columns no list shows by itself, most of them empty in most rows."""

TABLES = ("client", "counselling_session", "referral", "support_grant", "coordinator", "account_scope")
"""With ties, empty values, links whose rows are out of sight, and links in the titles of links."""


@pytest.fixture
def lans(seeded):
    """A database session in which Lan asks."""
    with seeded.app_context():
        session = db.session()
        session.info["person"] = person_for(session, account_named(session, "lan"))
        yield session


def orders(session, model):
    """List every order of a table that the person of a session may ask for."""
    person = session.info["person"]
    shown = (name for name, spec in described(model).items() if spec.listed or name in ENDS)
    names = ["", *(name for name in shown if path_to(model, name, person))]
    return [
        order_asked(model, person, sign + name) for name in names for sign in ("", "-") if name or not sign
    ]


def ids(found):
    return [row.id for row in found.rows]


def forward(walk):
    """Follow the list from its first page to its last."""
    found = walk.from_top(0, ROWS)
    met = ids(found)
    while found.after:
        found = walk.onward(walk.spot(met[-1]), ROWS)
        assert found.before
        met += ids(found)
    return met


def back(walk, last):
    """Follow it back from its last row."""
    found, met = walk.onward(walk.spot(last), ROWS, back=True), [last]
    while True:
        met = ids(found) + met
        if not found.before:
            return met
        found = walk.onward(walk.spot(met[0]), ROWS, back=True)


@pytest.mark.parametrize("table", TABLES)
def test_a_walk_meets_every_row_once_in_every_order_forward_back_and_by_jumps(lans, table):
    model = FORMS[table].model
    for order in orders(lans, model):
        rows = list(lans.scalars(select(model.id).order_by(*order.terms())))
        walk = Walk(lans, order, [], select(model.id))
        assert len(set(rows)) == len(rows) > 0
        assert forward(walk) == rows, order
        assert back(walk, rows[-1]) == rows, order
        for skipped in range(0, len(rows) + ROWS, 2 * ROWS):
            assert ids(walk.from_top(skipped, ROWS)) == rows[skipped : skipped + ROWS], (order, skipped)


def test_rows_that_come_first_are_met_first_and_once(lans):
    rows = list(lans.scalars(select(Client.id).order_by(Client.id.desc())))
    for first in (Client.id % 3 == 0, Client.alias == "no such", false()):
        chosen = set(lans.scalars(select(Client.id).where(first)))
        walk = Walk(lans, Order(Client, first=first), [], select(Client.id))
        wanted = sorted(rows, key=lambda number: (number not in chosen, -number))
        assert forward(walk) == wanted == back(walk, wanted[-1])


def values(session, model, asked):
    """Sort a table and give what the rows were sorted by, as they stand in the column."""
    order = order_asked(model, session.info["person"], asked)
    attribute = asked.removeprefix("-")
    return [getattr(row, attribute) for row in session.scalars(select(model).order_by(*order.terms()))]


def test_choices_go_by_their_declared_order_links_by_title_and_blanks_are_last(lans):
    states = [list(type(state)).index(state) for state in values(lans, Client, "case_status")]
    assert states == sorted(states)
    assert len(set(states)) > 1
    wards = [search_key(ward.name) for ward in values(lans, CounsellingSession, "-ward")]
    assert wards == sorted(wards, reverse=True)
    assert len(set(wards)) > 1
    for asked in ("valid_to", "-valid_to"):
        ends = values(lans, Ward, asked)
        assert ends.index(None) > 0
        assert set(ends[ends.index(None) :]) == {None}


def test_what_has_no_order_and_what_is_masked_is_not_sorted_by(seeded):
    with seeded.app_context():
        session = db.session()
        session.info["person"] = person_for(session, account_named(session, "hoa"))
        for name in ("full_name", "birth_year", "citizen_number", "hardship_note"):
            assert path_to(Client, name, session.info["person"]) is None
        assert path_to(CounsellingSession, "topics", session.info["person"]) is None
        assert path_to(CounsellingSession, "client", session.info["person"]) == ("client", "client_code")


# --- as people walk it


def link(page, way):
    """Find the address of the page beside this one."""
    found = re.search(rf'rel="{way}" href="([^"]+)"', page)
    return found and found[1].replace("&amp;", "&")


def walked(client, address, way):
    """Follow the links of a list; give what the first column shows, page by page, and the addresses."""
    met, addresses = [], [address]
    while True:
        page = client.get(addresses[-1]).text
        met.append(re.findall(r">(KH\d\d-\d{6}-\d)<", page))
        following = link(page, way)
        if not following:
            return met, addresses
        addresses.append(following)


def test_people_walk_there_and_back_and_no_address_says_what_is_sorted_by(lan, monkeypatch):
    monkeypatch.setattr(admin.listing, "PAGE_ROWS", FEW)
    monkeypatch.setattr(admin.list, "PAGE_ROWS", FEW)
    for sort in ("", "sort=full_name", "sort=-intake_on", "sort=coordinator"):
        pages, there = walked(lan, f"/admin/client/?{sort}", "next")
        again, back_again = walked(lan, there[-1], "prev")
        assert again[::-1] == pages
        assert len(pages) > 3
        codes = [code for page in pages for code in page]
        assert len(codes) == len(set(codes))
        for address in there[1:] + back_again[1:-1]:
            assert re.fullmatch(rf"/admin/client/\?({sort}&)?page=\d+&(after|before)=\d+", address), address
        assert "after" not in back_again[-1]
        jumped = lan.get(f"/admin/client/?{sort}&page=3").text
        assert re.findall(r">(KH\d\d-\d{6}-\d)<", jumped) == pages[2]


def test_a_cursor_that_is_gone_and_one_that_is_not_theirs_answer_alike(two_wards):
    lan, beginning = client_for(two_wards, "lan"), "/admin/client/?sort=full_name"
    minhs, gone = neighbour(two_wards, "minh").ids["client"], 2_000_000_000
    for end in ("after", "before"):
        answers = [
            unmarked(lan.get(f"{beginning}&page=2&{end}={row}").text).replace(f"={row}", "=")
            for row in (minhs, gone)
        ]
        assert answers[0] == answers[1]
        assert "danh sách mở lại từ đầu" in answers[0]
    mine = neighbour(two_wards, "lan").ids["client"]
    assert "danh sách mở lại từ đầu" not in lan.get(f"{beginning}&page=2&after={mine}").text


@pytest.mark.parametrize("asked", ["after=x", "after=0", "after=1&before=2", "before=-1", "count=all"])
def test_what_is_no_place_and_no_count_is_refused(lan, asked):
    assert lan.get(f"/admin/client/?{asked}").status_code == 400
    assert lan.get("/admin/client/?page=1&after=&count=").status_code == 200
