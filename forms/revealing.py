"""Showing a row's masked values for a while: asked with a reason, answered with a receipt."""

from __future__ import annotations

from forms.giving_reason import ReasonForm
from models.access import Person, Place, sees
from models.base import Model, described
from models.reveal import reveal
from models.schema import SENSITIVE


class RevealForm(ReasonForm):
    """Why somebody wants to see what is masked."""

    receipt: str = ""

    def save(self) -> Model:
        """Show the row to whoever asked; nothing of it is written."""
        self.receipt = reveal(self.session, self.row, self.reason).receipt
        return self.row


def veiled(model: type[Model], person: Person) -> list[str]:
    """List the columns that are masked on a row's page and would be shown to whoever says why."""
    return [
        name
        for name, spec in described(model).items()
        if not sees(person, spec.secrecy, Place.RECORD, model.holds)
        and sees(person, spec.secrecy, Place.REVEALED, model.holds)
    ]


def holds_secrets(model: type[Model], names: list[str]) -> bool:
    """Say whether the sensitive is among what would be shown: then whoever asks proves anew who they are."""
    return any(described(model)[name].secrecy is SENSITIVE for name in names)
