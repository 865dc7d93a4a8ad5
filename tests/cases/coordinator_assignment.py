"""A typical assignment to a ward, and the rules of assignments kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forms.coordinator import CASELOAD
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """A deputy since the ward began: there may be several."""
    return {
        "coordinator": world.one("coordinator"), "ward": world.one("ward"), "role": "deputy",
        "start_date": "01/07/2025",
    }  # fmt: skip


def merged_into(world: World, former: Any, ward: Any) -> None:
    """Let a ward of today take over a former one."""
    arrow = {"from_ward": former, "to_ward": ward, "effective_date": "01/07/2025", "kind": "merge_full"}
    world.save(world.form("ward_succession", arrow))


def led(world: World, **until: str) -> tuple[Any, Typed]:
    """Give a ward with a lead since July 2025, and somebody else's lead assignment to it."""
    ward = world.make("ward")
    world.make("coordinator_assignment", ward=ward, role="lead", **until)
    return ward, world.typical("coordinator_assignment") | {
        "ward": ward, "role": "lead", "coordinator": world.make("coordinator"), "start_date": "01/10/2025",
    }  # fmt: skip


@case("coordinator_assignment", "ward_has_one_lead")
def second_lead(world: World) -> tuple[Typed, Typed]:
    """A second deputy is no doubt, a second lead is."""
    _ward, broken = led(world)
    return broken | {"role": "deputy"}, broken


@case("coordinator_assignment", "leads_follow_each_other")
def leads_at_the_same_time(world: World) -> tuple[Typed, Typed]:
    """The day of the hand-over may be in both, the day before not."""
    _ward, kept = led(world, end_date="01/10/2025")
    return kept, kept | {"start_date": "30/09/2025"}


@case("coordinator_assignment", "leads_follow_each_other")
def inherited_lead_ends(world: World) -> tuple[Typed, Typed, Any]:
    """A second lead, once confirmed, may end, but not begin earlier than confirmed."""
    _ward, second = led(world)
    row = world.save(world.form("coordinator_assignment", second))
    ends = {"end_date": "01/11/2025"}
    return ends, ends | {"start_date": "30/09/2025"}, row


@case("coordinator_assignment", "leads_follow_each_other")
def ward_grown_from_two(world: World) -> tuple[Typed, Typed]:
    """Where two wards became one, an overlap in the past is confirmed instead of refused."""
    ward, kept = led(world, end_date="01/10/2025")
    for _each in range(2):
        former = world.make("ward", valid_from="01/01/2010", valid_to="01/07/2025")
        merged_into(world, former, ward)
    return kept, kept | {"start_date": "30/09/2025"}


@case("coordinator_assignment", "ends_after_it_begins")
def ended_before_it_began(world: World) -> tuple[Typed, Typed]:
    """One day is the shortest."""
    kept = world.typical("coordinator_assignment") | {"end_date": "01/07/2025"}
    return kept, kept | {"end_date": "30/06/2025"}


@case("coordinator_assignment", "lies_within_the_ward")
def began_before_the_ward(world: World) -> tuple[Typed, Typed]:
    """The ward's first day, and the day before."""
    kept = world.typical("coordinator_assignment")
    return kept, kept | {"start_date": "30/06/2025"}


@case("coordinator_assignment", "lies_within_the_ward")
def outlived_the_ward(world: World) -> tuple[Typed, Typed]:
    """An assignment ends with its ward, and nobody is assigned to a former ward any more."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/07/2025")
    broken = world.typical("coordinator_assignment") | {"ward": former, "start_date": "01/01/2019"}
    return broken | {"end_date": "01/07/2025"}, broken


@case("coordinator_assignment", "cases_are_handed_over")
def left_with_open_cases(world: World) -> tuple[Typed, Typed, Any]:
    """The assignment may be corrected, but not ended while somebody is followed."""
    row = world.make("coordinator_assignment", ward=world.make("ward"), coordinator=world.make("coordinator"))
    world.make("client", ward=row.ward, coordinator=row.coordinator)
    return {"decision_no": "12/QĐ-UBND"}, {"end_date": "01/10/2025"}, row


@case("coordinator_assignment", "caseload_is_bearable")
def one_case_too_many(world: World) -> tuple[Typed, Typed]:
    """Sixty open cases, and sixty-one."""
    ward, busy, busier = world.make("ward"), world.make("coordinator"), world.make("coordinator")
    for coordinator, cases in ((busy, CASELOAD), (busier, CASELOAD + 1)):
        for _case in range(cases):
            world.make("client", ward=ward, coordinator=coordinator)
    kept = world.typical("coordinator_assignment") | {"coordinator": busy}
    return kept, kept | {"coordinator": busier}
