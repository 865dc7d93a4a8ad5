"""What the rules of a grant have in common: whether it still asks for money."""

from __future__ import annotations

from forms.base import SchemaForm
from models.support_grant_choices import CAME_TO_NOTHING


class GrantForm(SchemaForm):
    """A grant's form, before its rules."""

    @property
    def is_off(self) -> bool:
        """Say whether the grant goes back, is refused or cancelled: then no money rule stands in the way.

        Asked here and not of a rule's field, so that a confirmation outlives the steps.
        """
        return self.values["status"] in CAME_TO_NOTHING
