"""How many rows a list says it has: exactly where that is cheap, “more than …” until somebody asks."""

import pytest
from sqlalchemy import func, select

import admin.counting
import admin.list
import admin.listing
from admin.rows import loaded
from models.access import SYSTEM
from models.base import db
from models.client import Client
from tests.clients import client_for, statements
from tests.neighbours import neighbour

MOST = 30


@pytest.fixture
def soon(monkeypatch):
    """Count no further than a few rows."""
    loaded.cache_clear()
    monkeypatch.setattr(admin.counting, "MOST", MOST)
    yield MOST
    loaded.cache_clear()


@pytest.fixture
def every(seeded):
    """Tell how many people there are in all."""
    with seeded.app_context():
        db.session().info["person"] = SYSTEM
        return db.session().scalar(select(func.count(Client.id)))


def test_a_long_list_says_more_than_until_it_is_asked_and_is_then_counted_once(soon, every, an):
    assert every > 2 * soon
    page = an.get("/admin/client/").text
    assert f"<strong>hơn {soon} người được hỗ trợ</strong>" in page
    assert f"1–50 trong hơn {soon}" in page
    assert 'href="/admin/client/?count=exact"' in page
    exact = an.get("/admin/client/?count=exact").text
    assert f"<strong>{every} người được hỗ trợ</strong>" in exact
    assert 'href="/admin/client/?count=exact"' not in exact
    narrowed = an.get("/admin/client/?intake_on__from=2000-01-01").text
    assert f"<strong>hơn {soon} người được hỗ trợ</strong>" in narrowed


def test_a_list_below_the_limit_is_counted_exactly_without_being_asked(every, an):
    page = an.get("/admin/client/?page=2").text
    assert f"<strong>{every} người được hỗ trợ</strong>" in page
    assert f"51–{min(every, 100)} trong {every}" in page
    assert "count=exact" not in page


def test_what_ends_on_its_page_is_not_counted_by_the_database(seeded, an):
    with statements(seeded) as sent:
        page = an.get("/admin/account/?role=admin")
    assert page.status_code == 200
    assert not [each for each in sent if "count(" in each.lower()]


@pytest.mark.usefixtures("soon")
def test_a_coordinator_is_told_the_count_of_their_own_rows(two_wards):
    lan = client_for(two_wards, "lan")
    mine = neighbour(two_wards, "lan").code
    assert mine in lan.get("/admin/client/").text
    for address in ("", "?count=exact", "?page=1&sort=full_name"):
        assert "<strong>1 người được hỗ trợ</strong>" in lan.get(f"/admin/client/{address}").text
