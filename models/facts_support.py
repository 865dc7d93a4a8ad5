"""Facts about grants: what is left under a cap and a budget, who else got one, what a policy asks for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    cast,
    extract,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from models.client import Client
from models.facts import fact
from models.grant_policy import CapScope, GrantKind, GrantPolicy, GrantPolicyGroup
from models.schema import VND
from models.support_grant import SupportGrant
from models.support_grant_choices import CAME_TO_NOTHING, CONSUMING, GrantStatus

CLIENTS = Client.__table__.c
GRANTS = SupportGrant.__table__.c
GROUPS = GrantPolicyGroup.__table__.c

NET = SupportGrant.amount_vnd - func.coalesce(SupportGrant.recovered_vnd, 0)
TAKEN = SupportGrant.status.in_(CONSUMING)


def received_by_the_person(asked: CTE) -> Select[Any]:
    """Add up what the person asked about has received, by citizen number where they have one, in any area."""
    own, row = aliased(Client), aliased(Client)
    same_person = or_(row.id == own.id, row.citizen_number_key == own.citizen_number_key)
    grants = select(func.coalesce(func.sum(NET), 0)).join_from(own, row, same_person)
    grants = grants.join(SupportGrant, and_(GRANTS.client_id == row.id, TAKEN))
    return grants.where(own.id == asked.c.client)


@fact(
    "client", twins="citizen_number_key", client=Integer, policy=Integer, budget_year=Integer, id=Integer,
    looks_past=True, unit=VND,
)  # fmt: skip
def remaining_under_policy(asked: CTE) -> Select[tuple[int, int]]:
    """Give what a person may still receive under a policy, all wards and clubs together (GR2)."""
    in_scope = or_(
        GrantPolicy.cap_scope == CapScope.per_person_total,
        and_(
            GrantPolicy.cap_scope == CapScope.per_person_year, SupportGrant.budget_year == asked.c.budget_year
        ),
    )
    received = received_by_the_person(asked).where(
        GRANTS.policy_id == asked.c.policy, SupportGrant.id != asked.c.id, in_scope
    )
    left = cast(GrantPolicy.cap_vnd - received.correlate(asked, GrantPolicy).scalar_subquery(), BigInteger)
    return select(asked.c.n, left).join_from(asked, GrantPolicy, GrantPolicy.id == asked.c.policy)


@fact("client", client=Integer)
def grants_received(asked: CTE) -> Select[tuple[int, int]]:
    """Count a person's grants that take from a cap or still may, but for those recovered whole (GR2)."""
    standing = SupportGrant.status.not_in((GrantStatus.rejected, GrantStatus.cancelled))
    theirs = and_(GRANTS.client_id == asked.c.client, standing, NET > 0)
    count = func.count(SupportGrant.id)
    return select(asked.c.n, count).join_from(asked, SupportGrant, theirs).group_by(asked.c.n)


@fact(policy=Integer, unit=VND)
def policy_cap(asked: CTE) -> Select[tuple[int, int]]:
    """Give the cap a policy sets (GR1)."""
    return select(asked.c.n, GrantPolicy.cap_vnd).join_from(
        asked, GrantPolicy, GrantPolicy.id == asked.c.policy
    )


@fact(policy=Integer, budget_year=Integer, id=Integer, default=None, unit=VND)
def budget_left(asked: CTE) -> Select[tuple[int, int]]:
    """Give what is left of a policy's budget of the year, of the grants the asker sees (GR6)."""
    spent = select(func.coalesce(func.sum(NET), 0)).where(
        GRANTS.policy_id == asked.c.policy, SupportGrant.budget_year == asked.c.budget_year, TAKEN,
        SupportGrant.id != asked.c.id,
    )  # fmt: skip
    left = cast(GrantPolicy.budget_vnd - spent.correlate(asked).scalar_subquery(), BigInteger)
    return select(asked.c.n, left).join_from(asked, GrantPolicy, GrantPolicy.id == asked.c.policy)


def _group(asked: CTE) -> ColumnElement[bool]:
    """Match the group of the policy that the grant rests on."""
    return and_(GROUPS.policy_id == asked.c.policy, GROUPS.client_group == asked.c.eligibility_group)


@fact(policy=Integer, eligibility_group=String)
def groups_of_policy(asked: CTE) -> Select[tuple[int, int]]:
    """Count the policy's entries for a group: none, and the policy is not for it (GR3)."""
    count = func.count(GrantPolicyGroup.id)
    return select(asked.c.n, count).join_from(asked, GrantPolicyGroup, _group(asked)).group_by(asked.c.n)


@fact(policy=Integer, eligibility_group=String, hardship_basis=String, default=True)
def basis_is_accepted(asked: CTE) -> Select[tuple[int, bool]]:
    """Say whether the policy lists this basis of need for this group, or asks for none (GR4)."""
    listed = type_coerce(GROUPS.requires_hardship_any, String)
    basis = "|" + func.coalesce(asked.c.hardship_basis, "") + "|"
    accepted = or_(listed.is_(None), listed.contains(basis))
    return select(asked.c.n, accepted).join_from(asked, GrantPolicyGroup, _group(asked))


@fact(policy=Integer, eligibility_group=String, default=False)
def asks_first_sanction(asked: CTE) -> Select[tuple[int, bool]]:
    """Say whether the policy takes this group only at the first sanction (GR5: NQ 292, not NQ 334)."""
    return select(asked.c.n, GrantPolicyGroup.first_sanction_only).join_from(
        asked, GrantPolicyGroup, _group(asked)
    )


@fact(decision_no=String, decision_on=Date, issuer=String, id=Integer)
def grants_with_decision(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other grants under the same decision number of that year and issuer (GR8)."""
    same = and_(
        SupportGrant.decision_no == asked.c.decision_no,
        extract("year", SupportGrant.decision_on) == extract("year", asked.c.decision_on),
        func.coalesce(SupportGrant.issuer, "") == func.coalesce(asked.c.issuer, ""),
        SupportGrant.id != asked.c.id,
    )
    count = func.count(SupportGrant.id)
    return select(asked.c.n, count).join_from(asked, SupportGrant, same).group_by(asked.c.n)


@fact(client=Integer, receiver_name=String, id=Integer, looks_past=True)
def grants_to_the_same_hands(asked: CTE) -> Select[tuple[int, int]]:
    """Count grants of other people with the same phone, address or receiver, in any area (GR14)."""
    other = aliased(Client)
    shared = or_(
        other.phone == Client.phone,
        and_(other.address == Client.address, other.ward_id == Client.ward_id),
        SupportGrant.receiver_name == asked.c.receiver_name,
    )
    live = and_(SupportGrant.id != asked.c.id, SupportGrant.status.not_in(CAME_TO_NOTHING))
    found = select(asked.c.n, func.count(SupportGrant.id)).join_from(
        asked, Client, Client.id == asked.c.client
    )
    found = found.join(SupportGrant, and_(GRANTS.client_id != CLIENTS.id, live))
    return found.join(other, and_(other.id == GRANTS.client_id, shared)).group_by(asked.c.n)


@fact(client=Integer, policy=Integer, id=Integer)
def grants_of_the_other_scheme(asked: CTE) -> Select[tuple[int, int]]:
    """Count the person's grants on the other side of the line between support and reward (GR15)."""
    asked_policy, theirs = aliased(GrantPolicy), aliased(GrantPolicy)
    is_reward, was_reward = (
        asked_policy.grant_kind == GrantKind.reward_clean,
        theirs.grant_kind == GrantKind.reward_clean,
    )
    found = select(asked.c.n, func.count(SupportGrant.id)).join_from(
        asked, asked_policy, asked_policy.id == asked.c.policy
    )
    found = found.join(
        SupportGrant, and_(GRANTS.client_id == asked.c.client, TAKEN, SupportGrant.id != asked.c.id)
    )
    return found.join(theirs, and_(theirs.id == GRANTS.policy_id, was_reward != is_reward)).group_by(
        asked.c.n
    )
