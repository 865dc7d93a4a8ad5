"""Counts as a file: the table with all its groups, numbers as machines read them; no row stands in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from hashlib import sha256

from flask import Response

from admin.export_order import public_eye
from admin.grouping_fields import sum_label
from admin.grouping_reading import Question
from admin.grouping_table import Cell, Table, table_of
from forms.comma_files import guarded
from forms.pen_csv import BOM
from forms.words import say
from models.audit import Action, record_look


def csv_of(question: Question) -> Response:
    """Write the table and record that it was taken, and what of it."""
    listing, summed = question.listing, question.summed
    table = table_of(listing, question.groupings, summed, whole=True)
    buffer = io.StringIO()
    lines = list(_lines(question, table))
    csv.writer(buffer).writerows(lines)
    text = BOM + buffer.getvalue()
    name = listing.model.__tablename__
    names = [each.name for each in question.groupings]
    sentence = listing.sentence(public_eye(listing.person))
    record_look(
        listing.session, Action.exported, table=name, filter=sentence, by=names,
        columns=[summed] if summed else [], rows=len(lines) - 1, sha256=sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    headers = {"Content-Disposition": f'attachment; filename="{name}-by-{"-".join(names)}.csv"'}
    return Response(text, mimetype="text/csv", headers=headers)


def _lines(question: Question, table: Table) -> Iterator[list[str]]:
    """Give the heads, a line a group, and the totals; a sum stands beside its count."""
    total = say("Tổng", "Total")
    added = [sum_label(question.sums[question.summed])] if question.summed else []
    beside = [column.label for column in table.columns]
    heads = [*beside, total] if beside else [say("Số lượng", "Count")]
    yield [
        guarded(table.groupings[0].label),
        *(guarded(head) for each in heads for head in _heads(each, added, alone=not beside)),
    ]
    for row in table.rows:
        cells = [table.cells[row.key, column.key] for column in table.columns]
        yield [guarded(row.label), *_numbers([*cells, table.of_rows[row.key]], summed=bool(added))]
    cells = [table.of_columns[column.key] for column in table.columns]
    yield [total, *_numbers([*cells, table.whole], summed=bool(added))]


def _heads(head: str, added: list[str], *, alone: bool) -> list[str]:
    return [head, *(each if alone else f"{head}: {each}" for each in added)]


def _numbers(cells: list[Cell], *, summed: bool) -> Iterator[str]:
    for cell in cells:
        yield str(cell.count)
        if summed:
            yield str(cell.total)
