"""Facts about provinces: which versions of one code were in force together."""

from __future__ import annotations

from sqlalchemy import CTE, Date, Integer, Select, String, and_, func, select

from models.facts import fact
from models.facts_places import FAR
from models.province import Province


@fact(gso_code=String, valid_from=Date, valid_to=Date, id=Integer)
def overlapping_provinces(asked: CTE) -> Select[tuple[int, int]]:
    """Count other provinces of the same code that were in force in the same time (WA2)."""
    same = and_(
        Province.gso_code == asked.c.gso_code,
        Province.id != asked.c.id,
        Province.valid_from < func.coalesce(asked.c.valid_to, FAR),
        func.coalesce(Province.valid_to, FAR) > asked.c.valid_from,
    )
    return select(asked.c.n, func.count(Province.id)).join_from(asked, Province, same).group_by(asked.c.n)
