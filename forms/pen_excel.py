"""The pen for Excel's own format: cells with types, so that days sort as days and sums add up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from sqlalchemy import case, func, literal

from forms.engines import DAY_SECONDS, FIRST_DAY, MILLION, Engine, Sql, as_text, fraction
from forms.file_columns import Column
from forms.file_shapes import Shape
from forms.file_values import number_text
from forms.pens import Pen, in_a_row, replaced, within

LONGEST = 32_767
"""Letters a cell of Excel takes; the end of a longer text is named as missing, not dropped in silence."""

CUT = " […]"
FIRST_EXACT_DAY = date(1900, 3, 1)
"""Excel believes that 1900 had a 29 February; what lies before is written as text."""

UNPRINTABLE = bytes((*range(9), 11, 12, *range(14, 32)))
"""What XML may not hold, however it is written; and two more that are written with three bytes each."""

NO_LETTERS = ("\ufffe".encode(), "\uffff".encode())

SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}

STYLES = {
    Shape.WHOLE: 3, Shape.DECIMAL: 3, Shape.MONEY: 4, Shape.YEAR: 5, Shape.PERCENT: 6, Shape.DAY: 7,
    Shape.MOMENT: 8, Shape.HOUR: 9,
}  # fmt: skip
"""The number of each shape's look among those of forms/excel_book.py; text is 2."""

TEXT = '<c s="2" t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"


def printable(rows: bytes) -> bytes:
    """Leave out of rows that are written what XML may not hold."""
    rows = rows.translate(None, UNPRINTABLE)
    for letter in NO_LETTERS:
        rows = rows.replace(letter, b"")
    return rows


def number_cell(style: int) -> tuple[str, str]:
    """Give what stands before and after a number."""
    return f'<c s="{style}"><v>', "</v></c>"


class ExcelPen(Pen):
    """A row without its first cells and its number, which are counted where the sheet is put together."""

    kind = "xlsx"
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    nothing = '<c s="2"/>'

    def cell(self, shape: Shape, value: Any) -> str:
        if value is None or shape not in STYLES or (shape is Shape.DAY and value < FIRST_EXACT_DAY):
            return super().cell(shape, value)
        before, after = number_cell(STYLES[shape])
        return before + _number(shape, value) + after

    def text(self, text: str) -> str:
        text = text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
        return TEXT[0] + escape(text, {"\r": "&#13;"}) + TEXT[1]

    def time_text(self, text: str) -> str:
        return self.text(text)

    def line(self, cells: Iterable[str]) -> str:
        return "".join(cells) + "</row>"

    def written_sql(self, engine: Engine, column: Column) -> Sql:
        if column.shape not in STYLES:
            return self.text_sql(engine, column)
        whole = within(*_between(column.shape, _number_sql(engine, column)))
        if column.shape is Shape.DAY:
            early = within(TEXT[0], engine.day(column.cell), TEXT[1])
            return case((column.cell < FIRST_EXACT_DAY, early), else_=whole)
        return whole

    def text_sql(self, engine: Engine, column: Column) -> Sql:
        del engine
        text = column.cell
        if column.shape is Shape.TEXT:
            shorter = as_text(func.substr(text, 1, LONGEST - len(CUT))).concat(CUT)
            text = case((func.length(text) > LONGEST, shorter), else_=text)
        return within(TEXT[0], replaced(text, SIGNS), TEXT[1])

    def line_sql(self, engine: Engine, cells: list[Sql]) -> Sql:
        del engine
        return in_a_row(*cells, "</row>")


def _between(shape: Shape, number: Sql) -> tuple[str, Sql, str]:
    before, after = number_cell(STYLES[shape])
    return before, number, after


def _number(shape: Shape, value: Any) -> str:
    """Write a value as the number Excel keeps: days since its first, a time as a part of a day."""
    match shape:
        case Shape.DAY:
            return str((value - FIRST_DAY).days)
        case Shape.MOMENT:
            seconds = value.hour * 3600 + value.minute * 60 + value.second
            return f"{(value.date() - FIRST_DAY).days}.{_millionths(seconds)}"
        case Shape.HOUR:
            return f"0.{_millionths(value.hour * 3600 + value.minute * 60)}"
        case Shape.PERCENT:
            return number_text(value / Decimal(100))
    return number_text(value)


def _millionths(seconds: int) -> str:
    return f"{(seconds * MILLION + DAY_SECONDS // 2) // DAY_SECONDS:06}"


def _number_sql(engine: Engine, column: Column) -> Sql:
    cell = column.cell
    match column.shape:
        case Shape.DAY:
            return engine.days_since(cell)
        case Shape.MOMENT:
            part = engine.six_digits(fraction(engine.seconds_of(cell)))
            return in_a_row(engine.days_since(engine.day_of(cell)), ".", part)
        case Shape.HOUR:
            return literal("0.").concat(engine.six_digits(fraction(engine.minutes_of(cell) * 60)))
        case Shape.PERCENT:
            return engine.hundredth(cell)
        case Shape.DECIMAL:
            return engine.decimal(cell)
    return engine.whole(cell)
