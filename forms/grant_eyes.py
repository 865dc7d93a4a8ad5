"""What must be true of who does what with a grant: four eyes (GR9), and terms that stay as seen (GR12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.base import CONFIRM, rule
from forms.grant_form import GrantForm, frozen_for
from models.access import Role
from models.base import described
from models.schema import PUBLIC
from models.support_grant import SupportGrant
from models.support_grant_choices import OPEN_TO_CHANGE, GrantStatus

CORE = ("amount_vnd", "client", "policy")
"""What stays from the moment a grant is handed in; the other terms from the moment it is verified."""

TERMS = (*CORE, *(name for name, spec in described(SupportGrant).items() if spec.typed and name not in CORE))
"""Everything typed about what is asked for and why; the steps type the rest."""

SHOWN_TERMS = (
    *CORE,
    *(name for name in TERMS[len(CORE) :] if described(SupportGrant)[name].secrecy is PUBLIC),
)
"""Those that supervisors see; a rule that named the others would close all of them to supervisors."""


class EyesRules(GrantForm):
    """GR9 and GR12."""

    row: Any  # of SupportGrant

    def _wrote_it(self) -> bool:
        """Say whether the terms are, from the first or since the last change, those of the person here."""
        return self._is_me(self.row.created_by_id, self.row.terms_by_id)

    def _changes(self, *names: str) -> bool:
        """Say whether one of these values of a saved grant is being changed."""
        return not self.is_new and any(self.changed(name) for name in names)

    @rule(
        "GR9", "status",
        vi="Người lập hoặc sửa nội dung không được tự thẩm định, tự duyệt.",
        en="Whoever made it or changed its terms may not verify or approve it.",
    )  # fmt: skip
    def creator_does_not_decide(self, _status: GrantStatus) -> bool:
        """Four eyes; `terms_by` is who last typed what is asked for."""
        return not (self._step("verify", "approve") and self._wrote_it())

    @rule("GR9", "status", vi="Người duyệt không được chi.", en="Whoever approved it may not pay it out.")
    def approver_does_not_pay(self, _status: GrantStatus) -> bool:
        """The third pair of eyes, for who has several roles in one year."""
        return not (self._step("pay") and self._is_me(self.row.approved_by_id))

    @rule(
        "GR9", "status",
        vi="Người ghi hoặc sửa nội dung không được tự chi; việc chi là của điều phối viên.",
        en="Whoever typed the terms may not pay it out; that is for the coordinator.",
    )  # fmt: skip
    def corrector_does_not_pay(self, _status: GrantStatus) -> bool:
        """An administrator may correct a decided sum; a coordinator, who pays their own cases, may not."""
        above = self.person.role is not Role.coordinator
        return not (self._step("pay") and above and self._is_me(self.row.terms_by_id))

    @rule(
        "GR9", "status", "decision_no", severity=CONFIRM,
        vi="Bạn đã ghi quyết định giấy {decision_no}: xác nhận đã có văn bản và không có người khác để chi.",
        en="You recorded paper decision {decision_no}: confirm that it exists and nobody else can pay.",
    )  # fmt: skip
    def recorder_does_not_pay(self, _status: GrantStatus, _number: str) -> bool:
        """A ward may have one coordinator, who then says so."""
        return not (self._step("pay") and self._is_me(self.row.recorded_by_id))

    @rule(
        "GR9", "decision_no", "decision_on", severity=CONFIRM,
        vi="Người lập ghi quyết định giấy: xác nhận đã có văn bản số {decision_no} ngày {decision_on}.",
        en="You made this grant: confirm that paper decision {decision_no} of {decision_on} exists.",
    )  # fmt: skip
    def paper_decision_exists(self, _number: str, _day: date) -> bool:
        """Recording what was decided on paper is allowed to the creator, who says so."""
        return not (self._step("record_decision") and self._wrote_it())

    @rule(
        "GR12", *CORE, severity=frozen_for,
        vi="Đã trình thì không sửa số tiền, người được hỗ trợ, chính sách: đề nghị trả lại bổ sung trước.",
        en="Once submitted, amount, person and policy stay: have it returned first.",
    )  # fmt: skip
    def submitted_terms_stay(self, *_terms: object) -> bool:
        """What is looked at is what was handed in."""
        return self.before("status") is not GrantStatus.submitted or not self._changes(*CORE)

    @rule(
        "GR12", *SHOWN_TERMS, severity=frozen_for, blank=True,
        vi="Sau khi thẩm định không sửa nội dung đề nghị và căn cứ: hủy rồi lập khoản mới.",
        en="Once verified, what is asked for and why stays: cancel, then make a new grant.",
    )  # fmt: skip
    def verified_terms_stay(self, *_terms: object) -> bool:
        """A supervisor corrects with a reason; somebody else then verifies or approves."""
        open_still = OPEN_TO_CHANGE | {GrantStatus.submitted}
        return self.before("status") in open_still or not self._changes(*TERMS)

    def write(self) -> None:
        """Remember who typed the terms that stand now."""
        if self.is_new or self._changes(*TERMS):
            self.row.terms_by_id = self.person.account_id
        super().write()
