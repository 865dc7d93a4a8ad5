"""What must be true of a programme, and of the wards it runs in."""

from __future__ import annotations

from datetime import date

from forms.base import CONFIRM, WARNING, SchemaForm, form_for, rule
from forms.shared_rules import ward_in_force
from models.programme import Programme, ProgrammeWard
from models.ward import Ward


@form_for(Programme)
class ProgrammeForm(SchemaForm):
    """A programme."""

    @rule(
        "PG1", "valid_from", "valid_to",
        vi="Ngày kết thúc không được trước ngày bắt đầu.", en="It ends on or after the day it begins.",
    )  # fmt: skip
    def ends_after_it_begins(self, start: date, end: date) -> bool:
        """A programme of one day is possible."""
        return end >= start


@form_for(ProgrammeWard)
class ProgrammeWardForm(SchemaForm):
    """A ward of a programme."""

    ward_existed = ward_in_force("opened_on")

    @rule(
        "PG1", "opened_on", "closed_on",
        vi="Ngày kết thúc không được trước ngày bắt đầu.", en="It ends on or after the day it begins.",
    )  # fmt: skip
    def closes_after_it_opens(self, start: date, end: date) -> bool:
        """Also when it is closed later."""
        return end >= start

    @rule(
        "WA8", "ward", "closed_on", severity=WARNING, blank=True,
        vi="Phường, xã này đã hết hiệu lực: cần ghi ngày kết thúc và địa bàn mới tiếp nối.",
        en="This ward has ended: write the closing day here and open its successor.",
    )  # fmt: skip
    def closes_with_its_ward(self, ward: Ward | None, end: date | None) -> bool:
        """D4's clubs outlived their wards, so it is told, not stopped."""
        if ward is None or ward.valid_to is None:
            return True
        return end is not None and end <= ward.valid_to

    @rule(
        "PG2", "programme", "opened_on", "closed_on", severity=CONFIRM, blank=True,
        vi="Thời gian ở địa bàn nằm ngoài thời gian của chương trình.",
        en="The time in the ward lies outside the programme's time.",
    )  # fmt: skip
    def lies_within_the_programme(self, programme: Programme, start: date | None, end: date | None) -> bool:
        """A figure is counted within its programme, so its time counts too."""
        days = [day for day in (start, end) if day is not None]
        first, last = programme.valid_from, programme.valid_to
        return all(first <= day and (last is None or day <= last) for day in days)
