"""A typical counselling session, and its rules kept and broken."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models.schema import today
from models.working_days import is_working_day
from tests.cases.client import day
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def working_day(back: int) -> str:
    """Write the last working day at least so many days ago."""
    found = today() - timedelta(days=back)
    while not is_working_day(found):
        found -= timedelta(days=1)
    return f"{found:%d/%m/%Y}"


def typical(world: World) -> Typed:
    """One individual session of an hour with somebody who has had none that day."""
    return of(world.make("client")) | {"duration_min": "60"}


def of(person: Any) -> Typed:
    """Type a session with a person, in their ward and with their coordinator, a few days ago."""
    return {
        "client": person, "audience": "client", "coordinator": person.coordinator, "ward": person.ward,
        "session_on": working_day(7), "mode": "individual", "topics": "harm;job", "outcome": "considering",
    }  # fmt: skip


@case("counselling_session", "has_happened")
def session_tomorrow(world: World) -> tuple[Typed, Typed]:
    """Today at the latest."""
    kept = world.typical("counselling_session") | {"session_on": day(0)}
    return kept, kept | {"session_on": day(-1)}


@case("counselling_session", "ward_existed")
def session_in_a_former_ward(world: World) -> tuple[Typed, Typed]:
    """A session keeps the ward of its day, also where the person lives in its successor now."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/07/2025")
    kept = world.typical("counselling_session") | {"ward": former, "session_on": "30/06/2025"}
    return kept, kept | {"session_on": "01/07/2025"}


@case("counselling_session", "happened_in_life")
def session_after_death(world: World) -> tuple[Typed, Typed]:
    """On the day itself is no contradiction."""
    kept = of(closed(world, "deceased")) | {"session_on": day(10)}
    return kept, kept | {"session_on": day(9)}


def closed(world: World, reason: str) -> Any:
    """Make somebody whose case was closed ten days ago."""
    person = world.make("client")
    world.save(world.form("client", {"closed_on": day(10), "close_reason": reason}, person, move="close"))
    return person


@case("counselling_session", "notes_hold_no_numbers")
def number_in_the_content(world: World) -> tuple[Typed, Typed]:
    """Twelve digits, however they are spaced."""
    kept = world.typical("counselling_session") | {"content": "Muốn học nghề sửa xe năm 2027."}
    return kept, kept | {"content": "CCCD 000 090 000 001."}


@case("counselling_session", "only_the_anonymous_have_no_record")
def session_of_nobody(world: World) -> tuple[Typed, Typed]:
    """Somebody who does not say their name."""
    nobody = world.typical("counselling_session") | {"client": "", "audience": "anonymous"}
    return nobody, nobody | {"audience": "relative"}


@case("counselling_session", "minor_is_represented")
def minor_without_a_parent(world: World) -> tuple[Typed, Typed]:
    """A mother is enough; a neighbour is not."""
    born = f"01/01/{today().year - 16}"
    child, other = (world.make("client", birth_date=born) for _child in range(2))
    world.make("client_contact", client=child, relation="mother")
    world.make("client_contact", client=other, relation="neighbour")
    return of(child), of(other)


@case("counselling_session", "is_after_intake")
def session_before_intake(world: World) -> tuple[Typed, Typed]:
    """The intake is the first session's day at the latest."""
    kept = world.typical("counselling_session") | {"session_on": day(21)}
    return kept, kept | {"session_on": day(22)}


@case("counselling_session", "is_entered_once")
def session_entered_twice(world: World) -> tuple[Typed, Typed]:
    """Two modes on a day are two sessions."""
    there = world.make("counselling_session")
    kept = of(there.client) | {"mode": "phone"}
    return kept, kept | {"mode": "individual"}


@case("counselling_session", "group_has_a_key")
def group_without_a_key(world: World) -> tuple[Typed, Typed]:
    """One key a meeting."""
    kept = world.typical("counselling_session") | {"mode": "group", "group_key": "B1"}
    return kept, kept | {"group_key": ""}


@case("counselling_session", "group_is_a_group", by="lan")
def group_of_one(world: World) -> tuple[Typed, Typed, object, object]:
    """The first row waits for the second; looked at again alone, it is doubted."""
    pair = [world.make("counselling_session", mode="group", group_key="B2") for _row in range(2)]
    alone = world.make("counselling_session", mode="group", group_key="B3")
    return {"outcome": "declined"}, {"outcome": "declined"}, pair[0], alone


@case("counselling_session", "group_is_of_one_piece")
def group_on_two_days(world: World) -> tuple[Typed, Typed]:
    """The same date, coordinator and topics."""
    world.make("counselling_session", mode="group", group_key="B4")
    kept = world.typical("counselling_session") | {"mode": "group", "group_key": "B4"}
    return kept, kept | {"topics": "harm"}


@case("counselling_session", "next_is_soon")
def next_session_next_year(world: World) -> tuple[Typed, Typed]:
    """A day after, and after more than half a year."""
    kept = world.typical("counselling_session") | {"next_session_on": day(-1)}
    return kept, kept | {"next_session_on": day(-190)}


@case("counselling_session", "case_is_open")
def session_after_the_end(world: World) -> tuple[Typed, Typed]:
    """On the last day, and the day after."""
    kept = of(closed(world, "moved")) | {"session_on": day(10)}
    return kept, kept | {"session_on": day(9)}


@case("counselling_session", "agreement_leads_on")
def agreed_and_forgotten(world: World) -> tuple[Typed, Typed]:
    """There is time until the fourteenth day."""
    kept = world.typical("counselling_session") | {"outcome": "agreed_treatment", "session_on": day(14)}
    return kept, kept | {"session_on": day(15)}


@case("counselling_session", "agreement_leads_on")
def agreed_and_referred(world: World) -> tuple[Typed, Typed]:
    """A referral that was sent in time."""
    person, other = (world.make("client") for _person in range(2))
    referral = world.make("referral", client=person, referred_on=day(10))
    world.save(world.form("referral", {}, referral, move="send"))
    agreed = {"outcome": "agreed_treatment", "session_on": day(15)}
    return of(person) | agreed, of(other) | agreed
