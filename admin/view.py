"""The view every table gets: Flask-Admin's addresses, our list, details, look-up and files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Response, abort, jsonify, redirect, request, url_for
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from sqlalchemy import Select, bindparam, select

from admin.bulk_pages import BulkPages
from admin.details import details_of
from admin.export_page import ExportPages
from admin.filter_pages import FilterPages
from admin.grouping import GroupPages
from admin.history import HistoryPages
from admin.list import page_of
from admin.listing import Listing, shown_links
from admin.looking import opened
from admin.proving import proof_needed
from admin.revealing import RevealPages, masked_again, place_of, seconds_left
from admin.trash import TrashPages
from admin.views_pages import ViewPages
from forms.base import SchemaForm
from forms.lookup import address_key, key_in, offers
from forms.reading import Unreadable, read_text
from forms.words import locale, speaking
from models.access import Person, Right, may
from models.base import Model, db, described
from models.kept_search import keep_search
from models.schema import Kind

NEEDS: dict[str, Right] = {
    "index_view": Right.VIEW,
    "search": Right.VIEW,
    "columns_view": Right.VIEW,
    "keep_view": Right.VIEW,  # the gate asks more of who writes a view (models/sharing.py)
    "update_view": Right.VIEW,
    "facet_view": Right.VIEW,
    "groups_view": Right.VIEW,  # not Right.COUNT: who cannot open the rows has the first page's tables
    "groups_export": Right.EXPORT,
    "details_view": Right.VIEW,
    "lookup": Right.VIEW,
    "move_view": Right.VIEW,  # the step itself asks for its own role (forms/base.py)
    "export_page": Right.EXPORT,
    "export": Right.EXPORT,
    "bulk_view": Right.EDIT,
    "create_view": Right.CREATE,
    "edit_view": Right.EDIT,
    "delete_view": Right.DELETE,
    "reveal_view": Right.REVEAL,
    "history_view": Right.VIEW,
    "trash_view": Right.RESTORE,
    "restore_view": Right.RESTORE,
    "purge_view": Right.PURGE,
}
"""What each endpoint asks for; an endpoint that is not here answers nobody."""


LONGEST_SEARCH = 200
"""Characters of a search; a name is never longer."""


class SchemaView(
    BulkPages,
    ExportPages,
    FilterPages,
    GroupPages,
    RevealPages,
    HistoryPages,
    TrashPages,
    ViewPages,
    ModelView,
):
    """The panel of one table, derived from its form; tests/test_traps.py holds what ModelView lacks."""

    can_view_details = True
    can_export = True
    column_display_actions = False
    page_size_options = ()

    def __init__(self, form: type[SchemaForm]) -> None:
        """Name the view after its table."""
        self.schema_form = form
        table = form.model.__tablename__
        super().__init__(form.model, db, name=form.model.words[0], endpoint=table, url=f"/admin/{table}")

    def _refresh_cache(self) -> None:
        """Scaffold nothing: lists, forms and filters are read from the schema at each request."""
        self._list_columns: list[Any] = []

    # --- who may

    def is_accessible(self) -> bool:
        """Say whether the person may see this table at all (asked by the menu and by every endpoint)."""
        person = db.session().info.get("person")
        return isinstance(person, Person) and may(person, Right.VIEW, self.model)

    def _handle_view(self, name: str, **kwargs: Any) -> Any:
        """Let an endpoint run only where it is listed and the person has its right; denial is the default."""
        del kwargs
        person = db.session().info.get("person")
        if not isinstance(person, Person):
            return redirect(
                url_for("sign_in.login", next=request.full_path if request.method == "GET" else None)
            )
        needed = NEEDS.get(name)
        if needed is None or not may(person, needed, self.model):
            abort(404 if needed is None else 403)
        if needed is Right.PURGE or (self.model.holds is Kind.ACCOUNT and needed is not Right.VIEW):
            return proof_needed()  # whoever does what cannot be undone has just shown who they are
        return None

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run the endpoint as it is (Flask-Admin would hide a real TypeError), in one language."""
        with speaking(locale()):
            return fn(self, *args, **kwargs)

    # --- rows

    def row_or_404(self) -> Model:
        """Load the row named in the address; not there, not theirs and not a key answer alike."""
        key = key_in(self.model, request.args.get("id", ""))
        if key is None:
            abort(404)
        row = db.session.scalar(_one(self.model), {"key": key})
        if row is None:
            abort(404)
        found: Model = row
        return found

    # --- pages

    @expose("/")
    def index_view(self) -> str:
        """Show the list."""
        listing = Listing(self.model, db.session(), request.args)
        return str(self.render("admin/list.html", page=page_of(listing, self.url_of("index_view"))))

    @expose("/search/", methods=("POST",))
    def search(self) -> Any:
        """Keep what is searched for under a token and show the list by it: no name stands in an address."""
        text = request.form.get("q", "").strip()[:LONGEST_SEARCH]
        if not text:
            return redirect(self.url_of("index_view"))
        token = keep_search(db.session(), self.person.account_id or 0, self.endpoint, text)
        db.session.commit()
        return redirect(self.url_of("index_view", search=token), 303)

    @expose("/details/")
    def details_view(self) -> Any:
        """Show one row with what hangs on it."""
        row = self.row_or_404()
        place, shown = place_of(row)
        left = seconds_left(shown)
        page = self.render("admin/details.html", **details_of(row, self.schema_form, db.session(), shown))
        return opened(masked_again(page, left), row, place)

    @expose("/lookup/", methods=("POST",))
    def lookup(self) -> Response:
        """Answer a picker: at most a page of rows that match what is typed, inside the gate."""
        found = offers(db.session(), self.model, _asked_for())
        return jsonify(rows=[{"id": key, "text": title, "note": ""} for key, title in found])


@cache
def _one(model: type[Model]) -> Select[Any]:
    """Ask for one row with what its links show; made once, as every page of a row asks."""
    links = shown_links(model, described(model))
    return select(model).where(address_key(model) == bindparam("key")).options(*links)


def _asked_for() -> str:
    """Read what a picker asks for; what cannot be read asks for nothing."""
    try:
        asked = request.get_json(silent=True)
        text = str((asked if isinstance(asked, dict) else request.form).get("q", ""))
        return read_text(text[:LONGEST_SEARCH]) or ""
    except (RecursionError, Unreadable):
        return ""
