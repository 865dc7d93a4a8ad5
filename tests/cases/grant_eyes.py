"""Who does what with a grant, and what stays as it was seen, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cases.client import day
from tests.cases.grant_steps import DECISION
from tests.cases.referral import taken
from tests.cases.support_grant import DECIDED, asked_as, grant
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def made_by(world: World, username: str, *steps: str) -> Any:
    """Let one of the cast make a grant; the steps are the product's own."""
    typed = world.typical("support_grant")
    with asked_as(world, username):
        row = world.save(world.form("support_grant", typed))
    return taken(world, row, *steps, verified_on=day(8), **DECISION)


def corrected_by(world: World, username: str, row: Any, **typed: Any) -> Any:
    """Let one of the cast correct a grant, with a reason."""
    with asked_as(world, username):
        return world.save(world.form("support_grant", typed, row))


@case("support_grant", "creator_does_not_decide", move="verify")
def verified_by_its_maker(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Made by the coordinator, and by the administrator who verifies."""
    return {}, {}, made_by(world, "lan", "submit"), made_by(world, "an", "submit")


@case("support_grant", "creator_does_not_decide", move="approve")
def approved_by_its_maker(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Verified by somebody else is not enough."""
    theirs, own = (made_by(world, username, "submit", "verify") for username in ("lan", "an"))
    return DECISION, DECISION, theirs, own


@case("support_grant", "approver_does_not_pay", move="pay")
def paid_by_who_approved(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Approved by the supervisor, and by the administrator who pays."""
    rows = [made_by(world, "lan", "submit", "verify") for _ in range(2)]
    for username, row in zip(("hoa", "an"), rows, strict=True):
        with asked_as(world, username):
            taken(world, row, "approve", **DECISION)
    return {}, {}, *rows


@case("support_grant", "paper_decision_exists", move="record_decision", by="lan")
def paper_recorded_by_its_maker(world: World) -> tuple[Typed, Typed, Any, Any]:
    """A colleague's grant is recorded without a word, one's own is confirmed."""
    return DECISION, DECISION, made_by(world, "an", "submit"), made_by(world, "lan", "submit")


@case("support_grant", "creator_does_not_decide", move="verify", by="hoa")
def verified_by_who_changed_the_sum(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Corrected by the administrator, and by the supervisor who verifies."""
    theirs, own = (
        corrected_by(world, username, grant(world, "submit"), amount_vnd="5 triệu")
        for username in ("an", "hoa")
    )
    return {"verified_on": day(8)}, {"verified_on": day(8)}, theirs, own


@case("support_grant", "creator_does_not_decide", move="approve", by="hoa")
def approved_by_who_changed_the_purpose(world: World) -> tuple[Typed, Typed, Any, Any]:
    """The kind of grant is changed between the verification and the decision."""
    theirs, own = (
        corrected_by(world, username, grant(world, "submit", "verify"), grant_kind="vocational")
        for username in ("an", "hoa")
    )
    return DECISION, DECISION | {"issuer": "UBND thành phố"}, theirs, own


@case("support_grant", "corrector_does_not_pay", move="pay")
def paid_by_who_raised_it(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Decided, then corrected by the supervisor, and by the administrator who pays."""
    theirs, own = (
        corrected_by(world, username, grant(world, *DECIDED), amount_vnd="7 triệu")
        for username in ("hoa", "an")
    )
    return {}, {}, theirs, own


@case("support_grant", "recorder_does_not_pay", move="pay", by="lan")
def paid_by_who_recorded_the_paper(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Recorded by the administrator, and by the coordinator who pays."""
    rows = [grant(world, "submit") for _ in range(2)]
    for username, row in zip(("an", "lan"), rows, strict=True):
        with asked_as(world, username):
            taken(world, row, "record_decision", **DECISION)
    return {}, {}, *rows


@case("support_grant", "submitted_terms_stay", by="lan")
def coordinator_changes_a_submitted_sum(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Returned it is open again."""
    back = grant(world, "submit", "return", review_note="Thiếu đơn")
    return {"amount_vnd": "5 triệu"}, {"amount_vnd": "5 triệu"}, back, grant(world, "submit")


@case("support_grant", "submitted_terms_stay", by="hoa")
def supervisor_corrects_a_submitted_sum(world: World) -> tuple[Typed, Typed, Any]:
    """With a reason."""
    return {"grant_kind": "vocational"}, {"amount_vnd": "5 triệu"}, grant(world, "submit")


@case("support_grant", "verified_terms_stay", by="lan")
def coordinator_changes_a_verified_purpose(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Before the verification the purpose is open, after it is not."""
    other = {"purpose": "Mua tủ kính bán hàng"}
    return other, other, grant(world, "submit"), grant(world, "submit", "verify")


@case("support_grant", "verified_terms_stay", by="lan")
def coordinator_changes_a_decided_sum(world: World) -> tuple[Typed, Typed, Any, Any]:
    """The same sum typed again is no change."""
    decided = grant(world, *DECIDED)
    return {"amount_vnd": "6 triệu"}, {"amount_vnd": "5 triệu"}, decided, grant(world, *DECIDED, "pay")


@case("support_grant", "verified_terms_stay", by="hoa")
def supervisor_corrects_a_decided_sum(world: World) -> tuple[Typed, Typed, Any, Any]:
    """With a reason."""
    return {"budget_year": "2025"}, {"budget_year": "2025"}, grant(world, "submit"), grant(world, *DECIDED)
