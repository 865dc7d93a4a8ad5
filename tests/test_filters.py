"""Filters find what they say, say what they find, and say no to what they do not know."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest

import admin.filter_fields
import admin.filter_ranges
from admin.filter_bar import sentence_of
from admin.filter_fields import linked_fields
from forms.registry import declare
from forms.words import speaking
from models.base import db, described
from models.client import Client
from models.client_choices import CaseStatus, CloseReason
from models.gender import Gender
from models.province import Province
from tests.asked_lists import asked_by
from tests.clients import client_for
from tests.world import World

declare()

YEAR = date(2026, 1, 1), date(2026, 12, 31)
MILLION = 1_000_000


@pytest.fixture
def hoa_asks(seeded):
    """The supervisor, who sees every row."""
    with asked_by(seeded, "hoa") as asker:
        yield asker


def province(name):
    """Find the province of today by its name."""
    return next(row for row in db.session.query(Province) if name in row.name and row.valid_to is None)


QUESTIONS = {
    "gender=male": lambda row: row.gender is Gender.male,
    "gender=male&gender=female": lambda row: row.gender in {Gender.male, Gender.female},
    "gender=female&case_status=closed": lambda row: (
        row.gender is Gender.female and row.case_status is CaseStatus.closed
    ),
    "close_reason__empty=1": lambda row: row.close_reason is None,
    "closed_on__empty=0": lambda row: row.closed_on is not None,
    "close_reason=completed&close_reason__empty=1": lambda row: (
        row.close_reason in {CloseReason.completed, None}
    ),
    "hardship=1": lambda row: row.hardship is True,
    "hardship=0&hardship=1": lambda row: row.hardship in {True, False},
    "intake_on__from=01/02/2021&intake_on__to=2021-06-30": lambda row: (
        date(2021, 2, 1) <= row.intake_on <= date(2021, 6, 30)
    ),
    "intake_on=this_year": lambda row: YEAR[0] <= row.intake_on <= YEAR[1],
    "intake_on=this_year&intake_on__to=30/06/2020": lambda row: (
        YEAR[0] <= row.intake_on <= YEAR[1] or row.intake_on <= date(2020, 6, 30)
    ),
    "intake_on__from=2021-01-01&intake_on__from=2021-06-01": lambda row: row.intake_on >= date(2021, 6, 1),
    "ward.province={today}": lambda row: row.ward.province.valid_to is None,
    "ward.province={today}&gender=male": lambda row: (
        row.ward.province.valid_to is None and row.gender is Gender.male
    ),
    "ward.valid_to__empty=0": lambda row: row.ward.valid_to is not None,
}


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_filter_finds_the_rows_it_speaks_of_and_no_others(query, hoa_asks, monkeypatch):
    monkeypatch.setattr(admin.filter_ranges, "today", lambda: date(2026, 11, 22))
    asked = query.format(today=province("Đà Nẵng").id)
    right = sorted(row.id for row in hoa_asks.rows("client") if QUESTIONS[query](row))
    assert hoa_asks.found("client", asked) == right
    assert right


def test_amounts_and_years_are_read_as_people_write_them(hoa_asks):
    grants = hoa_asks.rows("support_grant")
    for text, least in {"10tr": 10 * MILLION, "5 triệu": 5 * MILLION, "7.000.000": 7 * MILLION}.items():
        right = sorted(row.id for row in grants if row.amount_vnd >= least)
        assert hoa_asks.found("support_grant", f"amount_vnd__from={text}") == right
    exact = grants[0].amount_vnd
    assert hoa_asks.found("support_grant", f"amount_vnd={exact}") == sorted(
        row.id for row in grants if row.amount_vnd == exact
    )
    years = [row.id for row in grants if row.budget_year in {2021, 2026}]
    assert hoa_asks.found("support_grant", "budget_year=2021&budget_year=2026") == sorted(years)


def test_rows_are_found_by_the_rows_they_lead_to_and_once_only(hoa_asks):
    today = province("Đà Nẵng").id
    sessions = [row for row in hoa_asks.rows("counselling_session") if row.client is not None]
    right = sorted(row.id for row in sessions if row.client.ward.province_id == today)
    assert hoa_asks.found("counselling_session", f"client.ward.province={today}") == right
    women = sorted(row.id for row in sessions if row.client.gender is Gender.female)
    assert hoa_asks.found("counselling_session", "client.gender=female") == women


def test_a_link_to_its_own_table_is_followed_like_any_other(small_app):
    with asked_by(small_app, "an") as an:
        world = World(db.session())
        above = world.make("referral_destination")
        below = world.make("referral_destination", name="Cơ sở 2", parent=above)
        assert an.found("referral_destination", f"parent.type={above.type.name}") == [below.id]
        other = next(kind for kind in type(above.type) if kind is not above.type)
        assert an.found("referral_destination", f"parent.type={other.name}") == []


def test_a_link_gives_no_row_that_is_out_of_sight(seeded):
    with asked_by(seeded, "hoa") as hoa:
        everybody = hoa.found("referral", "client.gender=male")
    with asked_by(seeded, "lan") as lan:
        mine = sorted(row.id for row in lan.rows("referral") if row.client.gender is Gender.male)
        assert lan.found("referral", "client.gender=male") == mine
        assert set(mine) < set(everybody)


def test_a_kept_address_moves_with_the_calendar(hoa_asks, monkeypatch):
    for day in (date(2021, 3, 14), date(2021, 3, 15)):
        monkeypatch.setattr(admin.filter_ranges, "today", lambda day=day: day)
        first = date(2021, day.month - (day.day < 15), 15)
        last = date(2021, first.month + 1, 14)
        right = sorted(row.id for row in hoa_asks.rows("client") if first <= row.intake_on <= last)
        assert hoa_asks.found("client", "intake_on=reporting_month") == right
        assert right
        assert (
            f"(từ {first:%d/%m/%Y} đến {last:%d/%m/%Y})"
            in hoa_asks.listing("client", "intake_on=reporting_month").sentence()
        )


# --- in words


SENTENCE = (
    "gender=male&gender=female&intake_on=this_month&closed_on__empty=1&ward.province={today}"
    "&intake_on__from=01/02/2020&intake_on__to=hôm nay"
)


def test_what_is_asked_is_one_sentence_in_either_language(hoa_asks, monkeypatch):
    monkeypatch.setattr(admin.filter_ranges, "today", lambda: date(2026, 11, 22))
    listing = hoa_asks.listing(
        "client", SENTENCE.format(today=province("Đà Nẵng").id).replace("hôm nay", "1/3/2026")
    )
    with speaking("vi"):
        assert listing.sentence() == (
            "Ngày kết thúc: để trống; Giới tính: Nam hoặc Nữ; "
            "Ngày tiếp nhận: tháng này (từ 01/11/2026 đến 30/11/2026) hoặc từ 01/02/2020 đến 01/03/2026; "
            "Tỉnh, thành phố của nơi cư trú hiện nay: Đà Nẵng · 01/07/2025"
        )
    with speaking("en"):
        assert (
            "Gender: Male or Female; Intake date: this month (01/11/2026 to 30/11/2026) or"
            in listing.sentence()
        )
        assert "Province of ward of residence: Đà Nẵng" in listing.sentence()


def test_each_condition_can_be_taken_away_by_itself(hoa_asks):
    query = SENTENCE.format(today=province("Đà Nẵng").id) + "&sort=-intake_on&page=3"
    listing = hoa_asks.listing("client", query)
    chips = [chip for part in sentence_of(listing) for chip in part["chips"]]
    assert len(chips) == 6
    for chip in chips:
        left = hoa_asks.listing("client", chip.url)
        words = [other.words for part in sentence_of(left) for other in part["chips"]]
        assert words == [other.words for other in chips if other is not chip]
        assert (left.sort, left.descending) == ("intake_on", True)
        assert "page" not in left.args


def test_the_sentence_above_a_list_is_that_of_its_file(hoa):
    query = "gender=male&intake_on=this_year&ward.valid_to__empty=1"
    page = html.unescape(hoa.get(f"/admin/client/?{query}").text)
    announced = re.search(r'data-news="([^"]*)"', page)[1]
    assert "Giới tính: Nam; Ngày tiếp nhận: năm nay" in announced
    assert "Hết hiệu lực của nơi cư trú hiện nay: để trống" in announced


# --- no


UNKNOWN = {
    "gendr=male": "gender",
    "intake_on__form=2021-01-01": "intake_on__from",
    "ward.provinc=1": "ward.province",
    "gender=mal": "male",
    "intake_on=this_moth": "this_month",
    "case_status=Closed": "closed",
}


@pytest.mark.parametrize("query", UNKNOWN)
def test_an_unknown_name_or_value_is_refused_with_the_nearest(query, hoa):
    for page in ("", "export/csv/", "facet/"):
        answer = hoa.get(f"/admin/client/{page}?{query}")
        assert answer.status_code == 400
        assert f"“{UNKNOWN[query]}”" in html.unescape(answer.text)


REFUSED = [
    "gender__empty=1",  # never empty
    "closed_on__empty=2",
    "closed_on__empty=yes",
    "intake_on=31/02/2026",
    "intake_on__from=this_month",  # a period has two ends
    "hardship=maybe",
    "ward=x",
    "ward=2000000000",
    "full_name=Lan",  # personal: it would stand in the address
    "ward.full_name=x",
    "coordinator.phone=0905",
    "ward.province.legal_basis.kind=x",  # further than anybody means
    "intake_on=%20",
    "&".join(["gender=male"] * 201),
]


@pytest.mark.parametrize("query", REFUSED, ids=lambda query: query[:30])
def test_what_cannot_be_asked_is_refused_never_dropped(query, hoa):
    answers = [hoa.get(f"/admin/client/{page}?{query}").status_code for page in ("", "export/csv/")]
    assert answers == [400, 400]


def keys_of(listing) -> set[str]:
    """Name every filter of a list, those over linked rows too."""
    return {each.key for each in listing.filters} | set(linked_fields(listing.model, listing.person))


def test_a_personal_column_is_no_filter_even_where_it_is_declared_as_one(seeded, monkeypatch):
    specs = described(Client)
    monkeypatch.setitem(specs, "full_name", replace(specs["full_name"], filtered=True))
    caches = admin.filter_fields._own, admin.filter_fields._linked
    for cache in caches:
        cache.cache_clear()
    with asked_by(seeded, "lan") as lan:  # who sees names clear
        found = keys_of(lan.listing("client")), keys_of(lan.listing("referral"))
    for cache in caches:
        cache.cache_clear()
    assert {"gender", "ward.province"} <= found[0]
    assert {"client.gender", "client"} <= found[1]
    assert not {"full_name", "client.full_name"} & (found[0] | found[1])


def test_a_viewer_gets_no_filter_and_no_count(street):
    binh = client_for(street, "binh")
    for query in ("", "of=gender", "of=ward.province"):
        assert binh.get(f"/admin/client/facet/?{query}").status_code == 403
