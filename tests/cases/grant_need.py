"""The rules of the need a grant rests on, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cases.client import day
from tests.cases.support_grant import grant
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


@case("support_grant", "group_is_the_policys")
def group_the_policy_is_not_for(world: World) -> tuple[Typed, Typed]:
    """Left empty it is the person's own group."""
    kept = world.typical("support_grant")
    return kept, kept | {"eligibility_group": "methadone"}


@case("support_grant", "group_is_the_persons")
def group_of_somebody_else(world: World) -> tuple[Typed, Typed]:
    """The policy is for both groups; the person belongs to one."""
    kept = world.typical("support_grant") | {"eligibility_group": "voluntary"}
    world.make("grant_policy_group", policy=kept["policy"], client_group="post_rehab")
    return kept, kept | {"eligibility_group": "post_rehab"}


@case("support_grant", "group_is_the_persons", move="approve", by="hoa")
def group_left_before_the_decision(world: World) -> tuple[Typed, Typed, Any]:
    """Decided the day before the person changed groups, and on that day."""
    row = grant(world, "submit", "verify")
    change = {"client_group": "community_rehab", "decision_no": "5/QĐ-UBND", "decision_on": day(4)}
    world.save(world.form("client", change, row.client))
    decision = {"decision_no": "99/QĐ-UBND", "decision_on": day(5)}
    return decision, decision | {"decision_on": day(4)}, row


@case("support_grant", "basis_is_the_policys")
def basis_the_policy_does_not_list(world: World) -> tuple[Typed, Typed]:
    """NQ 334 takes hardship and policy families, not a sick relative."""
    kept = world.typical("support_grant") | {"hardship_basis": "policy_family"}
    return kept, kept | {"hardship_basis": "sick_relative"}


@case("support_grant", "basis_is_the_policys")
def no_basis(world: World) -> tuple[Typed, Typed]:
    """A policy that asks for none, and one that does."""
    broken = world.typical("support_grant") | {"hardship_basis": ""}
    easy = world.make("grant_policy")
    world.make("grant_policy_group", policy=easy, requires_hardship_any="")
    return broken | {"policy": easy}, broken


@case("support_grant", "basis_is_described")
def basis_without_a_word(world: World) -> tuple[Typed, Typed]:
    """A box alone tells nobody why."""
    kept = world.typical("support_grant")
    return kept, kept | {"hardship_note": ""}


@case("support_grant", "sanction_is_the_first")
def second_sanction(world: World) -> tuple[Typed, Typed]:
    """NQ 292 is for the first."""
    policy = world.make("grant_policy")
    world.make("grant_policy_group", policy=policy, client_group="admin_sanction", first_sanction_only="1")
    sanctioned = {"client_group": "admin_sanction"}
    first, second = (world.make("client", **sanctioned, admin_sanction_count=times) for times in ("1", "2"))
    kept = world.typical("support_grant") | {"policy": policy, "client": first}
    return kept, kept | {"client": second}
