"""Deleting a row: what stands in the way (WA9), the reason, and then the trash."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from admin.children import sees_link
from admin.counting import counted
from admin.once import spend
from admin.saving import save
from admin.writing import NO_VERSION, WritingPages
from forms.base import FORMS
from forms.deletion import DeletionForm
from forms.showing import title_of
from forms.words import say, spoken
from models.access import Right, may, person_of
from models.base import Model, db
from models.facts import Answers
from models.facts_references import links_to, rows_that_refer


class DeletionPages(WritingPages):
    """Part of SchemaView."""

    @expose("/delete/", methods=("GET", "POST"))
    def delete_view(self) -> Any:
        """Put a row nothing refers to into the trash, with a reason; or show what stands in the way."""
        spend()
        row = self.row_to(Right.DELETE)
        standing = blockers(row, db.session())
        form = DeletionForm(db.session(), with_version(), row)
        if request.method == "POST" and not standing and save(form, self._to_the_list):
            flash(say(f"Đã chuyển {self.noun} vào thùng rác.", "It was put into the trash."), "success")
            return redirect(self.url_of("index_view"), 303)
        page, code = self._form_page(
            "admin/delete.html",
            form,
            say(f"Xóa {self.noun}?", f"Delete this {self.noun}?"),
            self._page_of(row),
            what=title_of(row, self.person),
            blockers=standing,
        )
        return page, 409 if standing and request.method == "POST" else code

    def _to_the_list(self, _row: Model) -> str:
        return self.url_of("index_view")


def with_version() -> MultiDict[str, str]:
    """Read a posted form; a page always says which version of the row it showed."""
    data = MultiDict(request.form)
    if request.method == "POST":
        data["row_version"] = data.get("row_version") or NO_VERSION
    return data


def blockers(row: Model, session: Session) -> list[dict[str, str]]:
    """Count the rows of every table that link to this one; those the reader may not list have no address.

    What lies outside the reader's sight is told of without a number or a name.
    """
    kept = row.undeletable()
    found = [] if kept is None else [{"label": spoken(kept), "count_text": "", "url": ""}]
    asked = {"table": row.__tablename__, "id": row.id}
    told = Answers(session).ask(rows_that_refer, asked)
    hidden = told if isinstance(told, int) else 0
    for model, name in links_to(type(row)) if hidden else ():
        if not sees_link(model, name, person_of(session)):
            continue  # gathered by a masked link, they would tell its value
        linked = getattr(model, f"{name}_id") == row.id
        count = session.scalar(select(func.count(model.id)).where(linked)) or 0
        hidden -= count
        if count:
            found.append(_blocker(model, count, session))
    if hidden:
        there = say("Dữ liệu bạn không xem được", "Records you cannot see")
        found.append({"label": there, "count_text": "", "url": ""})
    return found


def _blocker(model: type[Model], count: int, session: Session) -> dict[str, str]:
    listed = model.__tablename__ in FORMS and may(person_of(session), Right.VIEW, model)
    return {
        "label": spoken(model.words),
        "count_text": counted(model, count),
        "url": url_for(f"{model.__tablename__}.index_view") if listed else "",
    }
