"""The directory everybody needs: wards, the law, policies, programmes, facilities, clubs, coordinators."""

from __future__ import annotations

import csv
from pathlib import Path

from sqlalchemy.orm import Session

from seed.planting import Planter, Typed

DATA = Path(__file__).parent / "data"
TABLES = (
    "legal_basis", "legal_basis_group", "province", "ward", "ward_succession", "grant_policy",
    "grant_policy_group", "programme", "programme_ward", "referral_destination", "coordinator",
    "coordinator_assignment", "club",
)  # fmt: skip
"""In an order in which every row finds what it points at."""

REASON = "Dữ liệu danh mục ban đầu; nguồn ghi trong seed/SOURCES.md"


def rows_of(table: str) -> list[Typed]:
    """Read a file of the directory."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plant_reference(session: Session) -> None:
    """Save the directory, or bring what is there already up to date; the caller commits."""
    planter = Planter(session, REASON)
    saved = {table: planter.plant(table, rows_of(table), update=True) for table in TABLES}
    planter.look_again(
        ward for ward in saved["ward"] if ward.valid_to is not None
    )  # successors are known now
