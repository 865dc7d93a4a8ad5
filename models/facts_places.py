"""Facts about places: versions of wards, who looks after them, what hangs on them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CTE, Date, Integer, Select, String, and_, func, select

from models.client import Client
from models.client_choices import CaseStatus
from models.facts import fact
from models.ward import Ward, WardSuccession

FAR = date(9999, 12, 31)
"""The end of what has no end, so that two periods can be compared."""


@fact(gso_code=String, valid_from=Date, valid_to=Date, id=Integer)
def overlapping_versions(asked: CTE) -> Select[tuple[int, int]]:
    """Count other versions of the same code that were in force in the same time (WA2)."""
    same = and_(
        Ward.gso_code == asked.c.gso_code,
        Ward.id != asked.c.id,
        Ward.valid_from < func.coalesce(asked.c.valid_to, FAR),
        func.coalesce(Ward.valid_to, FAR) > asked.c.valid_from,
    )
    return select(asked.c.n, func.count(Ward.id)).join_from(asked, Ward, same).group_by(asked.c.n)


@fact(id=Integer)
def default_successors(asked: CTE) -> Select[tuple[int, int]]:
    """Count the wards that take over a ward's cases (WA5: exactly one)."""
    arrow = and_(WardSuccession.from_ward_id == asked.c.id, WardSuccession.is_default)
    return (
        select(asked.c.n, func.count(WardSuccession.id))
        .join_from(asked, WardSuccession, arrow)
        .group_by(asked.c.n)
    )


@fact(from_ward=Integer, id=Integer)
def other_default_successors(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other arrows of a ward that already take its cases (WA5)."""
    arrow = and_(
        WardSuccession.from_ward_id == asked.c.from_ward,
        WardSuccession.is_default,
        WardSuccession.id != asked.c.id,
    )
    return (
        select(asked.c.n, func.count(WardSuccession.id))
        .join_from(asked, WardSuccession, arrow)
        .group_by(asked.c.n)
    )


@fact(from_ward=Integer)
def clients_to_confirm(asked: CTE) -> Select[tuple[int, int]]:
    """Count the open cases of a ward whose people must say where they live now (WA7)."""
    case = and_(Client.ward_id == asked.c.from_ward, Client.case_status != CaseStatus.closed)
    return select(asked.c.n, func.count(Client.id)).join_from(asked, Client, case).group_by(asked.c.n)
