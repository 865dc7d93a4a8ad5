"""The rows of a list from plain values to cells and HTML; what a cell looks like stays with cell.html."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from flask import request
from markupsafe import Markup
from sqlalchemy import inspect

from admin.cells import HIDDEN, Cell, addresser, cell_without, is_number, leads_by, reader
from admin.rows import Parts, Shape, loaded, shape_of
from admin.shapes import PICKED, drawn, row_shape
from forms.showing import title_from
from forms.words import Language, locale, spoken
from models.access import Person
from models.base import Model, described
from models.schema import PUBLIC, Kind

Lead = Callable[[type[Model], Sequence[Any]], str]
"""Gives the address of the page that a row leads to."""

MOST_KEPT = 5_000
"""Values of one column that are kept drawn from one page to the next."""


# --- from values to cells


def readers(model: type[Model], shape: Shape, lead: Lead, person: Person) -> list[Callable[[Any], Cell]]:
    """Give for each column what makes a cell of its values."""
    links = inspect(model).relationships
    return [
        _masked
        if parts is None
        else _link(links[name].mapper.class_, parts, lead, person)
        if name in links
        else _value(model, name)
        for name, parts in shape
    ]


def _masked(_values: Any) -> Cell:
    return HIDDEN


def _value(model: type[Model], name: str) -> Callable[[Any], Cell]:
    read = reader(model, name)
    return lambda values: read(values[0])


def _link(target: type[Model], parts: Parts, lead: Lead, person: Person) -> Callable[[Any], Cell]:
    """Make the cell of a linked row: its title, leading to its page."""
    start = 2 + len(leads_by(target))

    def read(values: Any) -> Cell:
        if values[1] is None:
            return cell_without(values[0])
        title = _title(target, parts, iter(values[start:]), person)
        return Cell(title, url=lead(target, values[2:start]))

    return read


def _title(model: type[Model], parts: Parts, values: Iterator[Any], person: Person) -> str:
    """Put a title together from the values of its parts, in their order."""
    found, links = {}, inspect(model).relationships
    for part in parts:
        if isinstance(part, str):
            found[part] = next(values)
            continue
        name, inner = part
        there = next(values)
        title = _title(links[name].mapper.class_, inner, values, person)
        found[name] = None if there is None else title
    return title_from(model, found, person)


# --- from cells to HTML


def draw(
    model: type[Model], names: Sequence[str], rows: Sequence[Any], person: Person, *, picked: bool = False
) -> Markup:
    """Draw the rows that `loaded` has given, for the columns named; `picked`: each with a box to tick."""
    shape, specs, language = shape_of(model, names, person), described(model), locale()
    labels = tuple((spoken(specs[name].words), is_number(model, name)) for name in names)
    frame, (leads, first, *places) = row_shape(labels, language, picked), loaded(model, shape).places
    ids = PICKED if picked else 0
    lead = addresser(person)
    read_first, *others = readers(model, shape, lead, person)
    known = [_known(model, one, language, person.role, request.script_root) for one in shape[1:]]
    columns = [
        (place, _remembered(read, language, kept))
        for place, read, kept in zip(places, others, known, strict=True)
    ]
    html = [
        frame
        % (
            *([row[0]] * ids),
            drawn(read_first(row[first]), lead(model, row[leads]), language),
            *[draw_one(row[place]) for place, draw_one in columns],
        )
        for row in rows
    ]
    return Markup("".join(html))  # noqa: S704 - the shapes are cell.html's, what is put into them is escaped


def _remembered(
    read: Callable[[Any], Cell], language: Language, known: dict[Any, str]
) -> Callable[[Any], str]:
    """Draw equal values of a column once: most wards, states and days come again."""

    def draw_one(values: Any) -> str:
        text = known.get(values)
        if text is None:
            text = known[values] = drawn(read(values), "", language)
        return text

    if len(known) > MOST_KEPT:
        known.clear()
    return draw_one


def _known(model: type[Model], one: tuple[str, Any], *how: Any) -> dict[Any, str]:
    """Give what is drawn of a column already: beyond this page only of what names nobody who is helped.

    It is found by the values themselves, which the database has just given, so it is never out of date.
    """
    return _kept(model, one, *how) if _names_nobody(model, *one) else {}


@lru_cache(maxsize=1024)
def _kept(*_what_it_depends_on: Any) -> dict[Any, str]:
    return {}


def _names_nobody(model: type[Model], name: str, parts: Any) -> bool:
    """Say whether a column shows a row everybody sees, a choice or a day, and all of it may be known."""
    links = inspect(model).relationships
    if parts is None or described(model)[name].secrecy is not PUBLIC:
        return False
    if name in links:
        return links[name].mapper.class_.holds is Kind.REFERENCE
    return not issubclass(model.__table__.c[name].type.python_type, str)
