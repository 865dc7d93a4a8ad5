"""Who may do what with which kind of table, and what bounds their rows: the whole matrix, word by word."""

import dataclasses

import pytest
from sqlalchemy import select, update

from models.access import (
    CLEAR,
    FEWEST,
    RIGHTS,
    SYSTEM,
    Bound,
    Person,
    Place,
    Right,
    Role,
    bound,
    in_scope,
    may,
    may_move,
    scope,
    sees,
)
from models.account import Account, account_named, person_for
from models.area import trail
from models.audit_entry import AuditEntry
from models.base import db, entities, now
from models.client import Client
from models.client_contact import ClientContact
from models.client_status_history import ClientStatusHistory
from models.counselling_session import CounsellingSession
from models.schema import Kind, Secrecy
from models.support_grant import SupportGrant
from models.ward import Ward
from tests.neighbours import neighbour

EVERYTHING = "VIEW COUNT CREATE EDIT DELETE RESTORE PURGE REVEAL EXPORT LOAD"
READING = "VIEW COUNT EXPORT"
MATRIX = {
    (Ward, Role.admin): EVERYTHING,
    (Ward, Role.coordinator): READING,
    (Ward, Role.supervisor): READING,
    (Ward, Role.viewer): "COUNT",
    (ClientContact, Role.admin): EVERYTHING,
    (ClientContact, Role.coordinator): f"{READING} CREATE EDIT DELETE RESTORE",
    (ClientContact, Role.supervisor): f"{READING} REVEAL",
    (ClientContact, Role.viewer): "COUNT",
    (SupportGrant, Role.admin): EVERYTHING,
    (SupportGrant, Role.coordinator): f"{READING} CREATE EDIT DELETE RESTORE",
    (SupportGrant, Role.supervisor): f"{READING} REVEAL EDIT",  # they correct a grant, with a reason
    (SupportGrant, Role.viewer): "COUNT",
    (Account, Role.admin): EVERYTHING,
    (Account, Role.coordinator): "",
    (Account, Role.supervisor): "",
    (Account, Role.viewer): "",
    (ClientStatusHistory, Role.admin): READING,
    (ClientStatusHistory, Role.coordinator): READING,
    (ClientStatusHistory, Role.supervisor): READING,
    (ClientStatusHistory, Role.viewer): "",
    (AuditEntry, Role.admin): READING,
    (AuditEntry, Role.coordinator): "",  # as a whole; they read it on the records they see
    (AuditEntry, Role.supervisor): READING,
    (AuditEntry, Role.viewer): "",
}


@pytest.mark.parametrize("model,role", MATRIX, ids=lambda each: getattr(each, "__tablename__", each))
def test_a_role_may_do_with_a_table_what_the_matrix_says(model, role):
    assert {right.name for right in Right if may(Person(role), right, model)} == set(
        MATRIX[model, role].split()
    )


def test_every_role_is_given_its_rights_and_its_places():
    for kind in (Kind.REFERENCE, Kind.CASE, Kind.ACCOUNT, Kind.RECORD):
        assert set(RIGHTS[kind]) == set(Role)
    assert {role: set(places) for role, places in CLEAR.items()} == {role: set(Place) for role in Role}


PUBLIC, PERSONAL, SENSITIVE = Secrecy
REVEALED = {role: set(Secrecy) for role in Role} | {Role.viewer: {PUBLIC}}


@pytest.mark.parametrize("role", Role)
def test_what_is_revealed_is_clear_to_all_but_viewers(role):
    assert {each for each in Secrecy if sees(Person(role), each, Place.REVEALED)} == REVEALED[role]


@pytest.mark.parametrize("role", Role)
def test_a_step_is_taken_by_whom_it_names(role):
    for step in SupportGrant.workflow.moves:
        assert may_move(Person(role), step) == (role in step.by)


HERE = frozenset({7})
BOUNDS = [
    (Ward, Role.coordinator, HERE, Bound.EVERY, Bound.EVERY),
    (Ward, Role.viewer, HERE, Bound.EVERY, Bound.EVERY),
    (ClientContact, Role.coordinator, HERE, Bound.AREA, Bound.AREA),
    (ClientContact, Role.supervisor, None, Bound.EVERY, Bound.EVERY),
    (ClientContact, Role.viewer, HERE, Bound.NONE, Bound.AREA),
    (ClientContact, Role.viewer, None, Bound.NONE, Bound.EVERY),
    (ClientStatusHistory, Role.viewer, HERE, Bound.NONE, Bound.NONE),
    (ClientStatusHistory, Role.coordinator, HERE, Bound.AREA, Bound.AREA),
    (AuditEntry, Role.coordinator, HERE, Bound.SUBJECT, Bound.SUBJECT),
    (AuditEntry, Role.admin, None, Bound.EVERY, Bound.EVERY),
    (AuditEntry, Role.viewer, HERE, Bound.NONE, Bound.NONE),
    (Account, Role.admin, None, Bound.EVERY, Bound.EVERY),
    (Account, Role.supervisor, None, Bound.OWN, Bound.OWN),
    (Account, Role.viewer, HERE, Bound.OWN, Bound.OWN),
]


@pytest.mark.parametrize("model,role,wards,seen,counted", BOUNDS)
def test_rows_are_bounded_as_the_role_and_the_kind_of_table_say(model, role, wards, seen, counted):
    person = Person(role, account_id=3, wards=wards)
    assert bound(model, person) is seen
    assert bound(model, person, counting=True) is counted
    for counting, expected in ((False, seen), (True, counted)):
        assert (scope(model, person, counting=counting) is None) == (expected is Bound.EVERY)


def test_nobody_is_let_off_by_having_no_ward():
    assert bound(ClientContact, Person(Role.coordinator)) is Bound.AREA
    assert scope(ClientContact, Person(Role.coordinator)) is not None
    assert str(scope(ClientContact, Person(Role.viewer))) == "false"  # unless they only count


def test_an_entry_of_the_record_is_seen_with_the_row_it_is_about(two_wards):
    with two_wards.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        everything = {(entry.table_name, entry.row_id) for entry in session.scalars(select(AuditEntry))}
        lan = person_for(session, account_named(session, "lan"))
        session.get(ClientContact, neighbour(two_wards, "lan").ids["client_contact"]).deleted_at = now()
        session.flush()
        session.info["person"] = lan
        seen = {
            (model.__tablename__, number)
            for model in entities()
            if (model.scoped_by and model.holds is not Kind.RECORD) or model.holds is Kind.REFERENCE
            for number in session.scalars(select(model.id))
        }
        told = {(entry.table_name, entry.row_id) for entry in session.scalars(select(AuditEntry))}
        session.rollback()
    assert told == everything & seen
    assert {table for table, _number in told} > {"client", "support_grant", "ward"}
    assert ("client", neighbour(two_wards, "minh").ids["client"]) in everything - told


def test_the_first_link_that_is_set_says_whose_row_it_is(two_wards):
    mine, theirs = neighbour(two_wards, "lan"), neighbour(two_wards, "minh")
    with two_wards.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        session.info["person"] = person_for(session, account_named(session, "lan"))
        cells = CounsellingSession.__table__.c
        row = update(CounsellingSession.__table__).where(cells.id == theirs.ids["counselling_session"])
        for given, is_seen in (
            ({"ward_id": mine.ward_id}, False),
            ({"client_id": None, "audience": "anonymous"}, True),
            ({"ward_id": theirs.ward_id}, False),
        ):  # fmt: skip
            session.connection().execute(row.values(given))
            seen = set(session.scalars(select(CounsellingSession.id)))
            assert (theirs.ids["counselling_session"] in seen) == is_seen
        own = session.get(CounsellingSession, mine.ids["counselling_session"])
        own.client_id = theirs.ids["client"]
        with session.no_autoflush:
            assert not in_scope(own, session.info["person"]), (
                "hung on somebody out of sight, in a ward of hers"
            )
        session.rollback()


def test_a_row_is_followed_link_by_link_to_its_ward_and_no_further(two_wards):
    mine, theirs = neighbour(two_wards, "lan"), neighbour(two_wards, "minh")
    with two_wards.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        session.info["person"] = person_for(session, account_named(session, "lan"))
        row = session.get(CounsellingSession, mine.ids["counselling_session"])
        client = session.get(Client, mine.ids["client"])
        assert [(led.row, led.name, led.target, led.out_of_sight) for led in trail(row)] == [
            (row, "client", client, False), (client, "ward", client.ward, False),
        ]  # fmt: skip
        with session.no_autoflush:
            row.client_id = theirs.ids["client"]
            assert [(led.name, led.target, led.out_of_sight) for led in trail(row)] == [
                ("client", None, True)
            ]
            row.client_id = None
            assert [(led.name, led.target) for led in trail(row)] == [("client", None), ("ward", row.ward)]
        session.rollback()


def test_whoever_asks_stays_who_they_are():
    with pytest.raises(dataclasses.FrozenInstanceError):
        SYSTEM.role = Role.viewer
    assert Person(Role.admin, 1) == Person(Role.admin, 1)
    assert Person(Role.viewer).wards == frozenset()
    assert SYSTEM.wards is None


def test_fewer_than_five_is_too_few_to_tell():
    assert FEWEST == 5
