"""The pages of one row, side by side: what it is, and what happened to it."""

from __future__ import annotations

from flask import url_for

from forms.words import say
from models.base import Model
from models.schema import Kind


def tabs_of(row: Model, current: str) -> list[dict[str, str | bool]]:
    """List the tabs of a row; a record has no history of its own."""
    if row.holds is Kind.RECORD:
        return []
    pages = {"details": say("Hồ sơ", "Record"), "history": say("Lịch sử", "History")}
    return [
        {
            "label": label,
            "url": url_for(f"{row.__tablename__}.{page}_view", id=row.id),
            "current": page == current,
        }
        for page, label in pages.items()
    ]
