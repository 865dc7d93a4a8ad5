"""What must be true of a need."""

from __future__ import annotations

from datetime import date

from forms.base import SchemaForm, form_for, rule
from forms.shared_rules import no_numbers_in, not_in_future
from models.client_need import ClientNeed, NeedStatus


@form_for(ClientNeed)
class ClientNeedForm(SchemaForm):
    """One need of one person."""

    has_happened = not_in_future("CN1", "noted_on")
    notes_hold_no_numbers = no_numbers_in("plan_text")

    @rule(
        "CN2", "status", "met_on", blank=True,
        vi="Ngày đáp ứng ghi khi và chỉ khi nhu cầu đã đáp ứng.",
        en="A need has a day it was met once it is met.",
    )  # fmt: skip
    def met_means_a_day(self, status: NeedStatus | None, day: date | None) -> bool:
        """So that needs met in a period can be counted."""
        return status is None or (status is NeedStatus.met) == (day is not None)

    @rule(
        "CN2", "noted_on", "met_on",
        vi="Ngày đáp ứng phải từ ngày ghi nhận trở đi.",
        en="A need is met on or after the day it was noted.",
    )  # fmt: skip
    def met_after_noted(self, noted: date, met: date) -> bool:
        """Also a CHECK in the database."""
        return met >= noted
