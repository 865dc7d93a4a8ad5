"""A typical grant, and the rules of its sum and its need kept and broken."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from models.account import account_named, person_for
from models.base import described
from models.support_grant import SupportGrant
from tests.cases.client import day
from tests.cases.referral import taken
from tests.world import case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.world import Typed, World

_decisions = (f"{number}/QĐ-UBND" for number in count(1))


def typical(world: World) -> Typed:
    """Six million for tools, asked for ten days ago by somebody in hardship."""
    return {
        "client": world.make("client"), "policy": world.one("grant_policy_group").policy,
        "grant_kind": "livelihood", "amount_vnd": "6 triệu", "purpose": "Mua dụng cụ sửa xe",
        "application_on": day(10), "hardship_basis": "difficult_economy",
        "hardship_note": "Thuê nhà, nuôi con nhỏ",
    }  # fmt: skip


def grant(world: World, *steps: str, **changes: Any) -> Any:
    """Make a grant and take it through steps of the days after; `changes` may answer what a step asks."""
    answers = {
        "verified_on": day(8), "decision_no": next(_decisions), "decision_on": day(7), "paid_on": day(6),
        "receiver_name": "Nguyễn Văn An",
    } | changes  # fmt: skip
    typed = {name: value for name, value in changes.items() if described(SupportGrant)[name].typed}
    return taken(world, world.make("support_grant", **typed), *steps, **answers)


def own_policy(world: World) -> Any:
    """Make a policy of ten million for the typical group, of nobody else."""
    policy = world.make("grant_policy")
    world.make("grant_policy_group", policy=policy)
    return policy


DECIDED = ("submit", "verify", "approve")


@contextmanager
def asked_as(world: World, username: str) -> Iterator[None]:
    """Let one of the cast ask for a while."""
    account = account_named(world.session, username)
    assert account is not None
    with world.asked_by(person_for(world.session, account)):
        yield


@case("support_grant", "notes_hold_no_numbers")
def phone_in_the_note(world: World) -> tuple[Typed, Typed]:
    """What is described needs no number."""
    kept = world.typical("support_grant")
    return kept, kept | {"hardship_note": "Gọi vợ 0900 000 001"}


@case("support_grant", "amount_is_round")
def amount_not_in_thousands(world: World) -> tuple[Typed, Typed]:
    """A thousand is the smallest."""
    kept = world.typical("support_grant") | {"amount_vnd": "1.000"}
    return kept, kept | {"amount_vnd": "1.500"}


@case("support_grant", "amount_is_within_the_cap")
def amount_above_the_cap(world: World) -> tuple[Typed, Typed]:
    """At the cap, and a thousand above it."""
    kept = world.typical("support_grant") | {"amount_vnd": "10 triệu"}
    return kept, kept | {"amount_vnd": "10.001.000"}


@case("support_grant", "amount_is_within_what_remains", by="lan")
def more_than_remains(world: World) -> tuple[Typed, Typed]:
    """After six million four are left."""
    kept = world.typical("support_grant") | {"client": grant(world, *DECIDED).client, "amount_vnd": "4 triệu"}
    return kept, kept | {"amount_vnd": "4.001.000"}


@case("support_grant", "amount_is_within_what_remains")
def more_than_remains_this_year(world: World) -> tuple[Typed, Typed]:
    """A cap a year is free again in the next."""
    yearly = world.make("grant_policy", cap_scope="per_person_year")
    world.make("grant_policy_group", policy=yearly)
    first = grant(world, *DECIDED, policy=yearly, budget_year="2026")
    again = world.typical("support_grant") | {"client": first.client, "policy": yearly}
    return again | {"budget_year": "2025"}, again | {"budget_year": "2026"}


@case("support_grant", "amount_is_within_what_remains", move="approve", by="hoa")
def second_of_two_applications(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Two wait; once one is approved the other is too much, unless part of the first was recovered."""
    back, late = grant(world, "submit", "verify"), grant(world, "submit", "verify")
    recovered = {"recovered_vnd": "2 triệu", "review_note": "Không dùng hết"}
    grant(world, *DECIDED, "pay", "recover", client=back.client, **recovered)
    grant(world, *DECIDED, client=late.client)
    decision = {"decision_no": "99/QĐ-UBND", "decision_on": day(1)}
    return decision, decision, back, late


@case("support_grant", "policy_is_valid_that_day", move="approve", by="hoa")
def decided_after_the_policy_ended(world: World) -> tuple[Typed, Typed, Any]:
    """The last day of the policy, and the day after."""
    ending = world.make("grant_policy", valid_to=day(4))
    world.make("grant_policy_group", policy=ending)
    decision = {"decision_no": "99/QĐ-UBND", "decision_on": day(5)}
    return decision, decision | {"decision_on": day(4)}, grant(world, "submit", "verify", policy=ending)


@case("support_grant", "budget_has_money_left")
def budget_spent(world: World) -> tuple[Typed, Typed]:
    """Ten million for everybody, of which six are spent."""
    poor = world.make("grant_policy", budget_vnd="10 triệu")
    world.make("grant_policy_group", policy=poor)
    grant(world, *DECIDED, policy=poor)
    kept = world.typical("support_grant") | {"policy": poor, "amount_vnd": "4 triệu"}
    return kept, kept | {"amount_vnd": "5 triệu"}


@case("support_grant", "hands_are_their_own", by="lan")
def phone_of_somebody_else_with_a_grant(world: World) -> tuple[Typed, Typed]:
    """Known also where the other person lives in a ward the coordinator cannot see."""
    kept = world.typical("support_grant") | {"client": world.make("client", phone="0900000012")}
    grant(world, client=world.make("client", phone="0900000011", ward=world.make("ward")))
    return kept, kept | {"client": world.make("client", phone="0900000011")}


@case("support_grant", "hands_are_their_own", move="pay", by="lan")
def receiver_of_two_grants(world: World) -> tuple[Typed, Typed, Any]:
    """One name under two payments."""
    grant(world, *DECIDED, "pay", receiver_name="Trần Thị Bình")
    return {"receiver_name": "Nguyễn Văn An"}, {"receiver_name": "Trần Thị Bình"}, grant(world, *DECIDED)


@case("support_grant", "other_scheme_is_untouched")
def support_after_a_reward(world: World) -> tuple[Typed, Typed]:
    """Somebody rewarded for staying clean, and somebody not."""
    kept = world.typical("support_grant")
    reward = world.make("grant_policy", grant_kind="reward_clean")
    world.make("grant_policy_group", policy=reward)
    return kept, kept | {"client": grant(world, *DECIDED, policy=reward, grant_kind="reward_clean").client}


@case("support_grant", "recovered_is_part_of_it", move="recover", by="hoa")
def more_recovered_than_granted(world: World) -> tuple[Typed, Typed, Any]:
    """All of it at most."""
    kept = {"recovered_vnd": "6 triệu", "review_note": "Không dùng đúng mục đích"}
    return kept, kept | {"recovered_vnd": "7 triệu"}, grant(world, *DECIDED, "pay")


@case("support_grant", "recovered_is_part_of_it", move="recover", by="hoa")
def nothing_recovered(world: World) -> tuple[Typed, Typed, Any]:
    """A recovery without a sum is none."""
    kept = {"recovered_vnd": "6 triệu", "review_note": "Không dùng đúng mục đích"}
    return kept, kept | {"recovered_vnd": ""}, grant(world, *DECIDED, "pay")
