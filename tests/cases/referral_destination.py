"""A typical facility, and the rules of the directory kept and broken."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.cases.client import day
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

_codes = (f"CS-{number}" for number in count(1))


def typical(_world: World) -> Typed:
    """A health centre that counsels and detoxifies."""
    return {
        "code": next(_codes), "name": "Trung tâm Y tế mẫu", "type": "health_centre",
        "managing_agency": "y_te", "services": "detox;counselling", "accepts_voluntary": "1",
        "valid_from": "01/01/2016",
    }  # fmt: skip


@case("referral_destination", "code_is_free")
def code_used_twice(world: World) -> tuple[Typed, Typed]:
    """A facility that changed hands gets a code of its own."""
    used = world.make("referral_destination").code
    return world.typical("referral_destination"), world.typical("referral_destination") | {"code": used}


@case("referral_destination", "dispensing_point_has_a_facility")
def dispensing_point_of_nobody(world: World) -> tuple[Typed, Typed, Any]:
    """D1 names no parent for its five points."""
    facility, point = (world.make("referral_destination") for _ in range(2))
    broken = {"type": "methadone_dispensing"}
    return broken | {"parent": facility}, broken, point


@case("referral_destination", "belongs_to_another")
def part_of_its_own_part(world: World) -> tuple[Typed, Typed, Any]:
    """A facility cannot belong to one that belongs to it."""
    above = world.make("referral_destination")
    below = world.make("referral_destination", parent=above)
    return {"parent": world.make("referral_destination")}, {"parent": below}, above


@case("referral_destination", "minimum_age_is_an_age")
def year_of_birth_for_an_age(world: World) -> tuple[Typed, Typed]:
    """Eighteen, not the year in which eighteen-year-olds were born."""
    kept = world.typical("referral_destination") | {"min_age": "18"}
    return kept, kept | {"min_age": "2008"}


@case("referral_destination", "closes_after_it_opens")
def closed_before_it_opened(world: World) -> tuple[Typed, Typed]:
    """One day is the shortest."""
    kept = world.typical("referral_destination") | {"valid_to": "02/01/2016"}
    return kept, kept | {"valid_to": "01/01/2016"}


@case("referral_destination", "closes_without_open_referrals")
def closed_with_people_on_their_way(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Nobody on the way there, and somebody."""
    left, expected = world.make("referral_destination"), world.make("referral_destination")
    world.make("referral", destination=expected)
    return {"valid_to": day(-30)}, {"valid_to": day(-30)}, left, expected
