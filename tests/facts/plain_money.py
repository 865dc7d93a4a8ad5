"""Plain answers about money and law: caps, budgets, groups, names taken; and what refers to a row."""

from sqlalchemy import inspect

from models.base import entities
from models.club_member_choices import MemberStatus
from models.grant_policy import CapScope, GrantKind
from models.support_grant_choices import CAME_TO_NOTHING, CONSUMING, OFF, GrantStatus
from tests.facts.plain import count, plain, same


def net(grant):
    return grant.amount_vnd - (grant.recovered_vnd or 0)


def taken(rows, asked):
    """List the other grants under the policy that take from its cap."""
    under = [row for row in rows.support_grant if same(row.policy_id, asked.policy_id)]
    return [row for row in under if row.status in CONSUMING and row.id != asked.id]


@plain
def remaining_under_policy(rows, asked):
    policy = rows.get("grant_policy", asked.policy_id)
    if policy is None:
        return 0
    if rows.get("client", asked.client_id) is None:
        return policy.cap_vnd
    mine = [row for row in taken(rows, asked) if same(row.client_id, asked.client_id)]
    yearly = [row for row in mine if same(row.budget_year, asked.budget_year)]
    counted = {CapScope.per_person_total: mine, CapScope.per_person_year: yearly, CapScope.per_grant: []}
    return policy.cap_vnd - sum(map(net, counted[policy.cap_scope]))


@plain
def grants_received(rows, asked):
    mine = [row for row in rows.support_grant if same(row.client_id, asked.client_id)]
    off = {GrantStatus.rejected, GrantStatus.cancelled}
    return sum(row.status not in off and net(row) > 0 for row in mine)


@plain
def policy_cap(rows, asked):
    policy = rows.get("grant_policy", asked.policy_id)
    return policy.cap_vnd if policy else 0


@plain
def budget_left(rows, asked):
    policy = rows.get("grant_policy", asked.policy_id)
    if policy is None or policy.budget_vnd is None:
        return None
    spent = [row for row in taken(rows, asked) if same(row.budget_year, asked.budget_year)]
    return policy.budget_vnd - sum(map(net, spent))


def entries(rows, asked):
    under = [row for row in rows.grant_policy_group if same(row.policy_id, asked.policy_id)]
    return [row for row in under if same(row.client_group, asked.eligibility_group)]


@plain
def groups_of_policy(rows, asked):
    return len(entries(rows, asked))


@plain
def basis_is_accepted(rows, asked):
    return all(
        not row.requires_hardship_any or asked.hardship_basis in row.requires_hardship_any
        for row in entries(rows, asked)
    )


@plain
def asks_first_sanction(rows, asked):
    return any(row.first_sanction_only for row in entries(rows, asked))


@plain
def grants_with_decision(rows, asked):
    def alike(row):
        dated = row.decision_on is not None and asked.decision_on is not None
        issuer = (row.issuer or "") == (asked.issuer or "")
        return dated and row.decision_on.year == asked.decision_on.year and issuer

    return count([row for row in rows.support_grant if alike(row)], asked, same_in=["decision_no"])


@plain
def grants_to_the_same_hands(rows, asked):
    client = rows.get("client", asked.client_id)

    def shared(row):
        other = rows.get("client", row.client_id)
        if client is None or other is None or other.id == client.id or row.status in CAME_TO_NOTHING:
            return False
        same_home = same(other.address, client.address) and same(other.ward_id, client.ward_id)
        return same(other.phone, client.phone) or same_home or same(row.receiver_name, asked.receiver_name)

    return count([row for row in rows.support_grant if shared(row)], asked)


@plain
def grants_of_the_other_scheme(rows, asked):
    policy = rows.get("grant_policy", asked.policy_id)

    def across(row):
        theirs = rows.get("grant_policy", row.policy_id)
        kinds = [each and each.grant_kind is GrantKind.reward_clean for each in (policy, theirs)]
        return None not in kinds and kinds[0] != kinds[1]

    found = [row for row in rows.support_grant if row.status in CONSUMING and across(row)]
    return count(found, asked, same_in=["client_id"])


@plain
def grants_under_the_policy(rows, asked):
    under = [row for row in rows.support_grant if same(row.policy_id, asked.id)]
    return sum(row.status not in OFF for row in under)


@plain
def unpaid_grants(rows, asked):
    mine = [row for row in rows.support_grant if same(row.client_id, asked.id)]
    return sum(row.status is GrantStatus.approved for row in mine)


@plain
def memberships_left_open(rows, asked):
    mine = [row for row in rows.club_member if same(row.client_id, asked.id)]
    return sum(row.status is not MemberStatus.left for row in mine)


# --- law


@plain
def documents_of_the_number(rows, asked):
    return count(rows.legal_basis, asked, same_in=["number"])


@plain
def same_groups_of_document(rows, asked):
    return count(rows.legal_basis_group, asked, same_in=["legal_basis_id", "client_group"])


@plain
def policies_of_the_name(rows, asked):
    return count(rows.grant_policy, asked, same_in=["name"])


@plain
def same_groups_of_policy(rows, asked):
    return count(rows.grant_policy_group, asked, same_in=["policy_id", "client_group"])


@plain
def destinations_of_the_code(rows, asked):
    return count(rows.referral_destination, asked, same_in=["code"])


# --- references


def referring(tables, asked):
    """Go through every link of every row."""
    return sum(
        getattr(row, f"{name}_id") == asked.id
        for model in entities()
        for name, relation in inspect(model).relationships.items()
        if relation.mapper.class_.__tablename__ == asked.table
        for row in tables[model.__tablename__]
    )


@plain
def rows_that_refer(rows, asked):
    return referring(rows.there, asked)


@plain
def rows_that_ever_referred(rows, asked):
    return referring(rows.everything, asked)
