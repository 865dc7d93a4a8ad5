"""Two databases that differ only in what somebody may not see, and two applications on them side by side."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from models.access import SYSTEM
from models.account import Account
from models.base import db
from tests.applications import application_on, application_on_copy
from tests.cases.saved_view import kept_by
from tests.furnishing import WARDS
from tests.two_worlds.masks import other_masks
from tests.two_worlds.neighbourhood import FAR, Neighbourhood, settle_far
from tests.two_worlds.pair import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.databases import Databases

HIDDEN, MASKED = "hidden rows", "masked values"
"""What the two worlds of a pair differ in."""

NAME = "Lành"
"""What is searched for in a view."""

Household = dict[str, int]
NEAR: Household = {"clients": 3, "each": 2}
ONE: Household = {"clients": 2, "each": 1}
OTHER: Household = {"clients": 5, "each": 2}
"""How many people a ward is given of their own, and how many rows of every kind that hangs on somebody."""


def templates(databases: Databases, furnished: str) -> dict[str, str]:
    """Name the worlds: Lan's ward, then with it a first and a second version of the places she cannot see."""
    own = databases.template("own_ward", _furnished_by(_own), furnished)
    near = databases.template("near_wards", _furnished_by(_near(ONE)), own)
    return {
        "first": databases.template("first_world", _furnished_by(_far(ONE)), near),
        "far": databases.template("far_world", _furnished_by(_far(OTHER), _views_of("lan", "minh")), near),
        "second": databases.template(
            "second_world",
            _furnished_by(_near(OTHER), _far(OTHER), _other_accounts, _views_of("minh", "hoa", "an")),
            own,
        ),
    }


def _furnished_by(*builds: Callable[[Neighbourhood], None]) -> Callable[[str], None]:
    def prepare(url: str) -> None:
        with application_on(url) as app, app.app_context():
            for build in builds:
                build(Neighbourhood(db.session()))

    return prepare


def _own(world: Neighbourhood) -> None:
    settle_far(world)
    world.live_in(world.assignment_of(WARDS["lan"][0]), **NEAR)
    kept_by(world, "lan", name="Của Lan", query=f"search={NAME}&columns=full_name,client_code")
    kept_by(world, "hoa", name="Chung", audience="everyone", query="gender=male&sort=-client_code")
    kept_by(world, "hoa", name="Hỏng", audience="everyone", query="gendr=male")
    kept_by(world, "hoa", table_name="referral", audience="role", role="coordinator", query="client=9")


def _near(household: Household) -> Callable[[Neighbourhood], None]:
    return lambda world: world.live_in(world.assignment_of(WARDS["minh"][0]), **household)


def _far(household: Household) -> Callable[[Neighbourhood], None]:
    return lambda world: world.live_in(world.assignment_of(FAR), **household)


def _views_of(*usernames: str) -> Callable[[Neighbourhood], None]:
    """Let some of the cast keep views that nobody else knows of."""

    def build(world: Neighbourhood) -> None:
        for username in usernames:
            for table in ("client", "referral"):
                kept_by(
                    world, username, name="Riêng, không ai biết", table_name=table, query=f"search={NAME}"
                )

    return build


def _other_accounts(world: Neighbourhood) -> None:
    """Change the accounts nobody but their owners and administrators reads."""
    with world.asked_by(SYSTEM):
        for account in world.session.scalars(select(Account).where(Account.username != "lan")):
            account.full_name = f"{account.full_name} Khác"
        world.session.commit()
        world.make("account", username="moi", full_name="Người Mới", role="viewer")


@contextlib.contextmanager
def pair_for(databases: Databases, names: dict[str, str], username: str, run: str) -> Iterator[Pair]:
    """Open the two worlds of a person: the first, and the one that differs in what they may not see."""
    other = names["second"] if username == "lan" else names["far"]
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(application_on_copy(databases, names["first"]))
        second = stack.enter_context(
            application_on_copy(databases, other if run == HIDDEN else names["first"])
        )
        if run == MASKED or username == "binh":
            other_masks(second, username)
        yield Pair(first, second, username)
