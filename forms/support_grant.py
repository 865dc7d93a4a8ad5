"""What must be true of a grant: its sum, its policy, the need it rests on, and who takes which step."""

from __future__ import annotations

from typing import Any

from forms.base import form_for
from forms.grant_eyes import EyesRules
from forms.grant_money import MoneyRules
from forms.grant_need import NeedRules
from forms.grant_steps import DAYS, StepRules
from forms.shared_rules import no_numbers_in
from models.schema import today
from models.support_grant import SupportGrant
from models.support_grant_choices import Receiver


@form_for(SupportGrant)
class SupportGrantForm(MoneyRules, NeedRules, EyesRules, StepRules):
    """Money for one person under one policy."""

    notes = no_numbers_in("purpose", "hardship_note", "review_note")

    def tidy(self, values: dict[str, Any]) -> None:
        """Copy the person's group, name the budget's year, and date a step taken without a date."""
        if (client := values["client"]) is not None:
            self.put("eligibility_group", values["eligibility_group"] or client.client_group)
        if (day := values["decision_on"] or values["application_on"]) is not None:
            self.put("budget_year", values["budget_year"] or day.year)
        if self.move is not None and (asked := DAYS.get(self.move.name)) is not None:
            self.put(asked, values[asked] or today())
        self.put("receiver", values["receiver"] or Receiver.person)
