"""The rules of the day of a session, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cases.client import day
from tests.cases.counselling_session import working_day
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


@case("counselling_session", "coordinator_was_in_charge")
def cover_for_a_colleague(world: World) -> tuple[Typed, Typed]:
    """Somebody of no ward."""
    kept = world.typical("counselling_session")
    return kept, kept | {"coordinator": world.make("coordinator", full_name="Trần Thị Thay")}


@case("counselling_session", "day_has_room")
def ninth_session_of_the_day(world: World) -> tuple[Typed, Typed]:
    """Seven others on one day, eight on another."""
    for number in range(15):
        back = 7 if number < 7 else 14
        world.make("counselling_session", session_on=working_day(back), duration_min="10")
    kept = world.typical("counselling_session") | {"session_on": working_day(7)}
    return kept, kept | {"session_on": working_day(14)}


@case("counselling_session", "day_has_hours")
def eleven_hours(world: World) -> tuple[Typed, Typed]:
    """A group of five that met for six hours takes six hours of the day."""
    for _row in range(5):
        world.make("counselling_session", mode="group", group_key="B5", duration_min="360")
    kept = world.typical("counselling_session") | {"duration_min": "240"}
    return kept, kept | {"duration_min": "241"}


@case("counselling_session", "is_a_working_day")
def session_on_a_holiday(world: World) -> tuple[Typed, Typed]:
    """The second of September 2025 was a Tuesday."""
    kept = world.typical("counselling_session") | {"session_on": "03/09/2025"}
    return kept, kept | {"session_on": "02/09/2025"}


@case("counselling_session", "lasts_as_sessions_do")
def session_of_two_minutes(world: World) -> tuple[Typed, Typed]:
    """Five minutes are a session."""
    kept = world.typical("counselling_session") | {"duration_min": "5"}
    return kept, kept | {"duration_min": "4"}


@case("counselling_session", "is_entered_soon")
def entered_after_a_month(world: World) -> tuple[Typed, Typed]:
    """Thirty days, and thirty-one."""
    kept = world.typical("counselling_session") | {"session_on": day(30)}
    return kept, kept | {"session_on": day(31)}
