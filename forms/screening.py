"""What must be true of a screening."""

from __future__ import annotations

from datetime import date

from forms.base import CONFIRM, SchemaForm, form_for, rule
from forms.shared_rules import no_numbers_in, not_after_death
from models.client import Client
from models.facts_open_work import urgent_referrals
from models.referral_destination import ReferralDestination
from models.referral_destination_choices import DestinationType
from models.schema import today
from models.screening import Screening

SCREENERS = frozenset({DestinationType.ward_health_station, DestinationType.health_centre})
"""Where people are screened besides the counselling room (D0)."""


@form_for(Screening)
class ScreeningForm(SchemaForm):
    """One screening; it never says whether dependence is determined."""

    happened_in_life = not_after_death("screened_on")
    notes_hold_no_numbers = no_numbers_in("note")

    @rule(
        "SC1", "client", "screened_on", severity=CONFIRM,
        vi="Ngày sàng lọc phải từ ngày tiếp nhận đến hôm nay.", en="Screened between the intake and today.",
    )  # fmt: skip
    def is_since_intake(self, client: Client, day: date) -> bool:
        """A reopened case keeps its first intake."""
        return (client.first_intake_on or client.intake_on) <= day <= today()

    @rule(
        "SC1", "station", severity=CONFIRM, source="D0",
        vi="Nơi sàng lọc là Trạm Y tế, Trung tâm Y tế hoặc phòng tư vấn (để trống).",
        en="Screened by a ward health station, a health centre, or in the counselling room (left empty).",
    )  # fmt: skip
    def is_by_who_screens(self, station: ReferralDestination) -> bool:
        """Other facilities are referred to, not screened by."""
        return station.type in SCREENERS

    @rule(
        "SC3", "client", "screened_on", "psychosis_signs", "suicide_risk", severity=CONFIRM,
        facts=(urgent_referrals,),
        vi="Có dấu hiệu loạn thần hoặc nguy cơ tự sát: cần chuyển gửi khẩn (tâm thần), hoặc ghi lý do.",
        en="Signs of psychosis or a risk of suicide: refer urgently (psychiatry), or say why not.",
    )  # fmt: skip
    def danger_is_answered(
        self,
        _client: Client,
        _day: date,
        psychosis: bool,  # noqa: FBT001
        suicide: bool,  # noqa: FBT001
        urgent: int,
    ) -> bool:
        """The reason given stays with the row, and lapses when the findings change."""
        return urgent > 0 or not (psychosis or suicide)
