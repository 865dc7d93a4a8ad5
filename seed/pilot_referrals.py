"""Where the pilot sent people: 26 persons to four kinds of facility (D0); what came of it is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from seed.pilot import Case, next_workday
from seed.planting import Planter, Typed

SCREENED_MORE = 34
"""Persons screened and not referred."""

COURSES = {"complete": 16, "drop_out": 4, "miss": 3, "decline": 3}
"""How the 26 went. Whoever did not come was sent again: 29 slips for 26 persons, not to be mixed up."""


def plant_referrals(planter: Planter, cases: Sequence[Case]) -> None:
    """Save the screenings, and the 26 persons' referrals with all their steps."""
    chosen = _chosen(planter, cases)
    referred = {id(case) for case, _facility, _service in chosen}
    others = [case for case in cases if id(case) not in referred]
    days = [
        next_workday(case.intake + timedelta(days=planter.rng.randint(20, 60))) for case, *_rest in chosen
    ]
    screened = [
        (case, next_workday(day - timedelta(days=planter.rng.randint(3, 12))))
        for (case, *_rest), day in zip(chosen, days, strict=True)
    ]
    more = [
        (case, next_workday(case.intake + timedelta(days=10)))
        for case in planter.rng.sample(others, SCREENED_MORE)
    ]
    _screen(planter, [*screened, *more])
    slips = [
        _slip(*sent, day, number) for number, (sent, day) in enumerate(zip(chosen, days, strict=True), 1)
    ]
    courses = planter.shuffled(**COURSES)
    _send(planter, slips, courses)
    missed = [slip for slip, course in zip(slips, courses, strict=True) if course == "miss"]
    _send(
        planter, [_again(slip, number) for number, slip in enumerate(missed, 27)], ["complete"] * len(missed)
    )


def _slip(case: Case, facility: str, service: str, day: date, number: int) -> Typed:
    return {
        "client": case.client, "destination": facility, "service": service, "referred_on": day,
        "slip_no": f"{number:02}/PCG", "coordinator": case.place.coordinator, "ward": case.place.ward,
    }  # fmt: skip


def _again(slip: Typed, number: int) -> Typed:
    """Send somebody who did not come a month later again."""
    day = next_workday(slip["referred_on"] + timedelta(days=30))
    return slip | {"referred_on": day, "slip_no": f"{number}/PCG"}


def _chosen(planter: Planter, cases: Sequence[Case]) -> list[tuple[Case, str, str]]:
    """Draw 26 persons: 19 to a health centre, 1 to methadone, 2 to psychiatry, 4 to rehabilitation."""
    in_time = [case for case in cases if case.intake <= date(2021, 8, 1)]
    opioid = next(case for case in in_time if case.client.primary_substance.name == "opioid")
    rest = iter(planter.rng.sample([case for case in in_time if case is not opioid], 25))
    chosen = [(opioid, "DN-MMT", "mmt")]
    chosen += [(next(rest), "DN-BVTT", "psychiatry") for _ in range(2)]
    chosen += [(next(rest), "DN-CSCN", "voluntary_rehab") for _ in range(4)]
    chosen += [(case, case.place.centre, planter.rng.choice(("detox", "home_rehab"))) for case in rest]
    return chosen


def _screen(planter: Planter, pairs: Sequence[tuple[Case, date]]) -> None:
    rows: list[Typed] = [
        {
            "client": case.client, "screened_on": day, "station": case.place.station,
            "tool": planter.rng.choice(("assist", "interview", "dast10")), "urine_result": "not_done",
            "risk": planter.rng.choice(("low", "medium", "medium", "high")),
            "substances": case.client.primary_substance.name, "recommendation": "counselling_only",
        }
        for case, day in sorted(pairs, key=lambda pair: pair[1])
    ]  # fmt: skip
    planter.plant("screening", rows, dated="screened_on")


def _send(planter: Planter, slips: Sequence[Typed], courses: Sequence[str]) -> None:
    """Write the slips and take each through its course."""
    rows = planter.plant("referral", slips, dated="referred_on")
    planter.take("send", [(row, {}) for row in rows])

    def steps(move: str, *through: str, day: str = "", after: int = 0, note: str = "") -> None:
        walking = [row for row, course in zip(rows, courses, strict=True) if course in through]
        typed = {"response_note": note} if note else {}
        dated = [
            {day: next_workday(row.referred_on + timedelta(days=after))} if day else {} for row in walking
        ]
        planter.take(move, [(row, typed | when) for row, when in zip(walking, dated, strict=True)])

    steps("decline", "decline", day="responded_on", after=2, note="Chưa đủ hồ sơ theo quy định.")
    steps("miss", "miss", note="Không đến theo hẹn.")
    steps("accept", "complete", "drop_out", day="responded_on", after=2)
    steps("arrive", "complete", "drop_out", day="arrived_on", after=5)
    steps("start", "complete", "drop_out", day="started_on", after=6)
    steps("complete", "complete", day="ended_on", after=60)
    steps("drop_out", "drop_out", day="ended_on", after=25)
