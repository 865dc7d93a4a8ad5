"""What must be true of a coordinator, and of their time in a ward."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.base import CONFIRM, ERROR, WARNING, SchemaForm, Severity, form_for, rule
from forms.shared_rules import name_of_letters
from models.coordinator import AssignmentRole, Coordinator, CoordinatorAssignment
from models.facts_people import (
    caseload,
    cases_in_ward,
    coordinators_alike,
    open_leads,
    overlapping_leads,
    wards_grown_from,
)
from models.keys import search_key
from models.schema import today
from models.ward import Ward

YOUNGEST = 18
FIRST_WORK_AGE = 15
CASELOAD = 60
"""Open cases one coordinator is advised to have at most (CO7)."""

HOME = "+84"


@form_for(Coordinator)
class CoordinatorForm(SchemaForm):
    """A coordinator."""

    computed = ("full_name_search",)
    name_has_letters_only = name_of_letters("full_name")

    @property
    def values(self) -> dict[str, Any]:
        """Add the folded name, by which namesakes are found."""
        known = super().values
        return known | {"full_name_search": known["full_name"] and search_key(known["full_name"])}

    @rule("CO5", "phone", vi="Cần số điện thoại Việt Nam.", en="A Vietnamese phone number is needed.")
    def phone_is_vietnamese(self, phone: str) -> bool:
        """Its form is judged where it is read (forms/reading_identity.py), as is that of the e-mail."""
        return phone.startswith(HOME)

    @rule(
        "CO5", "birth_year", age=YOUNGEST,
        vi="Điều phối viên phải đủ {age} tuổi.", en="A coordinator is at least {age} years old.",
    )  # fmt: skip
    def is_of_age(self, born: int) -> bool:
        """By the year alone, as only that is kept."""
        return today().year - born >= YOUNGEST

    @rule(
        "CO5", "years_in_field", "birth_year", severity=WARNING, age=FIRST_WORK_AGE,
        vi="Số năm trong nghề không khớp với tuổi (tính từ {age} tuổi).",
        en="The years in the field do not fit the age (counted from {age}).",
    )  # fmt: skip
    def years_fit_the_age(self, years: int, born: int) -> bool:
        """Nobody began before working age."""
        return 0 <= years <= today().year - born - FIRST_WORK_AGE

    @rule(
        "CO6", "full_name", "phone", facts=(coordinators_alike,), severity=CONFIRM,
        vi="Đã có điều phối viên cùng họ tên và số điện thoại; có thể là cùng một người.",
        en="There is a coordinator of this name and phone number already; it may be the same person.",
    )  # fmt: skip
    def is_not_there_already(self, _name: str, _phone: str, others: int) -> bool:
        """Somebody in several wards is one coordinator with several assignments."""
        return others == 0


def _of_ended_periods(form: SchemaForm) -> Severity:
    """Let a ward that grew out of several keep their leads, with a reason (DOMAIN 3.1)."""
    former = form.answers.ask(wards_grown_from, form.values)
    return CONFIRM if isinstance(former, int) and former > 1 else ERROR


@form_for(CoordinatorAssignment)
class CoordinatorAssignmentForm(SchemaForm):
    """A coordinator's time in one ward."""

    @rule(
        "CO1", "role", "ward", "end_date", facts=(open_leads,), severity=CONFIRM, blank=True, source="D0",
        vi="Phường, xã này đã có điều phối viên phụ trách chính.", en="This ward has a lead coordinator.",
    )  # fmt: skip
    def ward_has_one_lead(
        self, role: AssignmentRole | None, _ward: Ward | None, end: date | None, others: int
    ) -> bool:
        """D0 gives each ward one; a ward that grew out of several may keep more, with a reason."""
        return role is not AssignmentRole.lead or end is not None or others == 0

    @rule(
        "CO2", "start_date", "end_date", "ward", "role", facts=(overlapping_leads,), blank=True,
        severity=_of_ended_periods,
        vi="Thời gian phụ trách chính bị trùng với người khác.",
        en="The time as lead overlaps with somebody else's.",
    )  # fmt: skip
    def leads_follow_each_other(
        self, start: date | None, end: date | None, _ward: Any, role: AssignmentRole | None, others: int
    ) -> bool:
        """Also back-dated; the day of the hand-over may be in both periods."""
        return role is not AssignmentRole.lead or others == 0 or self._only_shortens(start, end)

    def _only_shortens(self, start: date | None, end: date | None) -> bool:
        """Say whether the period only becomes shorter: two leads confirmed under CO1 must be able to end."""
        if self.is_new or start is None or any(map(self.changed, ("ward", "role"))):
            return False
        former = self.before("end_date")
        return start >= self.before("start_date") and (former is None or (end is not None and end <= former))

    @rule(
        "CO3", "end_date", "start_date",
        vi="Ngày kết thúc không được trước ngày bắt đầu.", en="It ends on or after the day it begins.",
    )  # fmt: skip
    def ends_after_it_begins(self, end: date, start: date) -> bool:
        """Also a CHECK in the database."""
        return end >= start

    @rule(
        "CO3", "start_date", "end_date", "ward", blank=True,
        vi="Thời gian phân công nằm ngoài thời gian có hiệu lực của {ward}.",
        en="The assignment lies outside the time {ward} was in force.",
    )  # fmt: skip
    def lies_within_the_ward(self, start: date | None, end: date | None, ward: Ward | None) -> bool:
        """An assignment ends with its ward; the next one names the ward that took over."""
        if ward is None or start is None:
            return True
        if not ward.is_valid_on(start):
            return False
        last = ward.valid_to
        return last is None or (end <= last if end is not None else last > today())

    @rule(
        "CO4", "end_date", "coordinator", "ward", facts=(cases_in_ward,), severity=CONFIRM,
        vi="Còn {cases_in_ward} người đang theo dõi ở địa bàn này: hãy bàn giao cho người khác trước.",
        en="{cases_in_ward} people here are still followed: hand them over to somebody else first.",
    )  # fmt: skip
    def cases_are_handed_over(self, _end: date, _coordinator: Coordinator, _ward: Ward, cases: int) -> bool:
        """Nobody is left without a coordinator because somebody moved on."""
        return cases == 0 or not self.changed("end_date")

    @rule(
        "CO7", "coordinator", "end_date", facts=(caseload,), severity=WARNING, blank=True, most=CASELOAD,
        vi="Điều phối viên đang theo dõi {caseload} người; mức khuyến nghị là {most}.",
        en="The coordinator follows {caseload} people; at most {most} are advised.",
    )  # fmt: skip
    def caseload_is_bearable(self, _coordinator: Coordinator | None, end: date | None, cases: int) -> bool:
        """Advice only: nobody is refused help for it."""
        return end is not None or cases <= CASELOAD
