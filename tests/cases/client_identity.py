"""The rules of who somebody is, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from models.coordinator import CoordinatorAssignment
from models.schema import today
from tests.cases.client import day
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


@case("client", "name_has_letters_only")
def digits_in_a_name(world: World) -> tuple[Typed, Typed]:
    """Names of the highlands have marks."""
    kept = world.typical("client") | {"full_name": "H’Hen Niê-Bkrông"}
    return kept, kept | {"full_name": "Nguyễn Văn A2"}


@case("client", "capitals_are_read_right")
def name_in_capitals(world: World) -> tuple[Typed, Typed]:
    """The page shows how the capitals were read."""
    kept = world.typical("client") | {"full_name": "Trần Thị Ánh"}
    return kept, kept | {"full_name": "TRẦN THỊ ÁNH"}


@case("client", "name_is_whole")
def name_of_one_word(world: World) -> tuple[Typed, Typed]:
    """Two words at least."""
    kept = world.typical("client") | {"full_name": "Y Moan"}
    return kept, kept | {"full_name": "Moan"}


@case("client", "name_is_whole")
def name_with_an_abbreviation(world: World) -> tuple[Typed, Typed]:
    """A word without a vowel is no word."""
    kept = world.typical("client") | {"full_name": "Nguyễn Văn Tý"}
    return kept, kept | {"full_name": "Ng. Văn Tý"}


@case("client", "birth_year_is_possible")
def born_long_ago(world: World) -> tuple[Typed, Typed]:
    """1920 is the first year taken."""
    kept = world.typical("client") | {"birth_year": "1920"}
    return kept, kept | {"birth_year": "1919"}


@case("client", "is_born")
def born_tomorrow(world: World) -> tuple[Typed, Typed]:
    """Today at the latest."""
    kept = world.typical("client") | {"birth_date": day(0)}
    return kept, kept | {"birth_date": day(-1)}


@case("client", "is_old_enough")
def child_under_twelve(world: World) -> tuple[Typed, Typed]:
    """The twelfth birthday counts."""
    kept = world.typical("client") | {"birth_date": "01/06/2013", "intake_on": "01/06/2025"}
    return kept, kept | {"birth_date": "02/06/2013"}


@case("client", "is_not_too_old")
def over_eighty(world: World) -> tuple[Typed, Typed]:
    """By the year alone."""
    kept = world.typical("client") | {
        "birth_year": str(today().year - 81),
        "intake_on": f"31/12/{today().year - 1}",
    }
    return kept, kept | {"birth_year": str(today().year - 82)}


@case("client", "phone_is_theirs")
def phone_of_the_whole_street(world: World) -> tuple[Typed, Typed]:
    """Two others, and three."""
    for _person in range(2):
        world.make("client", phone="0900000001")
    for _person in range(3):
        world.make("client", phone="0900000002")
    kept = world.typical("client") | {"phone": "0900 000 001"}
    return kept, kept | {"phone": "0900 000 002"}


@case("client", "is_not_here_yet", by="minh")
def known_in_another_ward(world: World) -> tuple[Typed, Typed]:
    """Same name and a year apart, in a ward the writer cannot see."""
    world.make("client", full_name="Lê Hoài Thương", birth_year="1991")
    place = world.typical("client") | minhs(world)
    return place | {"full_name": "Lê Hoài Thương", "birth_year": "1989"}, place | {
        "full_name": "LÊ HOÀI THƯƠNG"
    }


def minhs(world: World) -> Typed:
    """Put somebody into the other coordinator's ward."""
    found = world.session.scalars(select(CoordinatorAssignment).order_by(CoordinatorAssignment.id)).all()
    return {"ward": found[-1].ward, "coordinator": found[-1].coordinator}
