"""Rows by the million, past forms, gate and record: for the synthetic volume of `flask fill` alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, ForeignKeyConstraint, Table, func, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.schema import AddConstraint, DropConstraint

from models.access import SYSTEM
from models.audit import Action, record
from models.backup import next_id, sequence_of
from models.base import Model
from models.known_names import KNOWN_NAME, learn_all
from models.migrating import schema_change

Columns = Mapping[str, Sequence[Any]]
"""Values as the database keeps them (texts, whole numbers, nothing), column by column."""

ROOM_ON_SQLITE = 200_000
ROOM_ON_POSTGRESQL = "256MB"
"""Memory for building indexes: kilobytes of pages; PostgreSQL's `maintenance_work_mem`."""


class Bulk:
    """A transaction that writes rows in bulk; CHECK, NOT NULL and UNIQUE stand all along."""

    def __init__(self, connection: Connection) -> None:
        """Write through a connection whose transaction somebody else ends."""
        self.connection = connection
        self.rows: dict[str, int] = {}

    def next_id(self, model: type[Model]) -> int:
        """Tell the id the next row would get, where ids are to be given by whoever writes."""
        return next_id(self.connection, model.__tablename__)

    def put(self, model: type[Model], columns: Columns) -> None:
        """Write rows; columns that are not named stay empty."""
        lengths = {len(values) for values in columns.values()}
        rows = zip(*columns.values(), strict=True)
        if self.connection.dialect.name == "postgresql":
            _copy(self.connection, model.__tablename__, columns, rows)
            self._move_on(model, columns)
        else:
            _insert(self.connection, model.__tablename__, columns, rows)
        self.rows[model.__tablename__] = self.rows.get(model.__tablename__, 0) + max(lengths, default=0)

    def _move_on(self, model: type[Model], columns: Columns) -> None:
        """Let PostgreSQL give no id again that was given here; SQLite sees to it by itself."""
        if columns.get("id"):
            sequence = sequence_of(self.connection, model.__tablename__)
            self.connection.execute(select(func.setval(sequence, max(columns["id"]))))


@contextmanager
def bulk_change(engine: Engine, models: Iterable[type[Model]], **said: Any) -> Iterator[Bulk]:
    """Lend a transaction for rows of some tables: all of it with its entry in the record, or nothing.

    The tables are locked until the end, their indexes and links put up again when all rows are in: links are
    checked then, all at once.
    """
    tables = [Model.metadata.tables[model.__tablename__] for model in models]
    with schema_change(engine) as connection:
        bulk = Bulk(connection)
        with _bare(connection, tables):
            yield bulk
        learn_all(connection)
        with Session(connection) as session:
            session.info["person"] = SYSTEM
            record(session, Action.loaded, rows=sum(bulk.rows.values()), **said)
            session.commit()
    _tidy(engine, [*tables, KNOWN_NAME])


def _tidy(engine: Engine, tables: Iterable[Table]) -> None:
    """Tell PostgreSQL what it holds, and that all see it, so that it counts by indexes; SQLite knows."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        for table in tables:
            connection.exec_driver_sql(f"VACUUM (ANALYZE) {_quoted(connection, table.name)}")
        connection.exec_driver_sql("RESET statement_timeout")


@contextmanager
def _bare(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Take down what costs most at every row, and put it up again at the end."""
    there = inspect(connection)
    indexes = [
        index
        for table in tables
        for index in table.indexes
        if index.name in {found["name"] for found in there.get_indexes(table.name)}
    ]
    links: list[ForeignKeyConstraint] = []
    if connection.dialect.name == "postgresql":
        links = [link for table in tables for link in table.foreign_key_constraints]
        connection.exec_driver_sql(f"SET LOCAL maintenance_work_mem = '{ROOM_ON_POSTGRESQL}'")
    else:  # which checks every link at the end of a change of the schema
        connection.exec_driver_sql(f"PRAGMA cache_size = -{ROOM_ON_SQLITE}")
    for link in links:
        connection.execute(DropConstraint(link))
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)
    for link in links:
        connection.execute(AddConstraint(link))


def _copy(connection: Connection, name: str, columns: Iterable[str], rows: Iterable[Any]) -> None:
    """Stream rows into PostgreSQL."""
    cells = ", ".join(_quoted(connection, column) for column in columns)
    driver: Any = connection.connection.dbapi_connection
    statement = f"COPY {_quoted(connection, name)} ({cells}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(connection: Connection, name: str, columns: Columns, rows: Iterable[Any]) -> None:
    """Hand rows to SQLite as they are, without SQLAlchemy looking at each."""
    cells = ", ".join(_quoted(connection, column) for column in columns)
    marks = ", ".join("?" for _ in columns)
    driver: Any = connection.connection.dbapi_connection
    driver.executemany(f"INSERT INTO {_quoted(connection, name)} ({cells}) VALUES ({marks})", rows)  # noqa: S608 - names of ours


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
