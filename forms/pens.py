"""How a row is written into a file: a pen for each format, in Python and, letter for letter, in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import case, func, literal

from forms.engines import Engine, Sql, as_text
from forms.file_columns import Column
from forms.file_shapes import NUMBERS, Shape
from forms.file_values import number_text
from forms.words import MASKED, put_yes_no


class Pen:
    """What the formats share; `nothing` is an empty cell."""

    kind: str  # the end of the address and of the file's name
    mime: str
    nothing = ""

    # --- in Python

    def cell(self, shape: Shape, value: Any) -> str:  # noqa: PLR0911 - one line a shape
        """Write one value (forms/file_values.py)."""
        if value is None:
            return self.nothing
        if shape in NUMBERS:
            return self.number(shape, number_text(value))
        match shape:
            case Shape.FLAG:
                return self.flag(value)
            case Shape.DAY:
                return self.time_text(value.isoformat())
            case Shape.MOMENT:
                return self.time_text(value.isoformat(sep=" "))
            case Shape.HOUR:
                return self.time_text(value.isoformat(timespec="minutes"))
        return self.text(str(value))

    def text(self, text: str) -> str:
        """Write somebody's text."""
        raise NotImplementedError

    def number(self, shape: Shape, number: str) -> str:
        """Write a number."""
        del shape
        return number

    def time_text(self, text: str) -> str:
        """Write a day, a moment, a time of day."""
        return text

    def flag(self, value: bool) -> str:  # noqa: FBT001 - the value to be written
        """Write a yes or a no."""
        return self.text(put_yes_no(value))

    def line(self, cells: Iterable[str]) -> str:
        """Put the cells of a row together."""
        raise NotImplementedError

    # --- in SQL

    def cell_sql(self, engine: Engine, column: Column) -> Sql:
        """Write the column's value, or an empty cell."""
        shape = column.shape
        if column.known:
            said = {key: self.text(label) for key, label in column.known.items()}
            return case(said, value=column.cell, else_=literal(self.nothing))
        if shape is Shape.FLAG:
            yes, no = self.flag(True), self.flag(False)  # noqa: FBT003
            return case((column.cell.is_(True), yes), (column.cell.is_(False), no), else_=self.nothing)
        written = self.written_sql(engine, column)
        if column.once is not None:
            written = func.coalesce(column.once(written), literal(self.text(MASKED)))
        return case((column.there, written), else_=literal(self.nothing))

    def written_sql(self, engine: Engine, column: Column) -> Sql:
        """Write a value that is there."""
        match column.shape:
            case Shape.DAY:
                return self.time_sql(engine, engine.day(column.cell))
            case Shape.MOMENT:
                return self.time_sql(engine, engine.moment(column.cell))
            case Shape.HOUR:
                return self.time_sql(engine, engine.hour(column.cell))
            case Shape.DECIMAL | Shape.PERCENT:
                return self.number_sql(column.shape, engine.decimal(column.cell))
        if column.shape in NUMBERS:
            return self.number_sql(column.shape, engine.whole(column.cell))
        return self.text_sql(engine, column)

    def text_sql(self, engine: Engine, column: Column) -> Sql:
        """Write somebody's text."""
        raise NotImplementedError

    def number_sql(self, shape: Shape, number: Sql) -> Sql:
        """Write a number."""
        del shape
        return number

    def time_sql(self, engine: Engine, text: Sql) -> Sql:
        """Write a day, a moment, a time of day."""
        del engine
        return text

    def line_sql(self, engine: Engine, cells: list[Sql]) -> Sql:
        """Put the cells of a row together."""
        raise NotImplementedError


def within(before: str, text: Sql, after: str) -> Sql:
    """Put a text between two others."""
    return literal(before).concat(text).concat(after)


def in_a_row(first: Sql, *parts: Sql | str) -> Sql:
    """Put texts behind one another, none of which may be empty."""
    whole = as_text(first)
    for part in parts:
        whole = whole.concat(part)
    return whole


def replaced(text: Sql, signs: dict[str, str]) -> Sql:
    """Replace signs one after the other."""
    for sign, other in signs.items():
        text = func.replace(text, sign, other)
    return text
