"""People of a synthetic volume, as registers hold them, thousands at a time, column by column."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cipher import blind_index, encrypt
from models.client import Client
from models.client_code import client_code
from models.keys import person_sort_key, search_key
from models.legal_basis import LegalBasis, LegalBasisGroup
from seed.fill_chance import Chance
from seed.fill_places import Places
from seed.names import FULL_DATE_SHARE, MALE_SHARE, People
from seed.people import DECISIONS, ONE_CARE, PHONE_KNOWN, SCHOOLING, SUBSTANCES, WORK

GROUPS = {
    "admin_sanction": 260, "community_rehab": 160, "post_rehab": 140, "methadone": 60, "voluntary": 90,
    "ever_user": 50, "urine_positive": 60, "completed_home": 30, "completed_facility": 30, "relative": 40,
    "resident": 20, "managed_user": 60,
}  # fmt: skip
SOURCES = {
    "police_handover": 60, "self": 10, "family": 12, "outreach": 10, "club": 2, "health": 4, "other_ward": 2,
}  # fmt: skip
HOUSEHOLDS = {"normal": 80, "poor": 8, "near_poor": 12}
STAYS = {"permanent": 84, "temporary": 14, "no_fixed": 2}
BORN = (1961, 1979), (1980, 1994), (1995, 2005)
"""The generations names are given in."""

NAMES_A_GENERATION = 20_000
NUMBER_EVERY = 50
"""One in so many has a citizen number: encrypting a million would take longer than all the rest."""

CODES_A_YEAR = 10**6
STRIDE = 618_033
"""Between the numbers of codes; it shares no divisor with CODES_A_YEAR, so that none comes twice."""

ALIASES = ("Tí", "Tèo", "Cu Đen", "Bé Ba", "Út Nhỏ", "Năm Ốm", "Hai Lùn", "Mập")
ALIAS_SHARE = 0.03

Name = tuple[str, str, str, str, int]
"""A full name with its search key and its sort key, a gender, a generation."""


@dataclass
class Registers:
    """What rows of people are drawn from, and which codes and numbers are taken."""

    chance: Chance
    places: Places
    names: list[Name]
    bases: dict[str, list[tuple[date, int]]]
    codes: set[str]
    numbers: set[str]
    given: int = 0

    def people(self, first_id: int, days: Sequence[int]) -> dict[str, Sequence[Any]]:
        """Make the columns of people taken in on some days, but for what follows from work done for them."""
        chance, count = self.chance, len(days)
        wards = [self.places.ward_on(day) for day in days]
        groups = chance.words(GROUPS, count)
        columns: dict[str, Sequence[Any]] = chance.row(days) | self._who(days) | self._law(groups, days)
        return columns | {
            "id": range(first_id, first_id + count),
            "ward_id": wards,
            "coordinator_id": [self.places.somebody(ward) for ward in wards],
            "client_group": groups,
            "residence_kind": chance.words(STAYS, count),
            "source": chance.words(SOURCES, count),
            "intake_on": chance.dates(days),
            "first_intake_on": chance.dates(days),
            "employment": chance.words(WORK, count),
            "education_level": chance.rng.choices(SCHOOLING, k=count),
            "household_status": chance.words(HOUSEHOLDS, count),
            "policy_family": [int(chance.yes(0.05)) for _ in days],
            "hardship": [int(chance.yes(0.3)) for _ in days],
        }

    def _who(self, days: Sequence[int]) -> dict[str, Sequence[Any]]:
        """Make up who somebody is; names come from lists, their keys were worked out once."""
        chance, count = self.chance, len(days)
        names = chance.rng.choices(self.names, k=count)
        years = [chance.rng.randint(*BORN[name[4]]) for name in names]
        born = [f"{year}-{chance.rng.randint(1, 12):02}-{chance.rng.randint(1, 28):02}" for year in years]
        aliases = [chance.rng.choice(ALIASES) if chance.yes(ALIAS_SHARE) else None for _ in days]
        numbers = [
            self._number(name[3], year) if chance.rng.randrange(NUMBER_EVERY) == 0 else None
            for name, year in zip(names, years, strict=True)
        ]
        return {
            "client_code": [self._code(chance.days[day].year) for day in days],
            "full_name": [name[0] for name in names],
            "full_name_search": [name[1] for name in names],
            "full_name_sort": [name[2] for name in names],
            "gender": [name[3] for name in names],
            "alias": aliases,
            "alias_search": [None if alias is None else search_key(alias) for alias in aliases],
            "birth_year": years,
            "birth_date": [day if chance.yes(FULL_DATE_SHARE) else None for day in born],
            "id_type": ["cccd"] * count,
            "citizen_number": [number and encrypt(number, "client.citizen_number") for number in numbers],
            "citizen_number_key": [number and blind_index(number) for number in numbers],
            "phone": [
                f"+84900{chance.rng.randrange(10**6):06}" if chance.yes(PHONE_KNOWN) else None for _ in days
            ],
            "address": [f"Số {chance.rng.randint(1, 98)}, tổ {chance.rng.randint(1, 60)}" for _ in days],
        }

    def _law(self, groups: Sequence[str], days: Sequence[int]) -> dict[str, Sequence[Any]]:
        """Make up the decision, where the group has one, the document in force, and what is used."""
        chance = self.chance
        decided = [
            max(0, day - chance.rng.randint(7, 40)) if group in DECISIONS else None
            for group, day in zip(groups, days, strict=True)
        ]
        pairs = zip(groups, days, strict=True)
        uses = [group not in ONE_CARE for group in groups]
        known = {"community_rehab", "post_rehab", "methadone"}
        return {
            "legal_basis_id": [self._basis(group, chance.days[day]) for group, day in pairs],
            "decision_on": chance.dates(decided),
            "is_drug_user": [int(use) for use in uses],
            "primary_substance": [
                word if use else None
                for word, use in zip(chance.words(SUBSTANCES, len(days)), uses, strict=True)
            ],
            "addiction_determined": ["yes" if group in known else "not_yet" for group in groups],
        }

    def _basis(self, group: str, day: date) -> int | None:
        """Name the newest document for a group in force on a day."""
        documents = self.bases.get(group, [])
        place = bisect_right(documents, (day, 2**31))
        return documents[place - 1][1] if place else None

    def _code(self, year: int) -> str:
        """Give a code that nobody has; numbers seem drawn, and none comes twice."""
        while True:
            self.given += 1
            code = client_code(year, self.given * STRIDE % CODES_A_YEAR)
            if code not in self.codes:
                self.codes.add(code)
                return code

    def _number(self, gender: str, year: int) -> str:
        """Make a number of province 000, which does not exist, and which nobody has."""
        century = 2 * (year // 100 - 19) + (gender == "female")
        while True:
            number = f"000{century}{year % 100:02}{self.chance.rng.randrange(10**6):06}"
            key = blind_index(number) or ""
            if key not in self.numbers:
                self.numbers.add(key)
                return number


def registers_of(session: Session, places: Places, people: int) -> Registers:
    """Prepare for so many people in a database as it stands."""
    codes = set(session.scalars(select(Client.client_code)))
    keys = session.scalars(select(Client.citizen_number_key).where(Client.citizen_number_key.is_not(None)))
    names = _names(places.chance, max(50, min(NAMES_A_GENERATION, people // len(BORN))))
    return Registers(places.chance, places, names, _bases(session), codes, {key for key in keys if key})


def _names(chance: Chance, count: int) -> list[Name]:
    """Draw names of each generation; the keys of a name are worked out once, whoever bears it."""
    crowd, names = People(chance.rng), []
    keys: dict[str, tuple[str, str]] = {}
    for generation, (first, _last) in enumerate(BORN):
        for _ in range(count):
            gender = "male" if chance.yes(MALE_SHARE) else "female"
            name = crowd.full_name(gender, first)
            if name not in keys:
                keys[name] = search_key(name), person_sort_key(name)
            names.append((name, *keys[name], gender, generation))
    return names


def _bases(session: Session) -> dict[str, list[tuple[date, int]]]:
    """List the documents that serve each group, by the day from which they do."""
    found = defaultdict(list)
    links: Iterable[LegalBasisGroup] = session.scalars(select(LegalBasisGroup))
    since = {basis.id: basis.effective_from or date.min for basis in session.scalars(select(LegalBasis))}
    for link in links:
        found[link.client_group.name].append((since[link.legal_basis_id], link.legal_basis_id))
    return {group: sorted(documents) for group, documents in found.items()}
