"""The rules of grants and policies at their borders: each predicate by itself, on both sides of the line."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from forms.grant_money import MoneyRules
from forms.grant_need import NeedRules
from forms.grant_policy import GrantPolicyForm, GrantPolicyGroupForm
from forms.grant_steps import StepRules
from models.client_choices import CloseReason
from models.client_group import NOT_USERS, ClientGroup
from models.schema import today
from models.support_grant_choices import CONSUMING, PAID_OUT, GrantStatus, Receiver
from tests.standing_in import form

DAY = date(2026, 6, 15)
NEXT, BEFORE = DAY + timedelta(days=1), DAY - timedelta(days=1)


OFF = form(is_off=True)
POLICY = SimpleNamespace(is_valid_on=lambda day: day == DAY)
IN_FORCE = SimpleNamespace(effective_from=DAY, effective_to=NEXT)
TIMELESS = SimpleNamespace(effective_from=None, effective_to=None)
PAID, RECOVERED = (form(values={"status": status}) for status in (GrantStatus.paid, GrantStatus.recovered))
KEPT_HALF = form(net=lambda amount: amount // 2)
DRY = form(draws=False)


def aged(age):
    """Stand in for a person of an age."""
    return SimpleNamespace(age_on=lambda _day: age)


BORDERS = [
    # the sum
    *((MoneyRules.amount_is_round, form(), [amount], kept) for amount, kept in (
        (-1000, False), (0, False), (1, False), (999, False), (1000, True), (1001, False), (1500, False),
        (2000, True),
    )),
    *((MoneyRules.amount_is_within_the_cap, asker, [amount, POLICY, 10], kept) for asker, amount, kept in (
        (form(), 9, True), (form(), 10, True), (form(), 11, False), (DRY, 11, True), (KEPT_HALF, 20, True),
        (KEPT_HALF, 22, False),
    )),
    *((MoneyRules.amount_is_within_what_remains, asker, [amount, None, POLICY, 10], kept)
      for asker, amount, kept in (
        (form(), 9, True), (form(), 10, True), (form(), 11, False), (DRY, 11, True), (KEPT_HALF, 20, True),
        (KEPT_HALF, 22, False),
    )),
    (MoneyRules.policy_is_valid_that_day, form(), [DAY, POLICY], True),
    (MoneyRules.policy_is_valid_that_day, form(), [NEXT, POLICY], False),
    (MoneyRules.policy_is_valid_that_day, OFF, [NEXT, POLICY], True),
    *((MoneyRules.budget_has_money_left, asker, [amount, POLICY, 2026, left], kept)
      for asker, amount, left, kept in (
        (form(), 10, 10, True), (form(), 11, 10, False), (form(), 11, None, True), (OFF, 11, 10, True),
    )),
    *((MoneyRules.recovered_is_part_of_it, asker, [back, amount], kept) for asker, back, amount, kept in (
        (PAID, None, 6, True), (RECOVERED, None, 6, False), (RECOVERED, 0, 6, False),
        (RECOVERED, -1, 6, False), (RECOVERED, 1, 6, True), (RECOVERED, 6, 6, True), (RECOVERED, 7, 6, False),
        (PAID, 1, None, False),
    )),
    # others: none may be there, unless the grant comes to nothing
    *((each, asker, [*given, others], kept) for each, given in (
        (MoneyRules.hands_are_their_own, [None, "An"]),
        (MoneyRules.other_scheme_is_untouched, [None, POLICY]),
        (StepRules.decision_number_is_its_own, ["1/QĐ", DAY]),
    ) for asker, others, kept in ((form(), 0, True), (form(), 1, False), (form(), 2, False), (OFF, 1, True))),
    *((each, form(), [*given, others], others == 0) for others in (0, 1, 2) for each, given in (
        (GrantPolicyForm.name_is_free, ["Một"]),
        (GrantPolicyGroupForm.group_stands_once, [ClientGroup.voluntary, POLICY]),
    )),
    # the need
    *((NeedRules.group_is_the_policys, asker, [ClientGroup.voluntary, POLICY, entries], kept)
      for asker, entries, kept in ((form(), 0, False), (form(), 1, True), (form(), 2, True), (OFF, 0, True))),
    *((NeedRules.group_is_the_persons, asker, [group, client, DAY, was], kept)
      for asker, group, client, was, kept in (
        (form(), ClientGroup.voluntary, POLICY, True, True),
        (form(), ClientGroup.voluntary, POLICY, False, False),
        (form(), None, POLICY, False, True), (form(), ClientGroup.voluntary, None, False, True),
        (OFF, ClientGroup.voluntary, POLICY, False, True),
    )),
    *((NeedRules.basis_is_the_policys, asker, [None, POLICY, None, accepted], kept)
      for asker, accepted, kept in (
        (form(), True, True), (form(), False, False), (OFF, False, True),
    )),
    *((NeedRules.basis_is_described, asker, [note, basis], kept) for asker, note, basis, kept in (
        (form(), "nghèo", "poor", True), (form(), "", "poor", False), (form(), None, "poor", False),
        (form(), None, None, True), (OFF, None, "poor", True),
    )),
    *((NeedRules.sanction_is_the_first, asker, [None, POLICY, client(first, times), asks], kept)
      for client in [lambda first, times: SimpleNamespace(first_sanction=first, admin_sanction_count=times)]
      for asker, first, times, asks, kept in (
        (form(), None, 1, True, True), (form(), None, 0, True, False), (form(), None, 2, True, False),
        (form(), None, None, True, False), (form(), True, 2, True, True), (form(), False, 2, False, True),
        (OFF, False, 2, True, True),
    )),
    # the policy
    *((GrantPolicyForm.cap_is_positive, form(), [cap], kept) for cap, kept in (
        (-1, False), (0, False), (1, True),
    )),
    *((GrantPolicyForm.rate_is_within_the_cap, form(), [rate, 10], kept) for rate, kept in (
        (-1, False), (0, False), (1, True), (9, True), (10, True), (11, False),
    )),
    *((GrantPolicyForm.ends_after_it_begins, form(), [DAY, end], kept) for end, kept in (
        (BEFORE, False), (DAY, False), (NEXT, True),
    )),
    *((GrantPolicyForm.begins_under_its_document, form(), [start, document], kept)
      for start, document, kept in (
        (BEFORE, IN_FORCE, False), (DAY, IN_FORCE, True), (NEXT, IN_FORCE, False), (BEFORE, TIMELESS, True),
    )),
    *((GrantPolicyGroupForm.group_is_of_people_who_use_drugs, form(), [group], group not in NOT_USERS)
      for group in ClientGroup),
    *((GrantPolicyGroupForm.first_is_asked_of_sanctions, form(), [first, group], kept)
      for first, group, kept in (
        (True, ClientGroup.admin_sanction, True), (True, ClientGroup.voluntary, False),
        (False, ClientGroup.voluntary, True), (False, ClientGroup.admin_sanction, True),
    )),
    # the steps
    *((StepRules.dates_follow_one_another, form(), [*days], kept) for days, kept in (
        ((), True), ((None, None), True), ((DAY,), True), ((DAY, DAY), True), ((DAY, NEXT), True),
        ((NEXT, DAY), False), ((DAY, None, NEXT), True), ((NEXT, None, DAY), False), ((None, today()), True),
        ((DAY, today() + timedelta(days=1)), False),
    )),
    *((StepRules.decision_has_number_and_date, form(), [number, day, status], kept) for status in GrantStatus
      for number, day in (("1/QĐ", DAY), ("1/QĐ", None), (None, DAY), ("", DAY))
      for kept in [bool(number and day) or status not in CONSUMING]),
    *((StepRules.person_is_there_to_receive, asker, [closed(reason, on), DAY], kept)
      for closed in [lambda reason, on: SimpleNamespace(close_reason=reason, closed_on=on)]
      for asker, reason, on, kept in (
        (form(), CloseReason.deceased, BEFORE, False), (form(), CloseReason.imprisoned, BEFORE, False),
        (form(), CloseReason.compulsory, BEFORE, False), (form(), CloseReason.deceased, DAY, True),
        (form(), CloseReason.deceased, NEXT, True), (form(), CloseReason.deceased, None, True),
        (form(), None, BEFORE, True), (OFF, CloseReason.deceased, BEFORE, True),
    )),
    *((StepRules.minor_has_a_receiver, form(), [receiver, aged(age), DAY], kept) for receiver, age, kept in (
        (Receiver.person, 17, False), (Receiver.guardian, 17, True), (Receiver.other, 17, False),
        (Receiver.person, 18, True), (Receiver.person, 19, True), (Receiver.person, None, True),
    )),
    *((StepRules.money_is_followed_up, form(), [paid, visited, status], kept) for status in GrantStatus
      for paid, visited, late in (
        (today() - timedelta(days=183), None, False), (today() - timedelta(days=184), None, True),
        (today() - timedelta(days=184), DAY, False), (None, None, False),
      ) for kept in [not (late and status in PAID_OUT)]),
]  # fmt: skip


@pytest.mark.parametrize("rule,asker,given,kept", BORDERS, ids=lambda each: getattr(each, "name", ""))
def test_a_rule_is_kept_up_to_its_border_and_broken_beyond(rule, asker, given, kept):
    assert bool(rule.predicate(asker, *given)) == kept
