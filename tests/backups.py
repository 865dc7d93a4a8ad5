"""Backups in tests: written and restored by the commands, compared by reading the tables another way."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import Result
from flask import Flask

from models.base import db
from models.schema import PASSING
from tests.applications import application_on_copy
from tests.databases import KINDS, Databases

KEY = "vVq0Yb3-Zc1nT8kD_x5JmRwL2sHfAeUo7PgBi9"
RECORD = {"audit_entry", "audit_head", "audit_key"}
"""Tables that a backup and a restore write themselves."""


def run(app: Flask, *words: Any) -> Result:
    """Run a command with the key of the tests."""
    app.config["BACKUP_KEY"] = KEY
    return app.test_cli_runner().invoke(args=list(map(str, words)))


def backed_up(app: Flask, folder: Path) -> Path:
    """Back up an application's database, and tell where the file is."""
    file = folder / f"{len(list(folder.iterdir()))}.backup"
    answer = run(app, "backup", file)
    assert answer.exit_code == 0, answer.output
    return file


@contextlib.contextmanager
def restored(file: Path, databases: Databases) -> Iterator[Flask]:
    """Restore a backup into a database without a table."""
    with application_on_copy(databases, None) as app:
        answer = run(app, "restore", file)
        assert answer.exit_code == 0, answer.output
        yield app


def every_kind(databases: Databases) -> list[Databases]:
    """Give the databases of each engine, in the folder of this run."""
    return [kind(databases.commons) for kind in KINDS.values()]


def rows(app: Flask, *, but: set[str] = frozenset()) -> dict[str, list[tuple]]:
    """Read every table that is kept in backups, as the models read it."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in db.metadata.sorted_tables
            if table.info != PASSING and table.name not in but
        }


def entries(app: Flask, action: str) -> list[Any]:
    """Read the record's entries of one kind."""
    table = db.metadata.tables["audit_entry"]
    with app.app_context(), db.engine.connect() as connection:
        found = connection.execute(table.select().order_by(table.c.id)).all()
    return [entry for entry in found if entry.action.name == action]
