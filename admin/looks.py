"""How a list is looked at: an address with a view laid under it, and what of an address a view keeps."""

from __future__ import annotations

from collections.abc import Iterable

from flask import abort
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.addresses import address_of
from forms.base import FORMS
from models.base import Model
from models.saved_view import SEARCH, SavedView, view_of

VIEW = "view"
"""Names in an address the view to open: what else the address asks for outweighs what the view says."""

VIEWED = "viewed"
"""Names the view that was opened here, whatever was changed since."""

COLUMNS = "columns"
"""Names the columns shown, in order."""

NAMES = (VIEW, VIEWED, COLUMNS)

_QUOTED = str.maketrans({"%": "%25", "&": "%26", "=": "%3D", "+": "%2B", " ": "+"})
"""What must not stand in a query as it is; letters with marks may, so that people can read it."""

Pairs = list[tuple[str, str]]


class BrokenViewError(BadRequest):
    """A view asks for what its list does not know, or not for this reader."""

    def __init__(self, view: SavedView, wrong: BadRequest) -> None:
        super().__init__(wrong.description)
        self.view = view


def laid_open(
    session: Session, model: type[Model], args: MultiDict[str, str]
) -> tuple[MultiDict[str, str], SavedView | None]:
    """Lay the view an address names under it; give the address then, and the view that is open.

    A view that is not there and one that is not theirs answer alike.
    """
    table, asked = model.__tablename__, args.get(VIEW, "")
    if not asked:
        seen = args.get(VIEWED, "")
        view = view_of(session, table, seen) if seen else None
        return args, view
    view = view_of(session, table, asked) or abort(404)
    own = [pair for pair in args.items(multi=True) if pair[0] not in {VIEW, VIEWED}]
    given = {name for name, _text in own}
    laid = [pair for pair in as_address(view) if pair[0] not in given]
    return MultiDict([*laid, *own, (VIEWED, view.public_id.hex)]), view


def as_address(view: SavedView) -> Pairs:
    """Write what a view asks for as an address has it: for the words of its search stands the view itself."""
    token = view.public_id.hex
    kept = [pair for pair in view.asked if pair[0] not in {VIEW, VIEWED}]
    return [(name, token if name == SEARCH else text) for name, text in kept]


def opening_of(row: Model) -> str:
    """Give the address that opens a view; none for a row that is no view, or one of a list that is gone."""
    if not isinstance(row, SavedView) or row.table_name not in FORMS:
        return ""
    return address_of(f"{row.table_name}.index_view", **{VIEW: row.public_id.hex})


def as_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Write a query so that people can read it, and `asked_in` does."""
    return "&".join(f"{name.translate(_QUOTED)}={text.translate(_QUOTED)}" for name, text in pairs)
