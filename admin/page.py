"""What every page has: its words, its frame, its menu."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, get_flashed_messages, request, session
from flask_babel import Babel
from flask_login import current_user

from admin import headers
from admin.addresses import path_of
from admin.bulk_rights import edits_many
from admin.menu import menu_of
from forms.words import PRODUCT, locale, say, spoken
from models.access import Person, Right, may
from models.account import Account
from models.base import db
from models.export_job import ExportJob

STATIC = Path(__file__).parent / "static"

PLACES = {
    "home": "admin.index",
    "why": "why.index",
    "login": "sign_in.login",
    "logout": "sign_in.logout",
    "prove": "proving.prove",
    "second_factor": "second_factor.index",
    "password": "own_account.password",
    "sessions": "own_account.sessions",
    "language": "own_account.language",
    "theme": "own_account.theme",
}
"""What the frame of every page leads to, and the endpoint behind it."""


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
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={_version(name)}"


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
    urls = {name: path_of(endpoint) for name, endpoint in PLACES.items()}
    person = db.session().info.get("person")
    if isinstance(person, Person) and may(person, Right.EDIT, Account):
        urls["locked"] = path_of("locked.index")
    if isinstance(person, Person) and may(person, Right.EXPORT, ExportJob):
        urls["exports"] = path_of("exports.index")
    if isinstance(person, Person) and edits_many(person.role):
        urls["batches"] = path_of("batches.index")
    appearance = request.cookies.get("theme", "auto")
    return {
        "say": say,
        "lang": locale(),
        # not `theme`: Flask-Admin hands its own under that name to every template it renders
        "appearance": appearance if appearance in {"auto", "light", "dark"} else "auto",
        "product": spoken(PRODUCT),
        "static": static,
        "person": Reader(account) if account else None,
        "menu": menu_of(person) if account and isinstance(person, Person) else "",
        "urls": urls,
        "flashes": get_flashed_messages(with_categories=True),
        "demo": current_app.config["DEMO"],
        "here": request.full_path.rstrip("?") if request.method == "GET" else request.path,
    }


def init_app(app: Flask) -> None:
    """Hang the frame on the application."""
    Babel(app, locale_selector=language_asked, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh")
    app.context_processor(context)
    headers.init_app(app)
