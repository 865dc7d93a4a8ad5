"""The pilot of Đà Nẵng, 2019–2021, rebuilt from D0: 132 people, 604 sessions; who they were is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from seed.people import handed_over, of_use, somebody, under_the_law
from seed.planting import Planter, Typed, is_workday

ENDS = date(2021, 12, 31)
GROUPS = {"admin_sanction": 53, "community_rehab": 29, "post_rehab": 50}
SESSIONS = 604
UNCOUNSELLED = 12
"""D0: “phần lớn” were counselled, so not all."""

BORN = (1966, 1999)
MOST_SESSIONS = 11
GROUP_SIZES = (4, 5, 6)
GROUPS_PER_WARD = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A pilot ward as it was: its key, coordinator and district, from when, and how many people."""

    ward: str
    coordinator: str
    district: str
    opened: date
    people: int

    @property
    def station(self) -> str:
        """Give the code of the ward's health station."""
        return f"DN-TYT-{self.ward[:5]}"

    @property
    def centre(self) -> str:
        """Give the code of the district's health centre."""
        return f"DN-TTYT-{self.district}"


PLACES = (
    Place("20239@2010-01-01", "Trần Quang Minh", "HC", date(2019, 2, 1), 24),
    Place("20218@2010-01-01", "Lê Thị Lan", "TK", date(2019, 2, 1), 23),
    Place("20230@2010-01-01", "Nguyễn Thị Thu Hà", "HC", date(2020, 2, 3), 22),
    Place("20254@2010-01-01", "Võ Văn Thành", "HC", date(2020, 2, 3), 22),
    Place("20207@2010-01-01", "Huỳnh Thị Kim Oanh", "TK", date(2020, 2, 3), 21),
    Place("20203@2010-01-01", "Đặng Văn Lợi", "TK", date(2020, 2, 3), 20),
)
"""D0 gives the wards and the years; how many people each had is invented."""

LAST_INTAKE = date(2021, 9, 30)
IN_NEED = 0.3
TOPICS = ("harm", "rehab_forms", "support_policy", "providers", "legal_aid", "job", "relapse", "family")
MODES = {"individual": 70, "home_visit": 15, "phone": 10, "family": 5}
OUTCOMES = {"info_only": 50, "considering": 35, "declined": 5}
LENGTHS = ("30", "30", "45", "45", "60", "90")


@dataclass
class Case:
    """One person of the pilot, with the place they were helped at."""

    client: Any
    place: Place

    @property
    def intake(self) -> date:
        """Give the day they were received."""
        day: date = self.client.intake_on
        return day


def plant_cases(planter: Planter) -> list[Case]:
    """Save the 132 people."""
    groups = iter(planter.shuffled(**GROUPS))
    places = [place for place in PLACES for _ in range(place.people)]
    rows = [_person(planter, place, next(groups)) for place in places]
    clients = planter.plant("client", rows, dated="intake_on")
    return [Case(client, place) for client, place in zip(clients, places, strict=True)]


def _person(planter: Planter, place: Place, group: str) -> Typed:
    intake = planter.workday(place.opened, LAST_INTAKE)
    person = somebody(planter, BORN)
    need: Typed = {"household_status": "normal"}
    if planter.chance(IN_NEED):
        need = {"hardship": "1", "hardship_note": "Gia đình thu nhập thấp, không ổn định."}
    return {
        **person, **under_the_law(planter, group, intake), **of_use(planter, group, person),
        **handed_over(planter, intake), **need, "programme": "DN-PILOT", "ward": place.ward,
        "coordinator": place.coordinator, "intake_on": intake,
    }  # fmt: skip


# --- sessions


def plant_sessions(planter: Planter, cases: Sequence[Case]) -> None:
    """Save the 604 sessions: group sessions in each ward, the rest person by person."""
    silent = set(map(id, planter.rng.sample(cases, UNCOUNSELLED)))
    counselled = [case for case in cases if id(case) not in silent]
    taken: set[tuple[int, date]] = set()
    rows = list(_group_sessions(planter, counselled, taken))
    rows += _own_sessions(planter, counselled, taken, SESSIONS - len(rows))
    rows.sort(key=lambda row: row["session_on"])
    sessions = planter.plant("counselling_session", rows, dated="session_on")
    planter.look_again(sessions)


def _group_sessions(planter: Planter, cases: Sequence[Case], taken: set[tuple[int, date]]) -> list[Typed]:
    rows = []
    for place in PLACES:
        there = [case for case in cases if case.place is place]
        for _ in range(GROUPS_PER_WARD):
            day = planter.workday(date(2020, 10, 1), date(2021, 12, 20))
            known = [case for case in there if case.intake <= day and (case.client.id, day) not in taken]
            topics = ";".join(planter.rng.sample(TOPICS, 2))
            for case in planter.rng.sample(known, min(len(known), planter.rng.choice(GROUP_SIZES))):
                taken.add((case.client.id, day))
                key = f"{place.ward[:5]}-{day:%Y%m%d}"
                group = {"mode": "group", "group_key": key, "topics": topics, "duration_min": "90"}
                rows.append(_session(planter, case, day) | group)
    return rows


def _own_sessions(
    planter: Planter, cases: Sequence[Case], taken: set[tuple[int, date]], count: int
) -> list[Typed]:
    """Give everybody a first session soon after intake, then more to whom chance gives them."""
    rows = []
    many = {id(case): 0 for case in cases}
    weights = [planter.rng.choice((1, 2, 3, 4)) for _ in cases]
    chosen = iter([*cases, *planter.rng.choices(cases, weights=weights, k=count * 3)])
    while len(rows) < count:
        case = next(chosen)
        reach = case.intake + timedelta(days=14 if many[id(case)] == 0 else 420)
        day = planter.workday(case.intake, min(reach, date(2021, 12, 24)))
        if (case.client.id, day) in taken or many[id(case)] >= MOST_SESSIONS:
            continue
        taken.add((case.client.id, day))
        many[id(case)] += 1
        rows.append(_session(planter, case, day))
    return rows


def _session(planter: Planter, case: Case, day: date) -> Typed:
    mode = planter.rng.choices(list(MODES), weights=list(MODES.values()))[0]
    outcome = planter.rng.choices(list(OUTCOMES), weights=list(OUTCOMES.values()))[0]
    return {
        "client": case.client, "coordinator": case.place.coordinator, "ward": case.place.ward,
        "session_on": day, "start_time": planter.hour(),
        "duration_min": planter.rng.choice(LENGTHS), "mode": mode, "outcome": outcome,
        "topics": ";".join(planter.rng.sample(TOPICS, planter.rng.randint(1, 3))),
        "content": "Tìm hiểu hoàn cảnh, nhu cầu; tư vấn theo các chủ đề đã chọn.",
    }  # fmt: skip


# --- the end of the pilot

ENDINGS = {"completed": 60, "moved": 10, "declined": 8, "lost": 12, "compulsory": 5, "transferred": 5}


def close_cases(planter: Planter, cases: Sequence[Case]) -> None:
    """Close the cases in the half year after the pilot, so that none stands overdue today."""
    reasons = cycle(planter.shuffled(**ENDINGS))
    days = (planter.workday(ENDS, date(2022, 6, 30)) for _ in cases)
    planter.take(
        "close",
        [
            (case.client, {"closed_on": day, "close_reason": reason})
            for case, day, reason in zip(cases, days, reasons, strict=False)
        ],
    )


def next_workday(day: date) -> date:
    """Give a day itself, or the next on which people work."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day
