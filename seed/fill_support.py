"""Referrals and grants of a synthetic volume, one for a person at most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.grant_policy import GrantPolicy, GrantPolicyGroup
from models.referral_choices import ENDINGS, OPEN, ReferralStatus
from models.referral_destination import ReferralDestination
from models.referral_steps import deadline
from seed.fill_chance import FIRST_DAY, Chance
from seed.fill_work import CASE_DAYS, Cases, Columns

STATES = {
    "completed": 34, "in_service": 18, "arrived": 6, "accepted": 6, "sent": 8, "draft": 2, "declined": 6,
    "no_show": 9, "dropped_out": 8, "cancelled": 3,
}  # fmt: skip
ARRIVED = {"arrived", "in_service", "completed", "dropped_out"}
OPEN_DAYS = 60
"""For how long something may still be expected of a referral; what is older has ended."""

REACHED = {"sent": "referred", "accepted": "referred", "arrived": "in_service", "in_service": "in_service"}
GRANT_STATES = {
    "closed": 40, "paid": 20, "monitoring": 8, "approved": 8, "verified": 6, "submitted": 6, "draft": 4,
    "rejected": 5, "returned": 2, "cancelled": 1,
}  # fmt: skip
DECIDED = {"closed", "paid", "monitoring", "approved"}
PAID = {"closed", "paid", "monitoring"}
AMOUNTS = {3_000_000: 10, 5_000_000: 30, 7_500_000: 15, 8_000_000: 15, 10_000_000: 30}
PURPOSES = {
    "Mua dụng cụ sửa xe": 20, "Học nghề cắt tóc": 15, "Mua bàn ghế bán cà phê": 20, "Chăn nuôi gà": 15,
    "Học lái xe hạng B2": 15, "Mua máy may": 15,
}  # fmt: skip
RESULTS = {"working": 60, "partly": 25, "failed": 10, "unknown": 5}


@dataclass
class Support:
    """What somebody may be given: places to go to by day, and policies."""

    chance: Chance
    facilities: list[ReferralDestination]
    policies: dict[str, list[tuple[date, date, int, int]]]
    """By group: valid from, valid to, id, cap."""

    @cached_property
    def first(self) -> int:
        """Tell the first day on which there is a policy."""
        starts = (each[0] for found in self.policies.values() for each in found)
        return max(0, (min(starts, default=FIRST_DAY) - FIRST_DAY).days)

    def referrals(self, cases: Cases, count: int) -> Columns:
        """Make up referrals of so many people, and note how far each brings the case."""
        chance = self.chance
        places = sorted(chance.rng.sample(range(len(cases.intakes)), count))
        days = [chance.day(cases.intakes[place], cases.intakes[place] + CASE_DAYS // 2) for place in places]
        where = [self._facility(day) for day in days]
        states = [
            self._state(state, day) for state, day in zip(chance.words(STATES, count), days, strict=True)
        ]
        for place, state in zip(places, states, strict=True):
            cases.reached[place] = REACHED.get(state, "in_service" if state in ARRIVED else "counselling")
        wards, staff = cases.people["ward_id"], cases.people["coordinator_id"]
        return (
            chance.row(days)
            | self._answers(states, days)
            | {
                "client_id": [cases.people["id"][place] for place in places],
                "destination_id": [facility for facility, _service in where],
                "service": [service for _facility, service in where],
                "coordinator_id": [staff[place] for place in places],
                "ward_id": [wards[place] for place in places],
                "referred_on": chance.dates(days),
                "urgency": chance.words({"normal": 92, "urgent": 8}, count),
                "status": states,
            }
        )

    def _facility(self, day: int) -> tuple[int, str]:
        """Draw a facility that is open on a day, and one of its services."""
        on = self.chance.days[day]
        while True:
            facility = self.chance.rng.choice(self.facilities)
            if facility.is_open_on(on):
                return facility.id, self.chance.rng.choice(sorted(each.name for each in facility.services))

    def _state(self, state: str, day: int) -> str:
        """Let what is open and old have come to an end."""
        waits = ReferralStatus[state] in OPEN and day < self.chance.last - OPEN_DAYS
        return "completed" if waits else state

    def _answers(self, states: Sequence[str], days: Sequence[int]) -> Columns:
        """Make up the facility's answer, the stay, and what is still expected by when."""
        chance, pairs = self.chance, list(zip(states, days, strict=True))
        answered = [None if state in {"draft", "sent"} else chance.day(day, day + 3) for state, day in pairs]
        arrived = [chance.day(day + 3, day + 12) if state in ARRIVED else None for state, day in pairs]
        endings = {state.name: outcomes[0].name for state, outcomes in ENDINGS.items()}
        over = [chance.day(day + 30, day + 200) if state in endings else None for state, day in pairs]
        due = [
            deadline(ReferralStatus[state], chance.days[day], chance.days[day] + timedelta(days=2), None)
            for state, day in pairs
        ]
        return {
            "responded_on": chance.dates(answered),
            "arrived_on": chance.dates(arrived),
            "started_on": chance.dates(arrived),
            "ended_on": chance.dates(over),
            "outcome": [endings.get(state) for state in states],
            "due_on": [day and day.isoformat() for day in due],
        }

    def grants(self, cases: Cases, count: int) -> Columns:
        """Make up grants for so many people, or as many as there is a policy for."""
        groups, last = cases.people["client_group"], self.chance.last
        found = [
            (place, day, policy)
            for place, (group, intake) in enumerate(zip(groups, cases.intakes, strict=True))
            if (policy := self._policy(group, day := self.chance.day(max(intake + 10, self.first), last)))
        ]
        asked = sorted(self.chance.rng.sample(found, min(count, len(found))))
        days = [day for _place, day, _policy in asked]
        states = self.chance.words(GRANT_STATES, len(asked))
        return (
            self.chance.row(days)
            | self._money(states, days)
            | {
                "client_id": [cases.people["id"][place] for place, _day, _policy in asked],
                "eligibility_group": [cases.people["client_group"][place] for place, _day, _policy in asked],
                "policy_id": [policy[2] for _place, _day, policy in asked],
                "amount_vnd": [
                    min(amount, policy[3])
                    for amount, (_place, _day, policy) in zip(
                        self.chance.words(AMOUNTS, len(asked)), asked, strict=True
                    )
                ],
                "application_on": self.chance.dates(days),
                "budget_year": [self.chance.days[day].year for day in days],
                "status": states,
            }
        )

    def _policy(self, group: str, day: int) -> tuple[date, date, int, int] | None:
        """Find a policy for a group in force on a day."""
        on = self.chance.days[day]
        return next((each for each in self.policies.get(group, ()) if each[0] <= on < each[1]), None)

    def _money(self, states: Sequence[str], days: Sequence[int]) -> Columns:
        """Make up what it is for, the decision, the payment and the visit after it."""
        chance, count, pairs = self.chance, len(states), list(zip(states, days, strict=True))
        paid = [chance.day(day + 21, day + 45) if state in PAID else None for state, day in pairs]
        results = chance.words(RESULTS, count)
        return {
            "grant_kind": chance.words({"livelihood": 65, "vocational": 35}, count),
            "purpose": chance.words(PURPOSES, count),
            "hardship_basis": chance.words({"difficult_economy": 80, "policy_family": 20}, count),
            "verified_on": chance.dates(day if state in DECIDED else None for state, day in pairs),
            "decision_on": chance.dates(
                chance.day(day + 7, day + 20) if state in DECIDED else None for state, day in pairs
            ),
            "paid_on": chance.dates(paid),
            "payment_method": [None if day is None else "cash" for day in paid],
            "receiver": [None if day is None else "person" for day in paid],
            "result": [None if day is None else result for day, result in zip(paid, results, strict=True)],
        }


def support_of(session: Session, chance: Chance) -> Support:
    """Read the directory of facilities and the policies with their groups."""
    directory = session.scalars(select(ReferralDestination).order_by(ReferralDestination.id))
    facilities = [each for each in directory if each.services]
    found = defaultdict(list)
    policies = {policy.id: policy for policy in session.scalars(select(GrantPolicy))}
    for link in session.scalars(select(GrantPolicyGroup).order_by(GrantPolicyGroup.id)):
        policy = policies[link.policy_id]
        times = policy.valid_from, policy.valid_to or date.max
        found[link.client_group.name].append((*times, policy.id, policy.cap_vnd // 1000 * 1000))
    return Support(chance, facilities, dict(found))
