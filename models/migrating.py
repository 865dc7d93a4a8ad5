"""How the schema is changed: by one at a time, in one transaction, with every link checked at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import Connection, Engine, column, func, insert, select, table, update

from models.transactions import PATIENCE, WRITES

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

PATIENCE_SECONDS = 600
"""How long a second migration waits for the first."""

LOCK = 20_261_121
"""The number of PostgreSQL's advisory lock: held by whoever changes the schema, until they commit."""

SEQUENCES = table("sqlite_sequence", column("name"), column("seq"))


class BrokenLinkError(RuntimeError):
    """A migration left rows that point to rows which are not there; nothing of it is kept."""


@contextmanager
def schema_change(engine: Engine) -> Iterator[Connection]:
    """Give a connection in one transaction of its own; whatever is raised leaves the database as it was."""
    alone = _alone_on_sqlite if engine.dialect.name == "sqlite" else _alone_on_postgresql
    options = {WRITES: True, PATIENCE: PATIENCE_SECONDS * 1000}
    with engine.connect().execution_options(**options) as connection, alone(connection):
        yield connection


def move_to(connection: Connection, revision: str) -> None:
    """Bring the schema up to a revision, in the connection's own transaction."""
    from alembic import command  # noqa: PLC0415 - here and below: a process that serves pages never migrates

    command.upgrade(_config(connection), revision)


def take_down(connection: Connection) -> None:
    """Remove every table, in the connection's own transaction."""
    from alembic import command  # noqa: PLC0415

    if revision_of(connection) is not None:
        command.downgrade(_config(connection), "base")


def revision_of(connection: Connection) -> str | None:
    """Tell how far the database is migrated."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Tell how far this product migrates a database."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return ScriptDirectory.from_config(_config()).get_current_head()


def is_known(revision: str) -> bool:
    """Say whether this product has a revision; it lacks those of newer ones."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except CommandError:
        return False


def _config(connection: Connection | None = None) -> Config:
    config: Config = current_app.extensions["migrate"].migrate.get_config()
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone_on_postgresql(connection: Connection) -> Iterator[None]:
    """Wait for whoever migrates now; a statement may take its time, but not wait long for a table."""
    with connection.begin():
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'")
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        connection.exec_driver_sql("SET LOCAL lock_timeout TO DEFAULT")
        yield


@contextmanager
def _alone_on_sqlite(connection: Connection) -> Iterator[None]:
    """Switch foreign keys off, which works outside a transaction only, and check every link at the end.

    SQLite cannot alter most of a table: it is built anew, and the old one dropped. Were foreign keys on, that
    would delete what hangs on its rows.
    """
    driver = connection.connection.dbapi_connection
    assert driver is not None  # noqa: S101 - for the type checker: the connection is open
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            before, used = driver.total_changes, _ids_used(connection)
            yield
            if driver.total_changes != before:
                _keep_ids_used(connection, used)
                _check_links(connection)
                driver.execute("ANALYZE")  # nobody else tells SQLite which of its indexes leaves few rows
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _ids_used(connection: Connection) -> dict[str, int]:
    """Tell the highest id every table has ever given; a table that is built anew would forget it."""
    if not connection.dialect.has_table(connection, SEQUENCES.name):
        return {}
    return {row.name: row.seq for row in connection.execute(select(SEQUENCES))}


def _keep_ids_used(connection: Connection, used: dict[str, int]) -> None:
    """Let no table that is still there give an id again."""
    for name, now in _ids_used(connection).items():
        if now < used.get(name, 0):
            connection.execute(update(SEQUENCES).where(SEQUENCES.c.name == name).values(seq=used[name]))
    for name in used.keys() - _ids_used(connection).keys():
        if connection.dialect.has_table(connection, name):
            connection.execute(insert(SEQUENCES).values(name=name, seq=used[name]))


def _check_links(connection: Connection) -> None:
    """Raise where a row points to one that is not there."""
    broken = {(row[0], row[2]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
    if broken:
        pairs = ", ".join(f"{child} to {parent}" for child, parent in sorted(broken))
        raise BrokenLinkError(f"Rows point to rows that are not there: {pairs}.")
