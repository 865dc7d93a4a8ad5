"""Four eyes on a grant: whoever made, decided, corrected or recorded it is stopped at one step only."""

import pytest

from forms.base import ERROR
from models.account import account_named
from models.base import db
from tests.cases.client import day
from tests.cases.grant_eyes import corrected_by, made_by
from tests.cases.grant_steps import DECISION
from tests.cases.referral import taken
from tests.cases.support_grant import DECIDED, asked_as, grant
from tests.world import World

EYES = {
    "creator_does_not_decide", "approver_does_not_pay", "corrector_does_not_pay", "recorder_does_not_pay",
    "paper_decision_exists",
}  # fmt: skip


@pytest.fixture
def world(small_app):
    with small_app.app_context():
        yield World(db.session())


def stopped(world, username, row, step=None, **typed):
    """Name the rules of four eyes that one of the cast meets with a grant."""
    with asked_as(world, username):
        form = world.form("support_grant", typed, row, step)
        form.validate()
        world.session.rollback()
    return {problem.name for problem in form.problems} & EYES


def account(world, username):
    return account_named(world.session, username).id


def test_whoever_made_it_changes_submits_and_pays_it(world):
    row = made_by(world, "lan")
    assert stopped(world, "lan", row, purpose="Mua tủ kính bán hàng") == set()
    assert stopped(world, "lan", row, "submit") == set()
    taken(world, row, *DECIDED, verified_on=day(8), **DECISION)
    assert stopped(world, "lan", row) == set()
    assert stopped(world, "lan", row, "pay") == set()


def test_whoever_approved_or_corrected_it_may_correct_it_again(world):
    row = made_by(world, "lan", "submit", "verify")
    with asked_as(world, "hoa"):
        taken(world, row, "approve", **DECISION)
    assert stopped(world, "hoa", row, budget_year="2025") == set()
    corrected_by(world, "hoa", row, budget_year="2025")
    assert stopped(world, "hoa", row, budget_year="2024") == set()
    assert stopped(world, "an", row, "pay") == set()


def test_whoever_recorded_the_paper_is_asked_only_when_paying(world):
    row = grant(world, "submit")
    with asked_as(world, "lan"):
        taken(world, row, "record_decision", **DECISION)
    assert stopped(world, "lan", row) == set()
    assert stopped(world, "lan", row, "pay") == {"recorder_does_not_pay"}


def test_the_terms_are_whose_who_typed_them_last(world):
    row = made_by(world, "lan")
    assert row.terms_by_id == account(world, "lan")
    corrected_by(world, "hoa", row)
    assert row.terms_by_id == account(world, "lan"), "nothing was typed anew"
    corrected_by(world, "hoa", row, amount_vnd="5 triệu")
    assert row.terms_by_id == account(world, "hoa")


@pytest.mark.parametrize("username, stops", [("lan", True), ("hoa", False), ("an", False)])
def test_what_was_handed_in_is_closed_to_coordinators_and_corrected_by_those_above(world, username, stops):
    row = grant(world, "submit")
    with asked_as(world, username):
        form = world.form("support_grant", {"amount_vnd": "5 triệu"}, row)
        form.validate()
        found = next(each for each in form.problems if each.name == "submitted_terms_stay")
        assert (found.severity is ERROR) == stops
        world.session.rollback()
