"""The first page: every number is that of the list it opens, and says what it means to say."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from forms.registry import declare
from models.access import Role
from models.account import Account
from models.base import db
from models.client_choices import CaseStatus
from models.conditions_of_work import SILENT_DAYS
from models.counselling_session import CounsellingSession
from models.desk import BOARDS
from models.referral_choices import OPEN
from models.schema import today
from tests.asked_lists import asked_by

declare()

TILE = re.compile(r'<a class="card-(?:face|before)" href="([^"]+)">(.*?)</a>', re.DOTALL)
NUMBER = re.compile(r"[\d.]+")
TITLES = {"lan": "Hôm nay của tôi", "hoa": "Tháng này so với tháng trước", "an": "Tình trạng dữ liệu"}


def tiles(page):
    """Read the figures of a first page: their addresses, and what stands on them."""
    board = page.partition('class="area board"')[2].partition('class="area"')[0]
    return [(html.unescape(url), re.sub(r"<[^>]+>", " ", said).strip()) for url, said in TILE.findall(board)]


def number_in(text):
    """Read the last number of a text, as written in Vietnam."""
    return int(NUMBER.findall(text)[-1].replace(".", ""))


def rows_of(client, url):
    """Read how many rows a list says it has."""
    found = re.search(r'class="found" role="status">\s*<strong>([\d.]+)', client.get(url).text)
    return int(found[1].replace(".", ""))


@pytest.mark.parametrize("username", TITLES)
def test_every_number_is_that_of_the_list_it_opens(username, tab):
    client = tab(username)
    page = client.get("/admin/").text
    assert TITLES[username] in page
    found = [(url, said) for url, said in tiles(page) if NUMBER.search(said) and "at=" not in url]
    counted = [(url, number_in(said)) for url, said in found if "backed_up" not in url]
    assert len(counted) >= 4
    assert [(url, rows_of(client, url)) for url, _number in counted] == counted
    assert any(number for _url, number in counted)


def test_somebody_who_reads_numbers_only_gets_no_list(binh):
    page = binh.get("/admin/").text
    assert tiles(page) == []
    assert "card-face" in page


def test_people_out_of_touch_are_those_without_a_session_for_so_long(seeded):
    since = today() - timedelta(days=SILENT_DAYS)
    with asked_by(seeded, "hoa") as hoa:
        seen = set(
            db.session.scalars(
                select(CounsellingSession.client_id).where(CounsellingSession.session_on >= since)
            )
        )
        clients = hoa.rows("client")
        right = sorted(
            row.id for row in clients
            if row.case_status is not CaseStatus.closed and row.intake_on < since and row.id not in seen
        )  # fmt: skip
        assert hoa.found("client", "out_of_touch=1") == right
        assert hoa.found("client", "out_of_touch=0") == sorted({row.id for row in clients} - set(right))
        theirs = [row.id for row in hoa.rows("referral") if row.client_id in right]
        assert hoa.found("referral", "client.out_of_touch=1") == sorted(theirs)
        assert right


def test_a_referral_is_overdue_from_the_day_after(seeded):
    with asked_by(seeded, "hoa") as hoa:
        late = [
            row.id
            for row in hoa.rows("referral")
            if row.status in OPEN and row.due_on and row.due_on < today()
        ]
        assert hoa.found("referral", "overdue=1") == sorted(late)
        assert late


def test_me_is_whoever_asks(seeded):
    with asked_by(seeded, "lan") as lan:
        mine = db.session.info["person"].coordinator_id
        assert lan.found("client", "coordinator=me") == lan.found("client", f"coordinator={mine}")
        assert lan.found("client", "coordinator=me")
        assert "me" not in lan.listing("client", "coordinator=me").sentence().split()


@pytest.mark.parametrize("username", ["hoa", "an"])
def test_me_is_nobody_for_an_account_without_a_row_of_its_own(username, tab):
    assert tab(username).get("/admin/client/?coordinator=me").status_code == 400
    assert tab("lan").get("/admin/client/?ward=me").status_code == 400


def test_a_condition_stands_among_the_filters_with_its_counts(hoa):
    page = hoa.get("/admin/client/facet/?of=out_of_touch").text
    counts = [int(number) for number in re.findall(r'class="count"[^>]*>(\d+)', page)]
    assert "Chưa liên hệ trong 30 ngày" in page
    assert sum(counts) == rows_of(hoa, "/admin/client/")


def test_a_condition_is_said_in_the_sentence(seeded):
    with asked_by(seeded, "hoa") as hoa:
        assert hoa.listing("client", "out_of_touch=1").sentence() == "Chưa liên hệ trong 30 ngày: Có"


def test_accounts_with_one_lock_are_found_by_administrators_alone(seeded, tab):
    with asked_by(seeded, "an") as an:
        assert len(an.found("account", "single_factor=1")) == len(
            db.session.scalars(select(Account.id)).all()
        )
    assert tab("hoa").get("/admin/account/?single_factor=1").status_code == 403


def test_every_role_has_its_board():
    assert set(BOARDS) == set(Role)
