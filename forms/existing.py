"""Which rows of a file are there already, by their natural keys."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, select, tuple_
from sqlalchemy.orm import Session

from forms.base import SchemaForm
from models.base import Model
from models.facts import Key


def natural_key(form: SchemaForm) -> Key:
    """Give the values of a form's natural key as the database holds them; nothing where none is known."""
    names = form.model.keyed_by
    if any(form[name].errors for name in names if name in form):
        return ()
    key = tuple(_plain(form[name].data if name in form else form.before(name)) for name in names)
    return key if any(part is not None for part in key) else ()


def existing(session: Session, model: type[Model], forms: Iterable[SchemaForm]) -> dict[Key, Model]:
    """Find the rows that have the forms' keys, in one statement for each set of parts left empty."""
    keys = sorted({key for form in forms if (key := natural_key(form))}, key=_gaps)
    found: dict[Key, Model] = {}
    for gaps, alike in groupby(keys, _gaps):
        for row in session.scalars(select(model).where(_among(model, gaps, list(alike)))):
            found[tuple(_plain(getattr(row, name)) for name in model.keyed_by)] = row
    return found


def _among(model: type[Model], gaps: tuple[bool, ...], keys: list[Key]) -> ColumnElement[bool]:
    """Compare the parts that are there as tuples; a part that is empty matches only an empty one."""
    cells = [_cell(model, name) for name in model.keyed_by]
    empty = [cell.is_(None) for cell, gap in zip(cells, gaps, strict=True) if gap]
    present = [cell for cell, gap in zip(cells, gaps, strict=True) if not gap]
    wanted = [tuple(part for part in key if part is not None) for key in keys]
    if len(present) == 1:
        return and_(*empty, present[0].in_([part for (part,) in wanted]))
    return and_(*empty, tuple_(*present).in_(wanted))


def _cell(model: type[Model], name: str) -> ColumnElement[Any]:
    cells = model.__table__.c
    return cells[name] if name in cells else cells[f"{name}_id"]


def _gaps(key: Key) -> tuple[bool, ...]:
    return tuple(part is None for part in key)


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, Model) else value
