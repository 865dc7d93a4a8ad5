"""Wards and provinces through the reform: the official counts, true chains, codes that are used again."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from tests.seed_files import ALWAYS, chain, keyed, rows

# DOMAIN.md 3.1: each ward the documents name, and the ward it is today.
TODAY = {
    "20239": "20242", "20230": "20242", "20251": "20242", "20254": "20257", "20218": "20209",
    "20207": "20209", "20203": "20209", "20266": "20263", "20263": "20263", "20200": "20200",
    "20306": "20305", "20284": "20285",
}  # fmt: skip
NAMES = {
    "20242": "Hải Châu", "20257": "Hòa Cường", "20209": "Thanh Khê", "20263": "Sơn Trà", "20200": "Hòa Khánh",
    "20305": "An Khê", "20285": "Ngũ Hành Sơn",
}  # fmt: skip


def test_todays_provinces_have_the_official_number_of_units():
    now = Counter(row["province"] for row in rows("ward") if not row["valid_to"])
    assert now == {"48@2025-07-01": 94, "92@2025-07-01": 103, "24@2025-07-01": 99}
    kinds = Counter(row["kind"] for row in rows("ward") if row["province"] == "48@2025-07-01")
    assert kinds == {"phuong": 23, "xa": 70, "dac_khu": 1}
    wards = {row["gso_code"]: row["kind"] for row in rows("ward") if row["province"] == "92@2025-07-01"}
    assert (wards["31213"], wards["31299"]) == ("phuong", "xa")


def test_old_da_nang_had_56_units_and_then_47():
    old = [row for row in rows("ward") if row["province"] == "48@1997-01-01"]
    for day, count in (("2023-05-07", 56), ("2025-01-04", 47)):
        assert sum(row["valid_from"] <= day < row["valid_to"] for row in old) == count


@pytest.mark.parametrize("code", TODAY)
def test_each_ward_of_the_documents_is_one_of_seven_today(code):
    wards, last = keyed("ward"), chain(f"{code}@2010-01-01")[-1]
    assert last == f"{TODAY[code]}@2025-07-01"
    assert (wards[last]["name"], wards[last]["valid_to"]) == (NAMES[TODAY[code]], "")


@pytest.mark.parametrize(
    "start, names",
    [
        ("20239@2010-01-01", ["Hải Châu II", "Hải Châu", "Hải Châu"]),
        ("20218@2010-01-01", ["Vĩnh Trung", "Thạc Gián", "Thanh Khê"]),
        ("20203@2010-01-01", ["Tam Thuận", "Xuân Hà", "Thanh Khê"]),
        ("20251@2010-01-01", ["Bình Hiên", "Phước Ninh", "Hải Châu"]),
        ("07738@2010-01-01", ["Cảnh Thụy", "Cảnh Thụy", "Cảnh Thụy"]),
        ("07348@2010-01-01", ["Ngọc Châu", "Ngọc Thiện"]),
    ],
)
def test_chains_pass_through_the_wards_they_passed_through(start, names):
    wards = keyed("ward")
    assert [wards[step]["name"] for step in chain(start)] == names


@pytest.mark.parametrize("name", ["ward", "province"])
def test_a_code_never_means_two_units_at_once(name):
    versions = defaultdict(list)
    for row in rows(name):
        assert row["valid_from"] < (row["valid_to"] or ALWAYS)
        versions[row["gso_code"]].append((row["valid_from"], row["valid_to"] or ALWAYS))
    for spans in versions.values():
        assert all(ends <= begins for (_, ends), (begins, _) in pairwise(sorted(spans)))


def test_names_are_bare_of_kind_and_of_remarks():
    for row in rows("ward"):
        assert row["name"].replace(" ", "").isalnum(), row["name"]
        assert not row["name"].startswith(("Phường ", "Xã ", "Thị trấn ", "Đặc khu ")), row["name"]


def test_a_ward_lies_in_a_province_of_its_time():
    provinces = keyed("province")
    for row in rows("ward"):
        province = provinces[row["province"]]
        assert province["valid_from"] <= row["valid_from"]
        assert (row["valid_to"] or ALWAYS) <= (province["valid_to"] or ALWAYS)


def test_units_with_a_district_ended_with_the_districts():
    for row in rows("ward"):
        assert bool(row["district_name"]) == bool(row["district_code"]) == (row["valid_from"] < "2025-07-01")


def test_the_dates_of_a_succession_meet():
    wards = keyed("ward")
    for row in rows("ward_succession"):
        ends, begins = wards[row["from_ward"]]["valid_to"], wards[row["to_ward"]]["valid_from"]
        assert ends == row["effective_date"] == begins, row


def test_every_ended_ward_has_exactly_one_default_heir():
    heirs = Counter(row["from_ward"] for row in rows("ward_succession") if row["is_default"] == "1")
    ended = {ward for ward, row in keyed("ward").items() if row["valid_to"]}
    assert heirs == dict.fromkeys(ended, 1)


def test_the_divided_units_have_two_heirs():
    arrows = Counter(row["from_ward"] for row in rows("ward_succession"))
    divided = {ward for ward, count in arrows.items() if count > 1}
    assert divided == {f"{code}@2010-01-01" for code in ("20200", "20296", "31178", "31183", "31207")}
    assert chain("20296@2010-01-01")[-1] == "20197@2025-07-01"
