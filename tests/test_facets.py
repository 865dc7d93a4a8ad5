"""The counts beside a filter's values: those of the lists behind them, and never waited for."""

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

import admin.facets
from admin.facets import facet_of
from admin.filter_fields import linked_fields
from admin.filter_making import filter_for
from admin.filters import Filter
from forms.base import FORMS
from forms.registry import declare
from models.audit_entry import AuditEntry
from models.base import db
from models.deadline import TooSlowError, at_most
from tests.asked_lists import asked_by
from tests.clients import client_for, statements

declare()

TABLES = {"hoa": ("client", "support_grant"), "lan": ("counselling_session", "referral")}

BESIDE = {
    "client": "residence_kind=permanent",
    "counselling_session": "mode=group",
    "referral": "urgency=normal",
}
"""Something else that is asked of some lists meanwhile."""


def every_filter(listing) -> list[Filter]:
    """Give the filters of a list, those over linked rows too."""
    linked = linked_fields(listing.model, listing.person).values()
    return [*listing.filters, *(filter_for(field, db.session()) for field in linked)]


@pytest.mark.parametrize("username", ["hoa", "lan"])
def test_a_count_is_that_of_the_list_behind_it(username, seeded):
    counted = 0
    with asked_by(seeded, username) as asker:
        for table in TABLES[username]:
            listing = asker.listing(table, BESIDE.get(table, ""))
            for asked in (each for each in every_filter(listing) if not each.is_on):
                counts = {pair: count for pair, count in facet_of(listing, asked).counts.items() if count}
                for pair, count in sorted(counts.items())[:2]:
                    behind = asker.found(
                        table, "&".join(filter(None, (BESIDE.get(table), urlencode([pair]))))
                    )
                    assert count == len(behind), (table, pair)
                    counted += 1
    assert counted > 40


def test_its_own_values_do_not_narrow_the_counts_of_a_filter(seeded):
    with asked_by(seeded, "hoa") as asker:
        listing = asker.listing("client", "gender=male&hardship=0")
        gender = next(each for each in listing.filters if each.key == "gender")
        counts = facet_of(listing, gender).counts
        assert counts["gender", "female"] == len(asker.found("client", "gender=female&hardship=0")) > 0


def test_whoever_may_open_no_row_is_told_no_count(seeded):
    with asked_by(seeded, "hoa") as asker:
        listing = asker.listing("client")
        gender = next(each for each in listing.filters if each.key == "gender")
        assert facet_of(listing, gender).counts
    with asked_by(seeded, "binh") as asker:
        listing.person, listing.session = asker.listing("ward").person, db.session()
        assert facet_of(listing, gender).counts == {}


def test_nobody_is_picked_by_name_above_a_list(hoa, lan):
    for person in (hoa, lan):
        assert person.get("/admin/screening/facet/?of=client").status_code == 400
        page = person.get("/admin/screening/").text
        assert "of=client.gender" not in page
        assert "of=client" not in re.findall(r"of=([\w.]+)", page)


def test_what_a_filters_page_shows_asks_for_the_same_again(hoa):
    """Every condition of the address stands in the form, ticked, typed or carried along."""
    query = [
        ("gender", "male"), ("intake_on", "this_year"), ("intake_on", "2021-05-05"),
        ("intake_on__from", "2020-01-01"), ("intake_on__to", "31/12/2020"), ("closed_on__empty", "1"),
        ("ward.valid_to__empty", "0"), ("sort", "-intake_on"),
    ]  # fmt: skip
    for of in ("gender", "intake_on", "closed_on", "ward.valid_to", "ward", "client_group"):
        page = hoa.get(f"/admin/client/facet/?{urlencode([*query, ('of', of)])}").text
        form = page[page.index('class="paper asking"') :].partition("</form>")[0]
        sent = set()
        for box in re.findall(r"<input[^>]*>", form):
            name, value = (re.search(rf' {key}="([^"]*)"', box) for key in ("name", "value"))
            if name and value and value[1] and ("checkbox" not in box or " checked" in box):
                sent.add((name[1], value[1].replace("01/01/2020", "2020-01-01")))
        assert sent == set(query)


def test_opening_a_filter_costs_no_more_when_more_is_asked_and_shown(seeded):
    hoa = client_for(seeded, "hoa")
    costs = []
    for query in ("of=ward", "of=ward&hardship=0&gender=male&gender=female"):
        hoa.get("/admin/password/")
        with statements(seeded) as sent:
            assert hoa.get(f"/admin/client/facet/?{query}").status_code == 200
        costs.append([each for each in sent if "client" in each])
    assert len(costs[0]) == len(costs[1]) <= 3


def test_the_bar_of_a_list_asks_the_database_nothing(seeded):
    with asked_by(seeded, "hoa") as asker, statements(seeded) as sent:
        listing = asker.listing("client", "gender=male&intake_on=this_month")
        admin.facets.facet_of(listing, listing.filters[0])
        one = len(sent)
        asker.listing("client", "gender=male&intake_on=this_month&case_status=closed")
        assert len(sent) == one > 0


# --- by a deadline


def endless():
    """Ask for everybody beside everybody else, five times over."""
    here = FORMS["client"].model
    statement = select(func.count(here.id))
    for _time in range(5):
        there = aliased(FORMS["client"].model)
        statement, here = statement.join(there, there.id != here.id), there
    return statement


def test_a_question_that_takes_too_long_is_given_up_and_the_next_one_answered(seeded):
    with asked_by(seeded, "an"):
        session = db.session()
        first = session.scalar(select(AuditEntry).limit(1))
        with pytest.raises(TooSlowError), at_most(session, 30):
            session.scalar(endless())
        with at_most(session, 2_000):
            assert session.scalar(select(func.count(FORMS["client"].model.id))) > 0
        assert first is None or first in session
        assert session.scalar(select(func.count(FORMS["client"].model.id))) > 0


def test_a_filter_whose_counts_come_too_late_can_be_used_all_the_same(hoa, monkeypatch):
    def late(*_given):
        raise TooSlowError

    monkeypatch.setattr(admin.facets, "_by_value", late)
    page = hoa.get("/admin/client/facet/?of=gender").text
    assert "Có quá nhiều dòng để đếm ngay" in page
    assert re.findall(r'name="gender" value="(\w+)"', page) == ["male", "female", "other", "unknown"]
