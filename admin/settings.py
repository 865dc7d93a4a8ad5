"""Where settings come from and what they must be; a malformed one is refused at start with a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, request
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from admin.background import EMBEDDED, SEPARATE
from admin.cookie import CookieByAddress
from admin.secret_keys import TOO_SHORT, made_key, weakness
from models.sign_in_session import WHOLE
from models.transactions import engine_options

LARGEST_FORM = 1_000_000
LARGEST_UPLOAD = 12_000_000
MOST_PARTS = 1_000


class SettingError(SystemExit):
    """A setting that cannot be meant; the process ends with a sentence that says what is expected."""


def load(app: Flask, overrides: Mapping[str, Any]) -> None:
    """Read FLASK_… from the environment (`overrides` win), check them, fill in what may be left out."""
    app.config.from_prefixed_env()
    app.config.update(overrides)
    app.config["SECRET_KEY"] = _key(app, "SECRET_KEY", "secret-key")
    app.config["DATA_KEY"] = _key(app, "DATA_KEY", "data-key")
    if app.config["SECRET_KEY"] == app.config["DATA_KEY"]:
        raise SettingError(
            "FLASK_SECRET_KEY and FLASK_DATA_KEY must differ: whoever learns one has one only."
        )
    app.config["TRUSTED_HOSTS"] = _hosts(app.config.get("TRUSTED_HOSTS"))
    address = str(app.config.get("DATABASE_URL") or f"sqlite:///{Path(app.instance_path) / 'panel.sqlite'}")
    app.config["SQLALCHEMY_DATABASE_URI"] = _database(address)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=WHOLE,
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_PARTS,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        TEMPLATES_AUTO_RELOAD=False,
    )
    made = Path(app.instance_path) / "demo-password.txt"
    app.config.update(DEMO_PASSWORD_FILE=made, DEMO=bool(app.config.get("DEMO_PASSWORD")) or made.exists())
    app.config["BACKGROUND"] = _one_of(app, "BACKGROUND", EMBEDDED, SEPARATE)
    app.config["REQUIRE_SECOND_FACTOR"] = _switch(app, "REQUIRE_SECOND_FACTOR")
    app.session_interface = CookieByAddress()
    app.before_request(_limit_form)


def _limit_form() -> None:
    """Let only a form with files be as large as a file: of the others Flask limits neither size nor parts."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = LARGEST_FORM


def _switch(app: Flask, name: str) -> bool:
    """Take a setting that is on or off; off where it is left out."""
    given = app.config.get(name, False)
    if given not in (True, False):  # 1 and 0 are the same to Python
        message = f"FLASK_{name} is true or false."
        raise SettingError(message)
    return bool(given)


def _one_of(app: Flask, name: str, *words: str) -> str:
    """Take a setting that is one of a few words; the first where it is left out."""
    given = app.config.get(name, words[0])
    if given not in words:
        message = f"FLASK_{name} is {' or '.join(words)}."
        raise SettingError(message)
    return str(given)


def _key(app: Flask, name: str, file_name: str) -> str:
    """Take a key from the settings, or from its file under instance/; one that can be guessed is refused."""
    given = app.config.get(name)
    if given is None:
        given = made_key(Path(app.instance_path) / file_name)
    wrong = weakness(given)
    if wrong and (wrong == TOO_SHORT or not app.testing):  # tests may use a key everybody knows
        hint = "make one with `python -c 'import secrets; print(secrets.token_urlsafe(48))'`."
        message = f"FLASK_{name} {wrong}: {hint}"
        raise SettingError(message)
    return str(given)


def _hosts(given: Any) -> list[str] | None:
    """Read the names the panel may be asked for by: `panel.example, 10.0.0.5`; none where any will do."""
    if given is None:
        return None
    names = given.replace(",", " ").split() if isinstance(given, str) else given
    if not isinstance(names, list) or not names or not all(map(_is_host, names)):
        message = "FLASK_TRUSTED_HOSTS must be names of hosts, like panel.example or panel.example,10.0.0.5."
        raise SettingError(message)
    return names


def _is_host(name: Any) -> bool:
    return (
        isinstance(name, str)
        and re.fullmatch(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*", name, re.IGNORECASE) is not None
    )


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
        file = Path(url.database)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file.is_absolute():
            file.touch(mode=0o600)  # a new file is its owner's alone
    return url.render_as_string(hide_password=False)
