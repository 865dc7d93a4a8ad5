"""What must be true of under which law somebody is helped: group, decision, legal basis, what is used."""

from __future__ import annotations

from datetime import date

from forms.base import CONFIRM, SchemaForm, rule
from models.client_choices import Determination, Substance
from models.client_group import NOT_USERS, ClientGroup
from models.legal_basis import LegalBasis
from models.schema import today

DECIDED = frozenset({ClientGroup.admin_sanction, ClientGroup.community_rehab, ClientGroup.post_rehab})
"""Groups that somebody belongs to by a decision; the last of them for a time that ends."""

EARLIEST_USE = 8
"""Years of age before which a first use is doubted."""


class LawRules(SchemaForm):
    """CL20–CL23 and SC2."""

    @rule(
        "CL20", "client_group", "is_drug_user", "primary_substance",
        severity=CONFIRM, blank=True, source="D3",
        vi="Nhóm “{client_group}”: kiểm tra lại ô người sử dụng ma túy và chất sử dụng chính.",
        en="Group “{client_group}”: check the box about drug use and the primary substance.",
    )  # fmt: skip
    def use_fits_the_group(
        self,
        group: ClientGroup | None,
        uses: bool | None,  # noqa: FBT001
        substance: Substance | None,
    ) -> bool:
        """Relatives and residents do not use; who is at risk may or may not; all others do, or did."""
        if group in NOT_USERS:
            return not uses and substance is None
        return bool(uses) or group in {ClientGroup.at_risk, None}

    @rule(
        "CL21", "client_group", "decision_no", "decision_on", "decision_until", severity=CONFIRM, blank=True,
        source="D0",
        vi="Thiếu số, ngày hoặc thời hạn của quyết định.",
        en="The decision’s number, date or end is missing.",
    )  # fmt: skip
    def decision_is_there(
        self, group: ClientGroup | None, number: str | None, day: date | None, until: date | None
    ) -> bool:
        """Post-rehabilitation management also ends on a day."""
        if group not in DECIDED:
            return True
        return bool(number and day) and (until is not None or group is not ClientGroup.post_rehab)

    @rule(
        "CL22", "legal_basis", "decision_on", "intake_on", "successor", severity=CONFIRM, blank=True,
        source="DOMAIN 3.5",
        vi="{legal_basis} không có hiệu lực tại ngày quyết định (hoặc tiếp nhận); thay thế: {successor}.",
        en="{legal_basis} was not in force on the day of the decision (or intake); successor: {successor}.",
    )  # fmt: skip
    def basis_is_in_force(
        self,
        basis: LegalBasis | None,
        decided: date | None,
        intake: date | None,
        _successor: object,
    ) -> bool:
        """Old decrees for old decisions, the new law for new ones."""
        day = decided or intake
        if basis is None or day is None:
            return True
        begun = basis.effective_from is None or basis.effective_from <= day
        return begun and (basis.effective_to is None or day < basis.effective_to)

    @rule(
        "CL23", "first_use_year", "birth_year", severity=CONFIRM, blank=True, age=EARLIEST_USE,
        vi="Năm sử dụng lần đầu phải từ khi {age} tuổi đến năm nay.",
        en="The year of first use lies between the age of {age} and this year.",
    )  # fmt: skip
    def first_use_is_possible(self, year: int | None, born: int | None) -> bool:
        """Where the year of birth is unknown only the future is doubted."""
        if year is None:
            return True
        return (born is None or year >= born + EARLIEST_USE) and year <= today().year

    @rule(
        "SC2", "addiction_determined", "client_group", source="TT 18/2021/TT-BYT",
        vi="Nhóm “{client_group}” là người chưa xác định tình trạng nghiện; sau khi xác định hãy đổi nhóm.",
        en="“{client_group}” are people whose dependence is not determined; once it is, change the group.",
    )  # fmt: skip
    def positive_test_determines_nothing(self, determined: Determination, group: ClientGroup) -> bool:
        """A urine test is no determination: that is a legal-medical act of its own."""
        return group is not ClientGroup.urine_positive or determined is Determination.not_yet
