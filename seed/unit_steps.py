"""The lines of the unit files, and the steps of the reform that no package knows."""

from __future__ import annotations

from typing import NamedTuple

# A convention: the day from which a unit is listed whose beginning was not looked up (seed/SOURCES.md).
LISTED = "2010-01-01"
FIRST_STEP, SECOND_STEP = "2025-01-01", "2025-07-01"
# What the package calls a kind of unit, and our code for it.
KINDS = {"Phường": "phuong", "Xã": "xa", "Thị trấn": "thi_tran", "Đặc khu": "dac_khu"}
# By province code: the resolution of each step, and the province as it was before the second.
TODAY = {"48": "1659/NQ-UBTVQH15", "92": "1668/NQ-UBTVQH15", "24": "1658/NQ-UBTVQH15"}
FORMERLY = {"48": "48@1997-01-01", "92": "92@2004-01-01", "24": "24@1997-01-01"}
FIRST_LAW = {"48": "1251/NQ-UBTVQH15", "24": "1191/NQ-UBTVQH15"}
# The communes source document D2 names, with those merged along with them.
CARRIED_OF_BAC_GIANG = {"07738", "07729", "07741", "07342", "07345", "07348", "07351", "07360"}
YEN_DUNG = ("xa", "Huyện Yên Dũng", "221")
# Two wards of Ninh Kiều took in neighbours after 2010 on days not checked: listed from 2025.
GROWN_BEFORE_LISTED = {"31123", "31135"}
# The package takes namesakes in two provinces for one divided unit; these four are the divided ones.
DIVIDED = {"20296", "31178", "31183", "31207"}

# The step of 2025-01-01: former code, former name, code it went into, kind of step, takes the cases.
FORMER = (
    ("20203", "Tam Thuận", "20209", "merge_full", 1), ("20209", "Xuân Hà", "20209", "keep", 1),
    ("20218", "Vĩnh Trung", "20218", "merge_full", 1), ("20221", "Thạc Gián", "20218", "keep", 1),
    ("20225", "Hòa Khê", "20207", "merge_full", 1), ("20207", "Thanh Khê Đông", "20207", "keep", 1),
    ("20212", "Tân Chính", "20215", "merge_full", 1), ("20215", "Chính Gián", "20215", "keep", 1),
    ("20200", "Hòa Minh", "20200", "keep", 1), ("20200", "Hòa Minh", "20206", "merge_part", 0),
    ("20206", "Thanh Khê Tây", "20206", "keep", 1),
    ("20236", "Hải Châu I", "20236", "merge_full", 1), ("20239", "Hải Châu II", "20236", "merge_full", 1),
    ("20242", "Phước Ninh", "20242", "keep", 1), ("20248", "Nam Dương", "20242", "merge_full", 1),
    ("20251", "Bình Hiên", "20242", "merge_full", 1),
    ("20254", "Bình Thuận", "20254", "keep", 1), ("20246", "Hòa Thuận Đông", "20254", "merge_full", 1),
    ("20278", "An Hải Tây", "20278", "merge_full", 1), ("20281", "An Hải Đông", "20278", "merge_full", 1),
    ("07738", "Cảnh Thụy", "07738", "retype", 1),
    ("07729", "Tiến Dũng", "07729", "keep", 1), ("07741", "Tư Mại", "07741", "keep", 1),
)  # fmt: skip


class Unit(NamedTuple):
    """One line of ward.csv."""

    gso_code: str
    name: str
    kind: str
    district_name: str
    district_code: str
    province: str
    valid_from: str
    valid_to: str
    legal_document: str

    @property
    def key(self) -> str:
        """How other files point at this unit."""
        return f"{self.gso_code}@{self.valid_from}"


class Succession(NamedTuple):
    """One line of ward_succession.csv."""

    from_ward: str
    to_ward: str
    effective_date: str
    kind: str
    is_default: int
