"""What shape the values of a column have in a file: text, label, number, day."""

from __future__ import annotations

import enum
from datetime import date, datetime, time
from functools import cache

from sqlalchemy import Enum, TypeDecorator, inspect

from models.base import Model, described
from models.choice_set import ChoiceSet
from models.schema import CITIZEN_NUMBER, PERCENT, PHONE, TABLE, VND, YEAR


class Shape(enum.Enum):
    """How a value is written; what comes first in a tuple of reasons decides."""

    TEXT = "text"
    SPOKEN = "spoken"  # text that only Python can write: a telephone number, what is kept as ciphertext
    LABEL = "label"
    LABELS = "labels"
    TABLE_NAME = "table name"
    FLAG = "flag"
    WHOLE = "whole"
    YEAR = "year"
    MONEY = "money"
    DECIMAL = "decimal"
    PERCENT = "percent"
    DAY = "day"
    MOMENT = "moment"
    HOUR = "hour"
    TITLE = "title"


BY_UNIT = {
    PHONE: Shape.SPOKEN, CITIZEN_NUMBER: Shape.SPOKEN, TABLE: Shape.TABLE_NAME, VND: Shape.MONEY,
    YEAR: Shape.YEAR, PERCENT: Shape.PERCENT,
}  # fmt: skip
BY_TYPE = {
    str: Shape.TEXT, bool: Shape.FLAG, int: Shape.WHOLE, datetime: Shape.MOMENT, date: Shape.DAY,
    time: Shape.HOUR,
}  # fmt: skip
NUMBERS = frozenset({Shape.WHOLE, Shape.YEAR, Shape.MONEY, Shape.DECIMAL, Shape.PERCENT})


@cache
def shape_of(model: type[Model], name: str) -> Shape:
    """Tell the shape of a described attribute by its type and its unit."""
    if name in inspect(model).relationships:
        return Shape.TITLE
    sql, unit = model.__table__.c[name].type, described(model)[name].unit
    if isinstance(sql, ChoiceSet):
        return Shape.LABELS
    if isinstance(sql, TypeDecorator):  # ciphertext, or values only Python can tell
        return Shape.SPOKEN
    if isinstance(sql, Enum):
        return Shape.LABEL
    if unit in BY_UNIT:
        return BY_UNIT[unit]
    return BY_TYPE.get(sql.python_type, Shape.DECIMAL)
