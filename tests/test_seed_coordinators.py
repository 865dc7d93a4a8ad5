"""Who looks after which ward, and where programmes and clubs run: through the mergers without a gap."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.seed_files import ALWAYS, defaults, keyed, rows


def test_the_pilot_opened_in_two_wards_and_then_in_four_of_two_districts():
    wards = keyed("ward")
    pilot = [row for row in rows("programme_ward") if row["programme"] == "DN-PILOT"]
    assert Counter(row["opened_on"][:4] for row in pilot) == {"2019": 2, "2020": 4}
    districts = Counter(wards[row["ward"]]["district_name"] for row in pilot)
    assert districts == {"Quận Hải Châu": 3, "Quận Thanh Khê": 3}


def test_every_programme_and_club_ward_existed_when_it_began():
    wards = keyed("ward")
    begun = [(row["ward"], row["opened_on"]) for row in rows("programme_ward")]
    begun += [(row["ward"], row["founded_on"]) for row in rows("club")]
    for ward, day in begun:
        assert wards[ward]["valid_from"] <= day < (wards[ward]["valid_to"] or ALWAYS)
    assert len(rows("club")) == 6


def test_each_pilot_ward_has_one_lead_from_its_opening_on():
    leads = [row for row in rows("coordinator_assignment") if row["role"] == "lead"]
    for pilot in (row for row in rows("programme_ward") if row["programme"] == "DN-PILOT"):
        starts = [row["start_date"] for row in leads if row["ward"] == pilot["ward"]]
        assert starts == [pilot["opened_on"]]


def test_no_ward_has_two_leads_and_every_ward_with_people_has_one():
    assigned = rows("coordinator_assignment")
    leads = Counter(row["ward"] for row in assigned if row["role"] == "lead")
    assert leads == dict.fromkeys({row["ward"] for row in assigned}, 1)


def test_an_assignment_lasts_as_long_as_its_ward_and_goes_on_in_the_heir():
    wards, heirs, last = keyed("ward"), defaults(), {}
    for row in rows("coordinator_assignment"):
        ward = wards[row["ward"]]
        assert ward["valid_from"] <= row["start_date"] < (ward["valid_to"] or ALWAYS)
        assert row["end_date"] == ward["valid_to"]
        before = last.get(row["coordinator"])
        if before:
            assert (row["ward"], row["start_date"]) == (heirs[before["ward"]], before["end_date"])
        last[row["coordinator"]] = row
    assert all(row["end_date"] == "" for row in last.values())
    assert set(last) == set(keyed("coordinator"))


@pytest.mark.parametrize(
    "name, pilot, today", [("Lê Thị Lan", "20218", "20209"), ("Trần Quang Minh", "20239", "20242")]
)
def test_lan_and_minh_lead_the_wards_of_the_demo_accounts(name, pilot, today):
    mine = [row for row in rows("coordinator_assignment") if row["coordinator"] == name]
    assert mine[0]["ward"] == f"{pilot}@2010-01-01"
    assert (mine[-1]["ward"], mine[-1]["role"]) == (f"{today}@2025-07-01", "lead")
