"""Which fields many rows can be given at once, and the form on which they are chosen and typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms.fields.core import UnboundField

from forms.base import SchemaForm
from forms.fields import FlagField, OptionsField
from forms.veils import kept_off
from forms.words import say
from models.access import Person
from models.base import described

CHANGE = "change"
"""Names, once for each, the fields whose values are to be given; what else is typed means nothing."""


def bulk_names(form: type[SchemaForm], person: Person) -> list[str]:
    """List the columns a person may give to many rows: declared so, and on their form of each row."""
    off = kept_off(form.model, form.rules, person)
    return [name for name, spec in described(form.model).items() if spec.bulk and name not in off]


class Choosing(SchemaForm):
    """What the form of a table does where no row is open yet: it reads values, and judges nothing else."""

    def editable(self) -> Iterable[str]:
        """Ask for what many rows can be given."""
        return bulk_names(type(self), self.person)

    def _columns_and_questions(self) -> dict[str, Any]:
        """Ask yes or no outright: a box that is not ticked would say no to every row."""
        fields = super()._columns_and_questions()
        for name, spec in described(self.model).items():
            if name in fields and fields[name].field_class is FlagField:
                options = [("1", True), ("0", False)]
                fields[name] = UnboundField(OptionsField, spec=spec, options=options, required=True)
        return fields

    def before(self, name: str) -> Any:
        """Begin with nothing: what the rows hold differs from one to the next."""
        del name

    @property
    def chosen(self) -> list[str]:
        """List the fields that are to be changed, in written order."""
        asked = set(self.given.getlist(CHANGE))
        return [name for name in self._fields if name in asked]

    def reads(self) -> bool:
        """Check the shape of the chosen values; True when there are any, and all can be given."""
        for name, field in self._fields.items():
            field.errors = list(field.process_errors) if name in self.chosen else []
            if name in self.chosen and field.required and field.data in (None, "") and not field.errors:
                field.errors = [say(f"Cần nhập “{field.label.text}”.", f"“{field.label.text}” is required.")]
        return bool(self.chosen) and not any(field.errors for field in self._fields.values())

    def typed_for_rows(self) -> Mapping[str, Any]:
        """Give the chosen values as the form of each row takes them; an empty text empties a field."""
        return {name: as_given(self._fields[name].data) for name in self.chosen}


def as_given(value: Any) -> Any:
    """Write a value as a form takes it from a plain mapping: nothing is the empty text."""
    return "" if value is None else value


def choosing(form: type[SchemaForm]) -> type[Choosing]:
    """Give the form on which what many rows are given is typed."""
    return type(f"{form.__name__}Choosing", (Choosing, form), {"model": form.model})
