"""The seed files as tests read them: plain rows, by their natural keys, and the chains of wards."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parents[1] / "seed" / "data"
ALWAYS = "9999-12-31"
KEYS = {
    "province": ("gso_code", "valid_from"),
    "ward": ("gso_code", "valid_from"),
    "legal_basis": ("number",),
    "grant_policy": ("name",),
    "programme": ("code",),
    "referral_destination": ("code",),
    "club": ("name",),
    "coordinator": ("full_name",),
}
LINKS = {
    "from_ward": "ward", "to_ward": "ward", "replaced_by": "legal_basis", "policy": "grant_policy",
    "parent": "referral_destination",
} | {name: name for name in KEYS}  # fmt: skip


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(name, row):
    return "@".join(row[part] for part in KEYS[name])


def keyed(name):
    return {key(name, row): row for row in rows(name)}


def defaults():
    return {row["from_ward"]: row["to_ward"] for row in rows("ward_succession") if row["is_default"] == "1"}


def chain(start):
    heirs, steps = defaults(), [start]
    while steps[-1] in heirs:
        steps.append(heirs[steps[-1]])
    return steps


FILES = sorted(path.stem for path in DATA.glob("*.csv"))
