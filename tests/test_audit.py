"""The record of everything: one entry for each thing done, no name in it, nothing of what was given up."""

import json

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DatabaseError

from models.account import account_named, person_for
from models.audit import Action, AuditEntry, history_of, record, record_look, told
from models.audit_entry import AUDIT_HEAD, AUDIT_KEY
from models.base import db
from models.gate import WITH_DELETED
from models.transactions import begin_write
from models.trash import bring_back, purge, put_away
from tests.clients import statements
from tests.world import World

ENTRIES = AuditEntry.__table__


@pytest.fixture
def world(small_app):
    with small_app.app_context():
        yield World(db.session())


def about(world, table, number):
    """The entries about a row that may be gone."""
    mine = AuditEntry.table_name == table, AuditEntry.row_id == number
    found = select(AuditEntry).where(*mine).order_by(AuditEntry.id)
    return told(world.session, world.session.scalars(found))


def entries(world, row, *actions):
    """The entries about a row, oldest first, as they can be read."""
    about = AuditEntry.table_name == row.__tablename__, AuditEntry.row_id == row.id
    found = told(
        world.session, world.session.scalars(select(AuditEntry).where(*about).order_by(AuditEntry.id))
    )
    return [each for each in found if not actions or each.entry.action in actions]


def test_a_new_row_leaves_one_entry_with_what_is_public_apart_from_what_is_not(world):
    client = world.make("client", full_name="Đặng Thử Nghiệm")
    (kept,) = entries(world, client)
    assert kept.entry.action is Action.created
    assert kept.changes["full_name"] == (None, "Đặng Thử Nghiệm")
    assert kept.changes["ward"] == (None, client.ward_id)
    assert "full_name" in kept.hidden
    assert "full_name" not in json.loads(kept.entry.said)["changes"]
    assert "Nghiệm" not in kept.entry.said + kept.entry.sealed


def test_a_change_is_told_with_both_values_and_no_change_leaves_no_entry(world):
    client = world.make("client", address="1 Lê Lợi")
    world.save(world.form("client", {"address": "2 Lê Lợi"}, client))
    world.save(world.form("client", {"address": "2 Lê Lợi"}, client))
    (kept,) = entries(world, client, Action.changed)
    assert kept.changes == {"address": ("1 Lê Lợi", "2 Lê Lợi")}
    assert kept.hidden == ("address",)


def test_what_follows_for_the_case_is_recorded_with_what_caused_it(world):
    session = world.make("counselling_session")
    followed = [kept.changes for kept in entries(world, session.client, Action.changed)]
    assert followed == [
        {"case_status": ("new", "counselling"), "last_contact_on": (None, session.session_on.isoformat())}
    ]


def test_a_savepoint_given_up_leaves_nothing_and_the_rest_stays(world):
    client = world.make("client", address="1 Lê Lợi")
    begin_write(world.session)
    client.address = "2 Lê Lợi"
    world.session.flush()
    with world.session.begin_nested() as savepoint:
        client.address = "3 Lê Lợi"
        world.session.flush()
        savepoint.rollback()
    world.session.commit()
    (kept,) = entries(world, client, Action.changed)
    assert kept.changes == {"address": ("1 Lê Lợi", "2 Lê Lợi")}


def test_a_transaction_given_up_leaves_nothing(world):
    client = world.make("client", address="1 Lê Lợi")
    begin_write(world.session)
    client.address = "2 Lê Lợi"
    world.session.flush()
    record(world.session, Action.exported, table="client", reason="Báo cáo quý")
    world.session.rollback()
    world.session.commit()
    assert entries(world, client, Action.changed) == []
    assert world.session.scalar(select(AuditEntry.id).where(AuditEntry.action == Action.exported)) is None


def test_an_entry_cannot_be_changed_removed_or_slipped_in(world):
    record_look(world.session, Action.exported, table="client")
    entry = (
        world.session.connection().execute(select(ENTRIES).order_by(ENTRIES.c.id.desc())).mappings().first()
    )
    outside = dict(entry) | {"id": entry["id"] + 5, "receipt": "X", "public_id": None}
    for statement in (
        update(ENTRIES).values(receipt="X"), delete(ENTRIES), delete(AUDIT_HEAD),
        insert(ENTRIES).values(outside),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match=r"audit"), world.session.begin_nested():
            world.session.connection().execute(statement)


def test_the_chain_is_locked_after_everything_else_is_written(world, small_app):
    with statements(small_app) as sent:
        world.make("client")
    places = [place for place, each in enumerate(sent) if "audit_head" in each]
    others = [place for place, each in enumerate(sent) if each.startswith("INSERT") and "audit_" not in each]
    assert min(places) > max(others)


def test_a_look_is_recorded_before_it_is_shown_at_the_price_of_two_statements(world, small_app):
    client = world.make("client")
    with statements(small_app) as sent:
        receipt = record_look(world.session, Action.opened, row=client)
    assert len([each for each in sent if not each.startswith(("BEGIN", "SELECT client"))]) == 2, sent
    (kept,) = entries(world, client, Action.opened)
    assert kept.entry.receipt == receipt


def test_a_deleted_row_is_found_by_nobody_who_does_not_ask_for_the_trash(world):
    client = world.make("client")
    model, number = type(client), client.id
    put_away(world.session, client, "Nhập trùng")
    world.session.commit()
    world.session.expunge_all()
    found = select(model).where(model.id == number)
    assert world.session.scalar(found) is None
    lying_there = found.execution_options(**{WITH_DELETED: True})
    assert world.session.scalar(lying_there).deleted_reason == "Nhập trùng"
    assert about(world, "client", number)[-1].reason == "Nhập trùng"


def test_a_row_brought_back_is_there_again(world):
    client = world.make("client")
    put_away(world.session, client, "Nhầm")
    world.session.commit()
    bring_back(world.session, client)
    world.session.commit()
    assert [kept.entry.action for kept in entries(world, client)] == [
        Action.created, Action.deleted, Action.restored,
    ]  # fmt: skip


def test_purging_destroys_the_key_and_with_it_what_was_personal(world):
    client = world.make("client", full_name="Đặng Thử Nghiệm")
    number = client.id
    put_away(world.session, client, "Theo yêu cầu")
    world.session.commit()
    purge(world.session, client)
    world.session.commit()
    about = AuditEntry.table_name == "client", AuditEntry.row_id == number
    kept = told(
        world.session, world.session.scalars(select(AuditEntry).where(*about).order_by(AuditEntry.id))
    )
    assert [each.entry.action for each in kept] == [Action.created, Action.deleted, Action.purged]
    assert "full_name" not in kept[0].changes
    assert "full_name" in kept[0].hidden
    assert kept[1].reason == ""
    keys = select(AUDIT_KEY.c.row_id).where(AUDIT_KEY.c.table_name == "client", AUDIT_KEY.c.row_id == number)
    assert world.session.connection().execute(keys).first() is None


def test_history_is_read_through_the_gate(world):
    client = world.make("client")
    seen = {}
    for name in ("lan", "minh"):
        with world.asked_by(person_for(world.session, account_named(world.session, name))):
            seen[name] = [kept.entry.action for kept in history_of(world.session, client)]
    assert seen == {"lan": [Action.created], "minh": []}
