"""A typical programme, and its rules kept and broken."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

_numbers = count(1)


def typical(_world: World) -> Typed:
    """A programme without an end."""
    return {"code": f"CT-{next(_numbers)}", "name": "Tư vấn tại cộng đồng", "valid_from": "01/07/2025"}


@case("programme", "ends_after_it_begins")
def ended_before_it_began(world: World) -> tuple[Typed, Typed]:
    """It may last one day."""
    kept = world.typical("programme") | {"valid_to": "01/07/2025"}
    return kept, kept | {"valid_to": "30/06/2025"}
