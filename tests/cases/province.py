"""A typical province, and the rules of provinces kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(_world: World) -> Typed:
    """Da Nang before and after the reform of 2025."""
    return {"gso_code": "48", "name": "Đà Nẵng", "kind": "thanh_pho", "valid_from": "01/01/1997"}


@case("province", "code_has_two_digits")
def code_without_its_zero(_world: World) -> tuple[Typed, Typed]:
    """Hà Nội is 01, never 1."""
    kept = {"gso_code": "01", "name": "Hà Nội", "kind": "thanh_pho", "valid_from": "01/01/1997"}
    return kept, kept | {"gso_code": "1"}


@case("province", "code_is_free")
def code_of_two_provinces(world: World) -> tuple[Typed, Typed]:
    """Code 24 is free again on the day Bắc Giang ended, not the day before."""
    former = {"gso_code": "24", "name": "Bắc Giang", "kind": "tinh"}
    world.make("province", **former, valid_from="01/01/1997", valid_to="01/07/2025")
    kept = {"gso_code": "24", "name": "Bắc Ninh", "kind": "tinh", "valid_from": "01/07/2025"}
    return kept, kept | {"valid_from": "30/06/2025"}


@case("province", "ends_after_it_begins")
def ended_before_it_began(_world: World) -> tuple[Typed, Typed]:
    """One day is the shortest."""
    kept = {
        "gso_code": "49", "name": "Quảng Nam", "kind": "tinh",
        "valid_from": "01/01/1997", "valid_to": "02/01/1997",
    }  # fmt: skip
    return kept, kept | {"valid_to": "01/01/1997"}
