"""The first page: what waits for whoever looks, then what there is, by area."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, url_for
from flask_admin import AdminIndexView, expose
from sqlalchemy import func, select

from admin.boards import boards_of
from forms.base import FORMS
from forms.showing import shown
from forms.words import put_number, say, spoken
from models.access import FEWEST, Person, Right, may, person_of
from models.base import Model, db, described
from models.gate import COUNTING
from models.schema import Area, Kind
from models.tallies import Tally, tally


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
        """Show what waits, then what there is."""
        name = g.account.full_name
        greeting = say(f"Chào {name}", f"Hello {name}")
        shown = {"boards": boards_of(db.session()), "groups": areas(), "tallies": tallies()}
        return str(self.render("admin/home.html", greeting=greeting, **shown))


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


def tallies() -> list[dict[str, Any]]:
    """Lay out, for whoever counts rows and opens none, the tables of counts by place."""
    person = person_of(db.session())
    models = [form.model for form in FORMS.values() if not may(person, Right.VIEW, form.model)]
    return [_laid_out(found) for model in models if (found := tally(db.session(), model)) is not None]


def _laid_out(found: Tally) -> dict[str, Any]:
    total = say("Tổng", "Total")
    places = [*(shown(place) for place in found.places), total]
    return {
        "title": f"{spoken(found.model.words)}: {spoken(described(found.model)[found.by].words).lower()}",
        "heads": [say("Địa bàn", "Place"), *(spoken(member.words) for member in found.choices), total],
        "lines": [
            (place, ["" if count is None else put_number(count) for count in line])
            for place, line in zip(places, found.counts, strict=True)
        ],
        "hides": any(None in line for line in found.counts),
    }


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
