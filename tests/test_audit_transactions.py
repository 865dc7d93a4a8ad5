"""The record of everything follows the transaction: what is given up leaves nothing, each row one entry."""

import pytest
from sqlalchemy import select

from models.access import SYSTEM, Person, Role
from models.account import account_named
from models.audit import Action, AuditEntry, told
from models.audit_chain import head_of
from models.base import db, now
from models.trash import purge, put_away
from tests.clients import statements
from tests.world import World


@pytest.fixture
def session(small_app):
    with small_app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        yield session
        session.rollback()


@pytest.fixture
def client(session):
    return World(session).make("client", alias="Một", address="Một", phone=None)


def changes(session, row):
    """What the entries about a row say was changed, oldest first."""
    about = AuditEntry.table_name == row.__tablename__, AuditEntry.row_id == row.id
    found = select(AuditEntry).where(*about, AuditEntry.action == Action.changed).order_by(AuditEntry.id)
    return [each.changes for each in told(session, session.scalars(found))]


def write(session, row, **values):
    """Change a row and send it to the database."""
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def test_what_was_not_yet_sent_when_it_is_committed_is_recorded_too(session, client):
    client.alias = "Hai"
    session.commit()
    assert changes(session, client) == [{"alias": ("Một", "Hai")}]


def test_a_change_taken_back_before_the_commit_leaves_no_entry(session, client):
    number, _hash = head_of(session)
    write(session, client, alias="Hai")
    write(session, client, alias="Một")
    session.commit()
    assert head_of(session)[0] == number


def test_nothing_is_written_before_the_commit_however_many_savepoints_end(session, client):
    before = head_of(session)
    with session.begin_nested():
        write(session, client, alias="Hai")
        with session.begin_nested():
            write(session, client, address="Hai")
    assert head_of(session) == before
    session.commit()
    assert changes(session, client) == [{"alias": ("Một", "Hai"), "address": ("Một", "Hai")}]


def test_a_savepoint_given_up_takes_along_what_was_noted_in_it_and_no_more(session, client):
    write(session, client, alias="Hai")
    with session.begin_nested():
        write(session, client, address="Hai")
        with session.begin_nested() as inner:
            write(session, client, phone="0912345678")
            inner.rollback()
    session.commit()
    assert changes(session, client) == [{"alias": ("Một", "Hai"), "address": ("Một", "Hai")}]


def test_an_outer_savepoint_given_up_takes_the_inner_ones_along(session, client):
    write(session, client, alias="Hai")
    with session.begin_nested() as outer:
        write(session, client, address="Hai")
        with session.begin_nested():
            write(session, client, phone="0912345678")
        outer.rollback()
    session.commit()
    assert changes(session, client) == [{"alias": ("Một", "Hai")}]


def test_after_a_transaction_given_up_the_next_begins_with_nothing(session, client):
    write(session, client, alias="Hai")
    session.rollback()
    write(session, client, address="Hai")
    session.commit()
    assert changes(session, client) == [{"address": ("Một", "Hai")}]


def test_two_rows_of_one_transaction_are_sealed_each_with_its_own_key(session, client):
    other = World(session).make("client", alias="Một")
    write(session, client, alias="Hai")
    write(session, other, alias="Ba")
    session.commit()
    assert changes(session, client) == [{"alias": ("Một", "Hai")}]
    assert changes(session, other) == [{"alias": ("Một", "Ba")}]


def test_the_key_of_one_row_is_read_together_with_the_end_of_the_chain(session, client, small_app):
    write(session, client, alias="Hai")
    with statements(small_app) as sent:
        session.commit()
    (reading,) = [each for each in sent if "audit_key" in each]
    assert "audit_head" in reading


def test_an_entry_names_whose_session_wrote(session, client):
    account = account_named(session, "an")
    session.info["person"] = Person(Role.admin, account_id=account.id, wards=None)
    client.alias = "Hai"
    session.commit()
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (last.action, last.account_id, last.created_by_id) == (Action.changed, account.id, account.id)


def test_a_row_changed_and_purged_in_one_transaction_is_told_as_purged_alone(session, client):
    number = client.id
    put_away(session, client, "Nhầm")
    session.commit()
    purge(session, client)
    session.commit()
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (last.action, last.table_name, last.row_id) == (Action.purged, "client", number)
    assert (last.said, last.sealed) == ("{}", None)


QUIET = {
    "id", "public_id", "created_at", "updated_at", "created_by_id", "created_by", "updated_by_id",
    "updated_by", "row_version", "deleted_at", "deleted_by_id", "deleted_by", "deleted_reason",
    "password_hash", "last_login_at",
}  # fmt: skip


def test_no_entry_tells_what_every_row_has_or_what_is_told_by_an_action_of_its_own(session, client):
    session.info["person"] = Person(Role.admin, account_id=account_named(session, "an").id, wards=None)
    account = account_named(session, "lan")
    account.password_hash, account.last_login_at, account.full_name = "x", now(), "Người Khác"
    put_away(session, client, "Nhầm")
    session.commit()
    entries = told(session, session.scalars(select(AuditEntry).order_by(AuditEntry.id)))
    assert {each.entry.action for each in entries} >= {Action.created, Action.changed, Action.deleted}
    assert not {name for each in entries for name in (*each.changes, *each.hidden)} & QUIET
