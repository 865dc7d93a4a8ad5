"""The rules of citizen numbers, kept and broken, with numbers of no province."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cases.client_identity import minhs
from tests.cases.support_grant import DECIDED, grant
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

NUMBER = "000 0 90 000001"
"""A man born in 1990; no province has the code 000."""


@case("client", "card_has_twelve_digits", by="lan")
def old_card_called_a_new_one(world: World) -> tuple[Typed, Typed, object]:
    """Nine digits stay from the old card when the kind of paper is changed."""
    person = world.make("client", id_type="cmnd", citizen_number="200000001")
    return {"id_type": "cccd", "citizen_number": NUMBER}, {"id_type": "cccd"}, person


@case("client", "old_card_has_nine_digits")
def new_number_on_an_old_card(world: World) -> tuple[Typed, Typed]:
    """Twelve digits are on a citizen card."""
    kept = world.typical("client") | {"id_type": "cmnd", "citizen_number": "200 000 001"}
    return kept, kept | {"citizen_number": NUMBER}


@case("client", "card_is_todays")
def old_card(world: World) -> tuple[Typed, Typed]:
    """Taken, and listed."""
    kept = world.typical("client") | {"citizen_number": NUMBER}
    return kept, kept | {"id_type": "cmnd", "citizen_number": "200000001"}


@case("client", "has_a_number")
def no_number(world: World) -> tuple[Typed, Typed]:
    """Without a number the case is listed."""
    kept = world.typical("client")
    return kept | {"citizen_number": NUMBER}, kept


@case("client", "is_of_somebody_born")
def born_after_2100(world: World) -> tuple[Typed, Typed]:
    """Three is the century we are in."""
    kept = world.typical("client") | {
        "citizen_number": "000 3 10 000001",
        "birth_year": "2010",
        "gender": "female",
    }
    return kept, kept | {"citizen_number": "000 4 10 000001"}


@case("client", "number_fits_the_gender")
def number_of_a_woman(world: World) -> tuple[Typed, Typed]:
    """One is a woman born before 2000."""
    kept = world.typical("client") | {"citizen_number": "000 1 90 000001", "gender": "female"}
    return kept, kept | {"gender": "male"}


@case("client", "number_fits_the_year")
def number_of_another_century(world: World) -> tuple[Typed, Typed]:
    """Two is a man born from 2000 on."""
    kept = world.typical("client") | {"citizen_number": "000 2 05 000001", "birth_year": "2005"}
    return kept, kept | {"citizen_number": "000 0 05 000001"}


@case("client", "province_is_known", by="lan")
def number_of_no_province(world: World) -> tuple[Typed, Typed, object, object]:
    """The made-up code is let through where the product itself has written it, and not for a person."""
    made_up = world.make("client", citizen_number=NUMBER)
    return {"alias": "Bi"}, {"citizen_number": "000090000002"}, made_up, world.make("client")


@case("client", "number_is_nobody_elses", by="minh")
def number_known_in_another_ward(world: World) -> tuple[Typed, Typed]:
    """The writer cannot see the other record, and is told so."""
    world.make("client", citizen_number=NUMBER)
    kept = world.typical("client") | minhs(world) | {"citizen_number": "000 0 90 000009"}
    return kept, kept | {"citizen_number": NUMBER}


def numbered(world: World, *steps: str, **changes: Any) -> Any:
    """Make somebody with a number and a grant taken through steps."""
    person = world.make("client", citizen_number=NUMBER)
    grant(world, *steps, client=person, **changes)
    return person


@case("client", "number_stays_with_its_grants", by="lan")
def number_cleared_after_a_payment(world: World) -> tuple[Typed, Typed, Any]:
    """Typed again it is no change; cleared it could be given to a second record."""
    return {"citizen_number": NUMBER}, {"citizen_number": ""}, numbered(world, *DECIDED, "pay")


@case("client", "number_stays_with_its_grants", by="lan")
def number_changed_after_a_recovery(world: World) -> tuple[Typed, Typed, Any, Any]:
    """A number may be given to who had none; with a part still received it stays."""
    new = {"citizen_number": "000090000002"}
    back = {"recovered_vnd": "2 triệu", "review_note": "Không dùng hết"}
    unnumbered = grant(world, *DECIDED, "pay").client
    return new, new, unnumbered, numbered(world, *DECIDED, "pay", "recover", **back)


@case("client", "number_stays_with_its_grants", by="lan")
def number_changed_after_the_decision(world: World) -> tuple[Typed, Typed, Any, Any]:
    """What was recovered whole takes from no cap any more, until there is another grant."""
    back = {"recovered_vnd": "6 triệu", "review_note": "Không dùng đúng mục đích"}
    person = numbered(world, *DECIDED, "pay", "recover", **back)
    other = grant(world, *DECIDED, client=world.make("client", citizen_number="000090000007")).client
    return {"citizen_number": "000090000003"}, {"citizen_number": "000090000004"}, person, other


@case("client", "number_stays_with_its_grants", by="lan")
def number_cleared_before_the_decision(world: World) -> tuple[Typed, Typed, Any]:
    """A grant that is only verified may still be approved, to nobody's number."""
    return {"citizen_number": NUMBER}, {"citizen_number": ""}, numbered(world, "submit", "verify")
