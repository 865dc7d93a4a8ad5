"""What must be true of the steps of a grant: dates, decision, four eyes, receiver, reasons."""

from __future__ import annotations

from datetime import date, timedelta

from forms.base import CONFIRM, ERROR, WARNING, SchemaForm, Severity, rule
from forms.grant_form import GrantForm
from models.access import Role
from models.client import Client
from models.client_choices import CloseReason
from models.facts_support import grants_with_decision
from models.schema import today
from models.support_grant_choices import CONSUMING, PAID_OUT, GrantStatus, Receiver

DAYS = {"verify": "verified_on", "approve": "decision_on", "pay": "paid_on", "visit": "followup_on"}
"""The date each step asks for; left empty it is today. A paper decision has a date of its own."""

GIVING_REASONS = frozenset({"return", "reject", "cancel", "recover"})
BEFORE_DECISION = frozenset(
    {GrantStatus.draft, GrantStatus.submitted, GrantStatus.verified, GrantStatus.returned}
)
GONE = frozenset({CloseReason.deceased, CloseReason.imprisoned, CloseReason.compulsory})
FULL_AGE = 18
VISIT_WITHIN = 183
"""Days after the payment: half a year (GR13)."""


def frozen_for(form: SchemaForm) -> Severity:
    """Let a supervisor or administrator correct with a reason; for a coordinator it is closed (GR12)."""
    return CONFIRM if form.person.role in {Role.supervisor, Role.admin} else ERROR


class StepRules(GrantForm):
    """GR7–GR13."""

    def _step(self, *names: str) -> bool:
        """Say whether one of these steps is being taken."""
        return self.move is not None and self.move.name in names

    def _is_me(self, account_id: int | None) -> bool:
        """Say whether an account is that of the person at the form."""
        return account_id is not None and account_id == self.person.account_id

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
        "GR9", "status",
        vi="Người lập không được tự thẩm định, tự duyệt.", en="Whoever made it may not verify or approve it.",
    )  # fmt: skip
    def creator_does_not_decide(self, _status: GrantStatus) -> bool:
        """Four eyes."""
        return not (self._step("verify", "approve") and self._is_me(self.row.created_by_id))

    @rule("GR9", "status", vi="Người duyệt không được chi.", en="Whoever approved it may not pay it out.")
    def approver_does_not_pay(self, _status: GrantStatus) -> bool:
        """The third pair of eyes, for who has several roles in one year."""
        return not (self._step("pay") and self._is_me(self.row.approved_by_id))  # type: ignore[attr-defined]

    @rule(
        "GR9", "decision_no", "decision_on", severity=CONFIRM,
        vi="Người lập ghi quyết định giấy: xác nhận đã có văn bản số {decision_no} ngày {decision_on}.",
        en="You made this grant: confirm that paper decision {decision_no} of {decision_on} exists.",
    )  # fmt: skip
    def paper_decision_exists(self, _number: str, _day: date) -> bool:
        """Recording what was decided on paper is allowed to the creator, who says so."""
        return not (self._step("record_decision") and self._is_me(self.row.created_by_id))

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

    @rule(
        "GR12", "amount_vnd", "client", "policy", severity=frozen_for,
        vi="Sau khi có quyết định không sửa số tiền, người được hỗ trợ, chính sách: hủy rồi lập khoản mới.",
        en="After the decision amount, person and policy stay: cancel, then make a new grant.",
    )  # fmt: skip
    def decided_terms_stay(self, _amount: int, _client: Client, _policy: object) -> bool:
        """A supervisor corrects with a reason."""
        if self.is_new or self.before("status") in BEFORE_DECISION:
            return True
        return not any(self.changed(name) for name in ("amount_vnd", "client", "policy"))

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
