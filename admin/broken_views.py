"""Views that the schema, or a change of somebody's rights, has broken, and what of them still holds."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, HTTPException

from admin.listing import Listing
from admin.looks import VIEW, Pairs, as_address
from forms.base import FORMS
from models.access import SYSTEM
from models.account import person_for
from models.saved_view import SavedView


def is_broken(session: Session, view: SavedView) -> bool:
    """Say whether a view cannot be opened by whoever asks through the session."""
    try:
        Listing(FORMS[view.table_name].model, session, MultiDict({VIEW: view.public_id.hex}))
    except (HTTPException, KeyError):
        return True
    return False


def sound_part(session: Session, view: SavedView) -> Pairs:
    """Give what of a view its list still understands, name by name."""
    model, asked = FORMS[view.table_name].model, as_address(view)
    found: Pairs = []
    for name in dict.fromkeys(name for name, _text in asked):
        part = [pair for pair in asked if pair[0] == name]
        try:
            Listing(model, session, MultiDict(part))
        except BadRequest:
            continue
        found += part
    return found


def broken_views(session: Session) -> int:
    """Count the views that their own owners could not open; each is tried as its owner would open it."""
    session.info["person"] = SYSTEM
    views = session.scalars(select(SavedView).order_by(SavedView.id)).all()
    found = 0
    for view in views:
        session.info["person"] = SYSTEM
        owner = person_for(session, view.owner)
        session.info["person"] = owner
        found += is_broken(session, view)
    session.info["person"] = SYSTEM
    return found
