"""What is masked is shown to whoever says why: to them alone, on that page alone, for ten minutes."""

import datetime
import json
import re

import pytest
import time_machine
from sqlalchemy import select

from forms.base import FORMS
from forms.registry import declare
from models.audit import Action, AuditEntry, told
from models.base import db, now
from models.client import Client
from models.reveal import LASTS, Reveal
from tests.clients import client_for, same_person, statements, token
from tests.neighbours import NAMES, as_system, neighbour
from tests.sight import plain
from tests.two_worlds.pair import unmarked

declare()

WHY = "Đối chiếu hồ sơ theo công văn của phường."
NAME = NAMES["lan"]


@pytest.fixture
def page_of(two_wards):
    """Give the address of a page of a row of Lan's."""

    def address(page="details", table="client"):
        return f"/admin/{table}/{page}/?id={neighbour(two_wards, 'lan').ids[table]}"

    return address


def ask(client, address, reason=WHY):
    """Open the page that asks why, and answer."""
    page = client.get(address)
    assert page.status_code == 200, page.status
    return client.post(address, data={"csrf_token": token(page.text), "reason": reason})


def entries(app, action):
    """Read the entries of a kind, unsealed."""
    with app.app_context():
        session = as_system(app)
        found = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
        return told(session, session.scalars(found).all())


def telling(app):
    """Give the words of Lan's client that are not public."""
    return neighbour(app, "lan").words


@pytest.mark.parametrize("who", ["hoa", "an"])
def test_it_is_shown_after_a_reason_with_a_receipt(who, two_wards, page_of):
    client = client_for(two_wards, who)
    before = plain(client.get(page_of()).text)
    assert "/admin/client/reveal/" in client.get(page_of()).text
    assert not [word for word in telling(two_wards) if word in before]
    answer = ask(client, page_of("reveal"))
    assert answer.status_code == 303
    after = plain(client.get(page_of()).text)
    assert NAME in after
    assert "Nhà dột cột xiêu" in after
    (entry,) = entries(two_wards, Action.revealed)
    assert entry.entry.receipt in after
    assert entry.reason == WHY
    assert WHY not in str(vars(entry.entry))


@pytest.mark.parametrize("reason", ["", "x", "   ngắn   ", "dài " * 200])
def test_it_is_not_shown_without_a_reason(reason, two_wards, page_of):
    hoa = client_for(two_wards, "hoa")
    assert ask(hoa, page_of("reveal"), reason).status_code == 422
    assert NAME not in plain(hoa.get(page_of()).text)
    assert entries(two_wards, Action.revealed) == []


def test_it_is_for_nobody_else(two_wards, page_of):
    hoa, an = client_for(two_wards, "hoa"), client_for(two_wards, "an")
    ask(hoa, page_of("reveal"))
    assert NAME in plain(hoa.get(page_of()).text)
    assert NAME not in plain(an.get(page_of()).text)


def test_coordinators_need_none_and_viewers_get_none(two_wards, page_of):
    lan, binh = client_for(two_wards, "lan"), client_for(two_wards, "binh")
    assert "/admin/client/reveal/" not in lan.get(page_of()).text
    assert lan.get(page_of("reveal")).status_code == 403
    assert binh.get(page_of("reveal")).status_code == 403
    assert client_for(two_wards, "minh").get(page_of("reveal")).status_code == 403


def test_it_ends_by_the_servers_clock(two_wards, page_of):
    hoa = client_for(two_wards, "hoa")
    with time_machine.travel(
        datetime.datetime(2026, 11, 20, 3, 32, tzinfo=datetime.UTC), tick=False
    ) as clock:
        hoa = client_for(two_wards, "hoa")
        ask(hoa, page_of("reveal"))
        answer = hoa.get(page_of())
        assert "10:42" in answer.text
        assert answer.headers["Refresh"] == str(int(LASTS.total_seconds()) + 1)
        clock.shift(LASTS - datetime.timedelta(seconds=1))
        assert NAME in plain(hoa.get(page_of()).text)
        clock.shift(datetime.timedelta(seconds=1))
        answer = hoa.get(page_of())
        assert NAME not in plain(answer.text)
        assert "Refresh" not in answer.headers


def test_it_ends_when_the_person_signs_in_anew(two_wards, page_of):
    hoa = client_for(two_wards, "hoa")
    ask(hoa, page_of("reveal"))
    assert NAME in plain(hoa.get(page_of()).text)
    again = client_for(two_wards, "hoa")
    assert NAME not in plain(again.get(page_of()).text)
    assert NAME not in plain(hoa.get(page_of()).text)


def test_it_is_of_that_row_and_of_that_page_alone(two_wards, page_of):
    hoa = client_for(two_wards, "hoa")
    ask(hoa, page_of("reveal"))
    words = telling(two_wards)
    for address in (
        "/admin/client/", "/admin/client/export/csv/", "/admin/counselling_session/",
        page_of(table="counselling_session"), page_of(table="support_grant"),
        page_of("edit", "support_grant"), page_of("reveal"),
    ):  # fmt: skip
        answer = hoa.get(address, buffered=True)
        assert answer.status_code == 200, address
        assert not [word for word in words if word in plain(answer.text)], address
    mark = token(hoa.get("/admin/").text)
    found = hoa.post("/admin/client/lookup/", json={"q": NAME}, headers={"X-CSRFToken": mark})
    assert found.status_code == 200
    assert NAME not in found.text
    title = re.search(r"<title>(.*?)</title>", hoa.get(page_of()).text, re.DOTALL)[1]
    assert NAME not in title


def test_it_is_of_no_other_row(two_wards, page_of):
    hoa, theirs = client_for(two_wards, "hoa"), neighbour(two_wards, "minh").ids["client"]
    ask(hoa, page_of("reveal"))
    assert NAME in plain(hoa.get(page_of()).text)
    for page in ("details", "history"):
        assert NAMES["minh"] not in plain(hoa.get(f"/admin/client/{page}/?id={theirs}").text)


def test_it_does_not_reach_the_other_way(two_wards, page_of):
    """Whoever had a session revealed sees the session's own values, not the person's."""
    hoa = client_for(two_wards, "hoa")
    ask(hoa, page_of("reveal", "counselling_session"))
    assert NAME not in plain(hoa.get(page_of(table="counselling_session")).text)
    assert NAME not in plain(hoa.get(page_of()).text)


def test_a_row_that_is_not_theirs_is_not_shown(two_wards):
    with two_wards.app_context():
        session = as_system(two_wards)
        last = session.scalar(select(Client.id).order_by(Client.id.desc()).limit(1))
    hoa = client_for(two_wards, "hoa")
    assert hoa.get(f"/admin/client/reveal/?id={last + 1}").status_code == 404


def test_the_lapsed_are_forgotten_when_the_next_is_made(two_wards, page_of):
    hoa = client_for(two_wards, "hoa")
    ask(hoa, page_of("reveal"))
    with two_wards.app_context():
        as_system(two_wards)
        db.session.scalars(select(Reveal)).one().until = now() - LASTS
        db.session.commit()
    ask(hoa, page_of("reveal"))
    with two_wards.app_context():
        as_system(two_wards)
        assert db.session.scalars(select(Reveal)).one().until > now()


# --- what the record keeps of looks


def test_every_page_of_a_row_that_is_opened_leaves_an_entry(two_wards, page_of):
    seen = {"lan": ["public", "personal", "sensitive"], "hoa": ["public"], "an": ["public"]}
    for who, clear in seen.items():
        assert client_for(two_wards, who).get(page_of()).status_code == 200
        said = json.loads(entries(two_wards, Action.opened)[-1].entry.said)
        assert said == {"page": "details", "clear": clear}
    hoa = client_for(two_wards, "hoa")
    ask(hoa, page_of("reveal"))
    for page in ("details", "history"):
        hoa.get(page_of(page))
        last = json.loads(entries(two_wards, Action.opened)[-1].entry.said)
        assert last == {"page": page, "clear": ["public", "personal", "sensitive"]}


def test_a_page_whose_entry_cannot_be_written_is_not_sent(two_wards, page_of, monkeypatch):
    two_wards.config["PROPAGATE_EXCEPTIONS"] = False
    lan = client_for(two_wards, "lan")

    def fail(*_given, **_said):
        message = "the disk is full"
        raise OSError(message)

    for page in ("details", "edit", "history"):
        assert NAME in lan.get(page_of(page)).text
        with monkeypatch.context() as broken:
            broken.setattr("admin.looking.record_look", fail)
            answer = lan.get(page_of(page))
        assert answer.status_code == 500
        assert NAME not in plain(answer.text)


def test_what_is_not_theirs_and_what_is_not_there_leave_the_same(two_wards):
    theirs = neighbour(two_wards, "minh").ids["client"]
    lan = client_for(two_wards, "lan")
    for page in ("details", "edit", "delete", "history", "move", "restore"):
        told_of, costs = [], []
        for row in (theirs, theirs + 1_000):
            with statements(two_wards) as sent:
                told_of.append(lan.get(f"/admin/client/{page}/?id={row}"))
            costs.append([re.sub(r"\d+", "n", each) for each in sent])
        assert [answer.status_code for answer in told_of] == [404, 404]
        assert bare(told_of[0]) == bare(told_of[1])
        assert costs[0] == costs[1], page
        last = entries(two_wards, Action.refused)[-2:]
        assert [each.entry.row_id for each in last] == [theirs, theirs + 1_000]
        assert len({each.entry.said for each in last}) == 1


def bare(answer) -> str:
    """Take out of a page what is drawn anew for each, and the address it was asked under."""
    return re.sub(r"\bid=\d+", "", unmarked(answer.text))


def test_a_refused_right_leaves_an_entry_too(two_wards, page_of):
    binh = client_for(two_wards, "binh")
    assert binh.get(page_of()).status_code == 403
    (entry,) = entries(two_wards, Action.refused)
    assert entry.entry.table_name == "client"
    assert json.loads(entry.entry.said) == {"page": "details"}


@pytest.mark.parametrize("where,page", [("", "index"), ("export/csv/", "export"), ("new/", "create")])
def test_a_right_refused_of_a_whole_table_leaves_an_entry_too(two_wards, where, page):
    binh = client_for(two_wards, "binh")
    assert binh.get(f"/admin/client/{where}").status_code == 403
    (entry,) = entries(two_wards, Action.refused)
    assert (entry.entry.table_name, entry.entry.row_id) == ("client", None)
    assert json.loads(entry.entry.said) == {"page": page}


def test_nobody_known_leaves_none(two_wards, page_of):
    assert two_wards.test_client().get(page_of()).status_code == 302
    assert entries(two_wards, Action.refused) == []


@pytest.mark.parametrize("table", FORMS)
def test_a_page_costs_at_most_two_statements_for_its_entry(table, seeded, an, monkeypatch):
    """One reads the head of the chain, one writes; more only for a first look ever."""
    first = re.search(rf"/admin/{table}/details/\?id=([\w-]+)", an.get(f"/admin/{table}/").text)
    if first is None:
        return
    with statements(seeded) as sent:
        assert an.get(first[0]).status_code == 200
    monkeypatch.setattr("admin.looking.record_look", lambda *_given, **_said: "")
    with statements(seeded) as bare_cost:
        assert an.get(first[0]).status_code == 200
    assert len(sent) - len(bare_cost) <= 2, "\n".join(sent)


def test_two_tabs_of_one_person_share_it(two_wards, page_of):
    hoa = client_for(two_wards, "hoa")
    ask(hoa, page_of("reveal"))
    assert NAME in plain(same_person(two_wards, hoa).get(page_of()).text)
