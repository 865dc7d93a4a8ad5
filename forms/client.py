"""What must be true of a person's case: how it came, who is in charge, how it ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from forms.base import CONFIRM, WARNING, form_for, rule
from forms.client_identity import IdentityRules, is_shouted
from forms.client_law import LawRules
from forms.client_number import NumberRules
from forms.laid_out import SHOWN
from forms.shared_rules import no_numbers_in, not_in_future, ward_in_force
from models.cipher import blind_index
from models.client import Client
from models.client_choices import CaseStatus, CloseReason
from models.client_group import NOT_USERS
from models.coordinator import Coordinator
from models.facts_cases import assignments_for_the_case
from models.facts_open_work import memberships_left_open, open_referrals, unpaid_grants
from models.keys import search_key
from models.schema import today
from models.ward import Ward

HANDOVER_WITHIN = 7
CONTACT_WITHIN = 30
"""Days from hand-over to intake, and between two contacts, before a case is listed."""


@form_for(Client)
class ClientForm(LawRules, NumberRules, IdentityRules):
    """A person helped, from intake to the end of the case."""

    computed = ("citizen_number_key", "full_name_search", "successor", "last_contact_on", "client")

    @property
    def values(self) -> dict[str, Any]:
        """Add what the facts look people up by, and the document that replaced the one named."""
        known = super().values
        basis = known["legal_basis"]
        return known | {
            "citizen_number_key": blind_index(known["citizen_number"]),
            "full_name_search": search_key(known["full_name"] or ""),
            "successor": "–" if basis is None or basis.replaced_by is None else basis.replaced_by,
            "last_contact_on": getattr(self.row, "last_contact_on", None) or known["intake_on"],
        }

    def tidy(self, values: dict[str, Any]) -> None:
        """Read capitals as a name, take the year from the date, and relatives for people who do not use."""
        name, born = values["full_name"], values["birth_date"]
        if name and is_shouted(name):
            self.put("full_name", name.title())
        if born is not None:
            self.put("birth_year", born.year)
        unsaid = not {"is_drug_user", f"is_drug_user{SHOWN}"} & set(self.given)
        if self.is_new and unsaid and values["client_group"] in NOT_USERS:
            self.put("is_drug_user", False)  # noqa: FBT003 - the value of a box

    ward_existed = ward_in_force("intake_on", or_now=True)
    has_happened = not_in_future("CL24", "intake_on")
    notes_hold_no_numbers = no_numbers_in("hardship_note")

    @rule(
        "CL19", "coordinator", "ward", "intake_on", severity=CONFIRM, facts=(assignments_for_the_case,),
        vi="Điều phối viên {coordinator} không phụ trách {ward} vào ngày {intake_on} hay hiện nay.",
        en="{coordinator} is not in charge of {ward} on {intake_on} or now.",
    )  # fmt: skip
    def coordinator_is_in_charge(self, _who: Coordinator, _ward: Ward, _day: date, assignments: int) -> bool:
        """A point that serves a whole district, and cover for a colleague, are confirmed."""
        return assignments > 0

    @rule(
        "CL24", "handover_on", "birth_date", "birth_year", blank=True,
        vi="Ngày bàn giao trước ngày sinh.", en="Handed over before birth.",
    )  # fmt: skip
    def born_before_handed_over(self, handed: date | None, born: date | None, year: int | None) -> bool:
        """By the date where it is known, otherwise by the year."""
        if handed is None:
            return True
        return handed > born if born else year is None or handed.year >= year

    @rule(
        "CL24", "handover_on", "intake_on", severity=CONFIRM,
        vi="Ngày tiếp nhận trước ngày bàn giao.", en="Received before being handed over.",
    )  # fmt: skip
    def handed_over_before_intake(self, handed: date, intake: date) -> bool:
        """The paper may follow the person."""
        return handed <= intake

    @rule(
        "CL24", "handover_on", "intake_on", severity=WARNING, days=HANDOVER_WITHIN,
        vi="Tiếp nhận quá {days} ngày sau khi bàn giao.",
        en="Received more than {days} days after the hand-over.",
    )  # fmt: skip
    def received_soon(self, handed: date, intake: date) -> bool:
        """I-TIM measures it."""
        return intake - handed <= timedelta(days=HANDOVER_WITHIN)

    @rule(
        "CL25", "ward", severity=CONFIRM, source="Luật 120/2025/QH15",
        vi="Nơi cư trú đổi sang {ward}: cần bàn giao cho điều phối viên nơi mới và báo nơi đến trong 24 giờ.",
        en="The residence changes to {ward}: hand the case over and let the new place know within 24 hours.",
    )  # fmt: skip
    def stays_in_the_ward(self, _ward: Ward) -> bool:
        """A ward that has ended moves its people without their moving."""
        former: Ward | None = self.before("ward")
        if self.is_new or former is None or not self.changed("ward"):
            return True
        return former.valid_to is not None and former.valid_to <= today()

    @rule(
        "CL26", "case_status", "closed_on", "close_reason", blank=True,
        vi="Kết thúc hồ sơ cần có ngày và lý do.", en="Closing a case takes a day and a reason.",
    )  # fmt: skip
    def closing_is_explained(self, status: CaseStatus, day: date | None, reason: CloseReason | None) -> bool:
        """The reason is also a CHECK in the database."""
        return status is not CaseStatus.closed or (day is not None and reason is not None)

    @rule(
        "CL26", "closed_on", "intake_on",
        vi="Ngày kết thúc phải từ ngày tiếp nhận đến hôm nay.",
        en="A case ends between its intake and today.",
    )  # fmt: skip
    def ends_after_it_began(self, closed: date, intake: date) -> bool:
        """A reopened case has a new intake, so its former end is forgotten."""
        return intake <= closed <= today() or self.values["case_status"] is not CaseStatus.closed

    @rule(
        "CL26", "case_status", "close_reason", severity=CONFIRM, blank=True,
        facts=(open_referrals, unpaid_grants, memberships_left_open),
        vi="Còn {open_referrals} chuyển gửi, {unpaid_grants} khoản hỗ trợ chưa chi, "
        "{memberships_left_open} câu lạc bộ chưa kết thúc: hãy kết thúc cùng hồ sơ.",
        en="{open_referrals} referrals, {unpaid_grants} unpaid grants and "
        "{memberships_left_open} club memberships are still open: end them with the case.",
    )  # fmt: skip
    def nothing_is_left_open(
        self, status: CaseStatus, reason: CloseReason | None, referrals: int, grants: int, memberships: int
    ) -> bool:
        """Asked when the case is being closed; nobody is asked about somebody who has died."""
        closing = status is CaseStatus.closed and self.before("case_status") is not CaseStatus.closed
        return not closing or reason is CloseReason.deceased or not (referrals or grants or memberships)

    @rule(
        "CL28", "case_status", "last_contact_on", severity=WARNING, days=CONTACT_WITHIN,
        vi="Quá {days} ngày chưa tiếp xúc.", en="No contact for more than {days} days.",
    )  # fmt: skip
    def contact_is_kept(self, status: CaseStatus, last: date) -> bool:
        """Counted from the latest session, or from intake where there was none."""
        return status is CaseStatus.closed or today() - last <= timedelta(days=CONTACT_WITHIN)
