"""What follows for a case from what is done for the person: its status and its last contact.

It is written into the locked row by statements of their own, which leave its version alone: two people saving
at once neither refuse one another nor move a case backwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, Table, bindparam, event, func, insert, inspect, select, update
from sqlalchemy.orm import Session

from models.access import person_of
from models.audit import record_change
from models.client import Client
from models.client_choices import CaseStatus
from models.client_status_history import ClientStatusHistory, HistoryKind
from models.counselling_session import CounsellingSession

LADDER = (
    CaseStatus.new, CaseStatus.counselling, CaseStatus.screened, CaseStatus.referred, CaseStatus.in_service,
)  # fmt: skip
"""The statuses that follow from what is done; a case on none of them is moved by hand alone."""

DAYS = {
    "counselling_session": "session_on",
    "screening": "screened_on",
    "referral": "referred_on",
    "club_member": "joined_on",
}
"""The tables whose rows move a case on, and the day such a thing happened."""

REACHED = {
    ("counselling_session", None): CaseStatus.counselling,
    ("screening", None): CaseStatus.screened,
    ("referral", "sent"): CaseStatus.referred,
    ("referral", "accepted"): CaseStatus.referred,
    ("referral", "arrived"): CaseStatus.in_service,
    ("referral", "in_service"): CaseStatus.in_service,
    ("club_member", "open"): CaseStatus.in_service,
}
"""How far a row brings the case, by its table and status."""

TOUCHED = "cases_touched"
CLIENTS, SESSIONS, HISTORY = (
    cast("Table", model.__table__) for model in (Client, CounsellingSession, ClientStatusHistory)
)


_CONTACTS = (
    select(
        CLIENTS.c.last_contact_on,
        select(func.max(SESSIONS.c.session_on))
        .where(SESSIONS.c.client_id == CLIENTS.c.id, SESSIONS.c.deleted_at.is_(None))
        .scalar_subquery(),
    )
    .where(CLIENTS.c.id == bindparam("client"))
    .with_for_update(key_share=True)
)
"""The last contact as it is kept and as it is, made once, as every session asks for it."""


@event.listens_for(Session, "after_flush")
def _advance_cases(session: Session, _context: Any) -> None:
    """Move the cases on whose sessions, screenings, referrals or memberships have just been written."""
    touched: set[int] = session.info.setdefault(TOUCHED, set())
    for row in [*session.new, *session.dirty, *session.deleted]:
        if row.__tablename__ not in DAYS:
            continue
        touched |= (clients := _clients_of(row))
        if row.client_id and row not in session.deleted and row.deleted_at is None:
            _advance(session, row)
        if isinstance(row, CounsellingSession):
            _follow_contacts(session, clients)


def _clients_of(row: Any) -> set[int]:
    """Name the case a row belongs to, and the one it belonged to before."""
    history = inspect(row).attrs.client_id.history
    return {key for key in (row.client_id, *history.deleted) if key}


def _advance(session: Session, row: Any) -> None:
    """Move one case up to where this row brings it, unless it is there already or off the ladder."""
    state = getattr(row, "status", None)
    target = REACHED.get((row.__tablename__, None if state is None else state.name))
    if target is None:
        return
    connection = session.connection()
    before = connection.scalar(_below(target), {"client": row.client_id})
    if before is None:
        return
    connection.execute(update(CLIENTS).where(CLIENTS.c.id == row.client_id).values(case_status=target))
    record_change(session, Client, row.client_id, case_status=(before, target))
    entry = insert(HISTORY).values(
        client_id=row.client_id,
        kind=HistoryKind.case_status,
        old_value=before,
        new_value=target,
        effective_on=getattr(row, DAYS[row.__tablename__]),
        created_by_id=person_of(session).account_id,
    )
    connection.execute(entry)


@cache
def _below(target: CaseStatus) -> Select[CaseStatus]:
    """Ask under lock for the status of a case that is lower than another; made once, as every save asks."""
    lower = CLIENTS.c.case_status.in_(LADDER[: LADDER.index(target)])
    return select(CLIENTS.c.case_status).where(CLIENTS.c.id == bindparam("client"), lower).with_for_update()


def _follow_contacts(session: Session, clients: Iterable[int]) -> None:
    """Let the last contact be the latest session that stands."""
    connection = session.connection()
    for client in sorted(clients):
        before, now = connection.execute(_CONTACTS, {"client": client}).one()
        if now != before:
            connection.execute(update(CLIENTS).where(CLIENTS.c.id == client).values(last_contact_on=now))
            record_change(session, Client, client, last_contact_on=(before, now))


@event.listens_for(Session, "after_flush_postexec")
def _look_again(session: Session, _context: Any) -> None:
    """Forget what was loaded of the cases just moved, so that it is read again."""
    for key in session.info.pop(TOUCHED, set()):
        row = session.identity_map.get(inspect(Client).identity_key_from_primary_key((key,)))
        if row is not None:
            session.expire(row, ["case_status", "last_contact_on"])
