"""Facts about the views somebody keeps of a list."""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, Integer, Select, String, and_, func, select

from models.facts import fact
from models.saved_view import SavedView

VIEWS = SavedView.__table__.c


def _kept(asked: CTE) -> ColumnElement[bool]:
    """Match the other views of the same account and table."""
    return and_(
        VIEWS.owner_id == asked.c.account,
        SavedView.table_name == asked.c.table_name,
        SavedView.id != asked.c.id,
    )


def _counted(asked: CTE, match: ColumnElement[bool]) -> Select[tuple[int, int]]:
    return select(asked.c.n, func.count(SavedView.id)).join_from(asked, SavedView, match).group_by(asked.c.n)


@fact(anchor="account", account=Integer, table_name=String, id=Integer)
def views_kept(asked: CTE) -> Select[tuple[int, int]]:
    """Count somebody's other views of a list (SV2)."""
    return _counted(asked, _kept(asked))


@fact(anchor="account", account=Integer, table_name=String, name=String, id=Integer)
def views_named(asked: CTE) -> Select[tuple[int, int]]:
    """Count somebody's other views of a list under one name (SV1)."""
    return _counted(asked, and_(_kept(asked), SavedView.name == asked.c.name))
