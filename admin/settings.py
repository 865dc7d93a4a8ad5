"""Where settings come from and what they must be; a malformed one is refused at start with a sentence."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from models.transactions import engine_options

SHORTEST_KEY = 32
LARGEST_FORM = 1_000_000
LARGEST_UPLOAD = 12_000_000
MOST_PARTS = 1_000
LOOPBACK = ("127.0.0.1", "localhost")


class SettingError(SystemExit):
    """A setting that cannot be meant; the process ends with a sentence that says what is expected."""


def load(app: Flask, overrides: Mapping[str, Any]) -> None:
    """Read FLASK_… from the environment (`overrides` win), check them, fill in what may be left out."""
    app.config.from_prefixed_env()
    app.config.update(overrides)
    app.config["SECRET_KEY"] = _key(app, "SECRET_KEY", "secret-key")
    app.config["DATA_KEY"] = _key(app, "DATA_KEY", "data-key")
    address = str(app.config.get("DATABASE_URL") or f"sqlite:///{Path(app.instance_path) / 'panel.sqlite'}")
    app.config["SQLALCHEMY_DATABASE_URI"] = _database(address)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_PARTS,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        TEMPLATES_AUTO_RELOAD=False,
    )
    made = Path(app.instance_path) / "demo-password.txt"
    app.config.update(DEMO_PASSWORD_FILE=made, DEMO=bool(app.config.get("DEMO_PASSWORD")) or made.exists())
    app.session_interface = _CookieByAddress()
    app.before_request(_limit_form)


def _limit_form() -> None:
    """Let only a form with files be as large as a file: of the others Flask limits neither size nor parts."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = LARGEST_FORM


class _CookieByAddress(SecureCookieSessionInterface):
    """On plain http at loopback the cookie is not `Secure`; anywhere else it is."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Look at the address asked for."""
        del app
        return request.is_secure or request.host.partition(":")[0] not in LOOPBACK


def _key(app: Flask, name: str, file_name: str) -> str:
    """Take a key from the settings, or make one once under instance/, readable by its owner only."""
    given = app.config.get(name)
    if given is None:
        path = Path(app.instance_path) / file_name
        if not path.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            try:
                with open(path, "x", opener=_private) as file:
                    file.write(secrets.token_urlsafe(48))
            except FileExistsError:
                pass  # another worker made it just now
        given = path.read_text().strip()
    if not isinstance(given, str) or len(given) < SHORTEST_KEY:
        message = (
            f"FLASK_{name} must be a text of at least {SHORTEST_KEY} characters: make one with "
            "`python -c 'import secrets; print(secrets.token_urlsafe(48))'`."
        )
        raise SettingError(message)
    return given


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _database(address: str) -> str:
    """Accept an SQLite or a PostgreSQL address; PostgreSQL is spoken to through psycopg 3."""
    try:
        url = make_url(address)
    except ArgumentError:
        url = None
    kind = url.get_backend_name() if url is not None else ""
    if url is None or kind not in {"sqlite", "postgresql"}:
        message = "FLASK_DATABASE_URL must be like sqlite:////srv/panel.sqlite or postgresql://user:password@host/database."
        raise SettingError(message)
    if kind == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    elif url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return url.render_as_string(hide_password=False)
