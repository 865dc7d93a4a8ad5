"""The rules of the steps of a grant, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cases.client import day
from tests.cases.counselling_session import closed
from tests.cases.support_grant import DECIDED, grant
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

DECISION = {"decision_no": "99/QĐ-UBND", "decision_on": day(5)}


@case("support_grant", "dates_follow_one_another", move="verify", by="hoa")
def verified_before_the_application(world: World) -> tuple[Typed, Typed, Any]:
    """On the same day at the earliest."""
    return {"verified_on": day(10)}, {"verified_on": day(11)}, grant(world, "submit")


@case("support_grant", "dates_follow_one_another", move="pay", by="lan")
def paid_tomorrow(world: World) -> tuple[Typed, Typed, Any]:
    """Without a date it is today."""
    return {}, {"paid_on": day(-1)}, grant(world, *DECIDED)


@case("support_grant", "decision_has_number_and_date", move="record_decision", by="lan")
def paper_decision_without_a_date(world: World) -> tuple[Typed, Typed, Any]:
    """The paper has both."""
    return DECISION, DECISION | {"decision_on": ""}, grant(world, "submit")


@case("support_grant", "decision_has_number_and_date", move="approve", by="hoa")
def approved_without_a_number(world: World) -> tuple[Typed, Typed, Any]:
    """The day may be left empty, then it is today."""
    return {"decision_no": "99/QĐ-UBND"}, {"decision_no": ""}, grant(world, "submit", "verify")


@case("support_grant", "decision_number_is_its_own", move="approve", by="hoa")
def decision_number_used_twice(world: World) -> tuple[Typed, Typed, Any]:
    """Another issuer has numbers of its own."""
    grant(world, *DECIDED, **DECISION)
    return DECISION | {"issuer": "UBND thành phố"}, DECISION, grant(world, "submit", "verify")


@case("support_grant", "person_is_there_to_receive", move="approve", by="hoa")
def decided_after_imprisonment(world: World) -> tuple[Typed, Typed, Any]:
    """The day the case was closed, and the day after."""
    person = closed(world, "imprisoned")
    row = grant(world, "submit", "verify", client=person, application_on=day(15), verified_on=day(14))
    return DECISION | {"decision_on": day(10)}, DECISION | {"decision_on": day(9)}, row


@case("support_grant", "minor_has_a_receiver", move="pay", by="lan")
def money_into_the_hands_of_a_minor(world: World) -> tuple[Typed, Typed, Any]:
    """A parent takes it."""
    child = world.make("client", birth_date=day(17 * 365), birth_year="")
    return {"receiver": "guardian"}, {"receiver": "person"}, grant(world, *DECIDED, client=child)


@case("support_grant", "refusal_has_a_reason", move="cancel", by="lan")
def cancelled_with_an_old_reason(world: World) -> tuple[Typed, Typed, Any]:
    """The supervisor's note of the return is no reason to cancel."""
    row = grant(world, "submit", "return", review_note="Thiếu đơn")
    return {"review_note": "Người này đã chuyển đi"}, {}, row


@case("support_grant", "money_is_followed_up", move="pay", by="lan")
def paid_half_a_year_ago(world: World) -> tuple[Typed, Typed, Any]:
    """The last day of the half year, and the day after."""
    row = grant(
        world, *DECIDED, application_on=day(200), verified_on=day(199), decision_on=day(198),
        client=world.make("client", intake_on=day(250)),
    )  # fmt: skip
    return {"paid_on": day(183)}, {"paid_on": day(184)}, row
