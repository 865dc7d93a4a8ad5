"""Where a synthetic volume takes place: the directory as it was planted, with coordinators for every ward."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bulk_rows import Bulk
from models.coordinator import Coordinator, CoordinatorAssignment
from models.keys import person_sort_key, search_key
from models.ward import Ward, WardSuccession
from seed.fill_chance import FIRST_DAY, Chance
from seed.names import People

BORN = 1965, 1998
DEPUTY_SHARE = 0.5
"""Of the wards that have nobody yet, how many get a second coordinator."""


@dataclass
class Places:
    """The wards by day, each with whoever looks after it; days are counted as Chance counts them."""

    chance: Chance
    wards: list[Ward]
    heirs: dict[int, int]
    staff: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Sort the wards into the times between which none of them begins or ends."""
        first, last = FIRST_DAY, self.chance.days[-1]
        turns = {day for ward in self.wards for day in (ward.valid_from, ward.valid_to) if day}
        self._starts = [first, *sorted(day for day in turns if first < day <= last)]
        self._by_time = [[ward for ward in self.wards if ward.is_valid_on(day)] for day in self._starts]
        size = {ward.id: 0.2 + self.chance.rng.random() ** 3 for ward in self.wards}
        self._sizes = [list(accumulate(size[ward.id] for ward in wards)) for wards in self._by_time]
        self._until = {ward.id: (ward.valid_to or date.max) for ward in self.wards}

    def ward_on(self, day: int) -> int:
        """Draw a ward that existed on a day, large ones more often; give its id."""
        time = bisect_right(self._starts, self.chance.days[day]) - 1
        sizes = self._sizes[time]
        return self._by_time[time][bisect_right(sizes, self.chance.rng.random() * sizes[-1])].id

    def later(self, ward: int, day: int) -> int:
        """Name the ward a ward had become by a day."""
        while self._until[ward] <= self.chance.days[day] and ward in self.heirs:
            ward = self.heirs[ward]
        return ward

    def somebody(self, ward: int) -> int:
        """Draw somebody who looks after a ward; give their id."""
        return self.chance.rng.choice(self.staff[ward])


def places_of(session: Session, chance: Chance) -> Places:
    """Read the wards, which became which, and who looks after each."""
    wards = list(session.scalars(select(Ward).order_by(Ward.id)))
    arrows = session.scalars(select(WardSuccession).where(WardSuccession.is_default))
    places = Places(chance, wards, {arrow.from_ward_id: arrow.to_ward_id for arrow in arrows})
    for turn in session.scalars(select(CoordinatorAssignment).order_by(CoordinatorAssignment.id)):
        places.staff[turn.ward_id].append(turn.coordinator_id)
    return places


def staff_wards(bulk: Bulk, places: Places, people: People) -> None:
    """Give each ward that nobody looks after one coordinator or two, invented."""
    chance = places.chance
    alone = [ward for ward in places.wards if not places.staff[ward.id]]
    turns = [(ward, "lead") for ward in alone]
    turns += [(ward, "deputy") for ward in alone if chance.yes(DEPUTY_SHARE)]
    if not turns:
        return
    first = bulk.next_id(Coordinator)
    for number, (ward, _role) in enumerate(turns, first):
        places.staff[ward.id].append(number)
    bulk.put(Coordinator, _coordinators(chance, people, first, [ward for ward, _role in turns]))
    assigned = {
        "coordinator_id": range(first, first + len(turns)),
        "ward_id": [ward.id for ward, _role in turns],
        "role": [role for _ward, role in turns],
        "start_date": [max(ward.valid_from, FIRST_DAY).isoformat() for ward, _role in turns],
        "end_date": [ward.valid_to.isoformat() if ward.valid_to else None for ward, _role in turns],
    }
    bulk.put(CoordinatorAssignment, chance.row([0] * len(turns)) | assigned)


def _coordinators(chance: Chance, people: People, first: int, wards: Iterable[Ward]) -> dict[str, Any]:
    """Make somebody up for each ward."""
    wards = list(wards)
    crowd = [people.person(born=BORN) for _ in wards]
    return chance.row([0] * len(crowd)) | {
        "id": range(first, first + len(crowd)),
        "full_name": [person.full_name for person in crowd],
        "full_name_search": [search_key(person.full_name) for person in crowd],
        "full_name_sort": [person_sort_key(person.full_name) for person in crowd],
        "gender": [person.gender for person in crowd],
        "birth_year": [person.birth_year for person in crowd],
        "organisation": [f"UBND {ward.kind.words[0].lower()} {ward.name}" for ward in wards],
        "job_kind": ["coordinator"] * len(crowd),
        "status": ["ended" if ward.valid_to else "active" for ward in wards],
    }
