"""What the rules of grants and policies have in common: steps, terms that stay, what draws on a cap."""

from datetime import date
from types import SimpleNamespace

import pytest

from forms.base import CONFIRM, ERROR
from forms.grant_eyes import EyesRules
from forms.grant_form import SUM, GrantForm, frozen_for
from forms.grant_policy import GrantPolicyForm
from forms.grant_steps import DAYS, StepRules
from models.access import Role
from models.support_grant import SupportGrant
from models.support_grant_choices import CAME_TO_NOTHING, DRAWING, GrantStatus
from tests.standing_in import form

DAY = date(2026, 6, 15)
STEPS = [step.name for step in SupportGrant.workflow.moves]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_back_has_a_reason_of_its_own(step):
    asks = step in {"return", "reject", "cancel", "recover"}
    for note, is_new, kept in (
        ("vì", True, True), ("vì", False, not asks), ("", True, not asks), (None, True, not asks),
    ):  # fmt: skip
        changed = {"review_note"} if is_new else set()
        asker = form(_step=lambda *names: step in names, changed=changed.__contains__)
        assert bool(StepRules.refusal_has_a_reason.predicate(asker, note, None)) == kept


def test_each_step_with_a_day_names_its_day():
    days = {"verify": "verified_on", "approve": "decision_on", "pay": "paid_on", "visit": "followup_on"}
    assert days == DAYS


@pytest.mark.parametrize("changed", [None, "cap_scope", "valid_from", "valid_to", "budget_vnd"])
def test_the_terms_of_a_policy_stay_while_grants_live_under_it(changed):
    terms = changed in {"cap_scope", "valid_from", "valid_to"}
    for cap, grants, is_new, kept in (
        (10, 1, False, not terms), (11, 1, False, not terms), (9, 1, False, False), (9, 0, False, True),
        (9, 1, True, True), (None, 1, False, True), (9, 2, False, False),
    ):  # fmt: skip
        asker = form(is_new=is_new, before={"cap_vnd": 10}.get, changed=lambda name: name == changed)
        found = GrantPolicyForm.grants_keep_their_terms.predicate(asker, cap, None, DAY, None, grants)
        assert bool(found) == kept, (cap, grants, is_new)


# --- what the rules have in common


@pytest.mark.parametrize("status", GrantStatus)
def test_no_money_is_asked_about_where_a_grant_comes_to_nothing(status):
    assert GrantForm.is_off.fget(form(values={"status": status})) == (status in CAME_TO_NOTHING)


@pytest.mark.parametrize("status", GrantStatus)
def test_a_step_to_the_decision_or_the_money_draws_on_the_cap(status):
    taking = form(move=SimpleNamespace(target=status), changed=lambda _name: status not in DRAWING)
    assert GrantForm.draws.fget(taking) == (status in DRAWING)


@pytest.mark.parametrize("name", [*SUM, "purpose", "budget_vnd"])
def test_another_sum_person_policy_or_year_draws_on_the_cap(name):
    typing = form(move=None, changed=lambda each: each == name)
    assert GrantForm.draws.fget(typing) == (name in {"amount_vnd", "client", "policy", "budget_year"})


def test_what_was_recovered_is_not_kept():
    for back, kept in ((None, 6), (0, 6), (2, 4), (6, 0)):
        assert GrantForm.net(form(values={"recovered_vnd": back}), 6) == kept


def test_only_those_above_may_correct_what_is_closed():
    for role in Role:
        above = role in {Role.admin, Role.supervisor}
        assert frozen_for(form(person=SimpleNamespace(role=role))) is (CONFIRM if above else ERROR)


def test_a_step_and_a_person_are_told_by_name():
    taking = form(move=SimpleNamespace(name="pay"))
    assert GrantForm._step(taking, "verify", "pay")
    assert not GrantForm._step(taking, "verify")
    assert not GrantForm._step(form(move=None), "pay")
    for mine, ids, me in (
        (3, (3,), True), (3, (None, 3), True), (3, (4, None), False), (None, (None,), False),
    ):  # fmt: skip
        assert GrantForm._is_me(form(person=SimpleNamespace(account_id=mine)), *ids) == me


@pytest.mark.parametrize("status", [*GrantStatus, None])
def test_terms_stay_from_the_step_on_that_showed_them(status):
    for changes in (True, False):
        asker = form(before={"status": status}.get, _changes=lambda *_names, changes=changes: changes)
        handed_in = EyesRules.submitted_terms_stay.predicate(asker)
        assert handed_in == (status is not GrantStatus.submitted or not changes)
        seen = EyesRules.verified_terms_stay.predicate(asker)
        open_still = status in {GrantStatus.draft, GrantStatus.returned, GrantStatus.submitted}
        assert seen == (open_still or not changes)
