"""How any value of the schema is shown: by its unit, its type, and what the reader may see of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from forms.words import (
    MASKED,
    put_citizen_number,
    put_date,
    put_datetime,
    put_money,
    put_number,
    put_percent,
    put_phone,
    put_yes_no,
    say,
    spoken,
)
from models.access import SYSTEM, Person, Place, sees
from models.base import Model, described, entity
from models.schema import CITIZEN_NUMBER, MINUTES, PERCENT, PHONE, TABLE, VND, YEAR, Choice, Unit

BY_UNIT: dict[Unit, Callable[[Any], str]] = {
    VND: put_money,
    PERCENT: put_percent,
    PHONE: put_phone,
    CITIZEN_NUMBER: put_citizen_number,
    YEAR: str,
    MINUTES: lambda value: say(f"{put_number(value)} phút", f"{put_number(value)} min"),
    TABLE: lambda name: spoken(entity(name).words),
}


def shown(value: Any, unit: Unit | None = None, person: Person = SYSTEM) -> str:  # noqa: PLR0911 - one line a type
    """Put a value into words in the language of the moment; nothing is the empty text."""
    if value is None:
        return ""
    if unit in BY_UNIT:
        return BY_UNIT[unit](value)
    match value:
        case Model():
            return title_of(value, person)
        case Choice():
            return spoken(value.words)
        case bool():
            return put_yes_no(value)
        case datetime():
            return put_datetime(value)
        case date():
            return put_date(value)
        case int() | float() | Decimal():
            return put_number(value)
        case frozenset() | set():
            return ", ".join(sorted(spoken(member.words) for member in value))
    return str(value)


def title_of(row: Model, person: Person, place: Place = Place.LIST) -> str:
    """Name a row by its title columns, leaving out what this person does not see clear."""
    model = type(row)
    parts = {part: getattr(row, part) for part in title_parts(model, person, place)}
    return title_from(model, parts, person)


def title_parts(model: type[Model], person: Person, place: Place = Place.LIST) -> tuple[str, ...]:
    """List what makes up the name of a table's rows, as far as this person sees it clear."""
    if model.named_by:
        return model.named_by
    specs = described(model)
    return tuple(part for part in model.titled_by if sees(person, specs[part].secrecy, place, model.holds))


def title_from(model: type[Model], parts: Mapping[str, Any], person: Person) -> str:
    """Name a row by the values of its `title_parts`; no part with anything in it is as good as masked."""
    if model.named_by:
        named = model.named(SimpleNamespace(**parts))  # type: ignore[arg-type]  # it reads nothing else
        return spoken(named) if named else MASKED
    specs = described(model)
    said = (shown(value, specs[part].unit, person) for part, value in parts.items())
    return " · ".join(filter(None, said)) or MASKED


def singular(model: type[Model]) -> str:
    """Name one row of a table; Vietnamese has no plural, and in English the table's name is the word."""
    return say(model.words[0], model.__tablename__.replace("_", " "))
