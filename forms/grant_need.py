"""What must be true of the need a grant rests on, as its policy lists it (GR3, GR4, GR5)."""

from __future__ import annotations

from datetime import date

from forms.base import CONFIRM, rule
from forms.grant_form import GrantForm
from models.client import Client
from models.client_group import ClientGroup
from models.facts_referral import was_in_the_group
from models.facts_support import asks_first_sanction, basis_is_accepted, groups_of_policy
from models.grant_policy import GrantPolicy, HardshipBasis


class NeedRules(GrantForm):
    """The need."""

    @rule(
        "GR3", "eligibility_group", "policy", severity=CONFIRM, facts=(groups_of_policy,),
        source="NQ 334/2020/NQ-HĐND",
        vi="Không thuộc nhóm được hỗ trợ theo chính sách.", en="The policy is not for this group.",
    )  # fmt: skip
    def group_is_the_policys(self, _group: ClientGroup, _policy: GrantPolicy, entries: int) -> bool:
        """The groups are rows of the policy."""
        return self.is_off or entries > 0

    @rule(
        "GR3", "eligibility_group", "client", "decision_on", severity=CONFIRM, facts=(was_in_the_group,),
        blank=True,
        vi="Vào ngày quyết định người này không thuộc nhóm “{eligibility_group}”.",
        en="On the day of the decision the person was not in the group “{eligibility_group}”.",
    )  # fmt: skip
    def group_is_the_persons(
        self,
        group: ClientGroup | None,
        client: Client | None,
        _day: date | None,
        was: bool,  # noqa: FBT001 - an answer
    ) -> bool:
        """By the case's history; before there is a decision, the group of today."""
        return self.is_off or group is None or client is None or was

    @rule(
        "GR4", "hardship_basis", "policy", "eligibility_group", facts=(basis_is_accepted,), blank=True,
        source="NQ 334/2020/NQ-HĐND",
        vi="Chưa có căn cứ hoàn cảnh mà chính sách chấp nhận.",
        en="There is no basis of need that the policy accepts.",
    )  # fmt: skip
    def basis_is_the_policys(
        self, _basis: HardshipBasis | None, _policy: GrantPolicy | None, _group: ClientGroup | None,
        accepted: bool,  # noqa: FBT001 - an answer
    ) -> bool:  # fmt: skip
        """NQ 334: hardship or policy family; NQ 292: the longer list of 2020."""
        return self.is_off or accepted

    @rule(
        "GR4", "hardship_note", "hardship_basis", blank=True,
        vi="Cần mô tả hoàn cảnh làm căn cứ.", en="Describe the situation the grant rests on.",
    )  # fmt: skip
    def basis_is_described(self, note: str | None, basis: HardshipBasis | None) -> bool:
        """Whoever verifies reads why, not only which box."""
        return self.is_off or basis is None or bool(note)

    @rule(
        "GR5", "eligibility_group", "policy", "client", severity=CONFIRM, facts=(asks_first_sanction,),
        source="NQ 292/NQ-HĐND",
        vi="Không phải bị xử phạt lần đầu.", en="It is not the first sanction.",
    )  # fmt: skip
    def sanction_is_the_first(
        self,
        _group: ClientGroup,
        _policy: GrantPolicy,
        client: Client,
        asks: bool,  # noqa: FBT001 - an answer
    ) -> bool:
        """Only where the policy asks for it: NQ 292 does, NQ 334 does not."""
        return self.is_off or not asks or bool(client.first_sanction) or client.admin_sanction_count == 1
