"""What every page has: its words, its frame, its menu."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, get_flashed_messages, request, session, url_for
from flask_babel import Babel
from flask_login import current_user

from admin import headers
from forms.base import FORMS
from forms.words import PRODUCT, locale, say, spoken
from models.access import Person, Right, may
from models.account import Account
from models.base import db
from models.schema import Area

STATIC = Path(__file__).parent / "static"


def language_asked() -> str:
    """Choose the language: the switch, else the account's, else Vietnamese."""
    kept = session.get("language")
    return kept if kept in {"vi", "en"} else "vi"


@cache
def _version(name: str) -> str:
    """Hash a static file, so that it may be cached for ever under its address."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def static(name: str) -> str:
    """Give the address of a static file, changed whenever the file does."""
    return url_for("static", filename=name, v=_version(name))


def menu() -> list[dict[str, Any]]:
    """Group the tables the person may open by area, in the order of the areas."""
    person = db.session().info.get("person")
    if not isinstance(person, Person):
        return []
    groups = []
    for area in Area:
        items = [
            {"label": spoken(form.model.words), "url": url, "active": request.path.startswith(url)}
            for table, form in FORMS.items()
            if form.model.menu is area
            and may(person, Right.VIEW, form.model)
            and (url := url_for(f"{table}.index_view"))
        ]
        if items:
            groups.append({"label": spoken(area.words), "items": items})
    return groups


class Reader:
    """The signed-in person as the top bar shows them."""

    def __init__(self, account: Any) -> None:
        self.username, self.full_name, self.role = (
            account.username,
            account.full_name,
            spoken(account.role.words),
        )


def context() -> dict[str, Any]:
    """Give every template its words and its frame."""
    account = g.get("account") if current_user else None
    own = ("password", "sessions", "language", "theme")
    urls = {name: url_for(f"sign_in.{name}") for name in ("login", "logout")}
    urls |= {name: url_for(f"own_account.{name}") for name in own}
    urls |= {"second_factor": url_for("second_factor.index"), "prove": url_for("proving.prove")}
    person = db.session().info.get("person")
    if isinstance(person, Person) and may(person, Right.EDIT, Account):
        urls["locked"] = url_for("locked.index")
    appearance = request.cookies.get("theme", "auto")
    return {
        "say": say,
        "lang": locale(),
        # not `theme`: Flask-Admin hands its own under that name to every template it renders
        "appearance": appearance if appearance in {"auto", "light", "dark"} else "auto",
        "product": spoken(PRODUCT),
        "static": static,
        "person": Reader(account) if account else None,
        "menu": menu() if account else [],
        "urls": urls | {"home": url_for("admin.index"), "why": url_for("why.index")},
        "flashes": get_flashed_messages(with_categories=True),
        "demo": current_app.config["DEMO"],
        "here": request.full_path.rstrip("?") if request.method == "GET" else request.path,
    }


def init_app(app: Flask) -> None:
    """Hang the frame on the application."""
    Babel(app, locale_selector=language_asked, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh")
    app.context_processor(context)
    headers.init_app(app)
