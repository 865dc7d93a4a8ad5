"""Builds seed/data/ward.csv and ward_succession.csv from the data of PyPI's vietnamadminunits 1.0.4 (MIT).

Run once, by hand and offline, whenever the list of units has to be made anew; the product never runs it:

    pip download --no-deps vietnamadminunits==1.0.4 && unzip vietnamadminunits-*.whl
    python -m seed.make_units vietnamadminunits/data

What the package does not know stands in seed/unit_steps.py; seed/SOURCES.md says where it comes from.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seed.unit_steps import (
    CARRIED_OF_BAC_GIANG,
    DIVIDED,
    FIRST_LAW,
    FIRST_STEP,
    FORMER,
    FORMERLY,
    GROWN_BEFORE_LISTED,
    KINDS,
    LISTED,
    SECOND_STEP,
    TODAY,
    YEN_DUNG,
    Succession,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent / "data"


def name_and_kind(full: str) -> tuple[str, str]:
    """Take "Phường Tân Lộc" apart; the package's own column of kinds is wrong for two units."""
    kind = next(kind for kind in KINDS if full.startswith(f"{kind} "))
    return full.removeprefix(f"{kind} "), KINDS[kind]


def units_today(db: sqlite3.Connection) -> list[Unit]:
    """Every commune-level unit of today's three provinces."""
    asked = "SELECT wardCode, ward, provinceCode FROM admin_units ORDER BY wardCode"
    return [
        Unit(code, *name_and_kind(full), "", "", f"{at}@{SECOND_STEP}", SECOND_STEP, "", TODAY[at])
        for code, full, at in db.execute(asked)
        if at in TODAY
    ]


def units_before_july(db: sqlite3.Connection) -> dict[str, Unit]:
    """The units the package knew before 2025-07-01, by its own key."""
    touched = {to for _, _, to, _, _ in FORMER}
    asked = (
        "SELECT provinceKey || '_' || districtKey || '_' || wardKey, wardCode, ward, district,"
        " districtCode, provinceCode FROM admin_units_legacy WHERE wardCode IS NOT NULL ORDER BY wardCode"
    )
    units = {}
    for key, code, full, district, district_code, at in db.execute(asked):
        if at not in TODAY or (at == "24" and code not in CARRIED_OF_BAC_GIANG):
            continue
        began = FIRST_STEP if code in touched | GROWN_BEFORE_LISTED else LISTED
        law = FIRST_LAW[at] if code in touched else ""
        place = (district, district_code, FORMERLY[at])
        units[key] = Unit(code, *name_and_kind(full), *place, began, SECOND_STEP, law)
    return units


def units_before_january(later: list[Unit]) -> dict[str, Unit]:
    """The units that the step of 2025-01-01 ended, by code, with kind and district as they then were."""
    by_code = {unit.gso_code: unit for unit in later}
    former = {}
    for code, name, to, _, default in FORMER:
        if default:
            heir = by_code[to]
            yen_dung = heir.province.startswith("24@")
            place = YEN_DUNG if yen_dung else (heir.kind, heir.district_name, heir.district_code)
            former[code] = Unit(code, name, *place, heir.province, LISTED, FIRST_STEP, "")
    return former


def arrows_of_january(former: dict[str, Unit]) -> list[Succession]:
    """What became of each unit on 2025-01-01."""
    return [
        Succession(former[code].key, f"{to}@{FIRST_STEP}", FIRST_STEP, kind, default)
        for code, _, to, kind, default in FORMER
    ]


def destinations(moves: dict[str, Any]) -> Iterator[tuple[str, str, bool, bool]]:
    """The package's conversion as (old key, new key, nothing else went in there, takes the cases)."""
    for province, wards in moves["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            yield from ((old, f"{province}_{ward}", len(olds) == 1, True) for old in olds)
    for province, olds in moves["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            for part in parts:
                yield old, f"{province}_{part['newWardKey']}", False, part["isDefaultNewWard"]


def arrows_of_july(
    before: dict[str, Unit], today: dict[str, Unit], moves: dict[str, Any]
) -> list[Succession]:
    """What became of each unit on 2025-07-01."""
    arrows = []
    for old_key, new_key, alone, heir in destinations(moves):
        old = before.get(old_key)
        divided = old is not None and old.gso_code in DIVIDED
        if old is None or not (heir or divided):
            continue
        new = today[new_key]
        same = alone and (old.name, old.kind) == (new.name, new.kind)
        kind = "merge_part" if divided else "keep" if same else "merge_full"
        arrows.append(Succession(old.key, new.key, SECOND_STEP, kind, int(heir)))
    return arrows


def write(name: str, rows: list[Any]) -> None:
    """Write one file, sorted, so that making it twice makes it the same."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(rows[0]._fields)
        lines.writerows(sorted(rows))


def main(folder: Path) -> None:
    """Read the package's two files and write ours."""
    with sqlite3.connect(folder / "dataset.db") as db:
        today, before = units_today(db), units_before_july(db)
        keyed = db.execute("SELECT provinceKey || '_' || wardKey, wardCode FROM admin_units").fetchall()
    by_code = {unit.gso_code: unit for unit in today}
    by_key = {key: by_code[code] for key, code in keyed if code in by_code}
    former = units_before_january(list(before.values()))
    moves = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    write("ward.csv", [*former.values(), *before.values(), *today])
    write("ward_succession.csv", [*arrows_of_january(former), *arrows_of_july(before, by_key, moves)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
