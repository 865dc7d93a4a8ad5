"""What is done for the people of a synthetic volume: sessions, and how far they bring a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from seed.fill_chance import Chance
from seed.fill_places import Places

Columns = dict[str, Sequence[Any]]

MODES = {"individual": 60, "group": 12, "family": 6, "phone": 12, "home_visit": 9, "online": 1}
OUTCOMES = {"info_only": 40, "considering": 28, "agreed_treatment": 18, "declined": 12, "crisis": 2}
AUDIENCES = {"client": 93, "relative": 5, "anonymous": 2}
STAGES = {
    "precontemplation": 20, "contemplation": 30, "preparation": 20, "action": 15, "maintenance": 10,
    "relapse": 5,
}  # fmt: skip
TOPICS = {
    "|harm|": 24, "|rehab_forms|": 14, "|support_policy|": 12, "|harm|rehab_forms|": 12, "|relapse|": 10,
    "|family|": 8, "|job|": 7, "|providers|rehab_forms|": 7, "|legal_aid|": 6,
}  # fmt: skip
CONTENTS = {
    "Trao đổi về tác hại của ma túy và các biện pháp cai nghiện.": 30,
    "Tìm hiểu hoàn cảnh gia đình, việc làm; hẹn gặp lại.": 25,
    "Hướng dẫn thủ tục đăng ký cai nghiện tự nguyện.": 15,
    "Giới thiệu chính sách vay vốn, học nghề tại địa phương.": 15,
    "Động viên duy trì điều trị, phòng tái nghiện.": 15,
}
HOURS = {f"{hour:02}:{minute}:00.000000": 1 for hour in range(8, 17) for minute in ("00", "30")}
MINUTES = {30: 30, 45: 40, 60: 25, 90: 5}
REASONS = {
    "completed": 45, "lost": 20, "moved": 12, "declined": 8, "imprisoned": 5, "compulsory": 5, "deceased": 2,
    "transferred": 3,
}  # fmt: skip
CLOSED_SHARE = 0.25
CASE_DAYS = 540
"""For how long after the intake somebody is counselled at most."""

AGREED_AGAIN_DAYS = 14


@dataclass
class Cases:
    """Some people whose work is being made up: who they are, and what has been done for each so far."""

    chance: Chance
    places: Places
    people: Columns
    intakes: Sequence[int]
    last_contacts: list[int | None] = field(init=False)
    reached: dict[int, str] = field(default_factory=dict)
    """How far referrals have brought somebody, by their place in the list."""

    def __post_init__(self) -> None:
        """Begin with nothing done."""
        self.last_contacts = [None] * len(self.intakes)

    def sessions(self, count: int) -> Columns:
        """Make up sessions, with some people many and with some none."""
        chance = self.chance
        weights = list(accumulate(chance.rng.random() ** 2 for _ in self.intakes))
        places = chance.rng.choices(range(len(self.intakes)), cum_weights=weights, k=count)
        audiences = chance.words(AUDIENCES, count)
        days = [chance.day(self.intakes[place], self.intakes[place] + CASE_DAYS) for place in places]
        for place, day, audience in zip(places, days, audiences, strict=True):
            if audience != "anonymous":
                self.last_contacts[place] = max(day, self.last_contacts[place] or 0)
        who = self._who(places, days, audiences)
        return chance.row(days) | who | self._content(days)

    def _who(self, places: Sequence[int], days: Sequence[int], audiences: Sequence[str]) -> Columns:
        """Say who was counselled by whom, in the ward as it was called on the day."""
        homes, staff, ids = self.people["ward_id"], self.people["coordinator_id"], self.people["id"]
        wards = [self.places.later(homes[place], day) for place, day in zip(places, days, strict=True)]
        by = [
            staff[place] if ward == homes[place] else self.places.somebody(ward)
            for place, ward in zip(places, wards, strict=True)
        ]
        named = [
            None if audience == "anonymous" else ids[place]
            for place, audience in zip(places, audiences, strict=True)
        ]
        return {"client_id": named, "audience": audiences, "ward_id": wards, "coordinator_id": by}

    def _content(self, days: Sequence[int]) -> Columns:
        """Say when and how it took place, what was spoken about, and what came of it."""
        chance, count = self.chance, len(days)
        modes, outcomes = chance.words(MODES, count), chance.words(OUTCOMES, count)
        keys = [
            f"N{chance.iso[day]}-{chance.rng.randrange(40):02}" if mode == "group" else None
            for mode, day in zip(modes, days, strict=True)
        ]
        again = [
            chance.day(day + 1, day + AGREED_AGAIN_DAYS)
            if day < chance.last and outcome == "considering"
            else None
            for day, outcome in zip(days, outcomes, strict=True)
        ]
        return {
            "session_on": chance.dates(days),
            "start_time": chance.words(HOURS, count),
            "duration_min": chance.words(MINUTES, count),
            "mode": modes,
            "group_key": keys,
            "topics": chance.words(TOPICS, count),
            "content": chance.words(CONTENTS, count),
            "outcome": outcomes,
            "stage_of_change": chance.words(STAGES, count),
            "next_session_on": chance.dates(again),
        }

    def outcome(self) -> Columns:
        """Make the columns of people that follow from all that was done for them."""
        chance = self.chance
        over = [
            chance.day(last or intake, (last or intake) + 90) if chance.yes(CLOSED_SHARE) else None
            for last, intake in zip(self.last_contacts, self.intakes, strict=True)
        ]
        reasons = chance.words(REASONS, len(over))
        states = [
            self.reached.get(place) or ("new" if last is None else "counselling")
            for place, last in enumerate(self.last_contacts)
        ]
        return {
            "last_contact_on": chance.dates(self.last_contacts),
            "closed_on": chance.dates(over),
            "case_status": [
                state if end is None else "closed" for state, end in zip(states, over, strict=True)
            ],
            "close_reason": [
                None if end is None else reason for reason, end in zip(reasons, over, strict=True)
            ],
        }
