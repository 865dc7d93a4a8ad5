"""Many rows given the same: previewed, then done, named where they are not, and taken back as a whole."""

import re

from sqlalchemy import select

from models.client_choices import Employment
from models.client_group import ClientGroup
from models.rule_acknowledgement import RuleAcknowledgement
from tests.clients import client_for
from tests.editing_many import (
    DONE,
    DOUBT,
    MINE,
    REFUSED,
    SAME,
    SINCE,
    WILL,
    asked_for,
    changed_alone,
    checked,
    done,
    entries_of,
    named,
    receipt_in,
    stepped,
    tally,
    values,
)
from tests.neighbours import as_system

SOME = "?client_group=managed_user"
FILTER = "Nhóm, diện: Có sử dụng, đang trong diện quản lý"
"""A few of Lan's people, and of others'; and the same in words."""


def test_what_was_previewed_is_done_and_nothing_before(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    before = values(seeded_copy, "employment")
    address = checked(lan, SOME, employment="student")
    found, meant = tally(lan, address), named(lan, address, "will")
    assert (sum(found.values()), found[WILL]) == (7, len(meant))
    assert values(seeded_copy, "employment") == before
    assert stepped(lan, address, "go").location == address
    assert tally(lan, address) == {DONE: found.pop(WILL)} | found
    given = dict.fromkeys(meant, Employment.student)
    assert values(seeded_copy, "employment") == before | given


def test_the_record_names_the_edit_its_filter_and_every_change(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    address = done(lan, SOME, employment="student")
    check, whole, *each = entries_of(seeded_copy, address)
    assert (check.said["dry"], check.said["rows"], check.entry.row_id) == (True, 7, None)
    assert (whole.said["filter"], whole.said["columns"]) == (FILTER, ["employment"])
    assert sorted(one.entry.row_id for one in each) == named(lan, address, "done")
    assert {one.changes["employment"][1] for one in each} == {"student"}
    page = lan.get(f"/admin/client/history/?id={each[0].entry.row_id}").text
    assert receipt_in(address) in page


def test_only_the_rows_ticked_are_meant(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    address = checked(lan, SOME, employment="student")
    one, *rest = named(lan, address, "will")
    address = done(lan, picks=[one], education_level="Lớp 9, khóa 3")
    assert (tally(lan, address), named(lan, address, "done")) == ({DONE: 1}, [one])
    assert "Lớp 9, khóa 3" not in values(seeded_copy, "education_level", rest).values()


def test_a_rule_that_refuses_keeps_its_rows_out_and_names_them(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    address = checked(lan, client_group="urine_positive")
    found = tally(lan, address)
    assert (found[WILL], found[REFUSED]) == (46, 47)
    page = lan.get(address).text
    assert "sau khi xác định hãy đổi nhóm" in page
    assert re.search(r'<span class="code">SC\d+</span>', page)
    refused, before = named(lan, address, "refused"), values(seeded_copy, "client_group")
    stepped(lan, address, "go")
    assert tally(lan, address) == {DONE: 46, REFUSED: 47, SAME: 1}
    after = values(seeded_copy, "client_group")
    assert {row: after[row] for row in refused} == {row: before[row] for row in refused}
    assert sum(group is ClientGroup.urine_positive for group in after.values()) >= 47


def test_doubts_ask_for_their_reason_once_and_without_it_stay_as_they_are(seeded_copy):
    lan, query = client_for(seeded_copy, "lan"), "?client_group=managed_user"
    before = values(seeded_copy, "client_group")
    address = checked(lan, query, client_group="relative")
    assert stepped(lan, address, "go").status_code == 422
    assert (tally(lan, address), values(seeded_copy, "client_group")) == ({DOUBT: 7}, before)
    address = checked(lan, query, client_group="relative")
    wanting = stepped(lan, address, "go", confirm="1", reason=" ")
    assert (wanting.status_code, "Cần ghi lý do." in wanting.text) == (422, True)
    stepped(lan, address, "go", confirm="1", reason="Nhập nhầm nhóm khi bàn giao.")
    assert tally(lan, address) == {DONE: 7}
    with seeded_copy.app_context():
        kept = as_system(seeded_copy).scalars(select(RuleAcknowledgement)).all()
        reasons = [each.row_id for each in kept if each.reason == "Nhập nhầm nhóm khi bàn giao."]
    assert sorted(reasons) == named(lan, address, "done")


def test_it_is_taken_back_as_a_whole_but_for_rows_changed_since(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    before = values(seeded_copy, "employment")
    address = done(lan, SOME, employment="student")
    changed, *others = named(lan, address, "done")
    assert changed_alone(lan, changed, employment="unstable").status_code == 303
    undo = stepped(lan, address, "undo").location
    assert tally(lan, undo) == {WILL: len(others), SINCE: 1}
    assert named(lan, undo, "since") == [changed]
    assert values(seeded_copy, "employment")[others[0]] is Employment.student
    stepped(lan, undo, "go")
    assert tally(lan, undo) == {DONE: len(others), SINCE: 1}
    assert values(seeded_copy, "employment") == before | {changed: Employment.unstable}
    assert entries_of(seeded_copy, undo)[0].said["undoes"] == receipt_in(address)
    again = stepped(lan, undo, "undo").location  # an undo is an edit like any other
    stepped(lan, again, "go")
    assert values(seeded_copy, "employment", others) == dict.fromkeys(others, Employment.student)
    assert receipt_in(again) in lan.get(MINE).text


def test_a_field_is_emptied_and_filled_again(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    before = values(seeded_copy, "legal_basis_id")
    address = done(lan, SOME, legal_basis="")
    assert set(values(seeded_copy, "legal_basis_id", named(lan, address, "done")).values()) == {None}
    stepped(lan, stepped(lan, address, "undo").location, "go")
    assert values(seeded_copy, "legal_basis_id") == before


def test_nothing_begins_without_rows_fields_and_values_that_can_be_read(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    assert asked_for(lan, picks=[], employment="student").location == "/admin/client/"
    assert asked_for(lan, "?client_group=managed_user").status_code == 422
    for name, text in (("employment", "?"), ("coordinator", ""), ("programme", "không có")):
        assert asked_for(lan, **{name: text}).status_code == 422
    for name in ("full_name", "citizen_number", "case_status", "client_code", "row_version"):
        assert asked_for(lan, **{name: "x"}).status_code == 422
    assert "Chưa có đợt nào." in lan.get(MINE).text
