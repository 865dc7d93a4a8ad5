"""The columns a file of rows may have: what a new row's form asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from forms.base import SchemaForm
from forms.fields import ChoicesField, LinkField, OptionsField, SchemaField
from forms.lookup import KEY_MARK
from forms.showing import shown
from forms.words import say, spoken
from models.base import Model, described
from models.schema import Choice, Words


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its words, whether every row needs it, and how its values are written."""

    name: str
    words: Words
    required: bool = False
    example: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """Say the column's label in the language of the moment."""
        return spoken(self.words)


def columns_of(session: Session, form: type[SchemaForm]) -> list[Column]:
    """List the columns of a table's file, in written order."""
    return [
        Column(one.name, one.spec.words, one.required and one.data is None, one.spec.example, _note(one))
        for one in cast("list[SchemaField]", list(form(session)))
    ]


def _note(one: SchemaField) -> str:
    """Say which values a column takes."""
    if isinstance(one, LinkField):
        return _key_note(one.target)
    if isinstance(one, ChoicesField):
        codes = "; ".join(f"{member.name} ({shown(member)})" for member in one.choices)
        return say(
            f"Một hay nhiều, cách nhau dấu chấm phẩy: {codes}", f"One or more, with semicolons: {codes}"
        )
    if isinstance(one, OptionsField):
        return "; ".join(
            f"{code} ({shown(value)})" for code, value in one.options if isinstance(value, Choice)
        )
    return one.hint


def _key_note(target: type[Model]) -> str:
    """Say how a row of another table is named in a file."""
    specs = described(target)
    parts = KEY_MARK.join(spoken(specs[name].words).lower() for name in target.keyed_by)
    name = spoken(target.words).lower()
    return say(f"{name}: {parts}", f"{name}: {parts}") if parts else name
