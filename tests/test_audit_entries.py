"""The record of everything, entry by entry: how changes become one, whom and what each is about."""

import datetime
from decimal import Decimal

import pytest

from models import audit_changes, audit_seal
from models.access import SYSTEM, Person, Role
from models.audience import Audience
from models.audit import Action, AuditEntry, history_of, record, record_change
from models.audit_changes import Pending
from models.audit_writing import ACCOUNTS_OWN, _joined, _rows, _told, asker, keyed_by, new_receipt
from models.base import db, now
from models.client import Client
from models.client_choices import CaseStatus
from models.counselling_session import SessionTopic
from models.kept_search import KeptSearch
from models.list_setting import ListSetting
from models.saved_view import SavedView
from tests.world import World

CREATED, CHANGED, DELETED = Action.created, Action.changed, Action.deleted
ROW = ("client", 7)
KEY = bytes(range(32))


def change(action=CHANGED, **values):
    """Note a change of the row."""
    return Pending(action, ROW, joins=True, **values)


@pytest.fixture
def session(small_app):
    with small_app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        yield session
        session.rollback()


# --- changes of one row


def test_two_changes_of_a_value_become_one_from_the_first_to_the_last():
    first, second = change(open={"a": (1, 2)}, hidden={"h": (1, 2)}), change(open={"a": (2, 3), "b": (4, 5)})
    second.hidden = {"h": (2, 1)}
    (one,) = _joined([first, second])
    assert one.says_something
    assert (one.open, one.hidden) == ({"a": (1, 3), "b": (4, 5)}, {}), "a value put back is none"


def test_what_a_new_row_is_given_later_was_nothing_before():
    (one,) = _joined([change(CREATED, open={"a": (None, 1)}), change(open={"a": (1, 2), "b": (3, 4)})])
    assert (one.action, one.open) == (CREATED, {"a": (None, 2), "b": (None, 4)})


@pytest.mark.parametrize("before, after, told", [
    (CREATED, CHANGED, CREATED), (CHANGED, DELETED, DELETED), (DELETED, CHANGED, DELETED),
    (CREATED, DELETED, DELETED), (DELETED, Action.restored, Action.restored),
])  # fmt: skip
def test_the_weightier_action_of_two_is_told(before, after, told):
    (one,) = _joined([change(before, reason="vì"), change(after, said={"a": 1})])
    assert (one.action, one.reason, one.said) == (told, "vì", {"a": 1})
    (one,) = _joined([change(before, said={"a": 1, "b": 2}), change(after, reason="do", said={"a": 3})])
    assert (one.reason, one.said) == ("do", {"a": 3, "b": 2})


def test_only_changes_of_one_row_are_joined():
    looks = [Pending(Action.opened, ROW), Pending(Action.opened, ROW)]
    other = Pending(CHANGED, ("client", 8), joins=True)
    assert len(list(_joined([*looks, change(), other, change()]))) == 4


def test_an_empty_change_says_nothing_and_everything_else_does():
    assert not change().says_something
    assert not change(open={"a": (1, 1)}, hidden={"b": (2, 2)}).says_something
    assert change(open={"a": (1, 2)}).says_something
    assert change(hidden={"a": (1, 2)}).says_something
    assert change(CREATED).says_something
    assert change(DELETED).says_something
    assert Pending(CHANGED, ROW).says_something


@pytest.mark.parametrize("value, written", [
    (CaseStatus.counselling, "counselling"), (datetime.date(2026, 1, 2), "2026-01-02"),
    (datetime.time(8, 5), "08:05:00"),
    (datetime.datetime(2026, 1, 2, 3, 4), "2026-01-02T03:04:00"),  # noqa: DTZ001 - kept without a zone
    (Decimal("1.50"), "1.50"), (frozenset({SessionTopic.job, SessionTopic.harm}), ["harm", "job"]),
    ({SessionTopic.job}, ["job"]), (5, 5), ("a", "a"), (None, None), (False, False),
])  # fmt: skip
def test_a_value_is_written_as_json_knows_it(value, written):
    assert audit_changes.plain(value) == written
    assert type(audit_changes.plain(value)) is type(written)


def test_what_a_flush_writes_is_told_by_class_and_nothing_of_what_every_row_has(session):
    client = World(session).make("client", full_name="Đặng Thử", phone="0912345678")
    (made,) = history_of(session, client)
    assert (None, None) not in made.changes.values(), "what was left empty is not told"
    client.full_name, client.ward_id, client.updated_by_id = "Đặng Khác", client.ward_id, 1
    client.case_status = CaseStatus.counselling
    found = audit_changes.change_of(client, CHANGED)
    assert (found.subject, found.joins) == (("client", client.id), True)
    assert (found.action, found.reason) == (CHANGED, "")
    assert found.open == {"case_status": ("new", "counselling")}
    assert found.hidden == {"full_name": ("Đặng Thử", "Đặng Khác")}
    client.phone = None
    assert audit_changes.change_of(client, CHANGED).hidden["phone"][1] is None, "what is emptied is told"
    client.deleted_at, client.deleted_reason = now(), "Trùng"
    found = audit_changes.change_of(client, CHANGED)
    assert (found.action, found.reason) == (DELETED, "Trùng")


def test_entities_are_recorded_but_for_records_and_what_is_somebodys_own():
    mine, shared = (SavedView(audience=each) for each in (Audience.private, Audience.everyone))
    recorded = {type(row) for row in (Client(), shared) if audit_changes.is_recorded(row)}
    assert recorded == {Client, SavedView}
    assert not any(map(audit_changes.is_recorded, (mine, AuditEntry(), KeptSearch(), ListSetting())))


# --- who and what about


def test_an_entry_without_a_row_is_about_its_table_and_names_who_is_told(session):
    record(session, Action.sign_in_refused, table="account", account_id=3, reason="vì", rows=2)
    record(session, Action.exported, table="client", row_id=4)
    record(session, Action.signed_in)
    record_change(session, Client, 9, case_status=(CaseStatus.new, CaseStatus.counselling))
    whole = [(each.action, each.subject, each.account_id) for each in session.info["audit_pending"][-4:]]
    assert whole == [
        (Action.sign_in_refused, ("account", 0), 3), (Action.exported, ("client", 4), None),
        (Action.signed_in, None, None), (CHANGED, ("client", 9), None),
    ]  # fmt: skip
    first, *_rest, last = session.info["audit_pending"][-4:]
    assert (first.reason, first.said, first.joins) == ("vì", {"rows": 2}, False)
    assert (last.open, last.joins) == ({"case_status": ("new", "counselling")}, True)


def test_it_is_the_account_that_asks_and_nobodys_before_the_sign_in(session):
    session.info["person"] = Person(Role.viewer, account_id=5)
    assert asker(session) == 5
    record(session, Action.signed_out)
    assert session.info["audit_pending"][-1].account_id == 5
    del session.info["person"]
    assert asker(session) is None


def test_an_entry_is_sealed_with_the_key_of_its_row_or_of_whoever_typed_the_reason():
    for subject, account, owner in (
        (ROW, 3, ROW), (("client", 0), 3, (ACCOUNTS_OWN, 3)), (None, 3, (ACCOUNTS_OWN, 3)),
        (None, None, (ACCOUNTS_OWN, 0)),
    ):  # fmt: skip
        table, row_id = subject or (None, None)
        assert keyed_by(Pending(Action.opened, subject, account)) == owner
        assert keyed_by(AuditEntry(table_name=table, row_id=row_id or None, account_id=account)) == owner
    assert keyed_by(AuditEntry(table_name=None, row_id=7, account_id=3)) == (ACCOUNTS_OWN, 3)


def test_an_entry_lies_in_its_columns_and_what_is_personal_only_sealed():
    noted = change(account_id=3, open={"a": (1, 2)}, hidden={"z": (1, 2), "b": (3, 4)}, said={"m": "ơ"})
    noted.reason = "vì"
    about_none = Pending(Action.signed_in, ("account", 0))
    first, second = _rows([noted, about_none], {ROW: KEY})
    cells = ("action", "table_name", "row_id", "account_id", "created_by_id", "updated_by_id", "row_version")
    assert [first[name] for name in cells] == [CHANGED, "client", 7, 3, 3, None, 1]
    assert [second[name] for name in cells] == [Action.signed_in, "account", None, None, None, None, 1]
    assert first["said"] == '{"m":"ơ","changes":{"a":[1,2]},"hidden":["b","z"]}'
    assert audit_seal.unseal(first["sealed"], KEY, first["receipt"]) == {
        "changes": {"z": [1, 2], "b": [3, 4]}, "reason": "vì",
    }  # fmt: skip
    assert (second["said"], second["sealed"]) == ("{}", None)
    assert first["at"] == first["created_at"] == first["updated_at"] == second["at"]
    assert first["public_id"] != second["public_id"]
    assert noted.said == {"m": "ơ"}, "what was noted stays as it was"
    assert _told(about_none) == "{}"
    (nowhere,) = _rows([Pending(Action.signed_in, receipt="R")], {})
    assert (nowhere["table_name"], nowhere["row_id"], nowhere["receipt"]) == (None, None, "R")


def test_a_receipt_is_three_times_four_signs_and_no_word():
    drawn = {new_receipt() for _time in range(200)}
    assert len(drawn) == 200
    assert set("".join(drawn)) == set("-BCDFGHJKLMNPQRSTVWXZ23456789")
    assert {tuple(map(len, each.split("-"))) for each in drawn} == {(4, 4, 4)}


def test_a_history_is_of_one_row_and_of_what_was_asked(session):
    world = World(session)
    first, second, third = (world.make("client") for _time in range(3))
    for row in (first, second, third):
        record(session, Action.opened, row=row)
        world.save(world.form("client", {"full_name": "Đặng Khác"}, row))
    assert [each.entry.row_id for each in history_of(session, second)] == [second.id] * 3
    told = history_of(session, second, actions=[CHANGED, CREATED])
    assert [each.entry.action for each in told] == [CHANGED, CREATED]
    assert told[0].hidden == ("full_name",), "what is derived from it is not told"
    assert [each.entry.action for each in history_of(session, second, limit=1, offset=1)] == [Action.opened]
    contact = world.make("client_contact", client=second)
    assert {each.entry.table_name for each in history_of(session, contact)} == {"client_contact"}
