"""What must be true of who somebody is: name, age, phone; and that they are not here twice."""

from __future__ import annotations

import re
from datetime import date

from forms.base import CONFIRM, WARNING, SchemaForm, rule
from forms.shared_rules import name_of_letters
from models.client import full_years
from models.client_group import NOT_USERS, ClientGroup
from models.facts_cases import others_with_the_phone, similar_records
from models.keys import search_key
from models.schema import today
from models.ward import Ward

FIRST_BIRTH_YEAR = 1920
YOUNGEST = 12
"""The law's measures begin at this age (73/2021/QH14); a club may take younger children (CM4)."""
OLDEST = 80
PEOPLE_PER_PHONE = 3
"""As many may share a phone before it is doubted."""


def is_shouted(name: str) -> bool:
    """Say whether a whole name is in capitals; a single letter is not."""
    return name.isupper() and len(name.strip()) > 1


class IdentityRules(SchemaForm):
    """CL1–CL5, CL16 and CL18; CL17 is kept by the reading of phone numbers."""

    name_has_letters_only = name_of_letters("full_name")

    @rule(
        "CL1", "full_name", severity=CONFIRM,
        vi="Họ tên gõ toàn chữ hoa sẽ được lưu là “{full_name}”.",
        en="The name typed in capitals will be saved as “{full_name}”.",
    )  # fmt: skip
    def capitals_are_read_right(self, _name: str) -> bool:
        """Paper forms and spreadsheets shout; the page shows the reading, and saving it again accepts it."""
        return not is_shouted(getattr(self._fields.get("full_name"), "raw", None) or "")

    @rule(
        "CL2", "full_name", severity=CONFIRM, vi="Họ tên có vẻ chưa đầy đủ.", en="The name looks incomplete."
    )
    def name_is_whole(self, name: str) -> bool:
        """At least two words, a vowel in each."""
        words = name.split()
        return len(words) > 1 and all(re.search("[aeiouy]", search_key(word)) for word in words)

    @rule(
        "CL3", "birth_year", first=str(FIRST_BIRTH_YEAR),
        vi="Năm sinh từ {first} đến năm nay.", en="The year of birth lies between {first} and this year.",
    )  # fmt: skip
    def birth_year_is_possible(self, year: int) -> bool:
        """Also a CHECK in the database, for the lower end."""
        return FIRST_BIRTH_YEAR <= year <= today().year

    @rule("CL3", "birth_date", vi="Ngày sinh ở tương lai.", en="The date of birth lies ahead.")
    def is_born(self, day: date) -> bool:
        """Where the whole date is known."""
        return day <= today()

    @rule(
        "CL3", "client_group", "birth_date", "birth_year", "intake_on", severity=CONFIRM, blank=True,
        age=YOUNGEST, source="73/2021/QH14",
        vi="Chưa đủ {age} tuổi khi tiếp nhận: đề nghị kiểm tra lại.",
        en="Under {age} at intake: please check.",
    )  # fmt: skip
    def is_old_enough(self, group: ClientGroup, born_on: date | None, year: int | None, intake: date) -> bool:
        """Relatives, residents and children at risk may be younger."""
        age = full_years(born_on, year, intake) if intake else None
        return age is None or age >= YOUNGEST or group in NOT_USERS | {ClientGroup.at_risk}

    @rule(
        "CL5", "birth_date", "birth_year", "intake_on", severity=CONFIRM, blank=True, age=OLDEST,
        vi="Trên {age} tuổi khi tiếp nhận: đề nghị kiểm tra lại.", en="Over {age} at intake: please check.",
    )  # fmt: skip
    def is_not_too_old(self, born_on: date | None, year: int | None, intake: date) -> bool:
        """A wrong century is the commonest cause."""
        age = full_years(born_on, year, intake) if intake else None
        return age is None or age <= OLDEST

    @rule(
        "CL18", "phone", severity=WARNING, facts=(others_with_the_phone,), most=PEOPLE_PER_PHONE,
        vi="Số điện thoại này đã ghi cho {others_with_the_phone} người khác.",
        en="This phone number already stands with {others_with_the_phone} other people.",
    )  # fmt: skip
    def phone_is_theirs(self, _phone: str, others: int) -> bool:
        """A family shares a phone; a whole street does not."""
        return others < PEOPLE_PER_PHONE

    @rule(
        "CL16", "full_name", "birth_year", "phone", "ward", "citizen_number", severity=CONFIRM, blank=True,
        facts=(similar_records,),
        vi="Có {similar_records} hồ sơ giống (cùng tên và gần năm sinh, cùng điện thoại hoặc nơi cư trú): "
        "hãy đối chiếu; nếu không thấy hồ sơ, đề nghị cấp tỉnh đối chiếu.",
        en="{similar_records} records are alike (same name and about the same age, phone or ward): compare; "
        "where you see none, ask the province to compare.",
    )  # fmt: skip
    def is_not_here_yet(
        self, _name: str, _year: int | None, _phone: str | None, _ward: Ward, _number: str | None, alike: int
    ) -> bool:
        """Asked past the gate: harm is done where two wards help the same person twice."""
        return alike == 0
