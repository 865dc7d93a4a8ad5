"""Who may give values to many rows at once: of which tables, and of any at all."""

from __future__ import annotations

from functools import cache

from forms.base import FORMS
from forms.bulk_edit import bulk_names
from models.access import Person, Right, Role, may
from models.base import Model


def edits_many_of(model: type[Model], person: Person) -> bool:
    """Say whether a person may give values to many rows of a table."""
    form = FORMS.get(model.__tablename__)
    return form is not None and may(person, Right.EDIT, model) and bool(bulk_names(form, person))


@cache
def edits_many(role: Role) -> bool:
    """Say whether there is any such table for a role."""
    return any(edits_many_of(form.model, Person(role)) for form in FORMS.values())
