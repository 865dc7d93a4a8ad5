"""The rules of group, decision and legal basis, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.schema import today
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

DECISION = {"decision_no": "12/QĐ-UBND", "decision_on": "01/06/2026"}


@case("client", "use_fits_the_group")
def relative_who_uses(world: World) -> tuple[Typed, Typed]:
    """Where the box is not on the sheet, a relative is taken for somebody who does not use."""
    relative = world.typical("client") | {"client_group": "relative"}
    return {name: value for name, value in relative.items() if name != "is_drug_user"}, relative


@case("client", "decision_is_there")
def sanction_without_a_decision(world: World) -> tuple[Typed, Typed]:
    """Number and day."""
    kept = world.typical("client") | {"client_group": "admin_sanction"} | DECISION
    return kept, kept | {"decision_no": ""}


@case("client", "decision_is_there")
def management_without_an_end(world: World) -> tuple[Typed, Typed]:
    """Post-rehabilitation management ends on a day."""
    kept = world.typical("client") | {"client_group": "post_rehab", "decision_until": "01/06/2027"} | DECISION
    return kept, kept | {"decision_until": ""}


@case("client", "basis_is_in_force")
def old_decree_for_a_new_decision(world: World) -> tuple[Typed, Typed]:
    """The last day of the old decree is the day before the new one begins."""
    new = world.make("legal_basis", number="144/2021/NĐ-CP", effective_from="01/01/2022")
    old = world.make(
        "legal_basis",
        number="167/2013/NĐ-CP",
        effective_from="28/12/2013",
        effective_to="01/01/2022",
        replaced_by=new,
    )
    kept = world.typical("client") | {"client_group": "admin_sanction", "legal_basis": old} | DECISION
    return kept | {"decision_on": "31/12/2021"}, kept | {"decision_on": "01/01/2022"}


@case("client", "first_use_is_possible")
def first_use_as_a_small_child(world: World) -> tuple[Typed, Typed]:
    """From the age of eight."""
    kept = world.typical("client") | {"birth_year": "1990", "first_use_year": "1998"}
    return kept, kept | {"first_use_year": "1997"}


@case("client", "first_use_is_possible")
def first_use_next_year(world: World) -> tuple[Typed, Typed]:
    """Until this year."""
    kept = world.typical("client") | {"first_use_year": str(today().year)}
    return kept, kept | {"first_use_year": str(today().year + 1)}


@case("client", "positive_test_determines_nothing")
def determined_by_a_test(world: World) -> tuple[Typed, Typed]:
    """Positive, dependence not determined."""
    kept = world.typical("client") | {"client_group": "urine_positive", "addiction_determined": "not_yet"}
    return kept, kept | {"addiction_determined": "yes"}
