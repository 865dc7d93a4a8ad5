"""One row on a page: its values by group, its next steps, what the rules said, what hangs on it."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from admin.cells import cell_of, details_url
from admin.list import counted
from admin.listing import shown_links
from forms.acknowledging import acknowledgements_of, findings_of
from forms.base import FORMS, SchemaForm
from forms.showing import shown, singular, title_of
from forms.words import MASKED, put_datetime, say, spoken
from models.access import Person, Place, Right, may, may_move, person_of, sees
from models.base import Model, described
from models.schema import Kind, Secrecy, Words

CHILD_ROWS = 5
CHILD_COLUMNS = 5


def details_of(row: Model, form: type[SchemaForm], session: Session) -> dict[str, Any]:
    """Give the template everything the page of a row shows."""
    person, table = person_of(session), row.__tablename__
    model = type(row)
    edits = may(person, Right.EDIT, model)
    return {
        "title": title_of(row, person, Place.RECORD),
        "subtitle": singular(model),
        "list_url": url_for(f"{table}.index_view"),
        "edit_url": url_for(f"{table}.edit_view", id=row.id) if edits and _typed(model) else "",
        "delete_url": url_for(f"{table}.delete_view", id=row.id) if may(person, Right.DELETE, model) else "",
        "groups": groups_of(row, person),
        "moves": moves_of(row, person),
        "warnings": [
            {"code": found.rule_code, "message": sentence_of(form, found.rule_code)}
            for found in findings_of(session, row)
        ],
        "confirmations": confirmations_of(row, form, session),
        "children": [
            child for model_, name in referrers(model) if (child := child_of(row, model_, name, session))
        ],
    }


def _typed(model: type[Model]) -> bool:
    return any(spec.typed for spec in described(model).values())


def groups_of(row: Model, person: Person) -> list[dict[str, Any]]:
    """List every described value under its group's name."""
    found: dict[Words | None, list[dict[str, Any]]] = {}
    for name, spec in described(type(row)).items():
        item = {"label": spoken(spec.words), "cell": cell_of(row, name, person, Place.RECORD)}
        found.setdefault(spec.group, []).append(item)
    return [{"label": spoken(group) if group else "", "items": items} for group, items in found.items()]


def moves_of(row: Model, person: Person) -> list[dict[str, str]]:
    """List the steps that lead on from here for this person."""
    if row.workflow is None:
        return []
    steps = row.workflow.open_to(getattr(row, row.workflow.column))
    return [
        {
            "label": spoken(step.words),
            "tone": step.tone,
            "blocked": "",
            "url": url_for(f"{row.__tablename__}.move_view", id=row.id, step=step.name),
        }
        for step in steps
        if may_move(person, step)
    ]


def sentence_of(form: type[SchemaForm], code: str) -> str:
    """Say the rule of a code."""
    return next((rule.sentence() for rule in form.rules if rule.code == code), code)


def confirmations_of(row: Model, form: type[SchemaForm], session: Session) -> list[dict[str, str]]:
    """List what was confirmed on the row, with the reason for whoever may read it."""
    person = person_of(session)
    clear = sees(person, Secrecy.SENSITIVE, Place.RECORD, row.holds)
    return [
        {
            "code": kept.rule_code,
            "message": sentence_of(form, kept.rule_code),
            "reason": kept.reason if clear else MASKED,
            "by": shown(kept.account, person=person),
            "on": put_datetime(kept.created_at),
        }
        for kept in acknowledgements_of(session, row)
    ]


def referrers(model: type[Model]) -> list[tuple[type[Model], str]]:
    """List the tables that link to this one, with the name of the link."""
    return [
        (form.model, name)
        for form in FORMS.values()
        for name, relation in inspect(form.model).relationships.items()
        if relation.mapper.class_ is model and name in described(form.model)
    ]


def child_of(row: Model, model: type[Model], name: str, session: Session) -> dict[str, Any] | None:
    """Show the newest rows of another table that belong to this one; None where there is nothing to show."""
    person = person_of(session)
    if not may(person, Right.VIEW, model):
        return None
    link = getattr(model, f"{name}_id") == row.id
    count = session.scalar(select(func.count(model.id)).where(link)) or 0
    creates = may(person, Right.CREATE, model) and row.holds is not Kind.REFERENCE and _typed(model)
    if not count and not creates:
        return None
    columns = [key for key, spec in described(model).items() if spec.listed and key != name][:CHILD_COLUMNS]
    newest = select(model).where(link).order_by(model.id.desc()).limit(CHILD_ROWS)
    rows = session.scalars(newest.options(*shown_links(model, columns)))
    base = f"{model.__tablename__}."
    label = spoken(described(model)[name].words)
    return {
        "title": f"{spoken(model.words)} ({label})" if _several(type(row), model) else spoken(model.words),
        "count_text": counted(model, count),
        "columns": [spoken(described(model)[key].words) for key in columns],
        "rows": [
            {
                "url": details_url(each, person),
                "cells": [cell_of(each, key, person, Place.LIST) for key in columns],
            }
            for each in rows
        ],
        "more_url": url_for(f"{base}index_view", **dict[str, Any]({name: row.id}))
        if count and _filterable(model, name)
        else "",
        "create_url": url_for(f"{base}create_view", **dict[str, Any]({name: row.id})) if creates else "",
        "create_label": say(f"Thêm {singular(model).lower()}", f"Add {singular(model)}"),
    }


def _several(target: type[Model], model: type[Model]) -> bool:
    return sum(1 for other, _name in referrers(target) if other is model) > 1


def _filterable(model: type[Model], name: str) -> bool:
    """Say whether the list of a table can be narrowed by a link (see admin/filters.py)."""
    target = inspect(model).relationships[name].mapper.class_
    return described(model)[name].filtered or target.holds is Kind.CASE
