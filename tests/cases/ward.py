"""A typical ward, and the rules of wards kept and broken."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

_codes = count(20001)


def typical(world: World) -> Typed:
    """A ward of today in a province of its own or the one there is."""
    return {
        "gso_code": str(next(_codes)),
        "name": "Bình Minh",
        "kind": "phuong",
        "valid_from": "01/07/2025",
        "province": province(world),
    }


def province(world: World) -> Any:
    """The world's one province."""
    return world.one("province")


@case("ward", "code_has_five_digits")
def short_code(world: World) -> tuple[Typed, Typed]:
    """A code that lost its leading zero."""
    return world.typical("ward"), world.typical("ward") | {"gso_code": "2020"}


@case("ward", "code_is_free")
def code_used_twice(world: World) -> tuple[Typed, Typed]:
    """A code is free again once its last version has ended."""
    world.make("ward", gso_code="29999", valid_from="01/01/1997", valid_to="01/07/2025")
    later = world.typical("ward") | {"gso_code": "29999"}
    return later, later | {"valid_from": "30/06/2025"}


@case("ward", "tiers_fit_the_time")
def district_after_the_reform(world: World) -> tuple[Typed, Typed]:
    """A ward of a district ended with the districts."""
    former = world.typical("ward") | {"district_name": "Thanh Khê", "valid_from": "01/01/2010"}
    return former | {"valid_to": "01/07/2025"}, former


@case("ward", "tiers_fit_the_time")
def zone_before_the_reform(world: World) -> tuple[Typed, Typed]:
    """Special zones begin with the reform."""
    zone = world.typical("ward") | {"kind": "dac_khu"}
    return zone, zone | {"valid_from": "30/06/2025"}


@case("ward", "ends_after_it_begins")
def ended_before_it_began(world: World) -> tuple[Typed, Typed]:
    """A version lasts at least a day."""
    ward = world.typical("ward")
    return ward | {"valid_to": "02/07/2025"}, ward | {"valid_to": "01/07/2025"}


@case("ward", "successor_is_named")
def ended_without_a_successor(world: World) -> tuple[Typed, Typed, Any]:
    """A former ward's cases go somewhere."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/07/2025")
    return {"valid_to": "01/07/2099"}, {"valid_to": "01/07/2025"}, former
