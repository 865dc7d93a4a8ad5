"""Whether somebody may still do what they are about to write: asked again, under lock, as the write begins.

A request learns who asks and where rows belong when it begins. On PostgreSQL an administrator may take away
an area, or move a person to another ward, before the request writes. The locks taken here are held to the
commit, so every such change comes either before the question or after the save.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Integer, Select, any_, bindparam, event, func, inspect, select
from sqlalchemy.orm import Session

from models.access import SYSTEM, Person, RefusedError
from models.account import Account, AccountScope, person_for
from models.area import trail
from models.base import Model
from models.gate import look_past
from models.schema import Kind

ASKED = "asked_again_in"
"""Where the session notes the transaction in which this has been asked."""


@event.listens_for(Session, "before_flush", insert=True)  # before the gate asks who writes
def _ask_again(session: Session, _context: Any, _instances: Any) -> None:
    """Read the writer's rights and the places of what they write once more."""
    person = session.info.get("person")
    if not isinstance(person, Person) or person is SYSTEM or person.account_id is None:
        return
    changed = (row for row in session.dirty if session.is_modified(row))
    rows = [row for row in (*session.new, *changed, *session.deleted) if row.holds is not Kind.RECORD]
    if rows and session.info.get(ASKED) is not session.get_transaction():
        session.info["person"] = _as_it_stands(session, person.account_id)
        session.info[ASKED] = session.get_transaction()
    if session.get_bind().dialect.name != "sqlite":  # whose one writer reads nothing others may change
        _hold(session, rows)


def _as_it_stands(session: Session, account_id: int) -> Person:
    """Lock an account with its areas and say who it is by now; raises RefusedError where it is closed.

    The saves of one account wait for each other, so that none holds what another of them is about to change.
    """
    account: Any = session.execute(_account(), {"account": account_id}).one_or_none()
    if account is None or not account.is_active:
        message = "This account is closed."
        raise RefusedError(message)
    return person_for(session, account)


@cache
def _account() -> Select[Any]:
    """Ask for an account under lock, then its areas under lock; made once, as every save asks."""
    who, area = Account.__table__.c, AccountScope.__table__
    mine = select(who.id, who.role, who.coordinator_id, who.is_active).where(
        who.id == bindparam("account", type_=Integer), who.deleted_at.is_(None)
    )
    me = mine.with_for_update(key_share=True).cte("me")
    areas = select(area.c.id).join(me, area.c.account_id == me.c.id).where(area.c.deleted_at.is_(None))
    held = areas.order_by(area.c.id).with_for_update(read=True, of=area).cte("areas")
    found: Select[Any] = look_past(select(me, select(func.count()).select_from(held).scalar_subquery()))
    return found


def _hold(session: Session, rows: list[Any]) -> None:
    """Lock what the rows belong to, and read anew what was changed since it was read."""
    led = {each.target for row in rows if row.scoped_by for each in trail(row) if each.target is not None}
    waiting = [row for row in led if inspect(row).persistent and not session.is_modified(row)]
    by_table: dict[type[Model], dict[int, Model]] = {}
    for row in waiting:
        if row.scoped_by:
            by_table.setdefault(type(row), {})[row.id] = row
    for model, known in sorted(by_table.items(), key=lambda found: found[0].__tablename__):
        for key, version in session.connection().execute(_versions(model), {"ids": sorted(known)}):
            if known[key].row_version != version:
                session.refresh(known[key])
            if known[key].deleted_at is not None:
                message = "What this row belongs to was deleted meanwhile."
                raise RefusedError(message)


@cache
def _versions(model: type[Model]) -> Select[Any]:
    """Ask for the versions of some rows under lock; made once, as every save asks."""
    cells = model.__table__.c
    these = select(cells.id, cells.row_version).where(
        cells.id == any_(bindparam("ids", type_=ARRAY(Integer)))
    )
    return these.order_by(cells.id).with_for_update(key_share=True)
