"""The menu: what a role may open, by area; it hangs on nothing else, so it is drawn once for each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import current_app, request
from markupsafe import Markup

from admin.addresses import path_of
from forms.base import FORMS
from forms.words import Language, locale, spoken
from models.access import Person, Right, Role, may
from models.schema import Area


def menu_of(person: Person) -> Markup:
    """Draw the menu of a role, in the language of the moment, with the table that is open marked."""
    return _drawn(person.role, locale(), request.script_root, request.blueprint, tuple(FORMS))


@lru_cache(maxsize=1024)
def _drawn(role: Role, _language: Language, _root: str, here: str | None, tables: tuple[str, ...]) -> Markup:
    """Draw it; language and root are those of the request, and told so that others are drawn apart."""
    groups = [(spoken(area.words), _entries(role, area, here, tables)) for area in Area]
    template = current_app.jinja_env.get_template("admin/menu.html")
    html = template.render(groups=[(label, entries) for label, entries in groups if entries])
    return Markup(html)  # noqa: S704 - a template's own


def _entries(role: Role, area: Area, here: str | None, tables: tuple[str, ...]) -> list[dict[str, Any]]:
    """List what a role may open in an area, in the order of the forms."""
    return [
        {
            "label": spoken(FORMS[table].model.words),
            "url": path_of(f"{table}.index_view"),
            "active": here == table,
        }
        for table in tables
        if FORMS[table].model.menu is area and may(Person(role), Right.VIEW, FORMS[table].model)
    ]
