"""A typical contact, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """A mother who lives with the person."""
    return {
        "client": world.one("client"), "relation": "mother", "full_name": "Phạm Thị Hoa",
        "phone": "0900000003", "lives_with": "1",
    }  # fmt: skip


@case("client_contact", "name_has_letters_only")
def digits_in_the_name(world: World) -> tuple[Typed, Typed]:
    """As for anybody's name."""
    kept = world.typical("client_contact")
    return kept, kept | {"full_name": "Chị Hoa 0900"}
