"""When the cap is asked of a grant: a cap lowered later, and a sum recovered, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cases.support_grant import DECIDED, grant, own_policy
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def lowered(world: World, policy: Any) -> None:
    """Lower a policy's cap to a million."""
    world.save(world.form("grant_policy", {"rate_vnd": "1 triệu", "cap_vnd": "1 triệu"}, policy))


@case("support_grant", "amount_is_within_the_cap", by="lan")
def cap_lowered_under_an_application(world: World) -> tuple[Typed, Typed, Any]:
    """What the cap allowed may be described anew; another sum is judged by the cap of today."""
    row = grant(world, policy=own_policy(world))
    lowered(world, row.policy)
    return {"purpose": "Mua tủ kính bán hàng"}, {"amount_vnd": "5 triệu"}, row


@case("support_grant", "amount_is_within_the_cap", move="pay", by="lan")
def cap_lowered_before_the_payment(world: World) -> tuple[Typed, Typed, Any, Any]:
    """The money itself goes out under the cap of today."""
    decided, stopped = grant(world, *DECIDED), grant(world, *DECIDED, policy=own_policy(world))
    lowered(world, stopped.policy)
    return {}, {}, decided, stopped


@case("support_grant", "amount_is_within_what_remains", by="lan")
def remainder_lowered_under_an_application(world: World) -> tuple[Typed, Typed, Any]:
    """Another purpose asks for no more money; another sum does."""
    row = grant(world, policy=own_policy(world))
    lowered(world, row.policy)
    return {"purpose": "Mua tủ kính bán hàng"}, {"amount_vnd": "5 triệu"}, row


@case("support_grant", "amount_is_within_what_remains", by="hoa")
def sum_of_a_recovered_grant_corrected(world: World) -> tuple[Typed, Typed, Any]:
    """Of a grant recovered in part only what the person kept is counted."""
    back = grant(world, *DECIDED, "pay", "recover", recovered_vnd="2 triệu", review_note="Không dùng hết")
    grant(world, *DECIDED, client=back.client)
    return {"amount_vnd": "5,9 triệu"}, {"amount_vnd": "6,1 triệu"}, back
