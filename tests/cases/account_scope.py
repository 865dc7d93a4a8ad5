"""A typical area of an account, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """Some account; whether it is given a ward or a province is always said."""
    return {"account": world.one("account")}


@case("account_scope", "is_one_area")
def ward_and_province(world: World) -> tuple[Typed, Typed]:
    """A province holds its wards."""
    kept = world.typical("account_scope") | {"ward": world.one("ward")}
    return kept, kept | {"province": world.one("province")}


@case("account_scope", "is_one_area")
def nowhere(world: World) -> tuple[Typed, Typed]:
    """An area is somewhere."""
    broken = world.typical("account_scope")
    return broken | {"province": world.one("province")}, broken


@case("account_scope", "is_given_once")
def the_same_ward_again(world: World) -> tuple[Typed, Typed]:
    """Another account may have the ward too."""
    row = world.make("account_scope", ward=world.one("ward"), account=world.make("account"))
    kept = world.typical("account_scope") | {"ward": row.ward}
    return kept, kept | {"account": row.account}


@case("account_scope", "is_an_area_of_today")
def former_ward(world: World) -> tuple[Typed, Typed]:
    """Today's ward includes what the former one left."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/07/2025")
    kept = world.typical("account_scope")
    return kept | {"ward": world.one("ward")}, kept | {"ward": former}
