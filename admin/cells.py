"""One value on a page: its text, what kind of thing it is, and whether this reader may see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import inspect

from admin.addresses import path_of
from forms.base import FORMS
from forms.showing import shown, title_of
from forms.words import MASKED
from models.access import Person, Place, Right, may, sees
from models.base import Model, described
from models.schema import Kind


@dataclass(frozen=True, slots=True)
class Cell:
    """What a template draws: kind is text, number, date, flag, status, masked or empty."""

    text: str
    kind: str = "text"
    url: str = ""
    tone: str = "neutral"


HIDDEN = Cell(MASKED, "masked")
NOTHING = Cell("", "empty")


def cell_of(row: Model, name: str, person: Person, place: Place) -> Cell:
    """Show one attribute of a row; a masked cell says nothing of its value, not even that there is none."""
    model = type(row)
    if not is_clear(model, name, person, place):
        return HIDDEN
    value = getattr(row, name)
    if name not in inspect(model).relationships:
        return reader(model, name)(value)
    if value is None:
        return cell_without(getattr(row, f"{name}_id"))
    return Cell(title_of(value, person), url=details_url(value, person))


def is_clear(model: type[Model], name: str, person: Person, place: Place) -> bool:
    """Say whether this reader sees an attribute at all."""
    return sees(person, described(model)[name].secrecy, place, model.holds)


@cache
def reader(model: type[Model], name: str) -> Callable[[Any], Cell]:
    """Give what makes a cell of a value of a column that its reader sees clear."""
    unit, flow = described(model)[name].unit, model.workflow

    def read(value: Any) -> Cell:
        if value is None or (isinstance(value, frozenset) and not value):
            return NOTHING
        return Cell(shown(value, unit), _kind(value))

    def read_state(value: Any) -> Cell:
        return (
            NOTHING if value is None or flow is None else Cell(shown(value), "status", tone=flow.tone(value))
        )

    return read_state if flow is not None and flow.column == name else read


def cell_without(key: int | None) -> Cell:
    """Show a link that leads to no row this reader can see: there is none, or it is masked."""
    return NOTHING if key is None else HIDDEN


def cells_of(row: Model, names: list[str], person: Person) -> list[Cell]:
    """Show some attributes of a row as a list does."""
    return [cell_of(row, name, person, Place.LIST) for name in names]


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "flag"
        case int() | float() | Decimal():
            return "number"
        case date():
            return "date"
    return "text"


def details_url(row: Model, person: Person) -> str:
    """Give the address of a row's page, if the reader may open it."""
    return addresser(person)(type(row), [getattr(row, name) for name in leads_by(type(row))])


def leads_by(model: type[Model]) -> tuple[str, ...]:
    """Name the columns that say whose page a row leads to: a record leads to what it is about.

    What is overseen as a whole has pages of its own.
    """
    is_about = model.holds is Kind.RECORD and not model.overseen and "table_name" in model.__table__.c
    return ("table_name", "row_id") if is_about else (model.addressed_by,)


def addresser(person: Person) -> Callable[[type[Model], Sequence[Any]], str]:
    """Give what makes an address of the values of `leads_by`; none where the page may not be opened."""

    @cache
    def page(table: str) -> str:
        opens = table in FORMS and may(person, Right.VIEW, FORMS[table].model)
        return f"{path_of(f'{table}.details_view')}?id=" if opens else ""

    def address(model: type[Model], key: Sequence[Any]) -> str:
        *named, row_id = key
        begins = page(named[0] if named else model.__tablename__)
        return begins and f"{begins}{row_id}"

    return address


@cache
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
