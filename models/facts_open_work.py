"""Facts about what is still going on for a person: referrals, grants, memberships."""

from __future__ import annotations

from sqlalchemy import CTE, Date, Integer, Select, and_, func, select

from models.club_member import ClubMember
from models.club_member_choices import MemberStatus
from models.facts import fact
from models.referral import Referral
from models.referral_choices import OPEN, REFERRED, Urgency
from models.support_grant import SupportGrant
from models.support_grant_choices import GrantStatus

REFERRALS = Referral.__table__.c
GRANTS = SupportGrant.__table__.c
MEMBERS = ClubMember.__table__.c


@fact(id=Integer)
def open_referrals(asked: CTE) -> Select[tuple[int, int]]:
    """Count a person's referrals of which something is still expected (CL26)."""
    theirs = and_(REFERRALS.client_id == asked.c.id, Referral.status.in_(OPEN))
    return select(asked.c.n, func.count(Referral.id)).join_from(asked, Referral, theirs).group_by(asked.c.n)


@fact(id=Integer)
def unpaid_grants(asked: CTE) -> Select[tuple[int, int]]:
    """Count a person's grants that are approved and not paid (CL26)."""
    theirs = and_(GRANTS.client_id == asked.c.id, SupportGrant.status == GrantStatus.approved)
    return (
        select(asked.c.n, func.count(SupportGrant.id))
        .join_from(asked, SupportGrant, theirs)
        .group_by(asked.c.n)
    )


@fact(id=Integer)
def memberships_left_open(asked: CTE) -> Select[tuple[int, int]]:
    """Count the clubs a person still belongs to (CL26)."""
    theirs = and_(MEMBERS.client_id == asked.c.id, ClubMember.status != MemberStatus.left)
    return (
        select(asked.c.n, func.count(ClubMember.id)).join_from(asked, ClubMember, theirs).group_by(asked.c.n)
    )


@fact(client=Integer, session_on=Date, referral_due_on=Date)
def referrals_that_followed(asked: CTE) -> Select[tuple[int, int]]:
    """Count a person's referrals sent between a session and the day one was due (CS11)."""
    followed = and_(
        REFERRALS.client_id == asked.c.client,
        Referral.status.in_(REFERRED),
        Referral.referred_on.between(asked.c.session_on, asked.c.referral_due_on),
    )
    return select(asked.c.n, func.count(Referral.id)).join_from(asked, Referral, followed).group_by(asked.c.n)


@fact(client=Integer, screened_on=Date)
def urgent_referrals(asked: CTE) -> Select[tuple[int, int]]:
    """Count a person's urgent referrals since a screening that are not called off (SC3)."""
    urgent = and_(
        REFERRALS.client_id == asked.c.client,
        Referral.urgency == Urgency.urgent,
        Referral.status.in_({*OPEN, *REFERRED}),
        Referral.referred_on >= asked.c.screened_on,
    )
    return select(asked.c.n, func.count(Referral.id)).join_from(asked, Referral, urgent).group_by(asked.c.n)
