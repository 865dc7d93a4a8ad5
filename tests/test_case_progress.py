"""What follows for a case from what is done: its status, its last contact, its history."""

from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import select

from models.base import db
from models.client_choices import CaseStatus
from models.client_group import ClientGroup
from models.client_status_history import ClientStatusHistory, HistoryKind
from models.schema import today
from models.trash import put_away
from tests.cases.client import day
from tests.cases.counselling_session import of
from tests.furnishing import furnish
from tests.world import World


@pytest.fixture
def world(app):
    with app.app_context():
        yield furnish(World(db.session()))


def history(world, person, kind=HistoryKind.case_status):
    """List (before, after) of a person's case, oldest first."""
    found = select(ClientStatusHistory).where(
        ClientStatusHistory.client == person, ClientStatusHistory.kind == kind
    )
    rows = world.session.scalars(found.order_by(ClientStatusHistory.id))
    return [(row.old_value, row.new_value) for row in rows]


def step(world, table, row, name, **typed):
    """Take a step of a workflow."""
    return world.save(world.form(table, typed, row, move=name))


def test_a_case_climbs_with_what_is_done(world):
    person = world.make("client")
    assert person.case_status is CaseStatus.new
    world.make("counselling_session", **of(person))
    assert person.case_status is CaseStatus.counselling
    world.make("screening", client=person)
    assert person.case_status is CaseStatus.screened
    referral = world.make("referral", client=person)
    assert person.case_status is CaseStatus.screened
    step(world, "referral", referral, "send")
    assert person.case_status is CaseStatus.referred
    step(world, "referral", referral, "arrive", arrived_on=day(0))
    assert person.case_status is CaseStatus.in_service
    ladder = [
        CaseStatus.new,
        CaseStatus.counselling,
        CaseStatus.screened,
        CaseStatus.referred,
        CaseStatus.in_service,
    ]
    assert history(world, person) == list(pairwise(ladder))


def test_what_follows_is_seen_before_the_commit(world):
    person = world.make("client")
    form = world.form("counselling_session", of(person))
    assert (person.case_status, person.last_contact_on) == (CaseStatus.new, None)
    assert form.validate(), form.problems
    session = form.save()
    assert (person.case_status, person.last_contact_on) == (CaseStatus.counselling, session.session_on)


def test_a_membership_brings_a_case_into_service(world):
    person = world.make("client")
    world.make("club_member", client=person)
    assert person.case_status is CaseStatus.in_service


def test_a_case_never_goes_back(world):
    person = world.make("client")
    world.make("screening", client=person)
    world.make("counselling_session", **of(person))
    assert person.case_status is CaseStatus.screened


@pytest.mark.parametrize(
    "name,status", [("wait", "waiting_info"), ("close", "closed"), ("follow", "follow_up")]
)
def test_a_case_moved_by_hand_stays_where_it_was_put(world, name, status):
    person = world.make("client")
    world.make("counselling_session", **of(person))
    asked = {"closed_on": day(0), "close_reason": "moved"} if name == "close" else {}
    step(world, "client", person, name, **asked)
    world.make("screening", client=person)
    assert person.case_status is CaseStatus[status]
    assert history(world, person)[-1] == (CaseStatus.counselling, CaseStatus[status])


def test_the_last_contact_is_the_latest_session_that_stands(world):
    person = world.make("client")
    later = world.make("counselling_session", **of(person) | {"session_on": day(3)})
    earlier = world.make("counselling_session", **of(person) | {"session_on": day(9)})
    assert person.last_contact_on == later.session_on
    put_away(world.session, later, "Nhập nhầm")
    world.session.commit()
    assert person.last_contact_on == earlier.session_on
    world.save(world.form("counselling_session", {"client": world.make("client")}, earlier))
    assert person.last_contact_on is None


def test_an_anonymous_session_moves_no_case(world):
    person = world.make("client")
    world.make("counselling_session", client="", audience="anonymous", ward=person.ward)
    assert person.case_status is CaseStatus.new


def test_what_follows_leaves_the_version_of_the_case_alone(world):
    person = world.make("client")
    read = person.row_version
    world.make("counselling_session", **of(person))
    assert person.row_version == read


def test_changes_of_a_case_are_kept(world):
    person = world.make("client")
    ward, who = world.make("ward", gso_code="20333"), world.make("coordinator", full_name="Trần Thị Mới")
    typed = {
        "ward": ward, "coordinator": who, "client_group": "admin_sanction", "decision_no": "12/QĐ-UBND",
        "decision_on": "01/06/2026",
    }  # fmt: skip
    world.save(world.form("client", typed, person))
    assert history(world, person, HistoryKind.ward)[0][1].startswith("20333@2025-07-01 · Phường")
    assert history(world, person, HistoryKind.coordinator)[0][1] == "Trần Thị Mới"
    assert history(world, person, HistoryKind.legal_group) == [
        (ClientGroup.voluntary, ClientGroup.admin_sanction)
    ]
    kept = world.session.scalar(
        select(ClientStatusHistory).where(ClientStatusHistory.new_value == ClientGroup.admin_sanction)
    )
    assert kept.effective_on == date(2026, 6, 1)


def test_nothing_is_kept_where_nothing_changed(world):
    person = world.make("client")
    world.save(world.form("client", {"source": "family"}, person))
    assert world.session.scalars(select(ClientStatusHistory)).all() == []


def test_a_reopened_case_forgets_its_end_and_keeps_its_first_intake(world):
    person = world.make("client", intake_on=day(60))
    world.save(world.form("client", {"intake_on": day(50)}, person))
    first = person.intake_on
    assert person.first_intake_on == first
    step(world, "client", person, "close", closed_on=day(20), close_reason="lost")
    step(world, "client", person, "reopen", intake_on=day(0))
    assert (person.intake_on, person.first_intake_on) == (today(), first)
    assert (person.closed_on, person.close_reason) == (None, None)
    closing, opening = history(world, person)
    assert closing[1] is CaseStatus.closed
    assert opening == (CaseStatus.closed, CaseStatus.counselling)
