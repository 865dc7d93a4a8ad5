"""What stands in the way of deleting a row (WA9): everything that refers to it, counted."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from admin.list import counted
from forms.base import FORMS
from forms.words import spoken
from models.access import Right, may, person_of
from models.base import Model, entities


def blockers(row: Model, session: Session) -> list[dict[str, Any]]:
    """Count the rows of every table that link to this one; those the reader may not list have no address."""
    person = person_of(session)
    kept = row.undeletable()
    found = [] if kept is None else [{"label": spoken(kept), "count_text": "", "url": ""}]
    for model in entities():
        for name, relation in inspect(model).relationships.items():
            if relation.mapper.class_ is not type(row):
                continue
            count = (
                session.scalar(select(func.count(model.id)).where(getattr(model, f"{name}_id") == row.id))
                or 0
            )
            if count:
                listed = model.__tablename__ in FORMS and may(person, Right.VIEW, model)
                found.append(
                    {
                        "label": spoken(model.words),
                        "count_text": counted(model, count),
                        "url": url_for(f"{model.__tablename__}.index_view") if listed else "",
                    }
                )
    return found
