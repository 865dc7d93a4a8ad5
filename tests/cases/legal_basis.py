"""A typical legal document, and the rules of documents kept and broken."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.cases.client import day
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

_numbers = count(1)


def typical(_world: World) -> Typed:
    """A resolution in force."""
    return {
        "number": f"{next(_numbers)}/2019/NQ-HĐND", "kind": "nghi_quyet", "title": "Nghị quyết mẫu",
        "effective_from": "01/01/2020",
    }  # fmt: skip


@case("legal_basis", "number_is_free")
def number_used_twice(world: World) -> tuple[Typed, Typed]:
    """Numbers are compared as they stand."""
    used = world.make("legal_basis").number
    return world.typical("legal_basis"), world.typical("legal_basis") | {"number": used}


@case("legal_basis", "is_issued_before_it_is_in_force")
def issued_after_it_was_in_force(world: World) -> tuple[Typed, Typed]:
    """On the same day at the latest."""
    kept = world.typical("legal_basis") | {"issued_on": "01/01/2020"}
    return kept, kept | {"issued_on": "02/01/2020"}


@case("legal_basis", "ends_after_it_begins")
def ended_the_day_it_began(world: World) -> tuple[Typed, Typed]:
    """One day is the shortest."""
    kept = world.typical("legal_basis") | {"effective_to": "02/01/2020"}
    return kept, kept | {"effective_to": "01/01/2020"}


@case("legal_basis", "is_replaced_by_another")
def replaced_by_its_own_predecessor(world: World) -> tuple[Typed, Typed, Any]:
    """Neither by itself nor by one that it replaced."""
    new = world.make("legal_basis")
    old = world.make("legal_basis", replaced_by=new)
    return {"replaced_by": world.make("legal_basis")}, {"replaced_by": old}, new


@case("legal_basis", "successor_is_named")
def ended_without_a_successor(world: World) -> tuple[Typed, Typed, Any]:
    """A document that ends tomorrow is still in force."""
    return {"effective_to": day(-1)}, {"effective_to": day(0)}, world.make("legal_basis")
