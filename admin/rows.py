"""The rows of a list as plain values: no row of the ORM is loaded, and what is masked is not asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import aliased

from admin.cells import is_clear, leads_by
from admin.counting import some
from forms.lookup import address_key
from forms.showing import title_parts
from models.access import Person, Place
from models.base import Model

Parts = tuple[Any, ...]
"""What makes up a title: names of columns and, of a link in it, a pair (its name, its own parts)."""

Shape = tuple[tuple[str, Any], ...]
"""What is loaded for each column: None, as it is masked; () for a value; the parts of a link's title."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How the rows of a list are loaded: a statement without criteria, and where each column stands in it."""

    statement: Select[Any]
    places: tuple[slice, ...]
    """The first is that of what a row leads to; the others follow the columns."""


def shape_of(model: type[Model], names: Sequence[str], person: Person) -> Shape:
    """Say what this reader needs of each column."""
    links = inspect(model).relationships
    found: list[tuple[str, Any]] = []
    for name in names:
        if not is_clear(model, name, person, Place.LIST):
            found.append((name, None))
        else:
            found.append((name, _parts(links[name].mapper.class_, person) if name in links else ()))
    return tuple(found)


def _parts(model: type[Model], person: Person) -> Parts:
    links = inspect(model).relationships
    return tuple(
        (part, _parts(links[part].mapper.class_, person)) if part in links else part
        for part in title_parts(model, person)
    )


@lru_cache(maxsize=256)
def loaded(model: type[Model], shape: Shape, *, is_counted: bool = False) -> Loaded:
    """Make the statement for a shape: once, as SQLAlchemy takes longer to build one than to run it.

    Where all rows are counted with those of the page, the count stands last in each.
    """
    cells: list[Any] = [address_key(model), *(getattr(model, name) for name in leads_by(model))]
    joins: list[tuple[Any, Any]] = []
    places, links = [slice(1, len(cells))], inspect(model).relationships
    for name, parts in shape:
        start = len(cells)
        if parts is not None and name in links:
            cells.append(getattr(model, f"{name}_id"))
            cells += _linked(model, name, parts, joins, leads_by(links[name].mapper.class_))
        elif parts is not None:
            cells.append(getattr(model, name))
        places.append(slice(start, len(cells)))
    cells += [some(model).scalar_subquery()] if is_counted else []
    statement = select(*cells).select_from(model)
    for there, condition in joins:
        statement = statement.outerjoin(there, condition)
    return Loaded(statement, tuple(places))


def _linked(here: Any, name: str, parts: Parts, joins: list[Any], also: Sequence[str] = ()) -> list[Any]:
    """Join a linked row, which the gate may leave out, and list its id, what else is asked, and its title."""
    there = aliased(inspect(here).mapper.relationships[name].mapper.class_)
    joins.append((there, getattr(here, f"{name}_id") == there.id))
    cells = [there.id, *(getattr(there, each) for each in also)]
    for part in parts:
        if isinstance(part, str):
            cells.append(getattr(there, part))
        else:
            further, inner = part
            cells += _linked(there, further, inner, joins)
    return cells
