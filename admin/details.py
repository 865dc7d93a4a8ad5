"""One row on a page: its values by group, its next steps, what the rules said, what hangs on it."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from admin.cells import cell_of
from admin.children import child_of, referrers
from admin.entries import entry_of
from admin.looks import opening_of
from admin.revealing import told
from admin.tabs import tabs_of
from forms.acknowledging import acknowledgements_of, findings_of
from forms.base import SchemaForm
from forms.lookup import address_key
from forms.revealing import veiled
from forms.showing import shown as worded
from forms.showing import singular, title_of
from forms.words import MASKED, put_datetime, spoken
from models.access import Person, Place, Right, may, may_move, person_of, sees
from models.base import Model, described
from models.reveal import Reveal
from models.schema import Secrecy, Words
from models.sharing import offered


def details_of(
    row: Model, form: type[SchemaForm], session: Session, shown: Reveal | None = None
) -> dict[str, Any]:
    """Give the template everything the page of a row shows; `shown` is the reveal under which it is asked."""
    person, table = person_of(session), row.__tablename__
    model, place = type(row), Place.RECORD if shown is None else Place.REVEALED
    edits = offered(person, Right.EDIT, row)
    return {
        "title": title_of(row, person, Place.RECORD),
        "subtitle": singular(model),
        "list_url": url_for(f"{table}.index_view"),
        "edit_url": url_for(f"{table}.edit_view", id=row.id) if edits and _typed(model) else "",
        "delete_url": url_for(f"{table}.delete_view", id=row.id)
        if offered(person, Right.DELETE, row)
        else "",
        "open_url": opening_of(row),
        "tabs": tabs_of(row, "details"),
        "entry": entry_of(row, session),
        "reveal_url": url_for(f"{table}.reveal_view", id=address_key(row)) if _may_ask(model, person) else "",
        "revealed": told(shown),
        "groups": groups_of(row, person, place),
        "moves": moves_of(row, person),
        "warnings": [
            {"code": found.rule_code, "message": sentence_of(form, found.rule_name)}
            for found in findings_of(session, row)
        ],
        "confirmations": confirmations_of(row, form, session, place),
        "children": [child for link in referrers(model) if (child := child_of(row, *link, session))],
    }


def _why(row: Model, name: str) -> str:
    return url_for("why.index", table=row.__tablename__, id=address_key(row), field=name)


def _typed(model: type[Model]) -> bool:
    return any(spec.typed for spec in described(model).values())


def _may_ask(model: type[Model], person: Person) -> bool:
    return may(person, Right.REVEAL, model) and bool(veiled(model, person))


def groups_of(row: Model, person: Person, place: Place) -> list[dict[str, Any]]:
    """List every described value under its group's name."""
    found: dict[Words | None, list[dict[str, Any]]] = {}
    for name, spec in described(type(row)).items():
        cell = cell_of(row, name, person, place)
        item = {
            "label": spoken(spec.words),
            "cell": cell,
            "why_url": _why(row, name) if cell.kind == "masked" else "",
        }
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
            "url": url_for(f"{row.__tablename__}.move_view", id=row.id, step=step.name),
        }
        for step in steps
        if may_move(person, step)
    ]


def sentence_of(form: type[SchemaForm], name: str) -> str:
    """Say a rule by its name; several share a code."""
    return next((rule.sentence() for rule in form.rules if rule.name == name), name)


def confirmations_of(
    row: Model, form: type[SchemaForm], session: Session, place: Place
) -> list[dict[str, str]]:
    """List what was confirmed on the row, with the reason for whoever may read it."""
    person = person_of(session)
    clear = sees(person, Secrecy.SENSITIVE, place, row.holds)
    return [
        {
            "code": kept.rule_code,
            "message": sentence_of(form, kept.rule_name),
            "reason": kept.reason if clear else MASKED,
            "by": worded(kept.account, person=person),
            "on": put_datetime(kept.created_at),
        }
        for kept in acknowledgements_of(session, row)
    ]
