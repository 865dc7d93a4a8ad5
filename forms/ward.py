"""What must be true of a ward, and of its succession by another."""

from __future__ import annotations

from datetime import date

from forms.base import CONFIRM, WARNING, SchemaForm, form_for, rule
from models.facts_places import (
    clients_to_confirm,
    default_successors,
    other_default_successors,
    overlapping_versions,
)
from models.schema import today
from models.ward import SuccessionKind, Ward, WardKind, WardSuccession

TWO_TIERS = date(2025, 7, 1)
"""The day districts and townships ended and special zones began (NQ 202/2025/QH15)."""

CODE_DIGITS = 5


@form_for(Ward)
class WardForm(SchemaForm):
    """A version of a ward."""

    @rule(
        "WA1",
        "gso_code",
        hint=True,
        digits=CODE_DIGITS,
        vi="Mã đơn vị hành chính phải gồm {digits} chữ số.",
        en="The GSO code has {digits} digits.",
    )
    def code_has_five_digits(self, code: str) -> bool:
        """Keep the code as text: leading zeros count."""
        return code.isascii() and code.isdigit() and len(code) == CODE_DIGITS

    @rule(
        "WA2",
        "gso_code",
        "valid_from",
        "valid_to",
        facts=(overlapping_versions,),
        blank=True,
        vi="Mã này đã được dùng trong cùng thời gian.",
        en="This code is already used in the same time.",
    )
    def code_is_free(self, _code: str, _start: date, _end: date | None, others: int) -> bool:
        """Codes are used again: 20209 was Xuân Hà and is Thanh Khê."""
        return others == 0

    @rule(
        "WA3",
        "kind",
        "district_name",
        "valid_from",
        "valid_to",
        severity=CONFIRM,
        blank=True,
        source="NQ 202/2025/QH15",
        vi="Từ {day} không còn cấp huyện và thị trấn, và mới có đặc khu.",
        day=TWO_TIERS,
        en="From {day} there are no districts or townships, and special zones begin.",
    )
    def tiers_fit_the_time(self, kind: WardKind, district: str | None, start: date, end: date | None) -> bool:
        """Hold the two-tier reform against the version's dates."""
        if kind is WardKind.dac_khu:
            return start is None or start >= TWO_TIERS
        return not (district or kind is WardKind.thi_tran) or (end is not None and end <= TWO_TIERS)

    @rule(
        "WA3",
        "valid_from",
        "valid_to",
        vi="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
        en="It ends after it begins.",
    )
    def ends_after_it_begins(self, start: date, end: date) -> bool:
        """Also a CHECK in the database."""
        return end > start

    @rule(
        "WA5",
        "valid_to",
        severity=WARNING,
        facts=(default_successors,),
        vi="Cần khai báo phường, xã mới sau sắp xếp.",
        en="Say which ward took over after the merger.",
    )
    def successor_is_named(self, end: date, successors: int) -> bool:
        """A former ward without a successor loses its cases from everybody's lists."""
        return end > today() or successors == 1


@form_for(WardSuccession)
class WardSuccessionForm(SchemaForm):
    """An arrow from a former ward to its successor."""

    @rule(
        "WA6",
        "from_ward",
        "to_ward",
        "effective_date",
        vi="Ngày hiệu lực không khớp với ngày hết hiệu lực của địa bàn cũ và ngày bắt đầu của địa bàn mới.",
        en="The effective date is the day the former ward ended and the new one began.",
    )
    def dates_meet(self, former: Ward, new: Ward, day: date) -> bool:
        """The arrow has no gap and no overlap."""
        return former.valid_to == day == new.valid_from

    @rule(
        "WA5",
        "from_ward",
        "is_default",
        facts=(other_default_successors,),
        vi="Địa bàn cũ đã có nơi nhận hồ sơ; chỉ một nơi được nhận.",
        en="Only one ward takes over the cases.",
    )
    def one_ward_takes_the_cases(self, _former: Ward, takes: bool, others: int) -> bool:  # noqa: FBT001
        """Exactly one default successor."""
        return not takes or others == 0

    @rule(
        "WA7",
        "from_ward",
        "kind",
        severity=WARNING,
        facts=(clients_to_confirm,),
        vi="Địa bàn bị chia: cần xác nhận lại nơi cư trú của {clients_to_confirm} người.",
        en="The ward was split: confirm where {clients_to_confirm} people live now.",
    )
    def split_wards_are_confirmed(self, _former: Ward, kind: SuccessionKind, clients: int) -> bool:
        """Nobody's residence follows from a partial merger."""
        return kind is not SuccessionKind.merge_part or clients == 0
