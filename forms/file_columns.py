"""The columns of a file as SQL: each value as the text that forms/file_values.py comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal

from forms.engines import Sql, as_text
from forms.file_shapes import Shape, shape_of
from forms.file_titles import UnwrittenError, Writing, labels, title
from models.base import Model


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file.

    `cell` is the value in SQL, there where `there` holds; `head` is what it begins with where that is
    anybody's text; `known` says what its few values are called; `once` see forms/file_titles.py.
    """

    shape: Shape
    cell: Any
    there: ColumnElement[bool]
    head: Sql | None = None
    known: dict[str, str] = field(default_factory=dict)
    once: Callable[[Sql], Sql] | None = None


def column_of(writing: Writing, model: type[Model], name: str) -> Column:
    """Describe a column for a pen (forms/pens.py); raises UnwrittenError where SQL cannot write it."""
    shape, cell = shape_of(model, name), getattr(model, name)
    match shape:
        case Shape.SPOKEN:
            raise UnwrittenError
        case Shape.TITLE:
            found = title(writing, model, name)
            there = getattr(model, f"{name}_id").is_not(None)
            return Column(shape, found.name.text, there, found.name.head, once=found.once)
        case Shape.LABEL | Shape.TABLE_NAME:
            said = labels(writing, model, name)
            return Column(shape, as_text(cell), cell.is_not(None), known=said)
        case Shape.LABELS:
            return Column(shape, _labels(writing, model, name), as_text(cell) != "")
        case Shape.TEXT:
            text = as_text(cell)
            return Column(shape, text, and_(text.is_not(None), text != ""), text)
    return Column(shape, cell, cell.is_not(None))


def _labels(writing: Writing, model: type[Model], name: str) -> Sql:
    """Write a set of choices as the sorted list of their labels."""
    kept = as_text(getattr(model, name))
    said = sorted((label, key) for key, label in labels(writing, model, name).items())
    parts: list[Sql] = [
        case((kept.contains(f"|{key}|", autoescape=True), literal(f", {label}")), else_=literal(""))
        for label, key in said
    ]
    return func.substr(writing.engine.joined(parts), len(", ") + 1)
