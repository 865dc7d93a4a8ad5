"""A typical need, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cases.client import day
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """A job, wanted since intake."""
    return {"client": world.one("client"), "need": "job", "noted_on": day(21), "status": "open"}


@case("client_need", "has_happened")
def noted_tomorrow(world: World) -> tuple[Typed, Typed]:
    """Today at the latest."""
    kept = world.typical("client_need") | {"noted_on": day(0)}
    return kept, kept | {"noted_on": day(-1)}


@case("client_need", "notes_hold_no_numbers")
def phone_in_the_plan(world: World) -> tuple[Typed, Typed]:
    """A phone number in the plan."""
    kept = world.typical("client_need") | {"plan_text": "Hỏi xưởng may đầu tháng 12/2026."}
    return kept, kept | {"plan_text": "Hỏi xưởng may 0900.000.004."}


@case("client_need", "met_means_a_day")
def met_on_no_day(world: World) -> tuple[Typed, Typed]:
    """Met means met on a day."""
    kept = world.typical("client_need") | {"status": "met", "met_on": day(0)}
    return kept, kept | {"met_on": ""}


@case("client_need", "met_after_noted")
def met_before_it_was_noted(world: World) -> tuple[Typed, Typed]:
    """On the same day at the earliest."""
    kept = world.typical("client_need") | {"status": "met", "met_on": day(21)}
    return kept, kept | {"met_on": day(22)}
