"""A typical ward of a programme, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """A ward of today in a programme of its own."""
    return {"programme": world.make("programme"), "ward": world.one("ward"), "opened_on": "01/08/2025"}


@case("programme_ward", "ward_existed")
def opened_before_the_ward(world: World) -> tuple[Typed, Typed]:
    """From the ward's first day on."""
    kept = world.typical("programme_ward") | {"opened_on": "01/07/2025"}
    return kept, kept | {"opened_on": "30/06/2025"}


@case("programme_ward", "closes_after_it_opens")
def closed_before_it_opened(world: World) -> tuple[Typed, Typed]:
    """It may be open for one day."""
    kept = world.typical("programme_ward") | {"closed_on": "01/08/2025"}
    return kept, kept | {"closed_on": "31/07/2025"}


@case("programme_ward", "closes_with_its_ward")
def open_in_a_former_ward(world: World) -> tuple[Typed, Typed]:
    """Closed on the ward's last day, and still open."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/07/2025")
    programme = world.make("programme", valid_from="01/01/2016")
    broken = {"programme": programme, "ward": former, "opened_on": "01/01/2016"}
    return broken | {"closed_on": "01/07/2025"}, broken


@case("programme_ward", "lies_within_the_programme")
def opened_before_the_programme(world: World) -> tuple[Typed, Typed]:
    """The programme's first day, and the day before."""
    programme = world.make("programme", valid_from="01/08/2025")
    kept = world.typical("programme_ward") | {"programme": programme}
    return kept, kept | {"opened_on": "31/07/2025"}
