"""Typical social support, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cases.client import day
from tests.cases.club_member import left
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """A vocational course for a person helped."""
    return {"client": world.make("client"), "kind": "vocational", "on_date": day(3)}


@case("social_support", "is_for_one_person")
def support_for_two(world: World) -> tuple[Typed, Typed]:
    """One person is known as a client or as a member."""
    kept = world.typical("social_support")
    return kept, kept | {"club_member": world.make("club_member")}


@case("social_support", "is_for_one_person")
def support_for_nobody(world: World) -> tuple[Typed, Typed]:
    """A member is somebody."""
    kept = world.typical("social_support") | {"client": "", "club_member": world.make("club_member")}
    return kept, kept | {"club_member": ""}


@case("social_support", "has_happened")
def support_tomorrow(world: World) -> tuple[Typed, Typed]:
    """Today at the latest."""
    kept = world.typical("social_support") | {"on_date": day(0)}
    return kept, kept | {"on_date": day(-1)}


@case("social_support", "value_is_positive")
def support_worth_nothing(world: World) -> tuple[Typed, Typed]:
    """One đồng, and none."""
    kept = world.typical("social_support") | {"value_vnd": "1"}
    return kept, kept | {"value_vnd": "0"}


@case("social_support", "lies_within_the_membership")
def support_after_leaving(world: World) -> tuple[Typed, Typed]:
    """On the day of leaving, and the day after."""
    member = left(world, world.make("club_member"))
    kept = {"club_member": member, "kind": "hardship", "on_date": "01/12/2025"}
    return kept, kept | {"on_date": "02/12/2025"}


@case("social_support", "happened_in_life")
def support_after_death(world: World) -> tuple[Typed, Typed]:
    """On the day itself is no contradiction."""
    person = world.make("client")
    world.save(world.form("client", {"closed_on": day(10), "close_reason": "deceased"}, person, "close"))
    kept = world.typical("social_support") | {"client": person, "on_date": day(10)}
    return kept, kept | {"on_date": day(9)}


@case("social_support", "notes_hold_no_numbers")
def phone_in_the_note(world: World) -> tuple[Typed, Typed]:
    """A sum is a number too."""
    kept = world.typical("social_support") | {"note": "Tặng quà trị giá 500.000 đồng."}
    return kept, kept | {"note": "Gọi 0905 123 456."}
