"""What every page has: its words, its headers, its menu, and what is said when something goes wrong."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, get_flashed_messages, render_template, request, session, url_for
from flask_babel import Babel
from flask_login import current_user
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError

from forms.base import FORMS
from forms.words import Words, locale, say, spoken
from models.access import Person, Right, may
from models.base import db
from models.schema import Area

STATIC = Path(__file__).parent / "static"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

SAID: dict[int, Words] = {
    400: ("Yêu cầu không hợp lệ", "The request makes no sense"),
    403: ("Bạn không có quyền làm việc này", "You may not do this"),
    404: ("Không có trang này", "There is no such page"),
    405: ("Không làm được theo cách này", "Not in this way"),
    413: ("Dữ liệu gửi lên quá lớn", "Too much was sent"),
    500: ("Có lỗi ở phía chúng tôi", "Something went wrong on our side"),
    503: ("Hệ thống đang bận, xin thử lại", "The system is busy, please try again"),
}
PRODUCT: Words = ("Sổ tay phường", "Ward book")


def local(address: str) -> str:
    """Keep an address only if it leads back into the panel: one slash first, nothing a browser would bend."""
    bends = any(mark in address for mark in "\\\t\r\n") or not address.isprintable()
    return "" if bends or not address.startswith("/") or address.startswith("//") else address


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
    urls = {name: url_for(f"sign_in.{name}") for name in ("login", "logout", "password", "language", "theme")}
    theme = request.cookies.get("theme", "auto")
    return {
        "say": say,
        "lang": locale(),
        "theme": theme if theme in {"auto", "light", "dark"} else "auto",
        "product": spoken(PRODUCT),
        "static": static,
        "person": Reader(account) if account else None,
        "menu": menu() if account else [],
        "urls": urls | {"home": url_for("admin.index")},
        "flashes": get_flashed_messages(with_categories=True),
        "demo": bool(session.get("demo")),
        "here": request.full_path.rstrip("?") if request.method == "GET" else request.path,
    }


def add_headers(response: Any) -> Any:
    """Send the policy with every answer; a page with rows in it is never kept by anybody."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response


def tell(error: HTTPException) -> Any:
    """Say what went wrong; a 400 may carry a sentence of ours, every other answer is a fixed one."""
    db.session.rollback()
    code = error.code or 500
    ours = error.description or "" if isinstance(error, BadRequest) else ""
    ours = "" if ours == BadRequest.description else ours
    title = spoken(SAID.get(code, SAID[500]))
    return render_template(
        "admin/error.html",
        code=code,
        title=title,
        message="" if ours == BadRequest.description else ours or "",
    ), code


def tell_failure(error: Exception) -> Any:
    """Answer a defect without a word about it; the log has its place in the code, never a value."""
    current_app.logger.error("%s in %s", type(error).__name__, request.endpoint, exc_info=error)
    return tell(InternalServerError())


def tell_busy(_error: Exception) -> Any:
    """Answer when the database does not."""
    db.session.rollback()
    return render_template("admin/error.html", code=503, title=spoken(SAID[503]), message=""), 503


def init_app(app: Flask) -> None:
    """Hang the frame on the application."""
    Babel(app, locale_selector=language_asked, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh")
    app.context_processor(context)
    app.after_request(add_headers)
    app.register_error_handler(HTTPException, tell)
    app.register_error_handler(OperationalError, tell_busy)
    app.register_error_handler(PoolTimeout, tell_busy)
    app.register_error_handler(Exception, tell_failure)
