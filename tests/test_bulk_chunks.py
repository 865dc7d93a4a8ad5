"""An edit of many rows in chunks: killed, stopped, sent twice, met by another, it does each row once."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from admin import batch_work
from models.base import db
from models.client_choices import Employment
from tests.clients import client_for, same_person, statements
from tests.editing_many import (
    DONE,
    MINE,
    STEP,
    WILL,
    asked_for,
    batch_ids,
    checked,
    entries_of,
    named,
    sent_with,
    stepped,
    tally,
    values,
    worked_off,
)
from tests.test_sent_twice import burst, hidden

SOME, ALL_OF_THEM = "?client_group=managed_user", 7
ODD = "Lớp 9, khóa 3"


class KilledError(BaseException):
    """What ends a process in the middle of its work: nothing catches it."""


@pytest.fixture(autouse=True)
def _chunks_are_small(monkeypatch):
    monkeypatch.setattr("admin.batch_work.CHUNK", 3)
    monkeypatch.setattr("admin.batch_steps.AT_ONCE", 0)


def begun(app, person, **typed):
    """Have an edit checked in the background, and told to go."""
    address = checked(person, SOME, **(typed or {"education_level": ODD}))
    worked_off(app)
    stepped(person, address, "go")
    return address


def killed_at(monkeypatch, app, chunk):
    """Work off what waits, and die in a chunk once its rows are written, before it is committed."""
    settle, met = batch_work.settle, []

    def settle_and_die(*given):
        settle(*given)
        met.append(given)
        if len(met) == chunk:
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(batch_work, "settle", settle_and_die)
        with pytest.raises(KilledError):
            worked_off(app)


def fall_silent(app):
    """Let every edit have said nothing for long."""
    with app.app_context(), db.engine.begin() as connection:
        long_ago = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 - as it is stored
        connection.execute(update(db.metadata.tables["batch"]).values(updated_at=long_ago))


@pytest.mark.parametrize("chunk", [1, 2, 3])
def test_killed_in_any_chunk_it_goes_on_where_it_was_and_does_each_row_once(seeded_copy, monkeypatch, chunk):
    lan = client_for(seeded_copy, "lan")
    address = begun(seeded_copy, lan)
    killed_at(monkeypatch, seeded_copy, chunk)
    so_far = named(lan, address, "done")
    assert len(so_far) == 3 * (chunk - 1)
    assert sum(each == ODD for each in values(seeded_copy, "education_level").values()) == len(so_far)
    assert "Tiếp tục" not in lan.get(address).text  # as far as anybody knows it is under way
    fall_silent(seeded_copy)
    assert 'value="resume"' in lan.get(address).text
    stepped(lan, address, "resume")
    worked_off(seeded_copy)
    assert tally(lan, address) == {DONE: ALL_OF_THEM}
    told = [each.entry.row_id for each in entries_of(seeded_copy, address) if each.entry.row_id]
    assert sorted(told) == named(lan, address, "done")


def test_stopped_half_way_what_is_done_is_named_goes_on_or_goes_back(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    address = begun(seeded_copy, lan)
    number = batch_ids(seeded_copy)[-1]
    with seeded_copy.app_context():
        assert batch_work.chunk(number)
    stepped(lan, address, "stop")
    worked_off(seeded_copy)
    assert tally(lan, address) == {DONE: 3, WILL: 4}
    undo = stepped(lan, address, "undo").location
    worked_off(seeded_copy)
    assert tally(lan, undo) == {WILL: 3}
    stepped(lan, address, "resume")
    worked_off(seeded_copy)
    assert tally(lan, address) == {DONE: ALL_OF_THEM}


def test_a_preview_put_aside_is_taken_up_again(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    address = checked(lan, SOME, education_level=ODD)
    for step in ("stop", "resume"):
        worked_off(seeded_copy)
        stepped(lan, address, step)
    worked_off(seeded_copy)
    assert tally(lan, address) == {WILL: ALL_OF_THEM}


def test_a_button_pressed_ten_times_at_once_counts_once(seeded_copy, monkeypatch):
    monkeypatch.setattr("admin.batch_steps.AT_ONCE", 200)
    lan = client_for(seeded_copy, "lan")
    address = checked(lan, SOME, education_level=ODD)
    answers = burst(seeded_copy, lan, STEP, sent_with(lan, address) | {"step": "go"})
    assert {answer.location for answer in answers} == {address}
    assert tally(lan, address) == {DONE: ALL_OF_THEM}
    assert len(entries_of(seeded_copy, address)) == 2 + ALL_OF_THEM


def test_the_first_step_sent_twice_is_one_edit(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    picked = {"rows": "all", "csrf_token": hidden(lan.get("/admin/client/").text)["csrf_token"]}
    page = hidden(lan.post(f"/admin/client/bulk/{SOME}", data=picked).text)
    sent = page | {"change": "education_level", "education_level": ODD}
    answers = [lan.post(f"/admin/client/bulk/{SOME}", data=sent) for _time in range(2)]
    assert len({answer.location for answer in answers}) == len(batch_ids(seeded_copy)) == 1


def test_of_two_edits_at_once_each_row_takes_one(seeded_copy, monkeypatch):
    monkeypatch.setattr("admin.batch_steps.AT_ONCE", 200)
    lan = client_for(seeded_copy, "lan")
    both = [checked(lan, SOME, employment=name) for name in ("student", "unstable")]
    sent = [sent_with(lan, address) | {"step": "go"} for address in both]
    meant = [set(named(lan, address, "will")) for address in both]
    tabs = [same_person(seeded_copy, lan) for _each in both]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda pair: pair[0].post(STEP, data=pair[1]), zip(tabs, sent, strict=True)))
    assert {answer.status_code for answer in answers} == {303}
    first, second = (set(named(lan, address, "done")) for address in both)
    since = {row for address in both for row in named(lan, address, "since")}
    assert first | second == meant[0] | meant[1]
    assert first & second == set()
    assert since == (meant[0] & meant[1])
    after = values(seeded_copy, "employment")
    assert {after[row] for row in first} <= {Employment.student}
    assert {after[row] for row in second} <= {Employment.unstable}


def test_one_may_have_only_so_many_under_way(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    for _time in range(3):
        assert "batch=" in checked(lan, SOME, education_level=ODD)
    assert asked_for(lan, SOME, education_level=ODD).location == "/admin/batches/"


def cost(app, person, address):
    """Count the statements of a page."""
    with statements(app) as sent:
        assert person.get(address).status_code == 200
    return len(sent)


def test_pages_of_edits_cost_the_same_with_twice_the_rows_and_twice_the_edits(seeded_copy, monkeypatch):
    monkeypatch.setattr("admin.batch_steps.AT_ONCE", 200)
    lan = client_for(seeded_copy, "lan")
    rows = named(lan, checked(lan, SOME, education_level=ODD), "will")
    half, whole = (
        checked(lan, picks=picks, education_level=ODD, coordinator="Lê Thị Lan") for picks in (rows[:3], rows)
    )
    assert cost(seeded_copy, lan, half) == cost(seeded_copy, lan, whole) < 30
    few = cost(seeded_copy, lan, MINE)
    for _time in range(3):
        checked(lan, SOME, education_level="Lớp 12")
    assert cost(seeded_copy, lan, MINE) == few
