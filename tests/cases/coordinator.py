"""A typical coordinator, and the rules of coordinators kept and broken."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from models.schema import today
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

FAMILY, MIDDLE = (
    ("Trần", "Lê", "Phan", "Hồ", "Ngô", "Dương", "Lý"),
    ("Thị", "Ngọc", "Kim", "Bích", "Thu", "Mỹ"),
)
GIVEN = ("Mai", "Lan", "Cúc", "Trúc", "Sen", "Hạnh", "Phúc", "Oanh", "Yến", "Loan", "Tuyết", "Nga", "Vân")
_names = (" ".join(parts) for parts in product(FAMILY, MIDDLE, GIVEN))


def typical(_world: World) -> Typed:
    """A public servant of a ward; every one has a name of their own."""
    return {"full_name": next(_names), "gender": "female", "birth_year": "1985", "job_kind": "coordinator"}


@case("coordinator", "name_has_letters_only")
def digits_in_the_name(world: World) -> tuple[Typed, Typed]:
    """As for anybody's name."""
    kept = world.typical("coordinator")
    return kept, kept | {"full_name": "Lê Thị Mai 2"}


@case("coordinator", "phone_is_vietnamese")
def phone_abroad(world: World) -> tuple[Typed, Typed]:
    """A number that exists, elsewhere."""
    kept = world.typical("coordinator") | {"phone": "0905 123 456"}
    return kept, kept | {"phone": "+1 202 456 1111"}


@case("coordinator", "is_of_age")
def coordinator_of_seventeen(world: World) -> tuple[Typed, Typed]:
    """Eighteen this year, and seventeen."""
    kept = world.typical("coordinator") | {"birth_year": str(today().year - 18)}
    return kept, kept | {"birth_year": str(today().year - 17)}


@case("coordinator", "years_fit_the_age")
def years_before_working_age(world: World) -> tuple[Typed, Typed]:
    """At forty, twenty-five years and twenty-six."""
    kept = world.typical("coordinator") | {"birth_year": str(today().year - 40), "years_in_field": "25"}
    return kept, kept | {"years_in_field": "26"}


@case("coordinator", "is_not_there_already")
def the_same_person_twice(world: World) -> tuple[Typed, Typed]:
    """The same name is found however it is written; the phone makes it the same person."""
    world.make("coordinator", full_name="Lê Thị Hoà", phone="0905 123 456")
    kept = world.typical("coordinator") | {"full_name": "LÊ THỊ HÒA", "phone": "0905 123 457"}
    return kept, kept | {"phone": "0905 123 456"}
