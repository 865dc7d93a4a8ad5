"""A typical view of a list, and the rules of views kept and broken."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from forms.saved_view import LONGEST_QUERY, MOST_VIEWS
from models.access import SYSTEM
from models.account import Account, account_named, person_for
from models.audience import Audience
from tests.world import case

if TYPE_CHECKING:
    from models.saved_view import SavedView
    from tests.world import Typed, World

_numbers = count(1)
LOOK = "case_status=active&sort=-intake_on"


def typical(world: World) -> Typed:
    """A view for everybody; the first account there is keeps it where the product itself saves it."""
    owner = world.session.scalar(select(Account).order_by(Account.id).limit(1))
    shared = {"audience": Audience.everyone, "owner": owner}
    return {"name": f"Đang theo dõi {next(_numbers)}", "table_name": "client", "query": LOOK} | shared


def kept_by(world: World, username: str, **changes: Any) -> SavedView:
    """Save a view as one of the cast."""
    with world.asked_by(SYSTEM):
        typed = typical(world) | {"audience": Audience.private} | changes
        person = person_for(world.session, account_named(world.session, username))
    typed.pop("owner")
    with world.asked_by(person):
        return world.save(world.form("saved_view", typed))  # type: ignore[return-value]


def typed(**changes: Any) -> Typed:
    """Type a view of the people helped."""
    return {"name": f"Khung nhìn {next(_numbers)}", "table_name": "client"} | changes


@case("saved_view", "name_is_free", by="lan")
def a_name_is_taken_once_for_each_list(world):
    kept_by(world, "lan", name="Việc tuần này")
    kept_by(world, "hoa", name="Việc tháng này")
    return typed(name="Việc tháng này"), typed(name="Việc tuần này")


@case("saved_view", "name_is_free", by="lan")
def a_name_given_anew_is_free_too(world):
    row = kept_by(world, "lan", name="Của Lan")
    kept_by(world, "lan", name="Cũng của Lan")
    return {"name": "Của Lan"}, {"name": "Cũng của Lan"}, row


@case("saved_view", "are_few_enough", by="lan")
def the_last_view_that_is_kept(world):
    for _number in range(MOST_VIEWS):
        kept_by(world, "lan")
    return typed(table_name="referral"), typed()


@case("saved_view", "names_a_role_where_it_is_for_one", by="hoa")
def a_view_for_a_role_names_it(_world):
    return typed(audience="role", role="coordinator"), typed(audience="role")


@case("saved_view", "names_a_role_where_it_is_for_one", by="hoa")
def a_view_for_everyone_names_no_role(_world):
    return typed(audience="everyone"), typed(audience="everyone", role="coordinator")


@case("saved_view", "role_opens_lists", by="an")
def a_role_that_counts_only_gets_no_view(_world):
    return typed(audience="role", role="supervisor"), typed(audience="role", role="viewer")


@case("saved_view", "is_shared_by_who_may", by="lan")
def a_coordinator_keeps_views_for_herself(_world):
    return typed(audience="private"), typed(audience="everyone")


@case("saved_view", "keeps_no_search_where_it_is_shared", by="hoa")
def what_is_searched_for_is_not_shared(_world):
    return typed(audience="private", query="search=KH26"), typed(audience="everyone", query="search=KH26")


@case("saved_view", "list_can_be_opened", by="lan")
def a_list_one_cannot_open_has_no_view(_world):
    return typed(table_name="ward"), typed(table_name="account")


@case("saved_view", "fits_an_address", by="lan")
def a_view_is_as_long_as_an_address(_world):
    return typed(query="a=" + "b" * (LONGEST_QUERY - 2)), typed(query="a=" + "b" * (LONGEST_QUERY - 1))
