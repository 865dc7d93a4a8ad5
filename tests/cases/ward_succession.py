"""A typical succession, and the rules of successions kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

REFORM = "01/07/2025"


def typical(world: World) -> Typed:
    """A ward of a district that went whole into a ward of today."""
    return {
        "from_ward": world.make("ward", valid_from="01/01/2010", valid_to=REFORM),
        "to_ward": world.make("ward", valid_from=REFORM),
        "effective_date": REFORM,
        "kind": "merge_full",
        "is_default": "1",
    }


@case("ward_succession", "dates_meet")
def a_day_too_late(world: World) -> tuple[Typed, Typed]:
    """Nobody is without a ward for a day."""
    arrow = world.typical("ward_succession")
    return arrow, arrow | {"effective_date": "02/07/2025"}


@case("ward_succession", "one_ward_takes_the_cases")
def two_takers(world: World) -> tuple[Typed, Typed]:
    """A split ward's cases go to one of its parts until each person has been asked."""
    first = world.make("ward_succession")
    second = world.typical("ward_succession") | {"from_ward": first.from_ward, "kind": "merge_part"}
    return second | {"is_default": "0"}, second


@case("ward_succession", "split_wards_are_confirmed")
def split_with_a_case(world: World) -> tuple[Typed, Typed]:
    """People of a split ward are asked where they live now."""
    arrow = world.typical("ward_succession")
    world.make(
        "client", ward=arrow["from_ward"], intake_on="01/06/2025", coordinator=world.one("coordinator")
    )
    return arrow, arrow | {"kind": "merge_part"}
