"""What hangs on a row: the newest rows of every table that links to it, and the way to all of them."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from admin.cells import cells_of, details_url, is_day
from admin.counting import counted
from admin.listing import shown_links
from forms.base import FORMS
from forms.showing import singular
from forms.words import say, spoken
from models.access import Person, Place, Right, may, person_of, sees
from models.base import Model, described
from models.schema import Kind

CHILD_ROWS = 5
CHILD_COLUMNS = 5


def referrers(model: type[Model]) -> list[tuple[type[Model], str]]:
    """List the tables that link to this one, with the name of the link."""
    return [
        (form.model, name)
        for form in FORMS.values()
        for name, relation in inspect(form.model).relationships.items()
        if relation.mapper.class_ is model and name in described(form.model)
    ]


def child_of(row: Model, model: type[Model], name: str, session: Session) -> dict[str, Any] | None:
    """Show the rows of another table that belong to this one; None where there is nothing to show."""
    person = person_of(session)
    if not may(person, Right.VIEW, model) or not sees_link(model, name, person):
        return None
    count = session.scalar(select(func.count(model.id)).where(_belongs(model, name, row))) or 0
    creates = may(person, Right.CREATE, model) and row.holds is not Kind.REFERENCE and _typed(model)
    if not count and not creates:
        return None
    base, here = f"{model.__tablename__}.", dict[str, Any]({name: row.id})
    label = spoken(described(model)[name].words)
    return {
        "title": f"{spoken(model.words)} ({label})" if _several(type(row), model) else spoken(model.words),
        "count_text": counted(model, count),
        **_newest(row, model, name, session),
        "more_url": url_for(f"{base}index_view", **here) if count and _filterable(model, name) else "",
        "create_url": url_for(f"{base}create_view", **here) if creates else "",
        "create_label": say(f"Thêm {singular(model).lower()}", f"Add {singular(model)}"),
    }


def sees_link(model: type[Model], name: str, person: Person) -> bool:
    """Say whether a person sees where a link leads: rows gathered by a masked link would tell it."""
    return sees(person, described(model)[name].secrecy, Place.LIST, model.holds)


def _belongs(model: type[Model], name: str, row: Model) -> Any:
    return getattr(model, f"{name}_id") == row.id


def _newest(row: Model, model: type[Model], name: str, session: Session) -> dict[str, Any]:
    """Load the newest few, their days first: a day tells rows of one person apart best."""
    person = person_of(session)
    listed = [key for key, spec in described(model).items() if spec.listed and key != name]
    columns = sorted(listed, key=lambda key: not is_day(model, key))[:CHILD_COLUMNS]
    newest = select(model).where(_belongs(model, name, row)).order_by(model.id.desc()).limit(CHILD_ROWS)
    rows = session.scalars(newest.options(*shown_links(model, columns)))
    return {
        "columns": [spoken(described(model)[key].words) for key in columns],
        "rows": [
            {"url": details_url(each, person), "cells": cells_of(each, columns, person)} for each in rows
        ],
    }


def _typed(model: type[Model]) -> bool:
    return any(spec.typed for spec in described(model).values())


def _several(target: type[Model], model: type[Model]) -> bool:
    return sum(1 for other, _name in referrers(target) if other is model) > 1


def _filterable(model: type[Model], name: str) -> bool:
    """Say whether the list of a table can be narrowed by a link (see admin/filters.py)."""
    target = inspect(model).relationships[name].mapper.class_
    return described(model)[name].filtered or target.holds is Kind.CASE
