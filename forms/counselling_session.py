"""What must be true of a counselling session."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from forms.base import CONFIRM, WARNING, form_for, rule
from forms.counselling_session_day import DayRules
from forms.shared_rules import no_numbers_in, not_after_death, not_in_future, ward_in_force
from models.client import Client
from models.client_choices import CaseStatus
from models.coordinator import Coordinator
from models.counselling_session import Audience, CounsellingSession, SessionMode, SessionOutcome
from models.facts_cases import has_guardian
from models.facts_open_work import referrals_that_followed
from models.facts_sessions import others_in_the_group, same_sessions, strangers_in_the_group
from models.schema import today

REFERRAL_WITHIN = 14
NEXT_WITHIN = 180
"""Days to a referral once treatment is agreed to, and to the next session."""

GROUP_MOST = 30
OF_AGE = 18


@form_for(CounsellingSession)
class CounsellingSessionForm(DayRules):
    """One session (lượt) of one person."""

    computed = ("referral_due_on",)

    @property
    def values(self) -> dict[str, Any]:
        """Add the day by which a referral should have followed."""
        known = super().values
        day: date | None = known["session_on"]
        return known | {"referral_due_on": None if day is None else day + timedelta(days=REFERRAL_WITHIN)}

    has_happened = not_in_future("CS1", "session_on")
    ward_existed = ward_in_force("session_on")
    happened_in_life = not_after_death("session_on")
    notes_hold_no_numbers = no_numbers_in("content")

    @rule(
        "CS12", "client", "audience", blank=True,
        vi="Chỉ lượt ẩn danh mới không ghi người được hỗ trợ, và lượt ẩn danh thì không ghi.",
        en="Only an anonymous session names no person, and an anonymous one does not.",
    )  # fmt: skip
    def only_the_anonymous_have_no_record(self, client: Client | None, audience: Audience | None) -> bool:
        """Also a CHECK in the database."""
        return audience is None or (client is None) == (audience is Audience.anonymous)

    @rule(
        "CL4", "client", "session_on", severity=CONFIRM, facts=(has_guardian,), age=OF_AGE,
        vi="Người dưới {age} tuổi: cần ghi cha, mẹ hoặc người đại diện hợp pháp trước khi ghi lượt tư vấn.",
        en="Under {age}: enter a parent or lawful representative before what was counselled.",
    )  # fmt: skip
    def minor_is_represented(self, client: Client, day: date, represented: bool) -> bool:  # noqa: FBT001
        """Judged on the day of the session: who has come of age speaks for themselves."""
        age = client.age_on(day)
        return age is None or age >= OF_AGE or represented

    @rule(
        "CS1", "client", "session_on", severity=CONFIRM,
        vi="Ngày tư vấn trước ngày tiếp nhận lần đầu.", en="The session is before the person’s first intake.",
    )  # fmt: skip
    def is_after_intake(self, client: Client, day: date) -> bool:
        """A reopened case keeps its first intake."""
        return day >= (client.first_intake_on or client.intake_on)

    @rule(
        "CS3", "client", "session_on", "mode", severity=CONFIRM, facts=(same_sessions,),
        vi="Đã có lượt tư vấn cùng ngày, cùng hình thức: nhập trùng?",
        en="There is a session of the same day and mode: entered twice?",
    )  # fmt: skip
    def is_entered_once(self, _client: Client, _day: date, _mode: SessionMode, others: int) -> bool:
        """Sessions are counted: 604 of 132 people."""
        return others == 0

    @rule(
        "CS6", "mode", "group_key", severity=CONFIRM, blank=True,
        vi="Buổi nhóm cần có mã buổi nhóm; hình thức khác thì không.",
        en="A group session has a key; other modes have none.",
    )  # fmt: skip
    def group_has_a_key(self, mode: SessionMode | None, key: str | None) -> bool:
        """The key tells one meeting of ten from ten meetings."""
        return (mode is SessionMode.group) == bool(key)

    @rule(
        "CS6", "group_key", severity=CONFIRM, facts=(others_in_the_group,), most=GROUP_MOST,
        vi="Một buổi nhóm có từ 2 đến {most} người.", en="A group has 2 to {most} people.",
    )  # fmt: skip
    def group_is_a_group(self, _key: str, others: int) -> bool:
        """The first row of a group stands alone for a moment; it is doubted when it is looked at again."""
        return others < GROUP_MOST and (self.is_new or others > 0)

    @rule(
        "CS6", "group_key", "session_on", "coordinator", "topics", severity=CONFIRM, blank=True,
        facts=(strangers_in_the_group,),
        vi="Các lượt của một buổi nhóm có cùng ngày, điều phối viên và chủ đề.",
        en="All rows of a group session have the same date, coordinator and topics.",
    )  # fmt: skip
    def group_is_of_one_piece(
        self, _key: str | None, _day: date | None, _who: Coordinator | None, _topics: Any, others: int
    ) -> bool:
        """Judged row by row against the others of the same key."""
        return others == 0

    @rule(
        "CS9", "next_session_on", "session_on", severity=CONFIRM, days=NEXT_WITHIN,
        vi="Hẹn lần sau phải sau ngày tư vấn, trong vòng {days} ngày.",
        en="The next session follows this one within {days} days.",
    )  # fmt: skip
    def next_is_soon(self, following: date, day: date) -> bool:
        """A later appointment is forgotten."""
        return timedelta(0) < following - day <= timedelta(days=NEXT_WITHIN)

    @rule(
        "CS10", "client", "session_on", severity=CONFIRM,
        vi="Hồ sơ đã kết thúc trước ngày tư vấn.", en="The case was closed before that day.",
    )  # fmt: skip
    def case_is_open(self, client: Client, day: date) -> bool:
        """Death has a sentence of its own (CL27)."""
        closed = (
            client.case_status is CaseStatus.closed
            and client.closed_on is not None
            and client.closed_on < day
        )
        return not closed or client.died_before(day)

    @rule(
        "CS11", "client", "outcome", "referral_due_on", severity=WARNING, facts=(referrals_that_followed,),
        days=REFERRAL_WITHIN,
        vi="Đã đồng ý điều trị nhưng quá {days} ngày chưa chuyển gửi.",
        en="Agreed to treatment, and not referred within {days} days.",
    )  # fmt: skip
    def agreement_leads_on(self, _client: Client, outcome: SessionOutcome, due: date, referrals: int) -> bool:
        """Asked once the days have passed."""
        return outcome is not SessionOutcome.agreed_treatment or due >= today() or referrals > 0
