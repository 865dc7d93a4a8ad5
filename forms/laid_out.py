"""What a page asks of a form: fields by group, inputs nobody sees, what stands beside what was typed."""

from __future__ import annotations

from typing import Any

from forms.fields import ChoicesField, FlagField, SchemaField
from forms.showing import shown
from forms.words import MASKED, say, spoken
from models.access import Person
from models.base import Model, described
from models.schema import Words

SHOWN = "__shown"
"""Suffix of the hidden input that says a box stood on the page, so that an unticked one is a no."""


class LaidOut:
    """Part of SchemaForm (forms/base.py)."""

    _fields: Any
    row: Model
    is_new: bool
    version: int | None  # of the row as this form has read it; the row itself may have moved on since
    veiled: set[str]
    person: Person

    @property
    def groups(self) -> list[dict[str, Any]]:
        """List the fields under their group's name, in written order."""
        found: dict[Words | None, list[SchemaField]] = {}
        for field in self._fields.values():
            found.setdefault(field.spec.group, []).append(field)
        return [
            {"label": spoken(words) if words else "", "fields": fields} for words, fields in found.items()
        ]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """List the hidden inputs: the version read, and which boxes stood on the page."""
        boxes = [name for name, field in self._fields.items() if isinstance(field, FlagField | ChoicesField)]
        version = [] if self.is_new else [("row_version", str(self.version))]
        return version + [(f"{name}{SHOWN}", "1") for name in boxes]

    def show_what_stands(self) -> None:
        """Put beside each field what the row holds now, where that is not what was typed.

        The page carries the version it shows, so it can be looked at and sent again on purpose. What this
        person does not see clear is left out.
        """
        self.version = self.row.row_version
        for name in described(type(self.row)).keys() & self._fields.keys() - self.veiled:
            field, now = self._fields[name], getattr(self.row, name)
            if field.process_errors or (now or None, now == 0) != (field.data or None, field.data == 0):
                field.now = self._said_to_stand(name, now, field)

    def _said_to_stand(self, name: str, now: Any, field: SchemaField) -> str:
        out_of_sight = now is None and getattr(self.row, f"{name}_id", None) is not None
        text = MASKED if out_of_sight else shown(now, field.spec.unit, self.person)
        return text or say("(trống)", "(empty)")
