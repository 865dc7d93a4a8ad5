"""The same rows with other values where somebody sees a mask, written beneath the gate and the forms."""

from __future__ import annotations

import datetime
import random
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import Enum, inspect
from sqlalchemy.exc import DBAPIError

from models.access import SYSTEM, Person, Place, Role, sees
from models.account import account_named, person_for
from models.base import db, described, entities
from models.choice_set import ChoiceSet
from models.schema import CITIZEN_NUMBER, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from sqlalchemy import Column, Connection, Row, Table

    from models.base import Model

SYLLABLES = ("Bùi", "Quách", "Đỗ", "Thị", "Xuân", "Văn", "Đạt", "Ánh", "Yến", "Zi", "Ông", "Khê")
COPIED = "social_support"
"""A table with so few rows that a viewer is told only that they are few: one more must not show."""


def other_masks(app: Flask, username: str) -> int:
    """Change what a person may not see of the rows they may, or may only count; tell how many values."""
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        person = person_for(session, account_named(session, username))
        session.rollback()
        changed = 0
        dice = random.Random(7)
        for model in entities():
            names = list(masked_columns(model, person))
            if names:
                changed += _change(model, names, dice)
        if person.role is Role.viewer:
            _copy_one()
        return changed


def masked_columns(model: type[Model], person: Person) -> Iterator[str]:
    """Name the columns of a table this person is shown a mask for: on lists, or anywhere."""
    place = Place.LIST if person.role is Role.coordinator else Place.RECORD
    for name, spec in described(model).items():
        if not sees(person, spec.secrecy, place, model.holds):
            yield name


def _is_link(model: type[Model], name: str) -> bool:
    return name in inspect(model).relationships


def _change(model: type[Model], names: list[str], dice: random.Random) -> int:
    """Give every row of a table other values; what the database refuses stays as it is."""
    table, changed = model.__table__, 0
    links = [name for name in names if _is_link(model, name)]
    names = [name for name in names if name not in links]
    with db.engine.connect() as connection:
        for name in links:
            changed += _turn(connection, table.c[f"{name}_id"])
        for row in connection.execute(table.select().order_by(table.c.id)).all():
            for name in names:
                changed += _changed(connection, table, row, _values(model, name, row, dice))
        connection.commit()
    return changed


def _changed(connection: Connection, table: Table, row: Row, values: dict[str, Any]) -> bool:
    if not values:
        return False
    try:
        with connection.begin_nested():
            connection.execute(table.update().where(table.c.id == row.id).values(values))
    except DBAPIError:
        return False
    return True


def _turn(connection: Connection, cell: Column) -> int:
    """Let every row lead where the one before it led: as many rows lead to each place as before.

    Whether anything leads somewhere cannot be kept from whoever wants to delete it.
    """
    rows = connection.execute(cell.table.select().order_by(cell.table.c.id)).all()
    turned = [row._mapping[cell.name] for row in (*rows[-1:], *rows[:-1])]
    for row, value in zip(rows, turned, strict=True):
        connection.execute(cell.table.update().where(cell.table.c.id == row.id).values({cell.name: value}))
    return sum(row._mapping[cell.name] != value for row, value in zip(rows, turned, strict=True))


def _values(model: type[Model], name: str, row: Row, dice: random.Random) -> dict[str, Any]:
    """Draw another value for a column, with what is derived from it."""
    table = model.__table__
    value = _other(table.c[name].type, described(model)[name].unit, row._mapping[name], dice)
    if value is None and not table.c[name].nullable:
        return {}
    rules = ((cell.name, cell.info.get("derived")) for cell in table.c)
    derived = {
        key: None if value is None else rule.compute(value)
        for key, rule in rules
        if rule is not None and rule.source == name
    }
    return {name: value} | derived


def _other(sql: Any, unit: Any, value: Any, dice: random.Random) -> Any:  # noqa: PLR0911 (one line a type)
    """Draw a value of the same type; now and then none."""
    if dice.random() < 0.2:
        return None
    if isinstance(sql, ChoiceSet):
        return frozenset(dice.sample(list(sql.choices), 1))
    if isinstance(sql, Enum):
        return dice.choice([each for each in sql.enum_class if each is not value])
    kind = sql.python_type
    if kind is bool:
        return not value
    if kind is int:
        return max(0, (value or 0) + dice.choice((-2, -1, 1, 2)))
    if kind is datetime.date:
        return (value or datetime.date(1990, 1, 1)) + datetime.timedelta(days=dice.randint(1, 700))
    if kind is not str:
        return None
    if unit in {PHONE, CITIZEN_NUMBER}:
        digits = "".join(dice.choices("0123456789", k=9 if unit is PHONE else 11))
        return f"+84{digits}" if unit is PHONE else f"0{digits}"
    return " ".join(dice.choices(SYLLABLES, k=dice.randint(1, 5)))


def _copy_one() -> None:
    """Add a row to a table that holds very few."""
    table = next(model.__table__ for model in entities() if model.__tablename__ == COPIED)
    with db.engine.begin() as connection:
        row = dict(connection.execute(table.select().order_by(table.c.id)).first()._mapping)
        row["public_id"] = uuid.uuid4()
        connection.execute(table.insert().values({key: value for key, value in row.items() if key != "id"}))
