"""Databases for tests, on SQLite and PostgreSQL: templates prepared once a run, and cheap copies of them."""

import contextlib
import shutil
import sqlite3
import traceback
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from tests.postgresql import locked, start_server

Prepare = Callable[[str], None]  # is handed the address of a database and fills it


class Databases:
    """The databases of one kind (`sqlite` or `postgresql`) in the folder a test run shares."""

    def __init__(self, commons: Path) -> None:
        self.commons = commons

    def url(self, name: str) -> str:
        """Tell the address the application connects to."""
        raise NotImplementedError

    def create(self, name: str, template: str | None = None) -> str:
        """Make a database, empty or as a copy of a template, and tell its address."""
        raise NotImplementedError

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        raise NotImplementedError

    def close_template(self, name: str) -> None:
        """Put a prepared template into the state it is copied in."""
        raise NotImplementedError

    def template(self, name: str, prepare: Prepare, base: str | None = None) -> str:
        """Prepare a template once a run, whichever worker comes first; all others hear of a failure."""
        done, failed = (self.commons / f"{type(self).__name__}-{name}.{end}" for end in ("done", "failed"))
        with locked(self.commons / f"{type(self).__name__}-{name}.lock"):
            if not done.exists() and not failed.exists():
                try:
                    prepare(self.create(name, base))
                    self.close_template(name)
                    done.touch()
                except (Exception, SystemExit):  # noqa: BLE001 (Alembic exits)
                    failed.write_text(traceback.format_exc())
        if failed.exists():
            raise RuntimeError(f"The template {name!r} could not be prepared:\n{failed.read_text()}")
        return name


class SQLite(Databases):
    """One file a database."""

    def path(self, name: str) -> Path:
        """Tell the file a database is in."""
        return self.commons / f"{name}.sqlite"

    def url(self, name: str) -> str:
        return f"sqlite:///{self.path(name)}"

    def create(self, name: str, template: str | None = None) -> str:
        if template is not None:
            shutil.copyfile(self.path(template), self.path(name))
        return self.url(name)

    def drop(self, name: str) -> None:
        for end in ("", "-wal", "-shm"):
            self.path(name).with_name(self.path(name).name + end).unlink(missing_ok=True)

    def close_template(self, name: str) -> None:
        """Bring what is still in the write-ahead log into the one file that is copied."""
        with contextlib.closing(sqlite3.connect(self.path(name))) as connection:
            connection.execute("ANALYZE")
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class PostgreSQL(Databases):
    """Databases of the run's own server, reached through a socket in a folder nobody else may enter."""

    def __init__(self, commons: Path) -> None:
        super().__init__(commons)
        self.server = start_server(commons)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.server}"

    def create(self, name: str, template: str | None = None) -> str:
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template or "template0")
        return self.url(name)

    def drop(self, name: str) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def close_template(self, name: str) -> None:
        """Gather statistics (nothing else does here), then let nobody in: a copy needs a template at rest."""
        with self._connect(name) as connection:
            connection.execute("ANALYZE")
        self._execute("ALTER DATABASE {} ALLOW_CONNECTIONS false", name)

    def vacuum(self, name: str) -> None:
        """Do what autovacuum does elsewhere: here it is off."""
        with contextlib.closing(self._connect(name)) as connection:
            connection.execute("VACUUM (ANALYZE)")

    def _connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self.server), user="postgres", dbname=name, autocommit=True)

    def _execute(self, statement: str, *names: str) -> None:
        with contextlib.closing(self._connect("postgres")) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


KINDS: dict[str, type[Databases]] = {"sqlite": SQLite, "postgresql": PostgreSQL}
