"""A typical person helped, and the rules of the case kept and broken."""

from __future__ import annotations

from datetime import timedelta
from itertools import count, product
from typing import TYPE_CHECKING

from models.schema import today
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

MIDDLE, GIVEN = (
    ("Văn", "Quốc", "Minh", "Thanh", "Hữu", "Đức", "Ngọc"),
    ("An", "Bình", "Cường", "Dũng", "Giang", "Hải"),
)
_names = (f"Nguyễn {middle} {given}" for _round in count() for middle, given in product(MIDDLE, GIVEN))


def day(back: int) -> str:
    """Write the day so many days ago, as people type it."""
    return f"{today() - timedelta(days=back):%d/%m/%Y}"


def typical(world: World) -> Typed:
    """Somebody who came by themselves three weeks ago, to the coordinator of their ward."""
    assignment = world.one("coordinator_assignment")
    return {
        "full_name": next(_names), "gender": "male", "birth_year": "1990", "client_group": "voluntary",
        "ward": assignment.ward, "coordinator": assignment.coordinator, "source": "self",
        "intake_on": day(21), "is_drug_user": "1",
    }  # fmt: skip


@case("client", "ward_existed")
def ward_of_long_ago(world: World) -> tuple[Typed, Typed]:
    """A former ward is right for the intakes of its time."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/01/2025")
    kept = world.typical("client") | {"ward": former, "intake_on": "15/06/2020"}
    return kept, kept | {"intake_on": "15/06/2025"}


@case("client", "has_happened")
def intake_tomorrow(world: World) -> tuple[Typed, Typed]:
    """Intake is today at the latest."""
    kept = world.typical("client") | {"intake_on": day(0)}
    return kept, kept | {"intake_on": day(-1)}


@case("client", "notes_hold_no_numbers")
def phone_in_a_note(world: World) -> tuple[Typed, Typed]:
    """Years and sums are numbers too."""
    kept = world.typical("client") | {"hardship_note": "Vợ ốm từ năm 2021, nợ 10.000.000 đồng."}
    return kept, kept | {"hardship_note": "Gọi vợ 0905 123 456."}


@case("client", "coordinator_is_in_charge")
def coordinator_of_another_ward(world: World) -> tuple[Typed, Typed]:
    """Nobody is assigned to a ward just made."""
    kept = world.typical("client")
    return kept, kept | {"ward": world.make("ward")}


@case("client", "born_before_handed_over")
def handed_over_before_birth(world: World) -> tuple[Typed, Typed]:
    """The day before the birth is too early."""
    kept = world.typical("client") | {"birth_date": "05/05/2000", "handover_on": "06/05/2000"}
    return kept, kept | {"handover_on": "04/05/2000"}


@case("client", "handed_over_before_intake")
def paper_after_the_person(world: World) -> tuple[Typed, Typed]:
    """Handed over on the day of intake, and the day after."""
    kept = world.typical("client") | {"handover_on": day(21)}
    return kept, kept | {"handover_on": day(20)}


@case("client", "received_soon")
def received_after_a_week(world: World) -> tuple[Typed, Typed]:
    """Seven days, and eight."""
    kept = world.typical("client") | {"handover_on": day(28)}
    return kept, kept | {"handover_on": day(29)}


@case("client", "stays_in_the_ward", by="lan")
def moves_house(world: World) -> tuple[Typed, Typed, object, object]:
    """A merger moves nobody; a move does."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/07/2025")
    merged = world.make("client", ward=former, intake_on="15/06/2020")
    settled = world.make("client")
    return {"ward": settled.ward}, {"ward": world.make("ward")}, merged, settled


@case("client", "closing_is_explained", move="close", by="lan")
def closed_without_a_reason(world: World) -> tuple[Typed, Typed, object]:
    """Both the day and the reason."""
    return {"closed_on": day(0), "close_reason": "completed"}, {"closed_on": day(0)}, world.make("client")


@case("client", "ends_after_it_began", move="close", by="lan")
def closed_before_intake(world: World) -> tuple[Typed, Typed, object]:
    """On the day of intake at the earliest."""
    kept = {"closed_on": day(21), "close_reason": "declined"}
    return kept, kept | {"closed_on": day(22)}, world.make("client")


@case("client", "nothing_is_left_open", move="close", by="lan")
def closed_with_an_open_referral(world: World) -> tuple[Typed, Typed, object]:
    """Nobody is asked about somebody who has died."""
    person = world.make("client")
    world.make("referral", client=person)
    kept = {"closed_on": day(0), "close_reason": "deceased"}
    return kept, kept | {"close_reason": "completed"}, person


@case("client", "contact_is_kept")
def no_contact_for_a_month(world: World) -> tuple[Typed, Typed]:
    """Thirty days, and thirty-one."""
    kept = world.typical("client") | {"intake_on": day(30)}
    return kept, kept | {"intake_on": day(31)}
