"""How many rows each value of a filter would leave, beside what else is asked: in the gate, by a deadline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case, func, inspect, select
from sqlalchemy.orm import aliased

from admin.filters import EMPTY, NOTHING, SOMETHING, Filter
from admin.listing import Listing
from models.access import Right, may
from models.deadline import TooSlowError, at_most

PATIENCE = 1_000
"""Milliseconds the counts of one filter may take: whoever opened it is waiting, the list is long there."""

MOST_VALUES = 20
"""Values shown of a field that may have any; the most frequent ones, the rest is typed."""

Counts = dict[tuple[str, str], int]
"""How many rows, by name and value of the address."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What was counted: values beside those always offered, and all counts; late: not in time."""

    values: list[tuple[str, Any]] = field(default_factory=list)
    counts: Counts = field(default_factory=dict)
    late: bool = False


def facet_of(listing: Listing, asked: Filter) -> Facet:
    """Count the rows behind each value; nothing for whoever may not open them.

    Counts could be told apart by asking with one condition more, however the small ones are hidden; people
    who see numbers only have the first page's tables (models/small_counts.py).
    """
    if not asked.listed or not may(listing.person, Right.VIEW, listing.model):
        return Facet()
    count = _by_option if asked.overlapping else _by_value
    try:
        with at_most(listing.session, PATIENCE):
            return count(listing, asked)
    except TooSlowError:
        return Facet(late=True)


def _by_value(listing: Listing, asked: Filter) -> Facet:
    """Group the rows by the field itself."""
    statement, cell = _narrowed(listing, asked)
    rows = func.count(listing.model.id)
    statement = statement.with_only_columns(cell, rows).group_by(cell).order_by(rows.desc(), cell)
    most = None if asked.offers() else MOST_VALUES + 1
    found = listing.session.execute(statement.limit(most)).all()
    known = [(value, count) for value, count in found if value is not None][: MOST_VALUES if most else None]
    texts = asked.told([value for value, _count in known])
    counts = {(asked.key, text): 0 for text, _value in asked.offers()}
    counts |= {(asked.key, texts[value][0]): count for value, count in known if value in texts}
    if asked.field.nullable and (most is None or len(found) < most):
        everything, empty = sum(count for _value, count in found), dict(map(tuple, found)).get(None, 0)
        counts |= {(asked.key + EMPTY, NOTHING): empty, (asked.key + EMPTY, SOMETHING): everything - empty}
    return Facet(list(texts.values()), counts)


def _by_option(listing: Listing, asked: Filter) -> Facet:
    """Count the rows behind each option by itself, where a row may lie behind several of them."""
    statement, cell = _narrowed(listing, asked)
    names = [(asked.key, text) for text, _value in asked.offers()]
    rules = [asked.any_of(cell, [value]) for _text, value in asked.offers()]
    if asked.field.nullable:
        names += [(asked.key + EMPTY, NOTHING), (asked.key + EMPTY, SOMETHING)]
        rules += [cell.is_(None), cell.is_not(None)]
    columns = (func.count(case((rule, listing.model.id))) for rule in rules)
    found = listing.session.execute(statement.with_only_columns(*columns)).one()
    return Facet([], dict(zip(names, found, strict=True)))


def _narrowed(listing: Listing, asked: Filter) -> tuple[Any, Any]:
    """Select the rows that answer what else is asked, joined to the row that has the field."""
    statement: Any = select(listing.model.id).where(*listing.criteria(but=asked))
    here: Any = listing.model
    for model, link in asked.field.steps:
        there = aliased(inspect(model).relationships[link].mapper.class_)
        statement = statement.join(there, getattr(here, f"{link}_id") == there.id)
        here = there
    return statement, asked.field.cell(here)
