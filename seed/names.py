"""Invented people: names that read like real ones, with numbers and addresses that cannot be anybody's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

# Weights in per mille. The first four are the shares usually quoted for Việt Nam; the rest are set by eye.
FAMILIES = {
    "Nguyễn": 380, "Trần": 110, "Lê": 95, "Phạm": 70, "Huỳnh": 45, "Võ": 40, "Phan": 40, "Đặng": 30,
    "Bùi": 25, "Đỗ": 20, "Hồ": 20, "Ngô": 18, "Trương": 18, "Dương": 13, "Đinh": 12, "Hoàng": 12, "Mai": 8,
    "Lương": 7, "Đoàn": 7, "Lý": 5, "Cao": 5, "Thái": 5, "Tạ": 4, "Châu": 3, "Kiều": 3, "Trịnh": 3, "Tô": 2,
}  # fmt: skip

# By sex, then for those born before 1980, until 1994 and from 1995: middle names, given names.
PARTS = {
    "male": (
        ("Văn Văn Văn Văn Hữu Đình Ngọc Đức Tấn Xuân Thanh Công",
         "Hùng Dũng Sơn Hải Thành Lợi Minh Phúc Tâm Bình Long Cường Thắng Hòa Khánh Tuấn Quang Nam Thọ Tài"),
        ("Văn Văn Văn Quốc Minh Anh Đức Ngọc Thanh Hoàng Hữu Trọng Duy Viết",
         "Tuấn Cường Hiếu Trung Vinh Tùng Phong Đạt Tiến Hưng Thịnh Vũ Sang Khoa Linh Tín Nhân Quân Toàn"),
        ("Gia Minh Quốc Hoàng Anh Nhật Tuấn Thành Đăng Công Văn Bảo Phước",
         "Huy Khang Bảo Phát Đạt Kiệt Khoa Nguyên Thiện Hoàng Phúc Long Duy Khôi Quân Trí Tú Lộc Hậu Hào"),
    ),
    "female": (
        ("Thị Thị Thị Thị Thị+Thu Thị+Kim Thị+Ngọc Thị+Bích Kim",
         "Hoa Lan Hồng Hương Mai Liên Nga Tuyết Hạnh Cúc Thủy Loan Phượng Yến Sương Nguyệt Vân Thanh"),
        ("Thị Thị Thị+Thu Thị+Mỹ Thị+Thanh Thị+Minh Thị+Hoài Ngọc Thùy Thanh Thị+Kiều",
         "Hà Trang Thảo Hiền Phương Dung Hằng Oanh Nhung Trâm Thúy Diễm Quyên My Ngân Linh Nga Châu Duyên"),
        ("Ngọc Thảo Khánh Thị+Ngọc Thị+Phương Thị+Thảo Thanh Mai Bảo Hoàng Quỳnh Thị+Kim",
         "Vy Nhi Linh Anh Trân Ngân Thư Uyên Như Giang Tiên My Hân Quyên Trinh Hiền Châu Ly Đan"),
    ),
}  # fmt: skip
# Endings of names that many would take for somebody they know from the news.
WELL_KNOWN = (
    "Văn Linh", "Văn Dũng", "Văn Toàn", "Văn Minh", "Đức Thọ", "Hữu Thọ", "Tấn Dũng", "Xuân Phúc",
    "Thanh Hải", "Thanh Sơn", "Ngọc Hải", "Đức Huy", "Công Minh", "Quốc Tuấn", "Quốc Cường", "Anh Tuấn",
    "Công Phát", "Thị Oanh", "Thị Kim Ngân", "Thị Mỹ Linh", "Ngọc Châu", "Khánh Vy", "Quỳnh Anh",
    "Bảo Anh", "Bảo Trân",
)  # fmt: skip
MALE_SHARE = 0.85
FULL_DATE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; `birth_date` is None where the register holds only the year."""

    full_name: str
    gender: str
    birth_year: int
    birth_date: date | None
    citizen_number: str
    phone: str
    address: str


class People:
    """A crowd of invented people: the same seed gives the same people in the same order.

    Use one crowd for a whole data set: only within a crowd is nobody's phone or number given twice.
    """

    def __init__(self, seed: int | random.Random) -> None:
        """Begin a crowd; its names with years and its citizen numbers are never given twice."""
        self.rng = seed if isinstance(seed, random.Random) else random.Random(seed)  # noqa: S311 - no secret
        self._known: set[tuple[str, int]] = set()
        self._numbers: set[str] = set()

    def person(self, gender: str | None = None, born: tuple[int, int] = (1960, 2003)) -> Person:
        """Make the next person, `born` within both years; `gender` is "male", "female" or left to chance."""
        if gender is None:
            gender = "male" if self.rng.random() < MALE_SHARE else "female"
        full_name, year = self._somebody_new(gender, born)
        return Person(
            full_name=full_name,
            gender=gender,
            birth_year=year,
            birth_date=self._birth_date(year),
            citizen_number=self._citizen_number(gender, year),
            phone=f"0900{len(self._known) - 1:06d}",
            address=self._address(),
        )

    def _somebody_new(self, gender: str, born: tuple[int, int]) -> tuple[str, int]:
        """Draw until the name with its year is new and sounds like nobody in the news."""
        while True:
            year = self.rng.randint(*born)
            somebody = self._full_name(gender, year), year
            if somebody not in self._known and not somebody[0].endswith(WELL_KNOWN):
                self._known.add(somebody)
                return somebody

    def full_name(self, gender: str, year: int) -> str:
        """Draw a name that sounds like nobody in the news; many bear the same, as in life."""
        while (name := self._full_name(gender, year)).endswith(WELL_KNOWN):
            pass
        return name

    def _full_name(self, gender: str, year: int) -> str:
        """Put a name together from family, middle and given name as parents chose them that year."""
        middles, givens = PARTS[gender][(year >= 1980) + (year >= 1995)]  # noqa: PLR2004 - the generations of PARTS
        family = self.rng.choices(list(FAMILIES), weights=list(FAMILIES.values()))[0]
        middle = self.rng.choice([name for name in middles.split() if name != family]).replace("+", " ")
        taken = {family, *middle.split()}
        given = self.rng.choice([name for name in givens.split() if name not in taken])
        return f"{family} {middle} {given}"

    def _birth_date(self, year: int) -> date | None:
        """Give a day of the year, or None as often as a register has only the year."""
        day = date(year, 1, 1) + timedelta(days=self.rng.randrange(365))
        return day if self.rng.random() < FULL_DATE_SHARE else None

    def _citizen_number(self, gender: str, year: int) -> str:
        """Make a number of province 000, which does not exist; then century and sex, year, six digits."""
        sex_and_century = 2 * (year // 100 - 19) + (gender == "female")
        while True:
            number = f"000{sex_and_century}{year % 100:02d}{self.rng.randrange(10**6):06d}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def _address(self) -> str:
        """Make a house in an alley of a residents' group: read as an address, but no street is named."""
        house = f"{self.rng.randint(1, 98)}/{self.rng.randint(1, 40)}"
        return f"{self.rng.choice(('Số', 'K'))} {house}, tổ {self.rng.randint(1, 60)}".replace("K ", "K")
