"""What must be true of a grant's sum: under the cap, within the budget, in one pair of hands."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.base import CONFIRM, WARNING, rule
from forms.grant_form import GrantForm
from models.facts_support import (
    budget_left,
    grants_of_the_other_scheme,
    grants_to_the_same_hands,
    policy_cap,
    remaining_under_policy,
)
from models.grant_policy import GrantPolicy
from models.support_grant_choices import GrantStatus

ROUND_VND = 1000


class MoneyRules(GrantForm):
    """GR1, GR2, GR6, GR14 and GR15."""

    @rule(
        "GR1", "amount_vnd", unit=ROUND_VND,
        vi="Số tiền phải lớn hơn 0 và tròn {unit} ₫.",
        en="The amount is more than nothing, in steps of {unit} ₫.",
    )  # fmt: skip
    def amount_is_round(self, amount: int) -> bool:
        """Also a CHECK in the database."""
        return amount > 0 and amount % ROUND_VND == 0

    @rule(
        "GR1", "amount_vnd", "policy", facts=(policy_cap,),
        vi="Mức hỗ trợ tối đa {policy_cap}/người.", en="At most {policy_cap} a person.",
    )  # fmt: skip
    def amount_is_within_the_cap(self, amount: int, _policy: GrantPolicy, cap: int) -> bool:
        """The cap is the policy's, never a constant."""
        return not self.draws or self.net(amount) <= cap

    @rule(
        "GR2", "amount_vnd", "client", "policy", facts=(remaining_under_policy,),
        source="NQ 334/2020/NQ-HĐND",
        vi="Còn được hỗ trợ tối đa {remaining_under_policy} theo chính sách này.",
        en="At most {remaining_under_policy} more may be granted under this policy.",
    )  # fmt: skip
    def amount_is_within_what_remains(
        self, amount: int, _client: Any, _policy: GrantPolicy, left: int
    ) -> bool:
        """Looks past the gate: two wards must not pay the same person twice."""
        return not self.draws or self.net(amount) <= left

    @rule(
        "GR6", "decision_on", "policy",
        vi="Chính sách không có hiệu lực vào ngày quyết định {decision_on}.",
        en="The policy was not valid on the day of the decision, {decision_on}.",
    )  # fmt: skip
    def policy_is_valid_that_day(self, day: date, policy: GrantPolicy) -> bool:
        """The day of the decision counts, not that of the application."""
        return self.is_off or policy.is_valid_on(day)

    @rule(
        "GR6", "amount_vnd", "policy", "budget_year", severity=CONFIRM, facts=(budget_left,),
        vi="Kinh phí năm {budget_year} còn {budget_left}.",
        en="The budget of {budget_year} has {budget_left} left.",
    )  # fmt: skip
    def budget_has_money_left(self, amount: int, _policy: GrantPolicy, _year: int, left: int | None) -> bool:
        """Counts what the person asking sees: a supervisor the whole city, a coordinator their own wards."""
        return self.is_off or left is None or amount <= left

    @rule(
        "GR14", "client", "receiver_name", severity=CONFIRM, facts=(grants_to_the_same_hands,), blank=True,
        vi="Có khoản hỗ trợ khác trùng điện thoại, địa chỉ hoặc người nhận; đề nghị cấp tỉnh đối chiếu.",
        en="Another grant shares the phone, address or receiver; ask the province to compare.",
    )  # fmt: skip
    def hands_are_their_own(self, _client: Any, _receiver: str | None, others: int) -> bool:
        """Looks past the gate, so the sentence names no row, no ward and no number."""
        return self.is_off or others == 0

    @rule(
        "GR15", "client", "policy", severity=WARNING, facts=(grants_of_the_other_scheme,),
        source="DOMAIN 3.5",
        vi="Người này đã nhận theo chính sách khác (hỗ trợ hoặc khuyến khích không tái nghiện).",
        en="The person has already received under the other scheme (support, or reward for staying clean).",
    )  # fmt: skip
    def other_scheme_is_untouched(self, _client: Any, _policy: GrantPolicy, others: int) -> bool:
        """Đà Nẵng had two schemes of ten million; who got both is to be seen, not stopped."""
        return self.is_off or others == 0

    @rule(
        "GR2", "recovered_vnd", "amount_vnd", blank=True,
        vi="Số tiền thu hồi phải lớn hơn 0 và không quá số tiền đã hỗ trợ.",
        en="What is recovered is more than nothing and at most what was granted.",
    )  # fmt: skip
    def recovered_is_part_of_it(self, recovered: int | None, amount: int | None) -> bool:
        """What is recovered may be granted again."""
        if recovered is None:
            return self.values["status"] is not GrantStatus.recovered
        return 0 < recovered <= (amount or 0)
