"""What is said, and what is logged, when something goes wrong: fixed sentences, and never a value."""

from __future__ import annotations

import traceback
from typing import Any

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, ServiceUnavailable

from forms.words import Words, spoken
from models.base import db

SAID: dict[int, Words] = {
    400: ("Yêu cầu không hợp lệ", "The request makes no sense"),
    403: ("Bạn không có quyền làm việc này", "You may not do this"),
    404: ("Không có trang này", "There is no such page"),
    405: ("Không làm được theo cách này", "Not in this way"),
    413: ("Dữ liệu gửi lên quá lớn", "Too much was sent"),
    500: ("Có lỗi ở phía chúng tôi", "Something went wrong on our side"),
    503: ("Hệ thống đang bận, xin thử lại", "The system is busy, please try again"),
}
EXPIRED: Words = (
    "Trang này đã mở quá lâu hoặc bạn đã đăng xuất; chưa lưu gì. Tải lại trang rồi làm lại.",
    "This page was open for too long, or you have signed out; nothing was saved. Load it again.",
)


def tell(error: HTTPException) -> Any:
    """Say what went wrong; a 400 of our own carries its sentence, every other answer is a fixed one."""
    db.session.rollback()
    code = error.code or 500
    message = spoken(EXPIRED) if isinstance(error, CSRFError) else ""
    if type(error) is BadRequest and error.description != BadRequest.description:
        message = error.description or ""
    title = spoken(SAID.get(code, SAID[500 if code >= 500 else 400]))  # noqa: PLR2004 - of all server errors
    return render_template("admin/error.html", code=code, title=title, message=message), code


def tell_failure(error: Exception) -> Any:
    """Answer a defect without a word about it."""
    _log(error)
    return tell(InternalServerError())


def tell_busy(error: Exception) -> Any:
    """Answer when the database does not."""
    _log(error)
    return tell(ServiceUnavailable())


def _log(error: Exception) -> None:
    """Log what kind of error it is and where in the code: its own words may hold what somebody typed."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    current_app.logger.error("%s in %s\n%s", type(error).__name__, request.endpoint, frames)


def init_app(app: Flask) -> None:
    """Answer every error of the application."""
    app.register_error_handler(HTTPException, tell)
    app.register_error_handler(OperationalError, tell_busy)
    app.register_error_handler(PoolTimeout, tell_busy)
    app.register_error_handler(Exception, tell_failure)
