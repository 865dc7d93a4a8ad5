"""Who may edit many rows: their own, those they see, while they may; and what is told of what is masked."""

import pytest
from sqlalchemy import select, update

from admin import batch_work
from models.base import db
from models.client_need import ClientNeed
from models.trash import purge, put_away
from tests.clients import client_for, token
from tests.editing_many import (
    DONE,
    SAME,
    STEP,
    WILL,
    asked_for,
    batch_ids,
    checked,
    done,
    named,
    receipt_in,
    sent_with,
    stepped,
    tally,
    values,
)
from tests.neighbours import as_system, neighbour
from tests.probing import NOWHERE
from tests.two_worlds.pair import unmarked

ODD = "Lớp 9, khóa 3"


def test_rows_of_others_are_as_good_as_none(two_wards):
    lan = client_for(two_wards, "lan")
    mine, theirs = (neighbour(two_wards, name).ids["client"] for name in ("lan", "minh"))
    answers = [asked_for(lan, picks=[row], education_level=ODD) for row in (theirs, NOWHERE)]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/admin/client/")}
    assert answers[0].data == answers[1].data
    done(lan, picks=[mine, theirs], education_level=ODD)
    done(lan, "?", education_level=ODD)
    assert values(two_wards, "education_level")[mine] == ODD
    assert values(two_wards, "education_level")[theirs] != ODD


def test_an_edit_is_its_makers_alone(two_wards):
    lan, minh, an = (client_for(two_wards, name) for name in ("lan", "minh", "an"))
    address = checked(lan, education_level=ODD)
    nowhere = address.replace(receipt_in(address), "BBBB-BBBB-BBBB")
    sent = sent_with(lan, address) | {"step": "go"}
    for other in (minh, an):
        told = [other.get(each) for each in (address, nowhere)]
        assert [answer.status_code for answer in told] == [404, 404]
        assert unmarked(told[0].text) == unmarked(told[1].text).replace("BBBB-BBBB-BBBB", receipt_in(address))
        mark = token(other.get("/admin/password/").text)
        assert other.post(STEP, data=sent | {"csrf_token": mark}).status_code == 404
    assert tally(lan, address) == {WILL: 1}


@pytest.mark.parametrize("username, table, status", [
    ("hoa", "client", 403), ("binh", "client", 403), ("binh", "ward", 403), ("lan", "ward", 403),
    ("lan", "saved_view", 404), ("an", "account", 404), ("hoa", "support_grant", 422), ("an", "ward", 422),
])  # fmt: skip
def test_whoever_may_edit_no_such_row_gets_no_form(two_wards, username, table, status):
    assert asked_for(client_for(two_wards, username), table=table).status_code == status
    page = client_for(two_wards, username).get(f"/admin/{table}/").text
    assert ('id="pick"' in page) is (status == 422)


def test_it_stops_when_the_right_goes_and_what_is_done_stands(seeded_copy, monkeypatch):
    monkeypatch.setattr("admin.batch_work.CHUNK", 3)
    monkeypatch.setattr("admin.batch_steps.AT_ONCE", 0)
    lan = client_for(seeded_copy, "lan")
    address = checked(lan, "?client_group=managed_user", education_level=ODD)
    (number,) = batch_ids(seeded_copy)
    with seeded_copy.app_context():
        batch_work.work(number)
    stepped(lan, address, "go")
    with seeded_copy.app_context():
        assert batch_work.chunk(number)
    rows, accounts = db.metadata.tables["account_scope"], db.metadata.tables["account"]
    with seeded_copy.app_context(), db.engine.begin() as connection:
        mine = select(accounts.c.id).where(accounts.c.username == "lan").scalar_subquery()
        minhs = select(accounts.c.id).where(accounts.c.username == "minh").scalar_subquery()
        ward = connection.scalar(select(rows.c.ward_id).where(rows.c.account_id == minhs))
        connection.execute(update(rows).where(rows.c.account_id == mine).values(ward_id=ward))
    with seeded_copy.app_context():
        batch_work.work(number)
    assert sum(each == ODD for each in values(seeded_copy, "education_level").values()) == 3
    page = lan.get(address).text
    assert "Dừng vì quyền đã đổi" in page
    assert 'value="resume"' not in page


def test_of_what_lists_mask_the_preview_tells_only_what_is_given(two_wards):
    lan = client_for(two_wards, "lan")
    for name in ("not_yet", "yes", "yes"):  # the first and the last are there already
        address = checked(lan, addiction_determined=name)
        page = lan.get(f"{address}&show=will").text
        assert (tally(lan, address), SAME in page) == ({WILL: 1}, False)
        assert named(lan, address, "same") == []
        before = page[page.index("<del>") : page.index("</del>")]
        assert "masked" in before
        stepped(lan, address, "go")
        assert tally(lan, address) == {DONE: 1}


def kept_of_edits(app):
    """Read what is kept of edits, past every gate."""
    with app.app_context(), db.engine.connect() as connection:
        tables = (db.metadata.tables[name] for name in ("batch", "batch_row"))
        return [connection.exec_driver_sql(str(select(table))).all() for table in tables]


def test_what_an_edit_keeps_cannot_be_read_and_goes_with_the_record(two_wards):
    lan = client_for(two_wards, "lan")
    address = done(lan, table="client_need", responsible=ODD)
    edits, rows = kept_of_edits(two_wards)
    assert (len(edits), len(rows), ODD in repr(edits)) == (1, 1, False)
    with two_wards.app_context():
        session = as_system(two_wards)
        row = session.scalars(select(ClientNeed).where(ClientNeed.responsible == ODD)).one()
        put_away(session, row, "Nhập nhầm.")
        purge(session, row)
        session.commit()
    assert kept_of_edits(two_wards)[1] == []
    assert tally(lan, address) == {}
