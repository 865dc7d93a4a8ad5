"""A typical referral, and the rules about whom, where and when kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cases.client import day
from tests.cases.counselling_session import closed
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """Somebody referred today for counselling."""
    return {
        "client": world.make("client"), "destination": world.one("referral_destination"),
        "service": "counselling", "referred_on": day(0),
    }  # fmt: skip


def taken(world: World, row: Any, *steps: str, **given: Any) -> Any:
    """Take a row through steps; `given` is typed where a step asks for it."""
    for step in steps:
        typed = {name: given[name] for name in row.workflow.move(step).asks if name in given}
        world.save(world.form(row.__tablename__, typed, row, step))
    return row


def referral(world: World, *steps: str, **changes: Any) -> Any:
    """Make a referral of ten days ago and take it through steps of the days after."""
    days = {"responded_on": day(8), "arrived_on": day(7), "started_on": day(6)}
    return taken(world, world.make("referral", **{"referred_on": day(10)} | changes), *steps, **days)


def place(world: World, service: str, **changes: Any) -> Any:
    """Make a facility that offers one service."""
    return world.make("referral_destination", services=service, **{"accepts_compulsory": "1"} | changes)


def treated(world: World, service: str, **changes: Any) -> Typed:
    """Somebody screened yesterday and referred today for a treatment."""
    typed = world.typical("referral") | {"service": service, "destination": place(world, service)} | changes
    world.make("screening", client=typed["client"], screened_on=day(1))
    return typed


@case("referral", "happened_in_life")
def referred_after_death(world: World) -> tuple[Typed, Typed]:
    """On the day itself is no contradiction."""
    kept = world.typical("referral") | {"client": closed(world, "deceased"), "referred_on": day(10)}
    return kept, kept | {"referred_on": day(9)}


@case("referral", "ward_existed")
def ward_of_another_time(world: World) -> tuple[Typed, Typed]:
    """A slip of 2020 comes from a ward of 2020."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/01/2025")
    kept = world.typical("referral") | {"ward": former, "referred_on": "15/06/2020"}
    return kept, kept | {"referred_on": "15/06/2025"}


@case("referral", "has_happened")
def referred_tomorrow(world: World) -> tuple[Typed, Typed]:
    """Today at the latest."""
    kept = world.typical("referral")
    return kept, kept | {"referred_on": day(-1)}


@case("referral", "notes_hold_no_numbers", move="cancel")
def phone_in_the_reason(world: World) -> tuple[Typed, Typed, Any]:
    """A reason needs no number to call."""
    row = referral(world)
    return {"cancel_reason": "Đã đổi ý"}, {"cancel_reason": "Gọi 0900 000 001"}, row


@case("referral", "screening_comes_first")
def treated_without_a_screening(world: World) -> tuple[Typed, Typed]:
    """Screened ninety days before, and ninety-one."""
    person = world.make("client", intake_on=day(200))
    kept = world.typical("referral") | {"service": "detox", "client": person}
    world.make("screening", client=kept["client"], screened_on=day(91))
    return kept | {"referred_on": day(1)}, kept


@case("referral", "destination_is_open")
def referred_to_a_closed_door(world: World) -> tuple[Typed, Typed]:
    """The day before it closed, and the day it closed."""
    kept = world.typical("referral") | {
        "destination": place(world, "counselling", valid_to=day(5)), "referred_on": day(6),
    }  # fmt: skip
    return kept, kept | {"referred_on": day(5)}


@case("referral", "destination_offers_the_service")
def service_not_offered(world: World) -> tuple[Typed, Typed]:
    """Counselling is in the directory there, a loan is not."""
    kept = world.typical("referral")
    return kept, kept | {"service": "loan"}


@case("referral", "destination_offers_the_service")
def door_not_open_to_volunteers(world: World) -> tuple[Typed, Typed]:
    """The service is listed, but only for people under compulsion."""
    kept = treated(world, "voluntary_rehab")
    return kept, kept | {"destination": place(world, "voluntary_rehab", accepts_voluntary="0")}


@case("referral", "destination_accepts_the_age")
def too_young_for_the_facility(world: World) -> tuple[Typed, Typed]:
    """Eighteen, and seventeen."""
    kept = world.typical("referral") | {"destination": place(world, "counselling", min_age="18")}
    child = world.make("client", birth_date=day(17 * 365), birth_year="")
    return kept, kept | {"client": child}


@case("referral", "is_the_only_open_one")
def referred_there_twice(world: World) -> tuple[Typed, Typed]:
    """Again after the first was cancelled, and while it is open."""
    ended, waiting = referral(world), referral(world)
    taken(world, ended, "cancel", cancel_reason="Nhập nhầm")
    kept = world.typical("referral") | {"client": ended.client}
    return kept, kept | {"client": waiting.client}


@case("referral", "is_the_only_treatment")
def two_treatments_at_once(world: World) -> tuple[Typed, Typed]:
    """Detoxification beside counselling, and beside methadone."""
    kept = treated(world, "detox")
    world.make("referral", client=kept["client"])
    broken = treated(world, "detox")
    world.make("referral", **broken | {"service": "mmt", "destination": place(world, "mmt")})
    return kept, broken


@case("referral", "compulsion_is_decided")
def compulsion_without_a_decision(world: World) -> tuple[Typed, Typed]:
    """Only recorded here, with the number of who decided."""
    kept = treated(world, "compulsory_rehab", decision_no="7/QĐ-TA")
    return kept, kept | {"decision_no": ""}


@case("referral", "methadone_is_for_opioids")
def methadone_without_opioids(world: World) -> tuple[Typed, Typed]:
    """The primary substance is an opioid, and is not known."""
    kept = treated(world, "mmt", client=world.make("client", primary_substance="opioid"))
    return kept, treated(world, "mmt")


@case("referral", "relatives_are_not_treated")
def relative_in_treatment(world: World) -> tuple[Typed, Typed]:
    """A mother is counselled, not detoxified."""
    mother = world.make("client", client_group="relative", is_drug_user="0")
    kept = world.typical("referral") | {"client": mother}
    return kept, kept | {"service": "detox"}


@case("referral", "minor_has_a_guardian")
def minor_alone(world: World) -> tuple[Typed, Typed]:
    """Seventeen with a mother, and without."""
    child = {"birth_date": day(17 * 365), "birth_year": ""}
    kept = world.typical("referral") | {"client": world.make("client", **child)}
    world.make("client_contact", client=kept["client"])
    return kept, kept | {"client": world.make("client", **child)}
