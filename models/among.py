"""One of many values: PostgreSQL is handed them as one parameter, for SQLite each is written out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, Boolean, ColumnElement, Integer, any_, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal
from sqlalchemy.types import UserDefinedType


class _Among(ColumnElement[bool]):
    """Both ways to write it; which one is compiled, the database decides.

    Four hundred wards as four hundred parameters take longer to write, each time, than the rows to find.
    """

    inherit_cache = True
    type = Boolean()
    _traverse_internals = [  # noqa: RUF012 - SQLAlchemy reads it once
        ("array", InternalTraversal.dp_clauseelement),
        ("listed", InternalTraversal.dp_clauseelement),
    ]

    def __init__(self, cell: Any, values: list[Any]) -> None:
        self.array: ColumnElement[bool] = cell == any_(_array(cell, values))
        self.listed: ColumnElement[bool] = cell.in_(values)

    @property
    def _from_objects(self) -> list[Any]:
        return self.listed._from_objects  # noqa: SLF001 - the tables it is about, as of any comparison


class _Written(UserDefinedType[str]):
    """An array of whole numbers that is written already: the driver would write it number by number."""

    cache_ok = True
    render_bind_cast = True

    def get_col_spec(self, **_options: Any) -> str:
        """Name it as PostgreSQL does."""
        return "INTEGER[]"


def _array(cell: Any, values: list[Any]) -> ColumnElement[Any]:
    if type(cell.type) is Integer:
        return literal(f"{{{','.join(map(str, values))}}}", _Written())
    return literal(values, ARRAY(cell.type))


@compiles(_Among)
def _one_by_one(element: _Among, compiler: Any, **options: Any) -> Any:
    return compiler.process(element.listed, **options)


@compiles(_Among, "postgresql")
def _as_one(element: _Among, compiler: Any, **options: Any) -> Any:
    return compiler.process(element.array, **options)


def among(cell: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """Match a column that holds one of many values."""
    return _Among(cell, sorted(values))
