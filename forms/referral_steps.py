"""What must be true of the steps of a referral: their dates, reasons and outcome, and what is overdue."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.base import CONFIRM, WARNING, SchemaForm, rule
from models.facts_referral import other_open_referrals
from models.referral_choices import ENDINGS, ReferralOutcome, ReferralStatus
from models.referral_steps import deadline
from models.schema import today

DAYS = {
    "accept": "responded_on", "decline": "responded_on", "arrive": "arrived_on", "start": "started_on",
    "hear": "feedback_on", "complete": "ended_on", "drop_out": "ended_on",
}  # fmt: skip
"""The date each step asks for; left empty it is today."""


class StepRules(SchemaForm):
    """RF7, RF11 and RF12."""

    def tidy(self, values: dict[str, Any]) -> None:
        """A step taken without a date is taken today; without an outcome it ends in the usual one."""
        if self.move is None:
            return
        if (day := DAYS.get(self.move.name)) is not None:
            self.put(day, values[day] or today())
        if (usual := ENDINGS.get(values["status"])) is not None:
            self.put("outcome", values["outcome"] or usual[0])

    @rule(
        "RF7", "responded_on", "arrived_on", "started_on", "feedback_on", "ended_on", "referred_on",
        blank=True,
        vi="Các ngày phải từ ngày chuyển gửi đến hôm nay.",
        en="Every date lies between the referral and today.",
    )  # fmt: skip
    def dates_lie_between_referral_and_today(self, *dates: date | None) -> bool:
        """The last of the dates is that of the referral."""
        *steps, sent = dates
        return all(day <= today() and (sent is None or sent <= day) for day in steps if day is not None)

    @rule(
        "RF7", "responded_on", "arrived_on", "started_on", "ended_on", severity=CONFIRM, blank=True,
        vi="Thứ tự ngày khác thường: trả lời, đến, bắt đầu, kết thúc.",
        en="Unusual order of dates: answered, arrived, started, ended.",
    )  # fmt: skip
    def steps_follow_one_another(self, *dates: date | None) -> bool:
        """People arrive before the answer does; then it is confirmed."""
        known = [day for day in dates if day is not None]
        return known == sorted(known)

    @rule(
        "RF11", "status", "referred_on", "responded_on", "started_on", "feedback_on", severity=WARNING,
        blank=True,
        vi="Quá hạn: chưa có trả lời, chưa thấy đến hoặc chưa có phản hồi của cơ sở.",
        en="Overdue: no answer, no arrival or no feedback from the facility.",
    )  # fmt: skip
    def step_is_not_overdue(
        self,
        status: ReferralStatus,
        sent: date | None,
        answered: date | None,
        started: date | None,
        heard: date | None,
    ) -> bool:
        """The same deadline as the list's; holidays of fixed dates only."""
        due = None if sent is None else deadline(status, sent, answered, heard or started)
        return due is None or today() <= due

    @rule(
        "RF12", "status", "response_note", "cancel_reason", blank=True,
        vi="Cần ghi lý do.", en="A reason is needed.",
    )  # fmt: skip
    def refusal_has_a_reason(self, status: ReferralStatus, answer: str | None, reason: str | None) -> bool:
        """The facility's when it declines, one's own when the slip is cancelled."""
        if status is ReferralStatus.cancelled:
            return bool(reason)
        return status is not ReferralStatus.declined or bool(answer)

    @rule(
        "RF12", "status", "client", severity=WARNING, facts=(other_open_referrals,),
        vi="Cơ sở từ chối: nên chuyển gửi nơi khác.", en="The facility declined: refer the person elsewhere.",
    )  # fmt: skip
    def declined_goes_elsewhere(self, status: ReferralStatus, _client: Any, others: int) -> bool:
        """Stays on the list of warnings until the row is saved again with another referral open."""
        return status is not ReferralStatus.declined or others > 0

    @rule(
        "RF12", "outcome", "status",
        vi="Kết quả không khớp với trạng thái.", en="The outcome does not fit the status.",
    )  # fmt: skip
    def outcome_fits_the_status(self, outcome: ReferralOutcome, status: ReferralStatus) -> bool:
        """What ended well did not end with a refusal."""
        return outcome in ENDINGS.get(status, ())
