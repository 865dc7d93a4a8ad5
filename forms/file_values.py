"""What stands in a file for one value, worked out row by row: the long way, by which the short is judged."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from forms.file_shapes import Shape, shape_of
from forms.showing import shown
from forms.words import MASKED, VIETNAM
from models.access import Person
from models.base import Model, described

Value = Any
"""None, or what the shape of its column says: text, bool, int, Decimal, date, datetime (Vietnam's), time."""


def value_of(row: Model, name: str, eye: Person) -> Value:  # noqa: PLR0911 - one line a shape
    """Give the value of a column its reader sees clear; `eye` is who looks at the titles of linked rows."""
    shape, value = shape_of(type(row), name), getattr(row, name)
    if shape is Shape.TITLE:
        return title_or_mask(row, name, eye)
    if value is None or value == "":
        return None
    match shape:
        case Shape.SPOKEN | Shape.LABEL | Shape.TABLE_NAME:
            return shown(value, described(type(row))[name].unit)
        case Shape.LABELS:
            return shown(value) or None
        case Shape.MOMENT:
            return here(value)
        case Shape.DECIMAL | Shape.PERCENT:
            return Decimal(str(value))
    return value


def title_or_mask(row: Model, name: str, eye: Person) -> str | None:
    """Name the linked row; one out of sight is masked as in the list, for it is not that there is none."""
    linked = getattr(row, name)
    if linked is not None:
        return shown(linked, person=eye)
    return None if getattr(row, f"{name}_id") is None else MASKED


def here(moment: datetime) -> datetime:
    """Put a moment, naive UTC, on Vietnam's clock, without its zone and its fractions of a second."""
    return moment.replace(tzinfo=UTC, microsecond=0).astimezone(VIETNAM).replace(tzinfo=None)


def number_text(value: float | Decimal) -> str:
    """Write a number as machines read it: no separators, no zeros at its end, never with an exponent."""
    if isinstance(value, int):
        return str(value)
    return format(Decimal(str(value)).normalize(), "f")
