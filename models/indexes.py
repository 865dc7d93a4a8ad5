"""The indexes that lists of a million rows are read by, worked out from what the schema says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Date, Enum, Index, String, Table

from models.keys import person_sort_key, search_key
from models.schema import Kind

Columns = tuple[str, ...]

LAST = "id", "deleted_at"
"""At the end of an index: the default order, and what every statement asks, so that counting reads no row."""


def index_for_lists(model: Any) -> None:
    """Give a table about people its indexes, in place of those of single columns that they begin with."""
    if getattr(model, "holds", None) is not Kind.CASE:
        return
    table: Table = model.__table__
    wanted = list(dict.fromkeys(_wanted(model, table)))
    first = {columns[0] for columns in wanted} | {cell.name for cell in _names(table)}
    for index in list(table.indexes):
        if not index.unique and len(index.columns) == 1 and index.columns[0].name in first:
            table.indexes.discard(index)
    for columns in wanted:
        Index(None, *(table.c[name] for name in columns))
    for cell in _names(table):
        beside = [*_area(model, table), "deleted_at"]  # what the gate asks of every row that bears the name
        Index(None, cell, table.c.id, postgresql_include=beside)
    for cell in _codes(model, table):
        Index(None, cell, postgresql_ops={cell.name: "varchar_pattern_ops"})  # for LIKE under any collation


def _wanted(model: Any, table: Table) -> Iterator[Columns]:
    """Name the columns of each index."""
    area = _area(model, table)
    for name, spec in model.__described__.items():
        cell = table.c.get(f"{name}_id" if name not in table.c else name)
        if cell is not None and spec.filtered and _is_narrow(name, cell, listed=spec.listed):
            yield (cell.name, *LAST)
        elif cell is not None and spec.sortable and not cell.unique:
            yield (_sort_key(table, name), "id")
    if area and model.workflow is not None:
        yield (*area, model.workflow.column, *LAST)


def _is_narrow(name: str, cell: Column[Any], *, listed: bool) -> bool:
    """Say whether a filter leaves few rows: a link and a date do, and a choice that the list shows."""
    return name != cell.name or isinstance(cell.type, Date) or (isinstance(cell.type, Enum) and listed)


def _area(model: Any, table: Table) -> Columns:
    """Name the column that decides whose row it is, where that is a ward of its own."""
    cell = table.c.get(f"{model.scoped_by[0]}_id") if model.scoped_by else None
    targets = set() if cell is None else {key.target_fullname for key in cell.foreign_keys}
    return () if cell is None or targets != {"ward.id"} else (cell.name,)


def _sort_key(table: Table, name: str) -> str:
    """Name the stored key by which people are put in order, else the column itself."""
    for cell in table.columns:
        rule = cell.info.get("derived")
        if rule is not None and rule.source == name and rule.compute is person_sort_key:
            return cell.name
    return name


def _names(table: Table) -> Iterator[Column[Any]]:
    """List the search keys whose rows are looked for by whole keys."""
    for cell in table.columns:
        rule = cell.info.get("derived")
        if rule is not None and rule.compute is search_key and cell.index:
            yield cell


def _codes(model: Any, table: Table) -> Iterator[Column[Any]]:
    """List the texts that are searched by how they begin, as they stand."""
    folded = {cell.info["derived"].source for cell in table.columns if "derived" in cell.info}
    for name, spec in model.__described__.items():
        as_it_stands = spec.searched and spec.unit is None and name not in folded
        if as_it_stands and isinstance(table.c[name].type, String):
            yield table.c[name]
