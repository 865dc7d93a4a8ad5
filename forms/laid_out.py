"""What a page asks of a form: its fields by group, and the inputs nobody sees."""

from __future__ import annotations

from typing import Any

from forms.fields import ChoicesField, FlagField, SchemaField
from forms.words import spoken
from models.base import Model
from models.schema import Words

SHOWN = "__shown"
"""Suffix of the hidden input that says a box stood on the page, so that an unticked one is a no."""


class LaidOut:
    """Part of SchemaForm (forms/base.py)."""

    _fields: Any
    row: Model
    is_new: bool

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
        version = [] if self.is_new else [("row_version", str(self.row.row_version))]
        return version + [(f"{name}{SHOWN}", "1") for name in boxes]
