"""A typical club, and the rules of clubs kept and broken."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from models.schema import today
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

_numbers = count(1)


def typical(world: World) -> Typed:
    """A club of a ward of today."""
    return {
        "name": f"Câu lạc bộ số {next(_numbers)}", "ward": world.one("ward"), "founded_on": "01/08/2025",
    }  # fmt: skip


@case("club", "ward_existed")
def founded_before_the_ward(world: World) -> tuple[Typed, Typed]:
    """The ward's first day, and the day before."""
    kept = world.typical("club") | {"founded_on": "01/07/2025"}
    return kept, kept | {"founded_on": "30/06/2025"}


@case("club", "has_happened")
def founded_tomorrow(world: World) -> tuple[Typed, Typed]:
    """Today at the latest."""
    kept = world.typical("club") | {"founded_on": f"{today():%d/%m/%Y}"}
    return kept, kept | {"founded_on": f"{today() + timedelta(days=1):%d/%m/%Y}"}


@case("club", "closes_after_it_is_founded")
def closed_before_it_was_founded(world: World) -> tuple[Typed, Typed]:
    """On the same day at the earliest."""
    kept = world.typical("club") | {"closed_on": "01/08/2025"}
    return kept, kept | {"closed_on": "31/07/2025"}
