"""Twelve grants of the pilot's last year; D0 gives the rate and the groups, not how many there were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from models.access import SYSTEM, Person
from seed.grants import Asked, plant_grants
from seed.pilot import Case
from seed.planting import Planter

GRANTS = 12
FIRST, LAST = date(2021, 1, 11), date(2021, 9, 30)


def plant_pilot_grants(planter: Planter, cases: Sequence[Case], cast: Mapping[str, Person]) -> None:
    """Save them: in the wards of Lan and Minh by their accounts, elsewhere from paper."""
    in_need = [case for case in cases if case.client.hardship and case.intake <= LAST - timedelta(days=30)]
    chosen = planter.rng.sample(in_need, GRANTS)
    asked = [
        Asked(
            client=case.client,
            on=planter.workday(max(FIRST, case.intake + timedelta(days=14)), LAST),
            by=_account(case, cast),
            until="close" if number % 3 else "visit",
            decision_no=f"{100 + number}/QĐ-UBND",
        )
        for number, case in enumerate(chosen, 1)
    ]
    plant_grants(planter, asked, cast["hoa"])


def _account(case: Case, cast: Mapping[str, Person]) -> Person:
    """Tell whose account has the ward among its own, today's having grown out of it."""
    for name in ("lan", "minh"):
        if case.client.ward.id in (cast[name].wards or ()):
            return cast[name]
    return SYSTEM
