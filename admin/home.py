"""The first page: what there is, by area, counted for whoever looks."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, url_for
from flask_admin import AdminIndexView, expose
from sqlalchemy import func, select

from forms.base import FORMS
from forms.words import put_number, say, spoken
from models.access import FEWEST, Person, Right, may, person_of
from models.base import Model, db
from models.gate import COUNTING
from models.schema import Area, Kind


class HomeView(AdminIndexView):
    """The panel's first page; serves none of Flask-Admin's own files."""

    def __init__(self) -> None:
        super().__init__(name="home", endpoint="admin", url="/admin")
        self.static_folder = None

    def _handle_view(self, name: str, **kwargs: Any) -> Any:
        """Send whoever is not signed in to the sign-in page."""
        del name, kwargs
        return (
            None
            if isinstance(db.session().info.get("person"), Person)
            else redirect(url_for("sign_in.login"))
        )

    @expose("/")
    def index(self) -> str:
        """Show the counts."""
        name = g.account.full_name
        page = self.render("admin/home.html", greeting=say(f"Chào {name}", f"Hello {name}"), groups=areas())
        return str(page)


def areas() -> list[dict[str, Any]]:
    """List, by area, a card for every table the person may count."""
    person = person_of(db.session())
    found = []
    for area in Area:
        models = [
            form.model
            for form in FORMS.values()
            if form.model.menu is area and may(person, Right.COUNT, form.model)
        ]
        cards = [card_of(model, person) for model in models if model.holds is not Kind.RECORD]
        if cards:
            found.append({"label": spoken(area.words), "cards": cards})
    return found


def card_of(model: type[Model], person: Person) -> dict[str, str]:
    """Count one table; without the right to its rows a small count is hidden and there is nowhere to go."""
    statement = select(func.count(model.id)).execution_options(**{COUNTING: True})
    count = db.session.scalar(statement) or 0
    opens = may(person, Right.VIEW, model)
    text = put_number(count)
    if not opens and 0 < count < FEWEST:
        text = say(f"dưới {FEWEST}", f"fewer than {FEWEST}")
    return {
        "label": spoken(model.words),
        "count_text": text,
        "url": url_for(f"{model.__tablename__}.index_view") if opens else "",
    }
