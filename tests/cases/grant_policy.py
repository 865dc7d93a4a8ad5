"""A typical grant policy, and the rules of policies kept and broken."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.cases.client import day
from tests.cases.support_grant import grant, own_policy
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

_names = (f"Hỗ trợ sinh kế, đợt {number}" for number in count(1))


def typical(world: World) -> Typed:
    """Ten million a person, all times together, since 2021 (NQ 334/2020/NQ-HĐND through D0)."""
    return {
        "legal_basis": world.one("legal_basis"), "name": next(_names), "grant_kind": "livelihood",
        "rate_vnd": "10 triệu", "cap_vnd": "10.000.000", "cap_scope": "per_person_total",
        "province": world.one("province"), "valid_from": "01/01/2021",
    }  # fmt: skip


@case("grant_policy", "name_is_free")
def name_used_twice(world: World) -> tuple[Typed, Typed]:
    """Two schemes have two names."""
    used = world.make("grant_policy").name
    return world.typical("grant_policy"), world.typical("grant_policy") | {"name": used}


@case("grant_policy", "cap_is_positive")
def no_cap(world: World) -> tuple[Typed, Typed]:
    """A cap of nothing would be a policy of nothing."""
    kept = world.typical("grant_policy") | {"rate_vnd": ""}
    return kept, kept | {"cap_vnd": "0"}


@case("grant_policy", "rate_is_within_the_cap")
def rate_above_the_cap(world: World) -> tuple[Typed, Typed]:
    """At the cap, and a thousand above it."""
    kept = world.typical("grant_policy")
    return kept, kept | {"rate_vnd": "10.001.000"}


@case("grant_policy", "ends_after_it_begins")
def ended_the_day_it_began(world: World) -> tuple[Typed, Typed]:
    """One day is the shortest."""
    kept = world.typical("grant_policy") | {"valid_to": "02/01/2021"}
    return kept, kept | {"valid_to": "01/01/2021"}


@case("grant_policy", "begins_under_its_document")
def begun_after_its_document_ended(world: World) -> tuple[Typed, Typed]:
    """The last day of the document, and the day after."""
    document = world.make("legal_basis", effective_to="01/07/2021")
    kept = world.typical("grant_policy") | {"legal_basis": document, "valid_from": "30/06/2021"}
    return kept, kept | {"valid_from": "01/07/2021"}


@case("grant_policy", "grants_keep_their_terms")
def cap_lowered_over_a_grant(world: World) -> tuple[Typed, Typed, Any]:
    """Raised it harms nobody, lowered it may stop a grant on its way."""
    return {"cap_vnd": "11 triệu"}, {"rate_vnd": "9 triệu", "cap_vnd": "9 triệu"}, grant(world).policy


@case("grant_policy", "grants_keep_their_terms")
def scope_changed_over_a_grant(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Nobody is harmed where the only grant was cancelled."""
    used, unused = grant(world).policy, own_policy(world)
    grant(world, "cancel", policy=unused, review_note="Xin thôi")
    return {"cap_scope": "per_grant"}, {"cap_scope": "per_grant"}, unused, used


@case("grant_policy", "grants_keep_their_terms")
def ended_over_a_grant(world: World) -> tuple[Typed, Typed, Any]:
    """The budget may change, the end not without a word."""
    return {"budget_vnd": "900 triệu"}, {"valid_to": day(0)}, grant(world).policy
