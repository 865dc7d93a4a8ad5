"""The password of the demo accounts: the operator's, or one made once and kept for its owner to read."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask

from models.passwords import made_up


def demo_password(app: Flask) -> str:
    """Give the password of the settings (FLASK_DEMO_PASSWORD), or the one made once under instance/."""
    given = app.config.get("DEMO_PASSWORD")
    if given:
        return str(given)
    path = password_file(app)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(path, "x", opener=_private) as file:
            file.write(made_up() + "\n")
    return path.read_text().strip()


def password_file(app: Flask) -> Path:
    """Tell where a password made here is kept."""
    return Path(app.config["DEMO_PASSWORD_FILE"])


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
