"""What somebody who means ill may know and type: ids, names, numbers, codes of both worlds, and nonsense."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Enum, inspect

from forms.base import FORMS
from models.base import db, described
from models.choice_set import ChoiceSet
from models.keys import search_key
from models.schema import Choice, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from models.base import Model

ODD = ("0", "-1", "1e3", "x", "", "2000000000", "99999999999999999999", "٣", "1 or 1=1", "1,2")
"""Ids of nothing."""

SYLLABLES = ("nguyen", "Thị", "a", "%", "_", "09", "KH26", "van an", "'", "0", "còi", "")
DAYS = (
    "01/07/2025",
    "this_year",
    "reporting_month",
    "2025-09-01",
    "2026-11-01",
    "31/02/2026",
    "01/01/1990",
    "hôm qua",
)
NUMBERS = ("0", "1", "3", "1990", "2000000", "-5", "99999999999", "x")


@dataclass
class Knowledge:
    """The ids of every table and the words of every row, of both worlds together."""

    ids: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: list[str] = field(default_factory=list)
    cells: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    views: list[str] = field(default_factory=list)
    """The opaque ids of saved views, by which their lists are opened."""

    def id_of(self, table: str, dice: random.Random) -> str:
        """Name a row, mostly one that is there in one world or both."""
        known = self.ids.get(table) or ["1"]
        return dice.choice(ODD) if dice.random() < 0.12 else dice.choice(known)

    def word(self, dice: random.Random) -> str:
        """Type something into a search: a whole value, the beginning of one, or a syllable."""
        if dice.random() < 0.3 or not self.words:
            return dice.choice(SYLLABLES)
        whole = dice.choice(self.words)
        shorter = whole[: dice.randint(1, len(whole))]
        return dice.choice((whole, shorter, search_key(whole), whole.upper(), f"%{shorter}"))

    def value_for(self, model: type[Model], name: str, dice: random.Random) -> str:
        """Write something that a column might hold, mostly of its own kind."""
        cell, links = model.__table__.c.get(name), inspect(model).relationships
        if name in links:
            return self.id_of(links[name].mapper.class_.__tablename__, dice)
        known = self.cells.get((model.__tablename__, name))
        if known and dice.random() < 0.5:  # half
            return dice.choice(known)
        if cell is None or cell.foreign_keys or dice.random() < 0.1:  # one in ten
            return self.id_of(dice.choice(list(FORMS)), dice)
        if isinstance(cell.type, ChoiceSet):
            return dice.choice([each.name for each in cell.type.choices])
        if isinstance(cell.type, Enum):
            return dice.choice([each.name for each in cell.type.enum_class])
        kinds = {bool: ("0", "1"), int: NUMBERS, str: ()}
        return dice.choice(kinds.get(cell.type.python_type, DAYS) or (self.word(dice),))


def known_of(*apps: Flask) -> Knowledge:
    """Read both worlds whole."""
    found, words = Knowledge(), set()
    for app in apps:
        with app.app_context(), db.engine.connect() as connection:
            for table, form in FORMS.items():
                for row in connection.execute(form.model.__table__.select()).mappings():
                    found.ids[table].append(str(row["id"]))
                    for name in described(form.model).keys() & row.keys():
                        text = _text(row[name])
                        found.cells[table, name].append(text)
                        words.update({text} if isinstance(row[name], str) and text else ())
    for table, form in FORMS.items():
        if form.model.holds is Kind.RECORD:
            found.ids[table] = _common(form.model, *apps)
    found.ids = {table: sorted(set(ids), key=int) for table, ids in found.ids.items()}
    found.words = sorted(words)
    found.views = sorted({view for app in apps for view in _views(app)})
    return found


def _views(app: Flask) -> Iterator[str]:
    """Give the opaque ids of all views, past the gate."""
    with app.app_context(), db.engine.connect() as connection:
        rows = connection.execute(FORMS["saved_view"].model.__table__.select()).mappings().all()
    return (row["public_id"].hex for row in rows)


def _common(model: type[Model], *apps: Flask) -> list[str]:
    """Name the records both worlds began with: the product numbers what it writes later on as it comes."""
    cells, kept = model.__table__.c, []
    rows = model.__table__.select().with_only_columns(cells.id, cells.public_id)
    for app in apps:
        with app.app_context(), db.engine.connect() as connection:
            kept.append(set(connection.execute(rows).all()))
    return [str(row.id) for row in set.intersection(*kept)]


def _text(value: Any) -> str:
    """Write a value as an address may carry it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.name if isinstance(value, Choice) else "" if value is None else str(value)
