"""Referrals of these weeks in every state, so that each has somebody to look after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.access import Person
from models.schema import today
from seed.planting import Planter, Typed, is_workday

if TYPE_CHECKING:
    from seed.recent import Case

PATHS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "draft": (3, 2, ()),
    "sent": (4, 2, ("send",)),
    "overdue": (2, 14, ("send",)),
    "accepted": (3, 6, ("send", "accept")),
    "arrived": (3, 10, ("send", "accept", "arrive")),
    "in_service": (4, 40, ("send", "accept", "arrive", "start")),
    "completed": (5, 55, ("send", "accept", "arrive", "start", "complete")),
    "dropped_out": (1, 45, ("send", "accept", "arrive", "start", "drop_out")),
    "declined": (2, 15, ("send", "decline")),
    "no_show": (2, 20, ("send", "miss")),
    "cancelled": (1, 9, ("send", "cancel")),
}
"""How many go each way, how many days ago they were sent, and the steps they took."""

AFTER = {"accept": 1, "decline": 1, "arrive": 4, "start": 5, "complete": 35, "drop_out": 20}
DATES = {
    "accept": "responded_on", "decline": "responded_on", "arrive": "arrived_on", "start": "started_on",
    "complete": "ended_on", "drop_out": "ended_on",
}  # fmt: skip
NOTES = {
    "accept": {"feedback_by": "Bộ phận tiếp nhận"},
    "decline": {"response_note": "Tạm hết chỗ, hẹn liên hệ lại tháng sau."},
    "miss": {"response_note": "Gọi nhắc hai lần, không đến."},
    "cancel": {"cancel_reason": "Lập nhầm cơ sở."},
}
ELSEWHERE = (("DN-NGHE", "training"), ("DN-VIECLAM", "job"), ("DN-TGPL", "legal"))
"""Where people are sent without having been screened."""

ORDER = ("send", "accept", "decline", "miss", "cancel", "arrive", "start", "complete", "drop_out")


def plant_recent_referrals(planter: Planter, cases: Sequence[Case], cast: Mapping[str, Person]) -> None:
    """Save the slips by the accounts of their wards, and take each along its path."""
    paths = planter.shuffled(**{name: count for name, (count, *_rest) in PATHS.items()})
    users = [case for case in cases if case.client.is_drug_user]
    planter.rng.shuffle(users)
    chosen: list[tuple[Case, str]] = []
    for path in sorted(paths, key=lambda name: -PATHS[name][1]):
        sent = _sent_on(path)
        case = next(case for case in users if case.client.intake_on <= sent)
        users.remove(case)
        chosen.append((case, path))
    for place in dict.fromkeys(case.place for case, _path in chosen):
        _plant(planter, [pair for pair in chosen if pair[0].place is place], place.by(cast))


def _plant(planter: Planter, chosen: Sequence[tuple[Case, str]], by: Person) -> None:
    slips = [_slip(planter, case, path, number) for number, (case, path) in enumerate(chosen, 1)]
    rows = planter.plant("referral", slips, dated="referred_on", by=by)
    for step in ORDER:
        walking = [row for row, (_case, path) in zip(rows, chosen, strict=True) if step in PATHS[path][2]]
        planter.take(step, [(row, _typed(step, row)) for row in walking], by)


def _slip(planter: Planter, case: Case, path: str, number: int) -> Typed:
    day = _sent_on(path)
    screened = case.screened_on is not None and case.screened_on <= day
    facility, service = planter.rng.choice(_treatments(case) if screened else ELSEWHERE)
    return {
        "client": case.client, "destination": facility, "service": service, "referred_on": day,
        "slip_no": f"{case.place.ward[:5]}/{number:02}-PCG", "urgency": "normal",
    }  # fmt: skip


def _treatments(case: Case) -> Sequence[tuple[str, str]]:
    """List where a person who was screened may be sent for treatment."""
    if case.client.primary_substance.name == "opioid":
        return (("DN-MMT", "mmt"),)
    centre = case.place.centre
    return (
        (centre, "detox"),
        (centre, "home_rehab"),
        ("DN-CSCN-CA", "voluntary_rehab"),
        ("DN-BVTT", "psychiatry"),
    )


def _sent_on(path: str) -> date:
    """Give the workday on which slips of a path went out."""
    day = today() - timedelta(days=PATHS[path][1])
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def _typed(step: str, row: Any) -> Typed:
    """Type what a step asks for."""
    typed: Typed = dict(NOTES.get(step, {}))
    if step in DATES:
        typed[DATES[step]] = min(today(), row.referred_on + timedelta(days=AFTER[step]))
    return typed
