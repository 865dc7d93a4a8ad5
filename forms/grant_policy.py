"""What must be true of a grant policy and of the groups it is for."""

from __future__ import annotations

from datetime import date

from forms.base import CONFIRM, SchemaForm, form_for, rule
from models.client_group import NOT_USERS, ClientGroup
from models.facts_law import grants_under_the_policy, policies_of_the_name, same_groups_of_policy
from models.grant_policy import CapScope, GrantPolicy, GrantPolicyGroup
from models.legal_basis import LegalBasis


@form_for(GrantPolicy)
class GrantPolicyForm(SchemaForm):
    """A scheme with its cap."""

    @rule(
        "GR1", "name", facts=(policies_of_the_name,),
        vi="Đã có chính sách mang tên này.", en="There is a policy of this name already.",
    )  # fmt: skip
    def name_is_free(self, _name: str, others: int) -> bool:
        """Files name a policy by its name."""
        return others == 0

    @rule("GR1", "cap_vnd", vi="Mức tối đa phải lớn hơn 0.", en="A cap is more than nothing.")
    def cap_is_positive(self, cap: int) -> bool:
        """Also a CHECK in the database."""
        return cap > 0

    @rule(
        "GR1", "rate_vnd", "cap_vnd",
        vi="Mức thông thường phải lớn hơn 0 và không quá mức tối đa {cap_vnd}.",
        en="The usual sum is more than nothing and at most the cap of {cap_vnd}.",
    )  # fmt: skip
    def rate_is_within_the_cap(self, rate: int, cap: int) -> bool:
        """D0 states a rate, NQ 292 a cap; both may stand on one policy."""
        return 0 < rate <= cap

    @rule(
        "GR6", "valid_from", "valid_to",
        vi="Ngày hết hiệu lực phải sau ngày có hiệu lực.", en="It ends after it begins.",
    )  # fmt: skip
    def ends_after_it_begins(self, start: date, end: date) -> bool:
        """Also a CHECK in the database."""
        return end > start

    @rule(
        "GR6", "valid_from", "legal_basis", severity=CONFIRM,
        vi="Chính sách bắt đầu khi văn bản không còn hoặc chưa có hiệu lực.",
        en="The policy begins while its document is not in force.",
    )  # fmt: skip
    def begins_under_its_document(self, start: date, document: LegalBasis) -> bool:
        """A resolution may be applied late or from an earlier day; that is to be said."""
        begun = document.effective_from is None or document.effective_from <= start
        return begun and (document.effective_to is None or start < document.effective_to)

    @rule(
        "GR1", "cap_vnd", "cap_scope", "valid_from", "valid_to", severity=CONFIRM, blank=True,
        facts=(grants_under_the_policy,),
        vi="Có {grants_under_the_policy} khoản hỗ trợ theo chính sách này: giảm mức tối đa, đổi cách tính "
        "hoặc thời hạn có thể khiến khoản chưa chi không chi được.",
        en="{grants_under_the_policy} grants live under this policy: with a lower cap, another scope or "
        "other dates, those not yet paid may be stopped.",
    )  # fmt: skip
    def grants_keep_their_terms(
        self, cap: int | None, _scope: CapScope, _start: date, _end: date | None, grants: int
    ) -> bool:
        """What was paid stays paid; what waits is asked again at its next step."""
        if self.is_new or cap is None or grants == 0:
            return True
        return cap >= self.before("cap_vnd") and not any(
            self.changed(name) for name in ("cap_scope", "valid_from", "valid_to")
        )


@form_for(GrantPolicyGroup)
class GrantPolicyGroupForm(SchemaForm):
    """A group a policy is for."""

    @rule(
        "GR3", "client_group", "policy", facts=(same_groups_of_policy,),
        vi="Chính sách đã có nhóm này.", en="The policy has this group already.",
    )  # fmt: skip
    def group_stands_once(self, _group: ClientGroup, _policy: GrantPolicy, others: int) -> bool:
        """Also unique in the database."""
        return others == 0

    @rule(
        "GR3", "client_group", severity=CONFIRM,
        vi="Thân nhân và người dân quan tâm không phải người sử dụng ma túy: chính sách có dành cho họ?",
        en="Relatives and residents do not use drugs: is the policy for them?",
    )  # fmt: skip
    def group_is_of_people_who_use_drugs(self, group: ClientGroup) -> bool:
        """D3's groups B5 and B6 are counselled, not supported with money."""
        return group not in NOT_USERS

    @rule(
        "GR5", "first_sanction_only", "client_group", source="NQ 292/NQ-HĐND",
        vi="“Lần đầu” chỉ đặt cho nhóm bị xử phạt hành chính.",
        en="“First” is asked only of people under administrative sanction.",
    )  # fmt: skip
    def first_is_asked_of_sanctions(self, first: bool, group: ClientGroup) -> bool:  # noqa: FBT001 - a column's value
        """Other groups have no sanction to count."""
        return not first or group is ClientGroup.admin_sanction
