"""The pens for plain files: comma-separated, and one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import case, func, literal

from forms.comma_files import FORMULA_STARTS, guarded
from forms.engines import Engine, Sql
from forms.file_columns import Column
from forms.pens import Pen, in_a_row, within

BOM = "\ufeff"


class CommaPen(Pen):
    """Text always stands in quotation marks, a formula behind an apostrophe; numbers and days stand bare."""

    kind, mime = "csv", "text/csv"

    def text(self, text: str) -> str:
        """Write a text no spreadsheet takes for a formula (EX2)."""
        return '"' + guarded(text).replace('"', '""') + '"'

    def line(self, cells: Iterable[str]) -> str:
        return ",".join(cells) + "\n"

    def text_sql(self, engine: Engine, column: Column) -> Sql:
        del engine
        text = func.replace(column.cell, '"', '""')
        if column.head is None:
            return within('"', text, '"')
        looks = func.substr(func.ltrim(column.head, "'"), 1, 1).in_(FORMULA_STARTS)
        return in_a_row(case((looks, literal("\"'")), else_=literal('"')), text, '"')

    def line_sql(self, engine: Engine, cells: list[Sql]) -> Sql:
        del engine
        first, *rest = cells
        parts = [part for cell in rest for part in (",", cell)]
        return in_a_row(first, *parts, "\n")


class JsonPen(Pen):
    """Keys are the columns' names; numbers, yes and no stay what they are."""

    kind, mime = "jsonl", "application/jsonl"
    nothing = "null"

    def __init__(self, names: Sequence[str]) -> None:
        """`names` are the columns' in their order."""
        self.keys = [f"{json.dumps(name)}:" for name in names]

    def text(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    def time_text(self, text: str) -> str:
        return self.text(text)

    def flag(self, value: bool) -> str:  # noqa: FBT001 - the value to be written
        return "true" if value else "false"

    def line(self, cells: Iterable[str]) -> str:
        pairs = (key + cell for key, cell in zip(self.keys, cells, strict=True))
        return "{" + ",".join(pairs) + "}\n"

    def text_sql(self, engine: Engine, column: Column) -> Sql:
        return engine.json_text(column.cell)

    def time_sql(self, engine: Engine, text: Sql) -> Sql:
        del engine
        return within('"', text, '"')

    def line_sql(self, engine: Engine, cells: list[Sql]) -> Sql:
        del engine
        pairs = zip(self.keys, cells, strict=True)
        _comma, *parts = [part for key, cell in pairs for part in (",", key, cell)]
        return in_a_row(literal("{"), *parts, "}\n")
