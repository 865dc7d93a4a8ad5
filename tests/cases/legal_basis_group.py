"""A typical group under a document, and its rule kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """A decree on voluntary rehabilitation."""
    return {"legal_basis": world.one("legal_basis"), "client_group": "voluntary"}


@case("legal_basis_group", "group_stands_once")
def same_group_twice(world: World) -> tuple[Typed, Typed]:
    """A document defines several groups, each once."""
    broken = world.typical("legal_basis_group")
    world.make("legal_basis_group", **broken)
    return broken | {"client_group": "post_rehab"}, broken
