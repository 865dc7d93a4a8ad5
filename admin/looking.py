"""What the record keeps of looks at rows: which page, with which classes of value clear; and of refusals."""

from __future__ import annotations

from typing import Any

from flask import request

from forms.base import FORMS
from forms.lookup import id_in
from models.access import Person, Place, person_of, sees
from models.audit import Action, record_look
from models.base import Model, db, described

FORBIDDEN = 403
REFUSED = frozenset({FORBIDDEN, 404})


def opened(page: Any, row: Model, place: Place) -> Any:
    """Enter a look at a row once its page is made; a page whose entry cannot be written is not sent.

    A look at what is one's own affair is nobody else's.
    """
    if row.is_private():
        return page
    table = type(row)
    clear = {
        spec.secrecy
        for spec in described(table).values()
        if sees(person_of(db.session()), spec.secrecy, place, table.holds)
    }
    said = {"page": _page(), "clear": [secrecy.name.lower() for secrecy in sorted(clear)]}
    only_read = request.method == "GET"
    record_look(
        db.session(), Action.opened, only_read=only_read, table=row.__tablename__, row_id=row.id, **said
    )
    return page


def note_refusal(code: int | None) -> None:
    """Enter a refused look at a row: one that is not there and one that is somebody else's leave the same.

    A right somebody has not is refused of a whole table or page too: its list, its file, a new row of it.
    """
    table = request.blueprint if request.blueprint in FORMS else ""
    known = isinstance(db.session().info.get("person"), Person)
    if known and (code == FORBIDDEN or (table and code in REFUSED and "id" in request.args)):
        row_id = id_in(request.args.get("id", "")) if table else None
        record_look(db.session(), Action.refused, table=table or "", row_id=row_id, page=_page())


def _page() -> str:
    """Name the page asked for: `details`, `edit` and the like; one of no table by its own name."""
    blueprint, _dot, page = (request.endpoint or "").rpartition(".")
    return page.removesuffix("_view") if blueprint in FORMS else blueprint or page
