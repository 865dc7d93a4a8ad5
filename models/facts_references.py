"""What still refers to a row: asked of every link of the schema at once, before the row is put away."""

from __future__ import annotations

from sqlalchemy import CTE, Integer, Select, String, and_, func, inspect, literal, select, union_all

from models.base import Model, entities
from models.facts import fact


def links_to(model: type[Model]) -> list[tuple[type[Model], str]]:
    """List every table that links to this one, with the name of the link."""
    return [
        (other, name)
        for other in entities()
        for name, relation in inspect(other).relationships.items()
        if relation.mapper.class_ is model
    ]


@fact(table=String, id=Integer, looks_past=True)
def rows_that_refer(asked: CTE) -> Select[tuple[int, int]]:
    """Count the rows that link to this one, whoever may see them (WA9)."""
    return _referring(asked, deleted=False)


@fact(table=String, id=Integer, looks_past=True, deleted=True)
def rows_that_ever_referred(asked: CTE) -> Select[tuple[int, int]]:
    """Count the rows that link to this one, those in the trash among them: the database would keep it."""
    return _referring(asked, deleted=True)


def _referring(asked: CTE, *, deleted: bool) -> Select[tuple[int, int]]:
    found = union_all(
        *(
            select(asked.c.n.label("n"), other.id.label("id")).join_from(
                asked,
                other,
                and_(
                    asked.c.table == literal(target.__tablename__),
                    getattr(other, f"{name}_id") == asked.c.id,
                    *(() if deleted or not hasattr(other, "deleted_at") else (other.deleted_at.is_(None),)),
                ),
            )
            for target in entities()
            for other, name in links_to(target)
        )
    ).subquery()
    return select(found.c.n, func.count(found.c.id)).group_by(found.c.n)
