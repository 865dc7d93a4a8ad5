"""What the page for loading shows: the tables, their columns, and what a check found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for

from forms.base import SchemaForm
from forms.columns import Column
from forms.load_report import Report
from forms.words import put_number, say, spoken

MOST_LINES = 200
"""Faults shown; whoever has corrected these sends the file again."""


def page_of(
    forms: Iterable[type[SchemaForm]], form: type[SchemaForm], columns: Sequence[Column]
) -> dict[str, Any]:
    """Give the template the tables to choose from and the columns of the chosen one."""
    table = form.model.__tablename__
    entities = [
        {"name": each.model.__tablename__, "label": spoken(each.model.words), "selected": each is form}
        for each in forms
    ]
    return {
        "entities": entities,
        "columns": columns,
        "template_url": url_for("load.template", table=table),
        "list_url": url_for(f"{table}.index_view"),
    }


def refused(name: str, message: str) -> dict[str, Any]:
    """Tell that a file could not be read at all."""
    return {"file": name, "fatal": message, "lines": [], "warnings": [], "token": ""}


def told(name: str, report: Report, token: str) -> dict[str, Any]:
    """Tell what came of the rows; with a token the file may be saved, or confirmed and saved."""
    lines = [
        {
            "line": fault.line,
            "column": fault.column,
            "message": fault.message,
            "severity": fault.severity.name,
        }
        for fault in sorted(report.faults, key=lambda fault: fault.line)[:MOST_LINES]
    ]
    return {
        "file": name,
        "fatal": "",
        "rows_total": report.total,
        "ok": report.total - report.failed,
        "failed": report.failed,
        "lines": lines,
        "warnings": list(_notes(report)),
        "token": token,
        "needs_a_reason": report.needs_a_reason,
    }


def _notes(report: Report) -> Iterable[str]:
    """Say what the table of faults does not."""
    more = len(report.faults) - MOST_LINES
    if more > 0:
        count = put_number(more)
        yield say(f"Còn {count} chỗ khác chưa liệt kê.", f"Not listed here: {count} more.")
    if report.warnings:
        count = put_number(report.warnings)
        yield say(
            f"{count} cảnh báo sẽ được ghi lại để xem sau.", f"{count} warnings will be kept for later."
        )
