"""The reference files hold together: whole rows, links that lead somewhere, the law's dates, the amounts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date

import pytest

from tests.seed_files import DATA, FILES, KEYS, LINKS, key, keyed, rows


@pytest.mark.parametrize("name", FILES)
def test_every_link_leads_to_a_row(name):
    for row in rows(name):
        for column, target in LINKS.items():
            if row.get(column) and column in row:
                assert row[column] in keyed(target), (column, row[column])


@pytest.mark.parametrize("name", FILES)
def test_rows_are_whole_unique_and_composed(name):
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    found = rows(name)
    assert found
    assert all(None not in row and None not in row.values() for row in found)
    assert all(value == " ".join(value.split()) for row in found for value in row.values())
    assert len({tuple(row.values()) for row in found}) == len(found)
    if name in KEYS:
        assert len(keyed(name)) == len(found)


@pytest.mark.parametrize("name, column", [("legal_basis", "replaced_by"), ("referral_destination", "parent")])
def test_a_row_stands_after_the_row_of_its_own_table_it_points_at(name, column):
    seen = set()
    for row in rows(name):
        assert row[column] in seen | {""}
        seen.add(key(name, row))


def test_dates_are_days_of_the_calendar():
    for name in FILES:
        for row in rows(name):
            for column, value in row.items():
                if value and column.endswith(("_on", "_from", "_to", "_date", "effective_date")):
                    assert date.fromisoformat(value)


def test_the_old_decrees_ended_with_2021_and_name_their_successors():
    found = keyed("legal_basis")
    for number, successor in (("167/2013", "144/2021"), ("94/2010", "116/2021"), ("94/2009", "116/2021")):
        row = found[f"{number}/NĐ-CP"]
        assert (row["effective_to"], row["replaced_by"]) == ("2022-01-01", f"{successor}/NĐ-CP")


def test_the_directory_holds_the_methadone_sites_of_can_tho_and_the_unit_of_500():
    found = keyed("referral_destination")
    kinds = Counter(row["type"] for code, row in found.items() if code.startswith("CT-"))
    assert kinds == {"methadone_facility": 5, "methadone_dispensing": 5, "rehab_centre": 1}
    assert found["BG-CDC"]["capacity"] == "500"
    assert not any(row["phone"] or row["address"] for row in found.values())


def test_both_grants_are_capped_at_ten_million_a_person():
    policies = keyed("grant_policy")
    assert {row["cap_vnd"] for row in policies.values()} == {"10000000"}
    assert {row["cap_scope"] for row in policies.values()} == {"per_person_total"}
    first_only = {row["policy"] for row in rows("grant_policy_group") if row["first_sanction_only"] == "1"}
    assert {policies[name]["legal_basis"] for name in first_only} == {"292/NQ-HĐND"}
