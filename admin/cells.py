"""One value on a page: its text, what kind of thing it is, and whether this reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import url_for
from sqlalchemy import inspect

from forms.base import FORMS
from forms.showing import shown
from forms.words import MASKED
from models.access import Person, Place, Right, may, sees
from models.base import Model, described
from models.schema import Kind, Spec


@dataclass(frozen=True, slots=True)
class Cell:
    """What a template draws: kind is text, number, date, flag, status, masked or empty."""

    text: str
    kind: str = "text"
    url: str = ""
    tone: str = "neutral"


def cell_of(row: Model, name: str, person: Person, place: Place) -> Cell:
    """Show one attribute of a row; a masked cell says nothing of its value, not even that there is none."""
    spec: Spec = described(type(row))[name]
    if not sees(person, spec.secrecy, place, row.holds):
        return Cell(MASKED, "masked")
    value = getattr(row, name)
    if value is None and getattr(row, f"{name}_id", None) is not None:
        return Cell(MASKED, "masked")  # it leads to a row this reader cannot see
    if value is None or value == frozenset():
        return Cell("", "empty")
    if isinstance(value, Model):
        return Cell(shown(value, person=person), url=details_url(value, person))
    is_state = row.workflow is not None and row.workflow.column == name
    return Cell(
        shown(value, spec.unit),
        _kind(value, is_state=is_state),
        tone=row.workflow.tone(value) if is_state and row.workflow is not None else "neutral",
    )


def cells_of(row: Model, names: list[str], person: Person) -> list[Cell]:
    """Show some attributes of a row as a list does."""
    return [cell_of(row, name, person, Place.LIST) for name in names]


def _kind(value: Any, *, is_state: bool) -> str:
    if is_state:
        return "status"
    match value:
        case bool():
            return "flag"
        case int() | float() | Decimal():
            return "number"
        case date():
            return "date"
    return "text"


def details_url(row: Model, person: Person) -> str:
    """Give the address of a row's page, if the reader may open it; a record leads to its subject.

    What is overseen as a whole has pages of its own.
    """
    table, row_id = row.__tablename__, row.id
    subject = None if row.overseen else getattr(row, "table_name", None)
    if row.holds is Kind.RECORD and isinstance(subject, str):
        table, row_id = subject, getattr(row, "row_id", 0)
    if table not in FORMS or not may(person, Right.VIEW, FORMS[table].model):
        return ""
    return url_for(f"{table}.details_view", id=row_id)


def is_number(model: type[Model], name: str) -> bool:
    """Say whether a column's values are set flush right."""
    if name in inspect(model).relationships:
        return False
    kind = model.__table__.c[name].type.python_type
    return issubclass(kind, int | Decimal) and kind is not bool


def is_day(model: type[Model], name: str) -> bool:
    """Say whether a column holds days."""
    cell = model.__table__.c.get(name)
    return cell is not None and cell.type.python_type is date
