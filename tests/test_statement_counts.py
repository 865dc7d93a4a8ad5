"""How many SQL statements a page costs does not depend on how many rows there are."""

from __future__ import annotations

import re

import pytest

import admin.children
import admin.list
import admin.listing
from forms.base import FORMS
from forms.registry import declare
from models.base import db
from tests.clients import client_for, statements
from tests.world import World

declare()

FEW, TWICE = 4, 8
MOST_FOR_A_LIST = 16
WITH_THEIR_OWN_PERSON = ("counselling_session", "screening", "referral", "support_grant", "social_support")
ABOUT_ONE_PERSON = ("counselling_session", "client_contact", "social_support")
DETAILS = r"/details/\?id="


def cost(app, client, address):
    """Count the statements of a page that opens, once the session was noted as seen this minute."""
    client.get("/admin/password/")
    with statements(app) as sent:
        answer = client.get(address)
    assert answer.status_code == 200, address
    assert sent
    return sent


@pytest.mark.parametrize("table", FORMS)
def test_a_list_that_shows_twice_as_many_rows_costs_no_more(table, seeded, an, monkeypatch):
    """On the demo data, where hardly two rows hang on the same others."""
    costs = []
    for rows in (FEW, TWICE):
        monkeypatch.setattr(admin.listing, "PAGE_ROWS", rows)
        monkeypatch.setattr(admin.list, "PAGE_ROWS", rows)
        costs.append(cost(seeded, an, f"/admin/{table}/"))
    assert len(costs[1]) <= len(costs[0]), "\n".join(costs[1])  # what ends on the page is not counted
    assert len(costs[0]) <= MOST_FOR_A_LIST, "\n".join(costs[0])


@pytest.mark.parametrize("table", FORMS)
def test_a_record_that_shows_twice_as_many_rows_hanging_on_it_costs_no_more(table, seeded, an, monkeypatch):
    """The first record of a list, with up to four and then eight rows of each table that hangs on it."""
    first = re.search(rf"/admin/{table}{DETAILS}([\w-]+)", an.get(f"/admin/{table}/").text)
    if first is None:
        return
    costs = []
    for rows in (FEW, TWICE):
        monkeypatch.setattr(admin.children, "CHILD_ROWS", rows)
        costs.append(cost(seeded, an, first[0]))
    assert len(costs[0]) == len(costs[1]), "\n".join(costs[1])


def test_a_list_costs_no_more_when_the_data_is_doubled(small_app):
    an = client_for(small_app, "an")
    costs = []
    for _time in range(2):
        for table in WITH_THEIR_OWN_PERSON:
            made(small_app, table, 2)
        costs.append(
            [len(cost(small_app, an, f"/admin/{table}/")) for table in ("client", *WITH_THEIR_OWN_PERSON)]
        )
    assert costs[0] == costs[1]


BESIDE = (
    "sort=-intake_on",
    "sort=ward",
    "page=2",
    "sort=intake_on&page=2&after={row}",
    "page=1&before={row}",
)
MOST_FOR_A_PAGE = 8
"""Beginning a transaction, who asks, what is opened, where a row stands, the page and its count."""


def test_a_page_anywhere_in_a_list_costs_the_same_when_the_data_is_doubled(small_app, monkeypatch):
    monkeypatch.setattr(admin.listing, "PAGE_ROWS", 2)
    monkeypatch.setattr(admin.list, "PAGE_ROWS", 2)
    an, costs = client_for(small_app, "an"), []
    for _time in range(2):
        row = made(small_app, "client", 4) - 1
        addresses = (f"/admin/client/?{each.format(row=row)}" for each in BESIDE)
        costs.append([len(cost(small_app, an, address)) for address in addresses])
    assert costs[0] == costs[1]
    assert max(costs[1]) <= MOST_FOR_A_PAGE


def test_a_persons_page_costs_no_more_when_what_hangs_on_them_is_doubled(small_app):
    an = client_for(small_app, "an")
    number = made(small_app, "client", 1)
    costs = []
    for _time in range(2):
        for table in ABOUT_ONE_PERSON:
            made(small_app, table, 2, client=number)
        costs.append(cost(small_app, an, f"/admin/client/details/?id={number}"))
    assert len(costs[0]) == len(costs[1]), "\n".join(costs[1])


def made(app, table, times, client=None):
    """Make typical rows, all about one person where one is given; give the last one's id."""
    with app.app_context():
        world = World(db.session())
        given = {} if client is None else {"client": world.session.get(FORMS["client"].model, client)}
        return [world.make(table, **given).id for _time in range(times)][-1]
