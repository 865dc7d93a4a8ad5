"""A typical screening, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cases.client import day
from tests.cases.counselling_session import closed
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """An interview in the counselling room, which found nothing that cannot wait."""
    return {"client": world.make("client"), "screened_on": day(5), "tool": "interview", "risk": "low"}


@case("screening", "happened_in_life")
def screened_after_death(world: World) -> tuple[Typed, Typed]:
    """On the day itself is no contradiction."""
    kept = world.typical("screening") | {"client": closed(world, "deceased"), "screened_on": day(10)}
    return kept, kept | {"screened_on": day(9)}


@case("screening", "notes_hold_no_numbers")
def phone_in_the_note(world: World) -> tuple[Typed, Typed]:
    """A phone number written abroad's way."""
    kept = world.typical("screening") | {"note": "Mất ngủ 3 tuần."}
    return kept, kept | {"note": "Gọi +84 900 000 001."}


@case("screening", "is_since_intake")
def screened_before_intake(world: World) -> tuple[Typed, Typed]:
    """From the day of intake on."""
    kept = world.typical("screening") | {"screened_on": day(21)}
    return kept, kept | {"screened_on": day(22)}


@case("screening", "is_by_who_screens")
def screened_by_a_bank(world: World) -> tuple[Typed, Typed]:
    """A ward health station screens; a bank does not."""
    kept = world.typical("screening")
    station = world.make("referral_destination", code="TYT-1", type="ward_health_station")
    return kept | {"station": station}, kept | {
        "station": world.make("referral_destination", code="NH-1", type="credit")
    }


@case("screening", "danger_is_answered")
def danger_without_a_referral(world: World) -> tuple[Typed, Typed]:
    """Somebody who was referred urgently, and somebody who was not."""
    danger = world.typical("screening") | {"suicide_risk": "1"}
    person = world.make("client")
    world.make("referral", client=person, urgency="urgent", referred_on=day(4))
    return danger | {"client": person}, danger
