"""What the rules of a grant have in common: when it asks for money, who may still change what was seen."""

from __future__ import annotations

from forms.base import CONFIRM, ERROR, SchemaForm, Severity
from models.access import Role
from models.support_grant_choices import CAME_TO_NOTHING, DRAWING

SUM = ("amount_vnd", "client", "policy", "budget_year")
"""What the cap is asked with."""


def frozen_for(form: SchemaForm) -> Severity:
    """Let a supervisor or administrator correct with a reason; for a coordinator it is closed (GR2, GR12)."""
    return CONFIRM if form.person.role in {Role.supervisor, Role.admin} else ERROR


class GrantForm(SchemaForm):
    """A grant's form, before its rules."""

    @property
    def is_off(self) -> bool:
        """Say whether the grant goes back, is refused or cancelled: then no money rule stands in the way.

        Asked here and not of a rule's field, so that a confirmation outlives the steps.
        """
        return self.values["status"] in CAME_TO_NOTHING

    @property
    def draws(self) -> bool:
        """Say whether the cap is to be asked: another sum, or a step to the decision or the money.

        A cap lowered later stands in the way of no visit, no recovery and no correction of something else.
        """
        if self.move is not None:
            return self.move.target in DRAWING
        return any(self.changed(name) for name in SUM)

    def net(self, amount: int) -> int:
        """Give what the person keeps of an amount."""
        return int(amount - (self.values["recovered_vnd"] or 0))

    def _step(self, *names: str) -> bool:
        """Say whether one of these steps is being taken."""
        return self.move is not None and self.move.name in names

    def _is_me(self, *account_ids: int | None) -> bool:
        """Say whether one of these accounts is that of the person at the form."""
        return self.person.account_id is not None and self.person.account_id in account_ids
