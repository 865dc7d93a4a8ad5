"""What must be true of a citizen number: its digits, what they say, and that it is nobody else's."""

from __future__ import annotations

import re
from typing import Any

from forms.base import CONFIRM, WARNING, SchemaForm, rule
from forms.grant_form import frozen_for
from models.access import SYSTEM
from models.client_choices import IdentityKind
from models.facts_cases import numbers_in_use
from models.facts_support import grants_received
from models.gender import Gender

LAYOUT = "NĐ 137/2015/NĐ-CP, TT 07/2016/TT-BCA"
CARD_DIGITS, OLD_CARD_DIGITS = 12, 9

PROVINCES = frozenset(
    {
        "001", "002", "004", "006", "008", "010", "011", "012", "014", "015", "017", "019", "020",
        "022", "024", "025", "026", "027", "030", "031", "033", "034", "035", "036", "037", "038",
        "040", "042", "044", "045", "046", "048", "049", "051", "052", "054", "056", "058", "060",
        "062", "064", "066", "067", "068", "070", "072", "074", "075", "077", "079", "080", "082",
        "083", "084", "086", "087", "089", "091", "092", "093", "094", "095", "096",
    }
)  # fmt: skip
"""The 63 codes of where a birth was registered; they stay after mergers. Not the residence (CL12)."""

MADE_UP = "000"
"""The code of no province, kept for people of the demo data, whom only the product itself writes."""


def century_of(number: str) -> int:
    """Read the century of birth from the fourth digit: 0 and 1 are 1900–1999, 2 and 3 are 2000–2099."""
    return 1900 + 100 * (int(number[3]) // 2)


def gender_of(number: str) -> Gender:
    """Read the sex from the fourth digit: even for male, odd for female."""
    return Gender.female if int(number[3]) % 2 else Gender.male


class NumberRules(SchemaForm):
    """CL6–CL15 and GR2; a number that is not of its paper's length says nothing more."""

    @property
    def values(self) -> dict[str, Any]:
        """Add whose grants are counted: the person of this very row."""
        return super().values | {"client": self.row.id or 0}

    def _fill(self) -> None:
        """Take nine digits where the paper is an old card; the field reads citizen numbers (CL6, CL7)."""
        super()._fill()
        field, paper = self._fields.get("citizen_number"), self._fields.get("id_type")
        digits = re.sub(r"[\s.-]", "", getattr(field, "raw", None) or "")
        if (
            field is not None
            and paper is not None
            and paper.data is IdentityKind.cmnd
            and _is_old_card(digits)
        ):
            field.data, field.process_errors = digits, []

    @rule(
        "CL6", "citizen_number", "id_type", digits=CARD_DIGITS, source=LAYOUT,
        vi="Số CCCD phải gồm đúng {digits} chữ số.", en="A citizen number has exactly {digits} digits.",
    )  # fmt: skip
    def card_has_twelve_digits(self, number: str, paper: IdentityKind) -> bool:
        """The field has read digits; which number they are depends on the paper."""
        return paper is not IdentityKind.cccd or len(number) == CARD_DIGITS

    @rule(
        "CL14", "citizen_number", "id_type", digits=OLD_CARD_DIGITS,
        vi="Số CMND phải gồm đúng {digits} chữ số.", en="An old identity card has exactly {digits} digits.",
    )  # fmt: skip
    def old_card_has_nine_digits(self, number: str, paper: IdentityKind) -> bool:
        """A number of twelve digits is on a citizen card."""
        return paper is not IdentityKind.cmnd or _is_old_card(number)

    @rule(
        "CL14", "citizen_number", "id_type", severity=WARNING,
        vi="CMND cũ: đề nghị cập nhật CCCD.", en="An old identity card: ask for the citizen card.",
    )  # fmt: skip
    def card_is_todays(self, _number: str, paper: IdentityKind) -> bool:
        """Cards of nine digits are no longer valid."""
        return paper is IdentityKind.cccd

    @rule(
        "CL15",
        "citizen_number",
        severity=WARNING,
        blank=True,
        vi="Chưa có số định danh.",
        en="No citizen number yet.",
    )
    def has_a_number(self, number: str | None) -> bool:
        """Without it the same person is only found by name and age."""
        return number is not None

    @rule(
        "CL10", "citizen_number", source=LAYOUT,
        vi="Số CCCD không hợp lệ: chữ số thứ 4 chỉ người sinh từ năm 2100.",
        en="Not a valid citizen number: its fourth digit says born in 2100 or later.",
    )  # fmt: skip
    def is_of_somebody_born(self, number: str) -> bool:
        """The fourth digit of people alive is 0 to 3."""
        return len(number) != CARD_DIGITS or number[3] in "0123"

    @rule(
        "CL8", "citizen_number", "gender", severity=CONFIRM, source=LAYOUT,
        vi="Chữ số thứ 4 của số CCCD cho thấy giới tính khác với “{gender}”.",
        en="The fourth digit of the citizen number says another gender than “{gender}”.",
    )  # fmt: skip
    def number_fits_the_gender(self, number: str, gender: Gender) -> bool:
        """What the register says is judged only where it says male or female."""
        if len(number) != CARD_DIGITS or gender not in {Gender.male, Gender.female}:
            return True
        return gender_of(number) is gender

    @rule(
        "CL9", "citizen_number", "birth_year", severity=CONFIRM, source=LAYOUT,
        vi="Số CCCD cho năm sinh khác với {birth_year} đã nhập.",
        en="The citizen number says another year of birth than {birth_year}.",
    )  # fmt: skip
    def number_fits_the_year(self, number: str, year: int) -> bool:
        """Digits 4 to 6 are century and year."""
        return len(number) != CARD_DIGITS or century_of(number) + int(number[4:6]) == year

    @rule(
        "CL11", "citizen_number", severity=WARNING, source=LAYOUT,
        vi="Ba chữ số đầu không phải mã tỉnh nơi đăng ký khai sinh nào đã biết.",
        en="The first three digits are no known code of a province of birth.",
    )  # fmt: skip
    def province_is_known(self, number: str) -> bool:
        """People registered abroad have other codes; the made-up one passes where it already stands."""
        if len(number) != CARD_DIGITS or number[:3] in PROVINCES:
            return True
        return number[:3] == MADE_UP and (self.person is SYSTEM or not self.changed("citizen_number"))

    @rule(
        "CL13", "citizen_number", facts=(numbers_in_use,),
        vi="Số này đã có trong hệ thống; đề nghị cấp tỉnh đối chiếu.",
        en="This number is already known here; ask the province to compare the records.",
    )  # fmt: skip
    def number_is_nobody_elses(self, _number: str, others: int) -> bool:
        """Asked past the gate; also unique in the database, by the blind index."""
        return others == 0

    @rule(
        "GR2", "citizen_number", severity=frozen_for, blank=True, facts=(grants_received,),
        vi="Người này có {grants_received} khoản hỗ trợ: không xóa, không đổi số định danh.",
        en="This person has {grants_received} grants: their number is neither cleared nor changed.",
    )  # fmt: skip
    def number_stays_with_its_grants(self, _number: str | None, grants: int) -> bool:
        """The cap follows the number; one let go could be given to a second record and draw it again."""
        had = not self.is_new and self.before("citizen_number") is not None
        return not (had and self.changed("citizen_number") and grants > 0)


def _is_old_card(number: str) -> bool:
    return re.fullmatch(f"[0-9]{{{OLD_CARD_DIGITS}}}", number) is not None
