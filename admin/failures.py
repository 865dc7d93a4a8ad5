"""What is said, and what is logged, when something goes wrong: fixed sentences, and never a value."""

from __future__ import annotations

import traceback
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError

from admin.looking import note_refusal
from admin.resending import busy_page
from forms.words import Words, spoken
from models.base import db
from models.transactions import is_out, let_go

SAID: dict[int, Words] = {
    400: ("Yêu cầu không hợp lệ", "The request makes no sense"),
    403: ("Bạn không có quyền làm việc này", "You may not do this"),
    404: ("Không có trang này", "There is no such page"),
    405: ("Không làm được theo cách này", "Not in this way"),
    413: ("Dữ liệu gửi lên quá lớn", "Too much was sent"),
    500: ("Có lỗi ở phía chúng tôi", "Something went wrong on our side"),
}
EXPIRED: Words = (
    "Trang này đã mở quá lâu hoặc bạn đã đăng xuất; chưa lưu gì. Tải lại trang rồi làm lại.",
    "This page was open for too long, or you have signed out; nothing was saved. Load it again.",
)


def tell(error: HTTPException) -> Any:
    """Say what went wrong, as far as the database, which is asked who looks, still answers."""
    if (cause := getattr(error, "original_exception", None)) is not None and is_out(cause):
        return tell_busy(cause)
    try:
        return _told(error)
    except SQLAlchemyError as out:
        if not is_out(out):
            raise
        return tell_busy(out)


def _told(error: HTTPException) -> Any:
    """Give the page of an error; a 400 of our own carries its sentence, every other answer is a fixed one."""
    let_go(db.session())
    note_refusal(error.code)
    code = error.code or 500
    message = spoken(EXPIRED) if isinstance(error, CSRFError) else ""
    if type(error) is BadRequest and error.description != BadRequest.description:
        message = error.description or ""
    title = spoken(SAID.get(code, SAID[500 if code >= 500 else 400]))  # noqa: PLR2004 - of all server errors
    page = render_template("admin/error.html", code=code, title=title, message=message)
    allowed = getattr(error, "valid_methods", None)
    return page, code, {"Allow": ", ".join(sorted(allowed))} if allowed else {}


def tell_failure(error: Exception) -> Any:
    """Answer a defect without a word about it; that the database does not answer is none."""
    if is_out(error):
        return tell_busy(error)
    _log(error)
    return tell(InternalServerError())


def tell_busy(error: Exception) -> Any:
    """Answer when the database does not: with a page that asks it for nothing, not even who is signed in."""
    _log(error)
    let_go(db.session())
    g.account = g._login_user = None  # noqa: SLF001 - where Flask-Login keeps whom it has loaded
    return busy_page()


def _log(error: Exception) -> None:
    """Log what kind of error it is and where in the code: its own words may hold what somebody typed."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = " ".join(filter(None, (type(error).__name__, _code(error))))
    current_app.logger.error("%s in %s\n%s", kind, request.endpoint, frames)


def _code(error: Exception) -> str:
    """Give the database's own code for what happened (SQLITE_BUSY, 57P01), which names no value."""
    cause = getattr(error, "orig", None)
    return getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""


def init_app(app: Flask) -> None:
    """Answer every error of the application."""
    app.register_error_handler(HTTPException, tell)
    app.register_error_handler(Exception, tell_failure)
