"""Grants of these weeks in every state, from a draft to one that was paid and visited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.access import SYSTEM, Person
from models.schema import today
from seed.grants import DAYS, SIDE_STEPS, Asked, plant_grants
from seed.planting import Planter, is_workday

if TYPE_CHECKING:
    from seed.recent import Case

ELIGIBLE = {"admin_sanction", "community_rehab", "post_rehab"}
PATHS = {
    "visit": 1, "pay": 3, "approve": 2, "verify": 2, "reject": 1, "submit": 3, "return": 1, "cancel": 1,
    "draft": 3,
}  # fmt: skip
"""How many grants go how far, the longest ways first."""

YOUNGEST = 3
"""Days since the application of those that have not gone far."""


def plant_recent_grants(planter: Planter, cases: Sequence[Case], cast: Mapping[str, Person]) -> None:
    """Save them by the accounts of their wards; Hoa verifies and decides."""
    who = [case for case in cases if case.client.client_group.name in ELIGIBLE]
    who = [case for case in who if case.place.by(cast) is not SYSTEM]
    who.sort(key=lambda case: not case.client.hardship)
    asked = []
    for path in (path for path, count in PATHS.items() for _ in range(count)):
        on = _applied(path)
        case = next(case for case in who if case.client.intake_on <= on)
        who.remove(case)
        number = f"{200 + len(asked)}/QĐ-UBND"
        asked.append(Asked(case.client, on, case.place.by(cast), until=path, decision_no=number))
    plant_grants(planter, asked, cast["hoa"])


def _applied(path: str) -> date:
    """Give a workday long enough ago for the steps taken since."""
    last = SIDE_STEPS[path][0] if path in SIDE_STEPS else path
    day = today() - timedelta(days=DAYS.get(last, YOUNGEST) + YOUNGEST)
    while not is_workday(day):
        day -= timedelta(days=1)
    return day
