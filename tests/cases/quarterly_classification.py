"""A typical classification of a quarter, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.account import account_named
from models.schema import today
from tests.cases.club_member import left
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """A member's first whole quarter, with all its reviews."""
    return {
        "member": world.make("club_member"), "year": "2025", "quarter": "4", "classification": "progress",
        "regular": "1", "basis_reviews": "3",
    }  # fmt: skip


@case("quarterly_classification", "quarter_exists")
def fifth_quarter(world: World) -> tuple[Typed, Typed]:
    """The fourth is the last."""
    kept = world.typical("quarterly_classification")
    return kept, kept | {"quarter": "5"}


@case("quarterly_classification", "quarter_meets_the_membership")
def quarter_before_joining(world: World) -> tuple[Typed, Typed]:
    """Who joined in September is classified for the third quarter, not for the second."""
    kept = world.typical("quarterly_classification") | {"quarter": "3"}
    return kept, kept | {"quarter": "2"}


@case("quarterly_classification", "quarter_meets_the_membership")
def quarter_after_leaving(world: World) -> tuple[Typed, Typed]:
    """Who left on the first day of the quarter was there in it."""
    member = left(world, world.make("club_member"), "01/10/2025")
    kept = world.typical("quarterly_classification") | {"member": member}
    return kept, kept | {"year": "2026", "quarter": "1"}


@case("quarterly_classification", "quarter_has_begun")
def quarter_ahead(world: World) -> tuple[Typed, Typed]:
    """The present quarter, and the one a year from now."""
    now = {"year": str(today().year), "quarter": str((today().month + 2) // 3)}
    kept = world.typical("quarterly_classification") | now
    return kept, kept | {"year": str(today().year + 1)}


@case("quarterly_classification", "is_classified_once")
def classified_twice(world: World) -> tuple[Typed, Typed]:
    """Another quarter of the same member is free."""
    row = world.make("quarterly_classification")
    kept = world.typical("quarterly_classification") | {"member": row.member, "quarter": "3"}
    return kept, kept | {"quarter": "4"}


@case("quarterly_classification", "reviews_fit_the_quarter")
def four_reviews(world: World) -> tuple[Typed, Typed]:
    """A quarter has three months."""
    kept = world.typical("quarterly_classification")
    return kept, kept | {"basis_reviews": "4"}


@case("quarterly_classification", "rests_on_reviews")
def one_review_of_three(world: World) -> tuple[Typed, Typed]:
    """Two of three months are enough."""
    kept = world.typical("quarterly_classification") | {"basis_reviews": "2"}
    return kept, kept | {"basis_reviews": "1"}


def proposed_by(world: World, username: str) -> Any:
    """Make a classification that one of the cast has proposed."""
    row = world.make("quarterly_classification")
    row.created_by_id = account_named(world.session, username).id
    world.session.commit()
    return row


@case("quarterly_classification", "approver_is_not_the_proposer", move="approve")
def approved_by_the_proposer(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Somebody else's proposal, and one's own."""
    return {}, {}, proposed_by(world, "lan"), proposed_by(world, "an")


@case("quarterly_classification", "approver_is_not_the_proposer", by="lan", move="approve")
def own_proposal_approved_on_paper(world: World) -> tuple[Typed, Typed, Any, Any]:
    """What a supervisor signed on paper may be recorded by who proposed it, with a reason."""
    paper = {"decision_no": "12/QĐ-UBND"}
    return paper, paper, proposed_by(world, "an"), proposed_by(world, "lan")


@case("quarterly_classification", "coordinator_records_paper", by="lan", move="approve")
def coordinator_approves(world: World) -> tuple[Typed, Typed, Any]:
    """A paper decision is recorded by its number; nothing is approved without one."""
    return {"decision_no": "12/QĐ-UBND"}, {}, proposed_by(world, "an")


@case("quarterly_classification", "approved_stays", by="lan")
def changed_after_approval(world: World) -> tuple[Typed, Typed, Any]:
    """What it rests on may be corrected, the class itself not."""
    row = world.make("quarterly_classification")
    world.save(world.form("quarterly_classification", {}, row, "approve"))
    return {"basis_reviews": "2"}, {"classification": "no_progress"}, row


@case("quarterly_classification", "approved_stays", by="hoa")
def corrected_by_the_supervisor(world: World) -> tuple[Typed, Typed, Any]:
    """A supervisor confirms what a coordinator may not change."""
    return changed_after_approval(world)
