"""Which field a column gets: by its unit, then by its type."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Enum, Integer, SmallInteger, String, inspect
from wtforms.fields.core import UnboundField

from forms import reading
from forms.finder import Finder
from forms.picked_fields import ChoicesField, LinkField, LinkListField, OptionsField
from forms.reading_text import read_secret
from forms.typed_fields import AreaField, DateField, FlagField, NumberField, SchemaField, SecretField
from models.base import Model, entities
from models.choice_set import ChoiceSet
from models.passwords import LONGEST
from models.schema import CITIZEN_NUMBER, EMAIL, PERCENT, PHONE, SECRET, TABLE, VND, YEAR, Spec, Unit

__all__ = [
    "AreaField",
    "ChoicesField",
    "DateField",
    "FlagField",
    "LinkField",
    "NumberField",
    "OptionsField",
    "SchemaField",
    "SecretField",
    "field_beside",
    "field_for",
]

BY_UNIT: dict[Unit, tuple[type[SchemaField], Callable[[str], Any]]] = {
    VND: (NumberField, reading.read_money),
    PERCENT: (NumberField, reading.read_percentage),
    YEAR: (NumberField, reading.read_year),
    PHONE: (SchemaField, reading.read_phone),
    CITIZEN_NUMBER: (SchemaField, reading.read_citizen_number),
    EMAIL: (SchemaField, reading.read_email),
    SECRET: (SecretField, lambda raw: read_secret(raw, LONGEST)),
}
BY_TYPE: dict[type, tuple[type[SchemaField], Callable[[str], Any]]] = {
    Decimal: (NumberField, reading.read_percentage),
    datetime.date: (DateField, reading.read_date),
    datetime.time: (SchemaField, reading.read_time),
}

HELD: dict[type[Any], int] = {SmallInteger: 2**15 - 1, BigInteger: 2**63 - 1, Integer: 2**31 - 1}
"""What a column of whole numbers holds at most, narrow types before the one they are kinds of."""


def field_for(  # noqa: PLR0911 - one line a kind
    model: type[Model], name: str, spec: Spec, finder: Finder
) -> UnboundField[SchemaField]:
    """Choose the field of a column or link; WTForms binds it to its form."""
    if name in inspect(model).relationships:
        return _link_field(model, name, spec, finder)
    cell = model.__table__.c[name]
    said: dict[str, Any] = {"spec": spec, "required": not cell.nullable and cell.default is None}
    if isinstance(cell.type, ChoiceSet):
        return UnboundField(ChoicesField, choices=cell.type.choices, **said)
    if isinstance(cell.type, Enum):
        members = [(member.name, member) for member in cell.type.enum_class or ()]
        return UnboundField(OptionsField, options=members, **said | {"required": not cell.nullable})
    if spec.unit is TABLE:
        tables = [(each.__tablename__, each.__tablename__) for each in entities()]
        return UnboundField(OptionsField, options=tables, **said)
    kind = str if spec.unit in BY_UNIT else cell.type.python_type
    if kind is bool and cell.nullable:
        return UnboundField(OptionsField, options=[("1", True), ("0", False)], **said)
    if kind is bool:
        return UnboundField(FlagField, read=reading.read_yes_no, **said)
    made, read = _reader(cell.type, spec, kind)
    return UnboundField(made, read=read, **said)


def field_beside(spec: Spec) -> UnboundField[SchemaField]:
    """Make the field of a question that is no column (`SchemaForm.beside`)."""
    made, read = _reader(None, spec, str)
    return UnboundField(made, spec=spec, required=False, read=read)


def _reader(sql: Any, spec: Spec, kind: type) -> tuple[type[SchemaField], Callable[[str], Any]]:
    """Choose by unit, then by type; plain text is no longer than its column."""
    if spec.unit is not None and spec.unit in BY_UNIT:
        return BY_UNIT[spec.unit]
    if kind is int:
        return NumberField, lambda raw: reading.read_integer(raw, 0, most_held(sql))
    if kind in BY_TYPE:
        return BY_TYPE[kind]
    longest = sql.length if isinstance(sql, String) else None
    if spec.long:
        return AreaField, lambda raw: reading.read_lines(raw, longest or 10_000)
    return SchemaField, lambda raw: reading.read_text(raw, longest)


def most_held(sql: Any) -> int:
    """Tell what a column of whole numbers holds at most."""
    return next(most for kind, most in HELD.items() if isinstance(sql, kind))


def _link_field(model: type[Model], name: str, spec: Spec, finder: Finder) -> UnboundField[SchemaField]:
    """Offer a small table as a list, a large one as a look-up."""
    target = inspect(model).relationships[name].mapper.class_
    said: dict[str, Any] = {
        "spec": spec,
        "target": target,
        "finder": finder,
        "required": not model.__table__.c[f"{name}_id"].nullable,
    }
    if not target.picked_from_a_list:
        return UnboundField(LinkField, **said)
    return UnboundField(LinkListField, **said)
