"""The pages that keep how a list is looked at: its columns for oneself, and views under a name."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, flash, redirect, render_template, request
from flask_admin import BaseView, expose

from admin.addresses import address_of
from admin.broken_views import sound_part
from admin.columns import choice_of, columns_asked, moved, own_columns
from admin.filter_bar import address
from admin.headers import local
from admin.listing import Listing
from admin.looks import COLUMNS, VIEW, VIEWED, BrokenViewError
from admin.once import spend
from admin.saving import save
from admin.views_bar import query_of
from admin.writing import NO_VERSION
from forms.saved_view import KeepingForm, SavedViewForm
from forms.words import say, spoken
from models.access import Right, person_of
from models.base import Model, db, described
from models.list_setting import choose_columns
from models.saved_view import SavedView
from models.sharing import offered


class ViewPages(BaseView):
    """Part of SchemaView."""

    model: type[Model]
    url_of: Any
    _form_page: Any

    @expose("/columns/", methods=("GET", "POST"))
    def columns_view(self) -> Any:
        """Choose columns and their order, for oneself; up and down only lay the page out anew."""
        if request.method != "POST":
            return self._chooser(Listing(self.model, db.session(), request.args).columns)
        asked, ticked = request.form, self._named(COLUMNS)
        order = self._named("order") or ticked
        shown = [name for name in order if name in ticked]
        for name, step in (("up", -1), ("down", 1)):
            if asked.get(name):
                return self._chooser(shown, moved(order, asked[name], step), asked[name])
        if not shown and not asked.get("reset"):
            return self._chooser(shown, order), 422
        self._choose([] if asked.get("reset") or shown == own_columns(self.model) else shown)
        return redirect(_without_columns(asked.get("next", "")) or self.url_of("index_view"), 303)

    def _named(self, name: str) -> list[str]:
        """Read names of columns out of the posted form; raises BadRequest for one that is not offered."""
        return columns_asked(self.model, person_of(db.session()), ",".join(request.form.getlist(name)))

    def _choose(self, names: list[str]) -> None:
        choose_columns(db.session(), person_of(db.session()).account_id or 0, self.endpoint or "", names)
        db.session.commit()

    def _chooser(self, shown: list[str], order: list[str] | None = None, moved_name: str = "") -> str:
        """Show the chooser on a page of its own."""
        choice = choice_of(self.model, person_of(db.session()), shown, order or ())
        return str(
            self.render(
                "admin/columns.html",
                title=say("Chọn cột", "Choose columns"),
                about=spoken(self.model.words),
                columns=choice,
                columns_url=self.url_of("columns_view"),
                here=request.form.get("next", "") or self._list_asked_for(),
                moved=moved_name,
                is_empty=not shown,
            )
        )

    @expose("/views/keep/", methods=("GET", "POST"))
    def keep_view(self) -> Any:
        """Keep how the list is looked at under a name."""
        spend()
        listing = Listing(self.model, db.session(), request.args)
        kept = SavedView(table_name=self.endpoint, query=query_of(listing))
        form = KeepingForm(db.session(), request.form, kept)
        if request.method == "POST" and save(form, self._opening):
            flash(say("Đã lưu khung nhìn.", "The view was saved."), "success")
            return redirect(self._opening(form.row), 303)
        title, back = say("Lưu khung nhìn", "Save this view"), self._list_asked_for()
        return self._form_page("admin/move.html", form, title, back, message=_in_words(listing), tone="info")

    @expose("/views/update/", methods=("POST",))
    def update_view(self) -> Any:
        """Let the view that is open keep how its list is looked at now."""
        spend()
        listing = Listing(self.model, db.session(), request.args)
        view = listing.view or abort(404)
        if not offered(listing.person, Right.EDIT, view):
            abort(403)
        version = request.form.get("row_version") or NO_VERSION
        form = SavedViewForm(db.session(), {"query": query_of(listing), "row_version": version}, view)
        if not save(form, self._opening):
            for problem in form.problems:
                flash(problem.message, "danger")
            return redirect(self._list_asked_for(), 303)
        flash(say("Đã cập nhật khung nhìn.", "The view was updated."), "success")
        return redirect(self._opening(view), 303)

    def _list_asked_for(self) -> str:
        """Give the address of the list that this page's own address describes."""
        return address(self.url_of("index_view"), list(request.args.items(multi=True)))

    def _opening(self, view: Model) -> str:
        """Give the address that opens a view of this list."""
        return str(self.url_of("index_view", **{VIEW: view.public_id.hex}))


def _in_words(listing: Listing) -> str:
    """Say what a view of the list will hold."""
    names = [spoken(described(listing.model)[name].words) for name in listing.columns]
    columns = f"{say('Cột', 'Columns')}: {', '.join(names)}"
    return ". ".join(filter(None, (listing.sentence(), columns)))


def _without_columns(text: str) -> str:
    """Give the address of the list one came from, so that the choice just made shows there."""
    url, _mark, query = (local(text) or "").partition("?")
    parts = [part for part in query.split("&") if part and not part.startswith(f"{COLUMNS}=")]
    return f"{url}?{'&'.join(parts)}" if parts else url


def tell_broken(error: BrokenViewError) -> Any:
    """Show what is wrong with a view in place of a list that it does not mean."""
    view, session = error.view, db.session()
    table, person = view.table_name, person_of(session)
    edits = offered(person, Right.EDIT, view)
    url = address_of(f"{table}.index_view")
    page = render_template(
        "admin/broken_view.html",
        title=say(f"Khung nhìn “{view.name}” không mở được", f"The view “{view.name}” cannot be opened"),
        message=error.description,
        list_url=url,
        repair_url=address(url, [*sound_part(session, view), (VIEWED, view.public_id.hex)]) if edits else "",
        edit_url=address_of("saved_view.edit_view", id=view.id) if edits else "",
    )
    return page, 400


def init_app(app: Flask) -> None:
    """Answer for views that are broken."""
    app.register_error_handler(BrokenViewError, tell_broken)
