"""What must be true of the steps of a grant: dates, decision, receiver, reasons, visits."""

from __future__ import annotations

from datetime import date, timedelta

from forms.base import CONFIRM, WARNING, rule
from forms.grant_form import GrantForm
from models.client import Client
from models.client_choices import CloseReason
from models.facts_support import grants_with_decision
from models.schema import today
from models.support_grant_choices import CONSUMING, PAID_OUT, GrantStatus, Receiver

DAYS = {"verify": "verified_on", "approve": "decision_on", "pay": "paid_on", "visit": "followup_on"}
"""The date each step asks for; left empty it is today. A paper decision has a date of its own."""

GIVING_REASONS = frozenset({"return", "reject", "cancel", "recover"})
GONE = frozenset({CloseReason.deceased, CloseReason.imprisoned, CloseReason.compulsory})
FULL_AGE = 18
VISIT_WITHIN = 183
"""Days after the payment: half a year (GR13)."""


class StepRules(GrantForm):
    """GR7, GR8, GR10, GR11, GR13, and the reasons of GR12."""

    @rule(
        "GR7", "application_on", "verified_on", "decision_on", "paid_on", "followup_on", blank=True,
        vi="Thứ tự ngày phải là: đề nghị, thẩm định, quyết định, chi, theo dõi; không ngày nào sau hôm nay.",
        en="The dates follow: applied, verified, decided, paid, visited; none after today.",
    )  # fmt: skip
    def dates_follow_one_another(self, *dates: date | None) -> bool:
        """Equal days are in order."""
        known = [day for day in dates if day is not None]
        return known == sorted(known) and (not known or known[-1] <= today())

    @rule(
        "GR8", "decision_no", "decision_on", "status", blank=True,
        vi="Cần số và ngày quyết định.", en="The decision’s number and date are needed.",
    )  # fmt: skip
    def decision_has_number_and_date(self, number: str | None, day: date | None, status: GrantStatus) -> bool:
        """“Có quyết định” means there is one that can be found."""
        return status not in CONSUMING or bool(number and day)

    @rule(
        "GR8", "decision_no", "decision_on", severity=CONFIRM, facts=(grants_with_decision,),
        vi="Số quyết định này đã dùng trong năm; chỉ đúng nếu là quyết định chung cho nhiều người.",
        en="This decision number is used already this year; right only for a collective decision.",
    )  # fmt: skip
    def decision_number_is_its_own(self, _number: str, _day: date, others: int) -> bool:
        """Numbers begin anew each year at each issuer."""
        return self.is_off or others == 0

    @rule(
        "GR10", "client", "decision_on", severity=CONFIRM,
        vi="Quyết định sau khi hồ sơ kết thúc (qua đời, chấp hành án hoặc cai nghiện bắt buộc).",
        en="Decided after the case was closed (death, prison or compulsory rehabilitation).",
    )  # fmt: skip
    def person_is_there_to_receive(self, client: Client, day: date) -> bool:
        """The family may still have a claim; then it is to be said."""
        gone = client.close_reason in GONE and client.closed_on is not None and day > client.closed_on
        return self.is_off or not gone

    @rule(
        "GR11", "receiver", "client", "paid_on", severity=CONFIRM, age=FULL_AGE,
        vi="Người dưới {age} tuổi: cha, mẹ hoặc người đại diện hợp pháp nhận tiền.",
        en="Under {age}: a parent or lawful representative takes the money.",
    )  # fmt: skip
    def minor_has_a_receiver(self, receiver: Receiver, client: Client, day: date) -> bool:
        """Where the age is unknown nothing can be said."""
        age = client.age_on(day)
        return age is None or age >= FULL_AGE or receiver is Receiver.guardian

    @rule("GR12", "review_note", "status", blank=True, vi="Cần ghi lý do.", en="A reason is needed.")
    def refusal_has_a_reason(self, note: str | None, _status: GrantStatus) -> bool:
        """A reason of its own: the note of an earlier return is none for this step."""
        return not self._step(*GIVING_REASONS) or (bool(note) and self.changed("review_note"))

    @rule(
        "GR13", "paid_on", "followup_on", "status", severity=WARNING, blank=True, days=VISIT_WITHIN,
        vi="Đã chi quá {days} ngày mà chưa theo dõi kết quả.",
        en="Paid more than {days} days ago and not visited.",
    )  # fmt: skip
    def money_is_followed_up(self, paid: date | None, visited: date | None, status: GrantStatus) -> bool:
        """Found again when the row is next saved; the list shows it by its dates."""
        waiting = status in PAID_OUT and paid is not None and visited is None
        return not waiting or today() <= paid + timedelta(days=VISIT_WITHIN)  # type: ignore[operator]
