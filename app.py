"""Wires settings, extensions, panel and commands into one application; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

import admin
import admin.later
import admin.settings
from forms.registry import declare
from models import cipher
from models.base import db

HERE = Path(__file__).parent


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """Make the application; settings come from FLASK_… in the environment, `overrides` win (tests)."""
    app = Flask(
        __name__,
        template_folder="admin/templates",
        static_folder="admin/static",
        instance_path=str(HERE / "instance"),
    )
    admin.settings.load(app, overrides or {})
    cipher.use_key(app.config["DATA_KEY"])
    declare()
    db.init_app(app)
    admin.later.init_app(app)
    admin.init_app(app)
    return app
