"""Many people helped: the rows there are, multiplied by SQL inside an SQLite database.

For volume only, never for what a row must look like: the rows multiplied were made through the forms, and
what comes of them is not looked at as the work of a form. Each copy keeps its links among the copied.
"""

from flask import Flask
from sqlalchemy import Connection, ForeignKey, Integer, Table, Uuid, func, insert, literal, select

from models.base import db
from tests.clients import engine_of

STEP = 100_000
"""How far the ids of one copy are from those of the next."""

ROOT_TABLE = "client"


def family() -> list[Table]:
    """List the table of people and what hangs on it, those that others point to first."""
    found = {ROOT_TABLE}
    for table in db.metadata.sorted_tables:
        if found & {key.column.table.name for key in table.foreign_keys}:
            found.add(table.name)
    return [table for table in db.metadata.sorted_tables if table.name in found]


def multiply(app: Flask, people: int) -> int:
    """Copy everybody until there are at least so many people; give the number of rows in all."""
    with engine_of(app).begin() as connection:
        here = connection.scalar(select(func.count()).select_from(db.metadata.tables[ROOT_TABLE]))
        for copy in range(1, -(-people // here)):
            for table in family():
                _copy(connection, table, copy)
        return sum(connection.scalar(select(func.count()).select_from(table)) for table in family())


def _copy(connection: Connection, table: Table, copy: int) -> None:
    names = {each.name for each in family()}
    cells = [_value(cell, copy, names) for cell in table.columns]
    rows = select(*cells).where(table.c.id < STEP)
    connection.execute(insert(table).from_select([cell.name for cell in table.columns], rows))


def _value(cell, copy: int, names: set[str]):
    """Move keys among the copied, draw anew what must be unique, and take the rest as it is."""
    keys: set[ForeignKey] = cell.foreign_keys
    if cell.primary_key or names & {key.column.table.name for key in keys}:
        return cell + literal(copy * STEP, Integer)
    if isinstance(cell.type, Uuid):
        return func.lower(func.hex(func.randomblob(16)))
    if cell.unique:
        return func.nullif(func.iif(cell.is_(None), "", func.lower(func.hex(func.randomblob(6)))), "")
    return cell
