"""Facts about referrals: others still open, the last screening, the group somebody was in on a day."""

from __future__ import annotations

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    func,
    literal,
    select,
    type_coerce,
)

from models.client import Client
from models.client_status_history import ClientStatusHistory, HistoryKind
from models.facts import fact
from models.referral import Referral
from models.referral_choices import OPEN
from models.referral_destination_choices import TREATMENTS
from models.schema import today
from models.screening import Screening

REFERRALS = Referral.__table__.c
SCREENINGS = Screening.__table__.c
HISTORY = ClientStatusHistory.__table__.c
IS_OPEN = Referral.status.in_(OPEN)


def _count(asked: CTE, rule: ColumnElement[bool]) -> Select[tuple[int, int]]:
    return select(asked.c.n, func.count(Referral.id)).join_from(asked, Referral, rule).group_by(asked.c.n)


def _others(asked: CTE) -> ColumnElement[bool]:
    """Match the person's other open referrals."""
    return and_(REFERRALS.client_id == asked.c.client, IS_OPEN, Referral.id != asked.c.id)


@fact("client", client=Integer, destination=Integer, service=String, id=Integer)
def same_open_referrals(asked: CTE) -> Select[tuple[int, int]]:
    """Count the person's other open referrals to the same facility for the same service (RF5)."""
    same = and_(REFERRALS.destination_id == asked.c.destination, REFERRALS.service == asked.c.service)
    return _count(asked, and_(_others(asked), same))


@fact("client", client=Integer, service=String, id=Integer)
def other_open_treatments(asked: CTE) -> Select[tuple[int, int]]:
    """Count the person's open referrals for another kind of treatment (RF6)."""
    other = and_(Referral.service.in_(TREATMENTS), REFERRALS.service != asked.c.service)
    return _count(asked, and_(_others(asked), other))


@fact(client=Integer, id=Integer)
def other_open_referrals(asked: CTE) -> Select[tuple[int, int]]:
    """Count the person's other open referrals, to anywhere (RF12)."""
    return _count(asked, _others(asked))


@fact(id=Integer)
def open_referrals_there(asked: CTE) -> Select[tuple[int, int]]:
    """Count the open referrals to a facility (FA3; asked with the facility's own id)."""
    return _count(asked, and_(REFERRALS.destination_id == asked.c.id, IS_OPEN))


@fact(client=Integer, referred_on=Date, default=None)
def last_screening(asked: CTE) -> Select[tuple[int, object]]:
    """Give the day of the person's last screening up to the day of the referral (RF1)."""
    before = and_(SCREENINGS.client_id == asked.c.client, Screening.screened_on <= asked.c.referred_on)
    return (
        select(asked.c.n, func.max(Screening.screened_on))
        .join_from(asked, Screening, before)
        .group_by(asked.c.n)
    )


@fact(client=Integer, eligibility_group=String, decision_on=Date, default=False)
def was_in_the_group(asked: CTE) -> Select[tuple[int, bool]]:
    """Say whether the person belonged to a group on the day of a decision, or belongs to it today (GR3)."""
    day = func.coalesce(asked.c.decision_on, literal(today(), Date))
    changes = and_(HISTORY.client_id == asked.c.client, ClientStatusHistory.kind == HistoryKind.legal_group)
    latest = (
        select(type_coerce(HISTORY.new_value, String))
        .where(changes, ClientStatusHistory.effective_on <= day)
        .order_by(HISTORY.effective_on.desc(), HISTORY.id.desc())
    )
    first = (
        select(type_coerce(HISTORY.old_value, String))
        .where(changes, ClientStatusHistory.effective_on > day)
        .order_by(HISTORY.effective_on, HISTORY.id)
    )
    then = func.coalesce(
        latest.limit(1).correlate(asked).scalar_subquery(),
        first.limit(1).correlate(asked).scalar_subquery(),
        type_coerce(Client.__table__.c.client_group, String),
    )
    return select(asked.c.n, then == asked.c.eligibility_group).join_from(
        asked, Client, Client.id == asked.c.client
    )
