"""What the made-up cases have in common: who somebody is, under which law, how they live."""

from __future__ import annotations

from datetime import date, timedelta

from seed.planting import Planter, Typed
from seed.reference import rows_of

SUBSTANCES = {
    "ats": 50, "opioid": 20, "mixed": 10, "ketamine_mdma": 10, "cannabis": 5, "synthetic_cannabinoid": 5,
}  # fmt: skip
WORK = {"unemployed": 40, "unstable": 40, "stable": 15, "unknown": 5}
SCHOOLING = ("Tiểu học", "Trung học cơ sở", "Trung học cơ sở", "Trung học phổ thông", "Trung cấp")
NUMBER_KNOWN = 0.9
PHONE_KNOWN = 0.7

DECISIONS = {
    "admin_sanction": "QĐ-XPHC", "community_rehab": "QĐ-UBND", "post_rehab": "QĐ-QLSC",
    "managed_user": "QĐ-QLNSD", "facility_rehab_compulsory": "QĐ-TA",
}  # fmt: skip
"""Groups that somebody belongs to by a decision, and the end of its number."""

POST_REHAB_DAYS = 365
ONE_CARE = {"relative", "resident"}
"""Groups of people who do not use drugs themselves."""


def somebody(planter: Planter, born: tuple[int, int]) -> Typed:
    """Make up a person as a register holds them."""
    person = planter.people.person(born=born)
    return {
        "full_name": person.full_name,
        "gender": person.gender,
        "birth_year": person.birth_year,
        "birth_date": person.birth_date,
        "citizen_number": person.citizen_number if planter.chance(NUMBER_KNOWN) else None,
        "phone": person.phone if planter.chance(PHONE_KNOWN) else None,
        "address": person.address,
        "residence_kind": "permanent" if planter.chance(0.85) else "temporary",
        "education_level": planter.rng.choice(SCHOOLING),
        "employment": pick(planter, WORK),
    }


def under_the_law(planter: Planter, group: str, intake: date) -> Typed:
    """Make up the decision and name the document in force that day."""
    if group not in DECISIONS:
        return {"client_group": group, "legal_basis": basis_of(group, intake)}
    decided = planter.workday(intake - timedelta(days=40), intake - timedelta(days=7))
    until = decided + timedelta(days=POST_REHAB_DAYS) if group in {"post_rehab", "managed_user"} else None
    sanctions = planter.rng.choice((1, 1, 1, 2, 3)) if group == "admin_sanction" else None
    return {
        "client_group": group,
        "legal_basis": basis_of(group, decided),
        "decision_no": f"{planter.rng.randint(100, 2999)}/{DECISIONS[group]}",
        "decision_on": decided,
        "decision_until": until,
        "admin_sanction_count": None if sanctions is None else str(sanctions),
        "first_sanction": None if sanctions is None else str(int(sanctions == 1)),
    }


def of_use(planter: Planter, group: str, person: Typed) -> Typed:
    """Make up what somebody uses and since when; nothing for those who do not."""
    if group in ONE_CARE:
        return {"is_drug_user": "0"}
    first = planter.rng.randint(person["birth_year"] + 15, person["birth_year"] + 24)
    determined = group in {"community_rehab", "post_rehab"}
    return {
        "is_drug_user": "1",
        "primary_substance": pick(planter, SUBSTANCES),
        "first_use_year": str(first) if first <= 2018 else None,  # noqa: PLR2004 - before the first programme
        "addiction_determined": "yes" if determined else "not_yet",
    }


def handed_over(planter: Planter, intake: date) -> Typed:
    """Make up the police's hand-over: step 1 of D0."""
    day = intake - timedelta(days=planter.rng.randint(0, 5))
    number = f"{planter.rng.randint(10, 480)}/BB-CAP"
    return {"source": "police_handover", "handover_on": day, "handover_doc_no": number}


def pick(planter: Planter, weights: dict[str, int]) -> str:
    """Draw a word by its weight."""
    return planter.rng.choices(list(weights), weights=list(weights.values()))[0]


def basis_of(group: str, day: date) -> str | None:
    """Name the document that served a group on a day: the most particular one, so a decree before a law."""
    numbers = [row["legal_basis"] for row in rows_of("legal_basis_group") if row["client_group"] == group]
    documents = {row["number"]: row for row in rows_of("legal_basis")}
    in_force = [
        number
        for number in numbers
        if documents[number]["effective_from"]
        <= day.isoformat()
        < (documents[number]["effective_to"] or "9999")
    ]
    return min(in_force, key=lambda number: documents[number]["kind"] != "nghi_dinh", default=None)
