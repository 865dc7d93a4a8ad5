"""The rows of a list as lines of a file, by the short way (SQL writes them) or the long one (Python does)."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, inspect, select
from sqlalchemy.orm import Session, joinedload

from forms.engines import ENGINES
from forms.file_columns import Column, column_of
from forms.file_shapes import Shape, shape_of
from forms.file_titles import UnwrittenError, Writing
from forms.file_values import value_of
from forms.pens import Pen
from forms.words import Language, speaking
from models.access import Person
from models.base import Model
from models.rows_out import lines_of

VERSION = "_version"
"""The last column, where there is one: the version of each row, by which a later load tells what changed."""

CHUNK = 500

Lines = Generator[list[bytes], None, None]
"""Lines, some at a time; to be closed where they are not taken to their end."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to stand in a file: which rows in which order, which columns, and who looks at linked rows."""

    model: type[Model]
    names: tuple[str, ...]
    criteria: Sequence[ColumnElement[bool]]
    order: Sequence[ColumnElement[Any]]
    eye: Person
    language: Language
    versions: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """Name the columns, the version's last."""
        return (*self.names, VERSION) if self.versions else self.names


def lines(session: Session, wanted: Wanted, pen: Pen, *, short: bool = True) -> Lines:
    """Yield the lines of a file as bytes, some at a time, through the gate; the session is open meanwhile."""
    try:
        statement = short_way(wanted, pen, session.get_bind().dialect.name) if short else None
    except UnwrittenError:
        statement = None
    if statement is not None:
        return lines_of(session, statement)
    return _long_way(session, wanted, pen)


def short_way(wanted: Wanted, pen: Pen, engine_name: str) -> Select[Any]:
    """Make the statement whose one column is the line; raises UnwrittenError where SQL cannot write it."""
    engine, model = ENGINES[engine_name], wanted.model
    with speaking(wanted.language):
        writing = Writing(engine, wanted.language, wanted.eye)
        columns = [column_of(writing, model, name) for name in wanted.names]
        if wanted.versions:
            columns.append(Column(Shape.WHOLE, model.row_version, model.row_version.is_not(None)))
        line = pen.line_sql(engine, [pen.cell_sql(engine, column) for column in columns])
    found = select(line).select_from(model)
    return writing.added_to(found).where(*wanted.criteria).order_by(*wanted.order)


def _long_way(session: Session, wanted: Wanted, pen: Pen) -> Lines:
    model = wanted.model
    rows = select(model).where(*wanted.criteria).order_by(*wanted.order)
    rows = rows.options(*linked(model, wanted.names)).execution_options(yield_per=CHUNK)
    for chunk in session.scalars(rows).partitions():
        with speaking(wanted.language):
            written = [_line(row, wanted, pen).encode() for row in chunk]
        yield written


def linked(model: type[Model], names: Sequence[str]) -> list[Any]:
    """Load in the same statement the rows whose titles will be shown, and the links in those titles."""
    links = inspect(model).relationships
    options = []
    for name in names:
        if name in links:
            target = links[name].mapper.class_
            inner = linked(target, (*target.titled_by, *target.named_by))
            options.append(joinedload(getattr(model, name)).options(*inner))
    return options


def _line(row: Model, wanted: Wanted, pen: Pen) -> str:
    cells = [pen.cell(shape_of(wanted.model, name), value_of(row, name, wanted.eye)) for name in wanted.names]
    if wanted.versions:
        cells.append(pen.cell(Shape.WHOLE, row.row_version))
    return pen.line(cells)
