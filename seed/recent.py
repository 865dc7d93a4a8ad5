"""Work of these weeks in three wards of today, all of it invented, so that today's pages are alive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.access import SYSTEM, Person
from models.schema import today
from seed.people import handed_over, of_use, pick, somebody, under_the_law
from seed.planting import Planter, Typed, is_workday
from seed.recent_grants import plant_recent_grants
from seed.recent_referrals import plant_recent_referrals

GROUPS = {
    "admin_sanction": 22, "managed_user": 14, "community_rehab": 12, "post_rehab": 8, "voluntary": 4,
    "urine_positive": 2, "relative": 2, "at_risk": 1,
}  # fmt: skip
SOURCES = {"police_handover": 70, "family": 12, "self": 10, "outreach": 8}

RECENT = 60
"""Days of sessions back from today."""

INTAKE = 150
MINORS = 3
BORN = (1968, 2005)
OF_AGE = 18
CLOSED = 4
SCREENED = 0.75


@dataclass(frozen=True, slots=True)
class Place:
    """A ward of today: its key, coordinator, account that writes there, health centre, number of people."""

    ward: str
    coordinator: str
    account: str
    centre: str
    people: int

    @property
    def station(self) -> str:
        """Give the code of the ward's health station."""
        return f"DN-TYT-{self.ward[:5]}-NAY"

    def by(self, cast: Mapping[str, Person]) -> Person:
        """Tell who writes there; the product itself where no account of the demo does."""
        return cast.get(self.account, SYSTEM)


PLACES = (
    Place("20209@2025-07-01", "Lê Thị Lan", "lan", "DN-TTYT-TK2", 30),
    Place("20242@2025-07-01", "Trần Quang Minh", "minh", "DN-TTYT-HC2", 25),
    Place("20263@2025-07-01", "Phan Thị Bích Liên", "", "DN-TTYT-ST2", 10),
)

TOPICS = ("harm", "rehab_forms", "support_policy", "providers", "legal_aid", "job", "relapse", "family")
MODES = {"individual": 65, "home_visit": 20, "phone": 10, "family": 5}
OUTCOMES = {"info_only": 45, "considering": 40, "declined": 5, "agreed_treatment": 10}
STAGES = {"precontemplation": 2, "contemplation": 4, "preparation": 3, "action": 2, "maintenance": 1}
NEEDS = {"job": 5, "vocational": 4, "treatment": 4, "legal": 2, "loan": 3, "family": 2, "health": 2}


@dataclass
class Case:
    """One person of today, with the place they are helped at, and the day they were screened."""

    client: Any
    place: Place
    screened_on: date | None = None


def plant_recent(planter: Planter, cast: Mapping[str, Person]) -> None:
    """Save people, who stands by them, what they need, and what is done for them."""
    cases = _plant_cases(planter)
    _plant_contacts(planter, cases)
    _plant_needs(planter, cases)
    _plant_screenings(planter, cases, cast)
    _plant_sessions(planter, cases, cast)
    plant_recent_referrals(planter, cases, cast)
    plant_recent_grants(planter, cases, cast)
    _close(planter, cases)
    planter.look_again([case.client for case in cases])


def back(planter: Planter, least: int, most: int) -> date:
    """Draw a workday between so many days ago."""
    return planter.workday(today() - timedelta(days=most), today() - timedelta(days=least))


def _plant_cases(planter: Planter) -> list[Case]:
    groups = iter(planter.shuffled(**GROUPS))
    places = [place for place in PLACES for _ in range(place.people)]
    rows = [_person(planter, place, next(groups), number) for number, place in enumerate(places)]
    clients = planter.plant("client", rows, dated="intake_on")
    return [Case(client, place) for client, place in zip(clients, places, strict=True)]


def _person(planter: Planter, place: Place, group: str, number: int) -> Typed:
    intake = back(planter, 3, INTAKE)
    minor = number % 20 == 0 and number // 20 < MINORS
    person = somebody(planter, (today().year - 17, today().year - 15) if minor else BORN)
    source = pick(planter, SOURCES)
    way = handed_over(planter, intake) if source == "police_handover" else {"source": source}
    need: Typed = {"hardship": "1", "hardship_note": "Việc làm bấp bênh, phải nuôi con nhỏ."}
    return {
        **person, **under_the_law(planter, group, intake), **of_use(planter, group, person), **way,
        **(need if planter.chance(0.45) else {}), "programme": "DN-NAY", "ward": place.ward,
        "coordinator": place.coordinator, "intake_on": intake,
    }  # fmt: skip


def _plant_contacts(planter: Planter, cases: Sequence[Case]) -> None:
    """Give every minor a mother, and every third other somebody to call."""
    rows = []
    for number, case in enumerate(cases):
        if (case.client.age_on(case.client.intake_on) or OF_AGE) < OF_AGE:
            rows.append(_contact(planter, case, "mother"))
        elif number % 3 == 0:
            rows.append(
                _contact(planter, case, planter.rng.choice(("mother", "father", "spouse", "sibling")))
            )
    planter.plant("client_contact", rows)


def _contact(planter: Planter, case: Case, relation: str) -> Typed:
    gender = {"mother": "female", "father": "male"}.get(relation)
    person = planter.people.person(gender, (1955, 1985))
    return {
        "client": case.client, "relation": relation, "full_name": person.full_name, "phone": person.phone,
        "lives_with": "1", "consented_contact": "1",
    }  # fmt: skip


def _plant_needs(planter: Planter, cases: Sequence[Case]) -> None:
    rows: list[Typed] = []
    for case in cases:
        for need in dict.fromkeys(pick(planter, NEEDS) for _ in range(planter.rng.choice((0, 1, 2)))):
            status = planter.rng.choice(("open", "open", "in_progress", "met"))
            noted: date = case.client.intake_on
            row: Typed = {"client": case.client, "need": need, "noted_on": noted, "status": status}
            rows.append(row | ({"met_on": planter.workday(noted, today())} if status == "met" else {}))
    planter.plant("client_need", rows, dated="noted_on")


def _plant_screenings(planter: Planter, cases: Sequence[Case], cast: Mapping[str, Person]) -> None:
    for place in PLACES:
        users = [case for case in cases if case.place is place and case.client.is_drug_user]
        screened = [case for case in users if planter.chance(SCREENED)]
        rows = [_screening(planter, case) for case in screened]
        for case, row in zip(screened, rows, strict=True):
            case.screened_on = row["screened_on"]
        planter.plant("screening", rows, dated="screened_on", by=place.by(cast))


def _screening(planter: Planter, case: Case) -> Typed:
    latest = min(today(), case.client.intake_on + timedelta(days=20))
    return {
        "client": case.client, "station": case.place.station, "urine_result": "not_done",
        "screened_on": planter.workday(case.client.intake_on, latest),
        "tool": planter.rng.choice(("assist", "dast10", "interview")),
        "risk": planter.rng.choice(("low", "medium", "medium", "high")),
        "substances": case.client.primary_substance.name,
        "recommendation": planter.rng.choice(("counselling_only", "counselling_only", "detox")),
    }  # fmt: skip


def _plant_sessions(planter: Planter, cases: Sequence[Case], cast: Mapping[str, Person]) -> None:
    """Give nearly everybody one to six sessions, the latest of these days with the next appointment."""
    for place in PLACES:
        rows: list[Typed] = []
        for case in cases:
            if case.place is not place or planter.chance(0.06):
                continue
            first = max(case.client.intake_on, today() - timedelta(days=RECENT))
            days = {planter.workday(first, today()) for _ in range(planter.rng.randint(1, 6))}
            rows += [_session(planter, case, day, is_last=day == max(days)) for day in sorted(days)]
        rows.sort(key=lambda row: row["session_on"])
        sessions = planter.plant("counselling_session", rows, dated="session_on", by=place.by(cast))
        planter.look_again(sessions)


def _session(planter: Planter, case: Case, day: date, *, is_last: bool) -> Typed:
    row: Typed = {
        "client": case.client, "coordinator": case.place.coordinator, "ward": case.place.ward,
        "session_on": day,
        "start_time": planter.hour(),
        "duration_min": planter.rng.choice(("30", "45", "60")), "mode": pick(planter, MODES),
        "outcome": pick(planter, OUTCOMES), "stage_of_change": pick(planter, STAGES),
        "topics": ";".join(planter.rng.sample(TOPICS, planter.rng.randint(1, 3))),
        "content": "Trao đổi về tình hình hai tuần qua, kế hoạch việc làm và gia đình.",
    }  # fmt: skip
    if is_last and planter.chance(0.7):
        following = day + timedelta(days=planter.rng.choice((7, 14, 14, 28)))
        while not is_workday(following):
            following += timedelta(days=1)
        row["next_session_on"] = following
    return row


def _close(planter: Planter, cases: Sequence[Case]) -> None:
    """Close a few cases that have nothing open."""
    early = [case for case in cases if case.client.intake_on < today() - timedelta(days=RECENT)]
    ended = [case.client for case in early if case.client.case_status.name == "counselling"][:CLOSED]
    reasons = ("completed", "moved", "declined", "lost")
    planter.take(
        "close",
        [
            (client, {"closed_on": client.last_contact_on or today(), "close_reason": reason})
            for client, reason in zip(ended, reasons, strict=False)
        ],
    )
