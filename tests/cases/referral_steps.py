"""The rules of the steps of a referral, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cases.client import day
from tests.cases.referral import referral, taken
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


@case("referral", "dates_lie_between_referral_and_today", move="arrive", by="lan")
def arrived_before_being_sent(world: World) -> tuple[Typed, Typed, Any]:
    """On the day of the referral at the earliest."""
    return {"arrived_on": day(10)}, {"arrived_on": day(11)}, referral(world, "send")


@case("referral", "dates_lie_between_referral_and_today", move="arrive", by="lan")
def arrived_tomorrow(world: World) -> tuple[Typed, Typed, Any]:
    """Without a date it is today."""
    return {}, {"arrived_on": day(-1)}, referral(world, "send")


@case("referral", "steps_follow_one_another", move="arrive", by="lan")
def arrived_before_the_answer(world: World) -> tuple[Typed, Typed, Any]:
    """On the day of the answer, and the day before."""
    return {"arrived_on": day(8)}, {"arrived_on": day(9)}, referral(world, "send", "accept")


@case("referral", "step_is_not_overdue", move="accept", by="lan")
def arrival_overdue(world: World) -> tuple[Typed, Typed, Any]:
    """Accepted a week ago, and a week and a day."""
    return {"responded_on": day(7)}, {"responded_on": day(8)}, referral(world, "send")


@case("referral", "step_is_not_overdue", move="send", by="lan")
def sent_without_an_answer(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Sent today, and three weeks ago."""
    return {}, {}, referral(world, referred_on=day(0)), referral(world, referred_on=day(20))


@case("referral", "step_is_not_overdue", move="start", by="lan")
def in_service_without_feedback(world: World) -> tuple[Typed, Typed, Any]:
    """Ninety days at the facility, and ninety-one."""
    person = world.make("client", intake_on=day(200))
    row = world.make("referral", client=person, referred_on=day(100))
    taken(world, row, "send", "arrive", arrived_on=day(99))
    return {"started_on": day(90)}, {"started_on": day(91)}, row


@case("referral", "refusal_has_a_reason", move="decline", by="lan")
def declined_without_a_reason(world: World) -> tuple[Typed, Typed, Any]:
    """What the facility said."""
    return {"response_note": "Hết chỗ"}, {"response_note": ""}, referral(world, "send")


@case("referral", "refusal_has_a_reason", move="cancel", by="hoa")
def revoked_without_a_reason(world: World) -> tuple[Typed, Typed, Any]:
    """A supervisor says why, too."""
    return {"cancel_reason": "Sai cơ sở"}, {}, referral(world, "send")


@case("referral", "declined_goes_elsewhere", move="decline", by="lan")
def declined_and_left_there(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Somebody already referred elsewhere, and somebody who is not."""
    helped, alone = referral(world, "send"), referral(world, "send")
    world.make("referral", client=helped.client, destination=world.make("referral_destination"))
    return {"response_note": "Hết chỗ"}, {"response_note": "Hết chỗ"}, helped, alone


@case("referral", "outcome_fits_the_status", move="drop_out", by="lan")
def dropped_out_completed(world: World) -> tuple[Typed, Typed, Any]:
    """Without an outcome the usual one is meant."""
    return {}, {"outcome": "completed"}, referral(world, "send", "arrive", "start")
