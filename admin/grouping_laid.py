"""Counts laid out as a table: every number as text, with the address of the list of its rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from admin.addresses import path_of
from admin.filter_bar import asked_pairs
from admin.grouping_fields import sum_label
from admin.grouping_groups import Group
from admin.grouping_reading import Question
from admin.grouping_table import Cell, Table
from forms.showing import shown
from forms.words import put_number, put_percent, say

ALL = Group(None, "")
"""The group of a total: nothing more is asked."""


class Laid:
    """A table laid out for the template: every number as text, with the address of its rows."""

    def __init__(self, question: Question, table: Table) -> None:
        self.question, self.table = question, table
        self.url = path_of(f"{question.listing.model.__tablename__}.index_view")
        self.asked = asked_pairs(question.listing)
        self.kept: dict[frozenset[str], str] = {}

    def out(self) -> dict[str, Any]:
        """Give heads, lines and totals."""
        table = self.table
        label = [table.groupings[0].label]
        total, rows = say("Tổng", "Total"), say("Số lượng", "Count")
        added = [sum_label(self.question.sums[self.question.summed])] if self.question.summed else []
        if table.columns:
            heads = [*label, *(column.label for column in table.columns), total]
            across = table.groupings[1].label
        else:
            heads, across = [*label, rows, say("Tỷ lệ", "Share"), *added], ""
        return {
            "heads": heads,
            "across": across,
            "added": added[0] if added and across else "",
            "lines": [(row.label, self._line(row, table.of_rows[row.key])) for row in table.rows],
            "totals": (total, self._line(ALL, table.whole)),
        }

    def _line(self, row: Group, whole: Cell) -> list[dict[str, str]]:
        table = self.table
        if not table.columns:
            sums = [{"text": self._sum(whole)}] if self.question.summed else []
            return [self._count(whole, row), {"text": _share(whole, table.whole)}, *sums]
        cells = table.of_columns if row is ALL else {
            column.key: table.cells[row.key, column.key] for column in table.columns
        }  # fmt: skip
        line = [self._cell(cells[column.key], row, column) for column in table.columns]
        return [*line, self._cell(whole, row, ALL)]

    def _cell(self, cell: Cell, row: Group, column: Group) -> dict[str, str]:
        """Give a number, with the sum beneath it."""
        given = self._count(cell, row, column)
        if self.question.summed and cell.count:
            given["sum"] = self._sum(cell)
        return given

    def _sum(self, cell: Cell) -> str:
        return shown(cell.total, self.question.sums[self.question.summed].unit)

    def _count(self, cell: Cell, *groups: Group) -> dict[str, str]:
        return {"text": put_number(cell.count), "url": self._behind(*groups) if cell.count else ""}

    def _behind(self, *groups: Group) -> str:
        """Give the list of exactly the rows of some groups, where there is one."""
        asked = [group for group in groups if group is not ALL]
        if any(group.query is None for group in asked):
            return ""
        replaced = frozenset[str]().union(*(group.replaced for group in asked))
        if replaced not in self.kept:
            self.kept[replaced] = urlencode([pair for pair in self.asked if pair[0] not in replaced])
        query = "&".join(filter(None, (self.kept[replaced], *(group.query for group in asked))))
        return f"{self.url}?{query}" if query else self.url


def _share(cell: Cell, whole: Cell) -> str:
    return put_percent(round(100 * cell.count / whole.count, 1)) if whole.count else ""
