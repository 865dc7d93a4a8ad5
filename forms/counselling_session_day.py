"""What must be true of the day of a counselling session: who worked, how long, when it was entered."""

from __future__ import annotations

from datetime import date, timedelta

from forms.base import CONFIRM, WARNING, SchemaForm, rule
from models.coordinator import Coordinator
from models.counselling_session import SessionMode
from models.facts_cases import assignments_that_day
from models.facts_sessions import individual_sessions_that_day, minutes_that_day
from models.schema import today
from models.ward import Ward
from models.working_days import is_working_day

SESSIONS_A_DAY = 8
HOURS_A_DAY = 10
SHORTEST, LONGEST = 5, 480
"""Minutes of one session."""
ENTERED_WITHIN = 30
"""Days after which an entry is late."""


class DayRules(SchemaForm):
    """CS2, CS4, CS5, CS7 and CS8."""

    @rule(
        "CS2", "coordinator", "ward", "session_on", severity=CONFIRM, facts=(assignments_that_day,),
        vi="Điều phối viên {coordinator} không phụ trách {ward} vào ngày {session_on}.",
        en="{coordinator} was not in charge of {ward} on {session_on}.",
    )  # fmt: skip
    def coordinator_was_in_charge(self, _who: Coordinator, _ward: Ward, _day: date, assignments: int) -> bool:
        """Cover for a colleague is confirmed."""
        return assignments > 0

    @rule(
        "CS4", "coordinator", "session_on", "mode", severity=CONFIRM, facts=(individual_sessions_that_day,),
        most=SESSIONS_A_DAY,
        vi="Quá {most} lượt cá nhân trong một ngày của một điều phối viên.",
        en="More than {most} individual sessions of one coordinator in a day.",
    )  # fmt: skip
    def day_has_room(self, _who: Coordinator, _day: date, mode: SessionMode, others: int) -> bool:
        """Counted with this one."""
        return mode is not SessionMode.individual or others < SESSIONS_A_DAY

    @rule(
        "CS4", "coordinator", "session_on", "duration_min", severity=CONFIRM, facts=(minutes_that_day,),
        hours=HOURS_A_DAY,
        vi="Quá {hours} giờ tư vấn trong một ngày của một điều phối viên.",
        en="More than {hours} hours of counselling of one coordinator in a day.",
    )  # fmt: skip
    def day_has_hours(self, _who: Coordinator, _day: date, minutes: int, others: int) -> bool:
        """A group session counts once, however many rows it has."""
        return minutes + others <= HOURS_A_DAY * 60

    @rule(
        "CS5", "session_on", severity=WARNING,
        vi="Ngày tư vấn là thứ bảy, chủ nhật hoặc ngày lễ.",
        en="The day is a weekend or a public holiday.",
    )  # fmt: skip
    def is_a_working_day(self, day: date) -> bool:
        """Holidays of fixed date only: Tết and Hùng Kings' day follow the moon."""
        return is_working_day(day)

    @rule(
        "CS7", "duration_min", severity=CONFIRM, hint=True, shortest=SHORTEST, longest=LONGEST,
        vi="Từ {shortest} đến {longest} phút.", en="Between {shortest} and {longest} minutes.",
    )  # fmt: skip
    def lasts_as_sessions_do(self, minutes: int) -> bool:
        """Hours typed for minutes are the commonest slip."""
        return SHORTEST <= minutes <= LONGEST

    @rule(
        "CS8", "session_on", severity=WARNING, days=ENTERED_WITHIN,
        vi="Nhập muộn: quá {days} ngày sau buổi tư vấn.",
        en="Entered late: more than {days} days after the session.",
    )  # fmt: skip
    def is_entered_soon(self, day: date) -> bool:
        """Judged on the day it was first entered, however often it is corrected."""
        entered = today() if self.is_new else self.row.created_at.date()
        return entered - day <= timedelta(days=ENTERED_WITHIN)
