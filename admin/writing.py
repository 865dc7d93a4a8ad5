"""The pages that write one row: add, change, take a step."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import BaseView, expose
from sqlalchemy import inspect
from werkzeug.datastructures import MultiDict

from admin.looking import opened
from admin.once import spend
from admin.saving import save
from admin.versions import version_asked
from forms.base import SchemaForm
from forms.fields import LinkField
from forms.showing import singular, title_of
from forms.words import say, spoken
from models.access import Person, Place, Right, may_move, person_of
from models.base import Model, db
from models.schema import Kind, Move
from models.sharing import offered

NO_VERSION = "0"
"""Stands for a version nobody was shown: never a row's own."""


class WritingPages(BaseView):
    """Part of SchemaView: each page opens the table's form; nothing is written but through it."""

    model: type[Model]
    schema_form: type[SchemaForm]

    @property
    def person(self) -> Person:
        """Who asks."""
        return person_of(db.session())

    def url_of(self, endpoint: str, **values: Any) -> str:
        """Give the address of one of this table's pages."""
        return url_for(f"{self.endpoint}.{endpoint}", **values)

    def row_or_404(self) -> Model:
        """Load the row named in the address (admin/view.py)."""
        raise NotImplementedError

    def row_to(self, right: Right) -> Model:
        """Load the row named in the address to be written; what somebody else keeps is only looked at."""
        row = self.row_or_404()
        if row.holds is Kind.VIEW and not offered(self.person, right, row):
            abort(403)
        return row

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        """Add a row; links named in the address are filled in."""
        spend()
        opening = request.method == "GET"
        form = self._opened(self._named_in_address() if opening else request.form, opening=opening)
        told = say(f"Đã lưu {self.noun}.", f"The {self.noun} was saved.")
        if request.method == "POST" and (there := save(form, self._after_adding, told)):
            return redirect(there, 303)
        title = say(f"Thêm {self.noun}", f"New {self.noun}")
        return self._form_page("admin/form.html", form, title, self.url_of("index_view"), is_new=True)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """Change a row."""
        spend()
        row = self.row_to(Right.EDIT)
        older = version_asked(row, db.session())
        form = self._opened(request.form if older is None else older, row)
        back = self._page_of(row)
        told = say("Đã lưu thay đổi.", "The changes were saved.")
        if request.method == "POST" and (there := save(form, self._page_of, told)):
            return redirect(there, 303)
        title = say(f"Sửa {self.noun}", f"Edit {self.noun}")
        page = self._form_page("admin/form.html", form, title, back, is_new=False, is_older=older is not None)
        return opened(page, row, Place.RECORD)

    @expose("/move/", methods=("GET", "POST"))
    def move_view(self) -> Any:
        """Take one step of the row's workflow."""
        spend()
        row, move = self.row_or_404(), self._step_or_404()
        back = self._page_of(row)
        if move not in self._steps_from(row):
            flash(say("Bước này không còn thực hiện được.", "This step is no longer possible."), "danger")
            return redirect(back, 303)
        form = self._opened(request.form, row, move=move)
        told = say(f"Đã chuyển sang “{spoken(move.target.words)}”.", f"Now “{spoken(move.target.words)}”.")
        if request.method == "POST" and (there := save(form, self._page_of, told)):
            return redirect(there, 303)
        return self._form_page(
            "admin/move.html",
            form,
            spoken(move.words),
            back,
            message=title_of(row, self.person),
            tone=move.tone,
        )

    def _page_of(self, row: Model) -> str:
        """Give the address of a row's own page."""
        return self.url_of("details_view", id=row.id)

    def _after_adding(self, row: Model) -> str:
        """Go on with another one where that was asked for."""
        another = request.form.get("then") == "another"
        return self.url_of("create_view") if another else self._page_of(row)

    # --- forms

    def _step_or_404(self) -> Move:
        """Find the step named in the address; its page is shown only to those who may take it."""
        workflow = self.model.workflow
        move = workflow.move(request.args.get("step", "")) if workflow else None
        if move is None:
            abort(404)
        if not may_move(self.person, move):
            abort(403)
        return move

    def _steps_from(self, row: Model) -> tuple[Move, ...]:
        workflow = self.model.workflow
        return workflow.open_to(getattr(row, workflow.column)) if workflow else ()

    def _named_in_address(self) -> MultiDict[str, str]:
        """Read the links an address names by id, as `?client=5` on a person's page does, and no more."""
        found: MultiDict[str, str] = MultiDict()
        for name in inspect(self.model).relationships.keys() & request.args.keys():
            found.add(name, "")
            found.add(f"{name}__id", request.args[name])
        return found

    @property
    def noun(self) -> str:
        """Name one row within a sentence."""
        return singular(self.model).lower()

    def _opened(
        self, data: Any, row: Model | None = None, kind: type[SchemaForm] | None = None, **rest: Any
    ) -> SchemaForm:
        if row is not None and request.method == "POST":  # a page always says which version it showed
            data = MultiDict(data)
            data["row_version"] = data.get("row_version") or NO_VERSION
        form = (kind or self.schema_form)(db.session(), data, row, **rest)
        for field in form:
            if isinstance(field, LinkField):
                field.lookup_url = url_for(f"{field.target.__tablename__}.lookup")
        return form

    def _form_page(self, template: str, form: SchemaForm, title: str, cancel: str, **rest: Any) -> Any:
        page = self.render(template, form=form, title=title, cancel_url=cancel, **rest)
        return page, 422 if request.method == "POST" else 200
