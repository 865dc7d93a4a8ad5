"""What must be true of a province."""

from __future__ import annotations

from datetime import date

from forms.base import SchemaForm, form_for, rule
from models.facts_provinces import overlapping_provinces
from models.province import Province

CODE_DIGITS = 2


@form_for(Province)
class ProvinceForm(SchemaForm):
    """A version of a province."""

    @rule(
        "WA1", "gso_code", hint=True, digits=CODE_DIGITS,
        vi="Mã tỉnh phải gồm {digits} chữ số.", en="The code of a province has {digits} digits.",
    )  # fmt: skip
    def code_has_two_digits(self, code: str) -> bool:
        """Keep the code as text: leading zeros count."""
        return code.isascii() and code.isdigit() and len(code) == CODE_DIGITS

    @rule(
        "WA2", "gso_code", "valid_from", "valid_to", facts=(overlapping_provinces,), blank=True,
        vi="Mã tỉnh này đã được dùng trong cùng thời gian.", en="This code is already used in the same time.",
    )  # fmt: skip
    def code_is_free(self, _code: str, _start: date, _end: date | None, others: int) -> bool:
        """Codes are used again: 24 was Bắc Giang and is Bắc Ninh since 2025-07-01."""
        return others == 0

    @rule(
        "WA3", "valid_from", "valid_to",
        vi="Ngày hết hiệu lực phải sau ngày có hiệu lực.", en="It ends after it begins.",
    )  # fmt: skip
    def ends_after_it_begins(self, start: date, end: date) -> bool:
        """Also a CHECK in the database."""
        return end > start
