"""`flask fill` makes a volume that looks real, is the same for the same seed, and spares real data."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from models.access import SYSTEM, Person, Role
from models.audit_entry import Action, AuditEntry
from models.base import db
from models.client import Client
from models.client_choices import CaseStatus
from models.coordinator import CoordinatorAssignment
from models.counselling_session import CounsellingSession
from models.keys import person_sort_key, search_key
from models.referral import Referral
from models.search import matching
from models.support_grant import SupportGrant
from models.ward import Ward
from tests.applications import application_on_copy
from tests.clients import engine_of

ASKED = "fill", "--clients", "150", "--sessions", "400", "--until", "2026-11-20"
FILLED = {Client: 150, CounsellingSession: 400, Referral: 45, SupportGrant: 15}
"""What is asked for, and thirty referrals and ten grants for a hundred people."""


def fill(app, *more):
    return app.test_cli_runner().invoke(args=[*ASKED, *more])


def filled(app, *more):
    answer = fill(app, *more)
    assert answer.exit_code == 0, answer.output
    return answer


def counts(session):
    return {model: session.scalar(select(func.count(model.id))) for model in FILLED}


@pytest.fixture
def session(seeded_copy):
    """A session of the product itself on the demo data, which is to be filled."""
    with seeded_copy.app_context():
        db.session().info["person"] = SYSTEM
        yield db.session()


def test_so_many_rows_are_added_as_are_asked_for_and_recorded_once(seeded_copy, session):
    before, entries = counts(session), session.scalar(select(func.count(AuditEntry.id)))
    session.rollback()
    filled(seeded_copy)
    assert {model: number - before[model] for model, number in counts(session).items()} == FILLED
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.id) == (Action.loaded, entries + 1)
    assert '"synthetic":true' in entry.said
    with engine_of(seeded_copy).connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, db.metadata) == []  # indexes and links are up again


def newest(session, model):
    rows = session.scalars(select(model).order_by(model.id.desc()).limit(FILLED[model]))
    return rows.all()


def test_the_rows_hang_together(seeded_copy, session):
    session.rollback()
    filled(seeded_copy)
    people = newest(session, Client)
    assert len({row.client_code for row in people}) == len(people)
    assert all(re.fullmatch(r"KH\d\d-\d{6}-\d", row.client_code) for row in people)
    assert all(row.full_name_search == search_key(row.full_name) for row in people)
    assert all(row.full_name_sort == person_sort_key(row.full_name) for row in people)
    sessions = newest(session, CounsellingSession)
    last = {}
    for row in sessions:
        assert row.ward.is_valid_on(row.session_on)
        if row.client:
            assert row.session_on >= row.client.intake_on
            last[row.client] = max(row.session_on, last.get(row.client, row.session_on))
    assert all(row.last_contact_on == last.get(row) for row in people)
    assert all(row.ward.is_valid_on(row.intake_on) for row in people)
    assert {row.case_status for row in people} > {CaseStatus.new, CaseStatus.closed, CaseStatus.counselling}
    staffed = set(session.scalars(select(CoordinatorAssignment.ward_id)))
    assert staffed == set(session.scalars(select(Ward.id)))


def test_who_was_filled_in_is_found_by_name(seeded_copy, session):
    session.rollback()
    filled(seeded_copy)
    people = newest(session, Client)[:20]
    for row in people:
        session.info["person"] = Person(Role.coordinator, wards=frozenset({row.ward_id}))
        found = select(Client.id).where(matching(session, Client, row.full_name).rule)
        assert row.id in session.scalars(found).all(), row.full_name


def test_the_same_seed_makes_the_same_rows(seeded_copy, databases, planted):
    found = []
    with application_on_copy(databases, planted) as another:
        for app, seed in ((seeded_copy, "5"), (another, "5"), (seeded_copy, "6")):
            filled(app, "--seed", seed)
            with app.app_context():
                db.session().info["person"] = SYSTEM
                rows = newest(db.session(), Client)
                found.append([(row.full_name, row.public_id, row.intake_on, row.phone) for row in rows])
    assert found[0] == found[1] != found[2]


def test_real_people_are_not_mixed_with_made_up_ones(seeded_copy, session):
    before = counts(session)
    session.rollback()
    words = ("user", "create", "tu", "--role", "admin", "--full-name", "Nguyễn Thị Tư")
    made = seeded_copy.test_cli_runner().invoke(
        args=[*words, "--password-from-stdin"], input="một câu dài chỉ tôi biết\n"
    )
    assert made.exit_code == 0, made.output
    answer = fill(seeded_copy)
    assert answer.exit_code == 1
    assert "may be real: nothing was added" in answer.output
    assert counts(session) == before


def test_what_makes_no_sense_is_refused(seeded_copy):
    for more in (
        ("--referrals", "151"),
        ("--grants", "151"),
        ("--until", "2017-12-31"),
        ("--sessions", "-1"),
    ):
        assert fill(seeded_copy, *more).exit_code == 2, more


def test_an_empty_database_gets_its_directory_first(app):
    answer = filled(app)
    assert "The directory was planted." in answer.output
