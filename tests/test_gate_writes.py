"""What the gate asks of a write: whose it is, which right it takes, what a step may bring along."""

import pytest
from sqlalchemy import func, select

from models.access import SYSTEM, Person, RefusedError, Right, Role
from models.account import Account, account_named, person_for
from models.base import entities, now
from models.client import Client
from models.client_contact import ClientContact
from models.gate import COUNTING, OWN_ACCOUNT_COLUMNS, found_by, is_a_step, own_account
from models.referral import Referral
from models.rule_acknowledgement import RuleFinding
from models.support_grant import SupportGrant
from models.support_grant_choices import GrantStatus
from tests.neighbours import neighbour
from tests.standing_in import asked_by


def refused(session):
    """Say whether the flush is refused, and undo it."""
    try:
        session.flush()
    except RefusedError:
        return True
    finally:
        session.rollback()
    return False


def neighbour_id(app, model):
    """Give the id of a row about the person lan helps."""
    with app.app_context():
        return neighbour(app, "lan").ids[model.__tablename__]


def test_the_gate_notes_who_made_and_who_changed_a_row(two_wards):
    with asked_by(two_wards, "lan") as session:
        lan = session.info["person"].account_id
        client = session.scalars(select(Client)).one()
        contact = ClientContact(relation=session.scalars(select(ClientContact)).one().relation, client=client)
        contact.full_name = "Người Mới"
        session.add(contact)
        client.alias = "Tên khác"
        session.flush()
        assert (contact.created_by_id, contact.updated_by_id) == (lan, None)
        assert client.updated_by_id == lan


def test_a_value_put_back_is_no_change(two_wards):
    with asked_by(two_wards, "hoa") as session:
        client = session.scalars(select(Client)).first()
        before = client.alias
        client.alias = "Tên khác"
        client.alias = before
        assert client in session.dirty
        assert not refused(session)


@pytest.mark.parametrize("username, may_purge", [("lan", False), ("hoa", False), ("an", True)])
def test_only_administrators_remove_for_good_and_only_from_the_trash(two_wards, username, may_purge):
    number = neighbour_id(two_wards, ClientContact)
    with asked_by(two_wards, username) as session:
        session.delete(session.get(ClientContact, number))
        assert refused(session)
        person, session.info["person"] = session.info["person"], SYSTEM
        row = session.get(ClientContact, number)
        row.deleted_at = now()
        session.flush()
        session.info["person"] = person
        session.delete(row)
        assert refused(session) != may_purge


def test_what_the_product_notes_of_a_row_comes_and_goes_with_whoever_saves_it(two_wards):
    number = neighbour_id(two_wards, Client)
    with asked_by(two_wards, "lan") as session:
        note = RuleFinding(rule_code="CL1", table_name="client", row_id=number, rule_name="any")
        session.add(note)
        session.flush()
        session.delete(note)
        session.flush()


def test_a_supervisor_corrects_a_grant_but_neither_deletes_nor_restores_it(two_wards):
    number = neighbour_id(two_wards, SupportGrant)
    for username, is_refused in (("hoa", True), ("lan", False)):
        with asked_by(two_wards, username) as session:
            row = session.get(SupportGrant, number)
            row.budget_year = 2024
            assert not refused(session)
            row = session.get(SupportGrant, number)
            row.deleted_at = now()
            assert refused(session) == is_refused
            person, session.info["person"] = session.info["person"], SYSTEM
            row = session.get(SupportGrant, number)
            row.deleted_at = now()
            session.flush()
            session.info["person"] = person
            row.deleted_at = None
            assert refused(session) == is_refused


def test_what_has_taken_a_step_is_not_put_away_but_may_be_brought_back(two_wards):
    number = neighbour_id(two_wards, SupportGrant)
    with asked_by(two_wards, "an") as session:
        session.info["person"] = SYSTEM
        row = session.get(SupportGrant, number)
        row.deleted_at = now()
        session.flush()
        row.status, row.deleted_at = GrantStatus.submitted, None
        session.flush()
        row.deleted_at = now()
        assert refused(session)


def test_a_row_is_found_by_whoever_sees_it(two_wards):
    with asked_by(two_wards, "an") as session:
        session.info["person"] = SYSTEM
        lan, minh = (person_for(session, account_named(session, name)) for name in ("lan", "minh"))
        number = neighbour(two_wards, "lan").ids["client_contact"]
        assert found_by(session, lan, ClientContact, number)
        assert not found_by(session, minh, ClientContact, number)
        assert not found_by(session, lan, ClientContact, number + 1000)


def test_a_statement_that_counts_gives_no_value_beside_the_count(two_wards):
    beside = select(func.count(Client.id), Client.full_name).execution_options(**{COUNTING: True})
    with asked_by(two_wards, "an") as session, pytest.raises(RefusedError):
        session.execute(beside)


def test_ones_own_account_is_one_row_of_one_table(two_wards):
    with asked_by(two_wards, "an") as session:
        account = session.scalars(select(Account).where(Account.username == "lan")).one()
        client = session.scalars(select(Client)).first()
        for number in (account.id - 1, account.id, account.id + 1):
            person = Person(Role.coordinator, account_id=number)
            assert own_account(person, Right.EDIT, account, {"locale"}) == (number == account.id)
        person = Person(Role.coordinator, account_id=account.id)
        assert not own_account(person, Right.DELETE, account, set())
        for change in ("password_hash", "must_change_password", "locale", "last_login_at", "updated_at"):
            assert own_account(person, Right.EDIT, account, {change, "updated_by_id"})
        assert own_account(person, Right.EDIT, account, set(OWN_ACCOUNT_COLUMNS))
        for change in ("role", "username", "is_active", "coordinator_id", "coordinator"):
            assert not own_account(person, Right.EDIT, account, {change, "locale"})
        assert not own_account(Person(Role.coordinator, account_id=client.id), Right.EDIT, client, set())


def test_a_step_brings_what_it_asks_and_signs_and_nothing_else(two_wards):
    with asked_by(two_wards, "an") as session:
        grant, referral = (session.scalars(select(model)).first() for model in (SupportGrant, Referral))
        contact = session.scalars(select(ClientContact)).first()
        hoa, binh = (Person(role, account_id=1, wards=None) for role in (Role.supervisor, Role.viewer))
        for change in ("status", "decision_no", "decision_on", "approved_by_id", "review_note", "updated_at"):
            assert is_a_step(hoa, Right.EDIT, grant, {change, "updated_by_id"}), change
        for change in ("paid_on", "paid_by_id", "receiver_name", "amount_vnd", "client_id", "purpose"):
            assert not is_a_step(hoa, Right.EDIT, grant, {change, "status"}), change
        assert is_a_step(hoa, Right.EDIT, referral, {"status", "cancel_reason"})
        assert not is_a_step(hoa, Right.EDIT, referral, {"status", "slip_no"})
        assert not is_a_step(hoa, Right.DELETE, grant, {"status"})
        assert not is_a_step(hoa, Right.EDIT, contact, set())
        assert not is_a_step(binh, Right.EDIT, grant, set())


@pytest.mark.parametrize("role", Role)
def test_whoever_takes_no_step_of_a_workflow_writes_nothing_of_it(role):
    for model in [model for model in entities() if model.workflow is not None]:
        steps = [step for step in model.workflow.moves if role in step.by]
        told = {name for step in steps for name in (*step.asks, *step.today)}
        told |= {f"{name}_id" for step in steps for name in step.signs}
        everything = told | {model.workflow.column, "updated_at", "updated_by_id"}
        person = Person(role, account_id=1, wards=None)
        assert is_a_step(person, Right.EDIT, model(), everything) == (bool(steps) and role is not Role.viewer)
        assert not is_a_step(person, Right.EDIT, model(), everything | {"created_by_id"})
