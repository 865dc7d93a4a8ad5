"""What a process that serves pages never needs: commands and migrations, read in when they are asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from click import Command, Context
from flask import Flask
from flask.cli import AppGroup

from models.base import db
from models.migrating import MIGRATIONS

COMMANDS = (
    "admin.audit_commands", "admin.backup_commands", "admin.deploy_check", "forms.commands", "seed.commands",
)  # fmt: skip
"""Modules whose `init_app` adds to `flask`."""


class _Commands(AppGroup):
    """The commands of an application: half of all code, and more than half of its libraries."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app.name)
        self._app, self._unread = app, list(COMMANDS)

    def list_commands(self, context: Context) -> list[str]:
        """Name the commands."""
        self._read()
        return super().list_commands(context)

    def get_command(self, context: Context, name: str) -> Command | None:
        """Find one."""
        self._read()
        return super().get_command(context, name)

    def _read(self) -> None:
        unread, self._unread = self._unread, []
        for name in unread:
            import_module(name).init_app(self._app)
        if unread:
            _ = self._app.extensions["migrate"].db  # brings `flask db`


class _Migrations:
    """What Flask-Migrate looks for in an application; asked for anything, it makes way for the real thing."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415 - with it comes Alembic, a fifth of a start

        Migrate(self._app, db, directory=str(MIGRATIONS), render_as_batch=True)  # puts itself in our place
        return getattr(self._app.extensions["migrate"], name)


def init_app(app: Flask) -> None:
    """Let an application read them later."""
    app.cli = _Commands(app)
    app.extensions["migrate"] = _Migrations(app)
