"""What must be true of a contact of a person helped."""

from __future__ import annotations

from forms.base import SchemaForm, form_for
from forms.shared_rules import name_of_letters
from models.client_contact import ClientContact


@form_for(ClientContact)
class ClientContactForm(SchemaForm):
    """A relative or somebody else who may be called; a phone is judged by the reading of its field."""

    name_has_letters_only = name_of_letters("full_name")
