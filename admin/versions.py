"""An older version of a row, laid into its form: what is saved from there is an ordinary change."""

from __future__ import annotations

from flask import abort, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from forms.past_values import LOST, PastValues, typed_names, undone
from models.audit import Action, history_of
from models.base import Model

CHANGES = (Action.created, Action.changed, Action.deleted, Action.restored)
"""What makes a version of a row, or ends one."""

FARTHEST = 1_000
"""Versions that can be gone back; what lies before them is read on the history page."""


def version_asked(row: Model, session: Session) -> MultiDict[str, object] | None:
    """Give the values of the version an address names by its receipt, those that have changed since.

    None where no version is asked for. What the form does not let this person type it does not take.
    """
    receipt = request.args.get("version", "") if request.method == "GET" else ""
    if not receipt:
        return None
    newer = []
    for entry in history_of(session, row, actions=CHANGES, limit=FARTHEST):
        if entry.entry.receipt == receipt:
            break
        newer.append(entry)
    else:
        abort(404)
    past, found = PastValues(session, type(row), newer), MultiDict[str, object]()
    for name, kept in undone(newer, typed_names(type(row))).items():
        value = past.read(name, kept)
        if value is not LOST:
            found.setlist(name, [value])
    return found
