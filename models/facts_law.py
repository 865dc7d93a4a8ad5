"""Facts about the reference tables of law and support: whether a number, name or group is taken."""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, Integer, Select, String, and_, func, select

from models.base import Model
from models.facts import fact
from models.grant_policy import GrantPolicy, GrantPolicyGroup
from models.legal_basis import LegalBasis, LegalBasisGroup
from models.referral_destination import ReferralDestination
from models.support_grant import SupportGrant
from models.support_grant_choices import OFF


def _others(asked: CTE, model: type[Model], *same: ColumnElement[bool]) -> Select[tuple[int, int]]:
    """Count the other rows that are the same in something."""
    rule = and_(model.id != asked.c.id, *same)
    return select(asked.c.n, func.count(model.id)).join_from(asked, model, rule).group_by(asked.c.n)


@fact(number=String, id=Integer)
def documents_of_the_number(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other documents of a number."""
    return _others(asked, LegalBasis, LegalBasis.number == asked.c.number)


@fact(legal_basis=Integer, client_group=String, id=Integer)
def same_groups_of_document(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other entries of a group under a document."""
    cells = LegalBasisGroup.__table__.c
    same = cells.legal_basis_id == asked.c.legal_basis, cells.client_group == asked.c.client_group
    return _others(asked, LegalBasisGroup, *same)


@fact(name=String, id=Integer)
def policies_of_the_name(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other policies of a name."""
    return _others(asked, GrantPolicy, GrantPolicy.name == asked.c.name)


@fact(policy=Integer, client_group=String, id=Integer)
def same_groups_of_policy(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other entries of a group under a policy."""
    cells = GrantPolicyGroup.__table__.c
    same = cells.policy_id == asked.c.policy, cells.client_group == asked.c.client_group
    return _others(asked, GrantPolicyGroup, *same)


@fact(id=Integer)
def grants_under_the_policy(asked: CTE) -> Select[tuple[int, int]]:
    """Count the grants under a policy that were neither refused nor cancelled (GR1, GR6)."""
    under = and_(SupportGrant.__table__.c.policy_id == asked.c.id, SupportGrant.status.not_in(OFF))
    count = func.count(SupportGrant.id)
    return select(asked.c.n, count).join_from(asked, SupportGrant, under).group_by(asked.c.n)


@fact(code=String, id=Integer)
def destinations_of_the_code(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other facilities of a code."""
    return _others(asked, ReferralDestination, ReferralDestination.code == asked.c.code)
