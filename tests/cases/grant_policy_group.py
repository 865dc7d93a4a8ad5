"""A typical group of a policy, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """People who want voluntary rehabilitation, in hardship or of a policy family."""
    return {
        "policy": world.one("grant_policy"), "client_group": "voluntary",
        "requires_hardship_any": "difficult_economy;policy_family",
    }  # fmt: skip


@case("grant_policy_group", "group_stands_once")
def same_group_twice(world: World) -> tuple[Typed, Typed]:
    """A policy is for several groups, each once."""
    broken = world.typical("grant_policy_group")
    world.make("grant_policy_group", **broken)
    return broken | {"client_group": "post_rehab"}, broken


@case("grant_policy_group", "group_is_of_people_who_use_drugs")
def policy_for_relatives(world: World) -> tuple[Typed, Typed]:
    """Somebody at risk may be helped; a relative only after a second look."""
    kept = world.typical("grant_policy_group") | {"client_group": "at_risk"}
    return kept, kept | {"client_group": "relative"}


@case("grant_policy_group", "first_is_asked_of_sanctions")
def first_sanction_of_the_unsanctioned(world: World) -> tuple[Typed, Typed]:
    """NQ 292 asks it of the sanctioned only."""
    first = world.typical("grant_policy_group") | {"first_sanction_only": "1"}
    return first | {"client_group": "admin_sanction"}, first | {"client_group": "post_rehab"}
