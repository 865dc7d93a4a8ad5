"""A typical member of a club, and the rules of memberships kept and broken."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from forms.club_member import MEMBERS_PER_OFFICER
from models.schema import today
from tests.cases.coordinator_assignment import merged_into
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(world: World) -> Typed:
    """Somebody of the ward who joined a month after the club was founded."""
    return {
        "club": world.one("club"), "client": world.make("client"), "joined_on": "01/09/2025",
        "join_reason": "at_risk", "assigned_officer": world.one("coordinator"),
    }  # fmt: skip


def left(world: World, member: Any, day: str = "01/12/2025") -> Any:
    """Let a member leave."""
    return world.save(
        world.form("club_member", {"left_on": day, "leave_reason": "progress"}, member, "leave")
    )


def young(world: World, years: int) -> Any:
    """Make somebody who was so many years old on the day members typically join."""
    return world.make("client", birth_date=f"01/09/{2025 - years}", birth_year=str(2025 - years))


@case("club_member", "is_member_once")
def member_twice(world: World) -> tuple[Typed, Typed]:
    """Who has left may come back, who is there may not come again."""
    former, present = world.make("club_member"), world.make("club_member")
    left(world, former)
    kept = world.typical("club_member") | {"client": former.client, "joined_on": "01/12/2025"}
    return kept, kept | {"client": present.client}


@case("club_member", "is_member_of_one_club", by="an")
def member_elsewhere(world: World) -> tuple[Typed, Typed]:
    """A membership of another club that has ended is no doubt."""
    elsewhere = world.make("club")
    former, present = (world.make("club_member", club=elsewhere) for _each in range(2))
    left(world, former)
    kept = world.typical("club_member") | {"club": world.make("club"), "client": former.client}
    return kept, kept | {"client": present.client}


@case("club_member", "lives_where_the_club_is")
def member_from_another_ward(world: World) -> tuple[Typed, Typed]:
    """A club of a former ward is for the people of the ward that it was merged into, and for nobody else."""
    former = world.make("ward", valid_from="01/01/2010", valid_to="01/07/2025")
    merged = world.typical("club_member")
    merged_into(world, former, merged["client"].ward)
    kept = merged | {"club": world.make("club", ward=former, founded_on="01/01/2016")}
    return kept, kept | {"client": world.make("client", ward=world.make("ward"))}


@case("club_member", "sanction_is_on_file")
def sanction_nobody_recorded(world: World) -> tuple[Typed, Typed]:
    """One sanction on file, and none."""
    kept = world.typical("club_member") | {
        "join_reason": "sanctioned_user", "client": world.make("client", admin_sanction_count="1"),
    }  # fmt: skip
    return kept, kept | {"client": world.make("client")}


@case("club_member", "minor_is_represented")
def minor_alone(world: World) -> tuple[Typed, Typed]:
    """Eighteen that day, and seventeen with nobody; a mother among the contacts is enough."""
    alone, with_mother = young(world, 17), young(world, 17)
    world.make("client_contact", client=with_mother, relation="mother")
    kept = world.typical("club_member") | {"client": with_mother}
    return kept, kept | {"client": alone}


@case("club_member", "is_old_enough")
def child_of_eleven(world: World) -> tuple[Typed, Typed]:
    """Twelve that day, and eleven."""
    kept = world.typical("club_member") | {"client": young(world, 12)}
    return kept, kept | {"client": young(world, 11)}


@case("club_member", "joins_a_living_club")
def joined_before_the_club(world: World) -> tuple[Typed, Typed]:
    """The founding day, and the day before."""
    kept = world.typical("club_member") | {"joined_on": "01/08/2025"}
    return kept, kept | {"joined_on": "31/07/2025"}


@case("club_member", "joins_a_living_club")
def joined_a_closed_club(world: World) -> tuple[Typed, Typed]:
    """The last day, and the day after."""
    club = world.make("club", closed_on="01/10/2025")
    kept = world.typical("club_member") | {"club": club, "joined_on": "01/10/2025"}
    return kept, kept | {"joined_on": "02/10/2025"}


@case("club_member", "joins_a_living_club")
def joined_tomorrow(world: World) -> tuple[Typed, Typed]:
    """Today at the latest."""
    kept = world.typical("club_member") | {"joined_on": f"{today():%d/%m/%Y}"}
    return kept, kept | {"joined_on": f"{today() + timedelta(days=1):%d/%m/%Y}"}


@case("club_member", "leaves_after_joining", move="leave")
def left_before_joining(world: World) -> tuple[Typed, Typed, Any]:
    """On the day of joining at the earliest."""
    kept = {"left_on": "01/09/2025", "leave_reason": "moved"}
    return kept, kept | {"left_on": "31/08/2025"}, world.make("club_member")


@case("club_member", "leaving_is_explained", move="leave")
def left_without_a_reason(world: World) -> tuple[Typed, Typed, Any]:
    """Both the day and the reason."""
    kept = {"left_on": "01/12/2025", "leave_reason": "dropped"}
    return kept, kept | {"leave_reason": ""}, world.make("club_member")


@case("club_member", "times_do_not_overlap")
def came_back_before_leaving(world: World) -> tuple[Typed, Typed]:
    """On the day of leaving, and the day before."""
    former = left(world, world.make("club_member"))
    kept = world.typical("club_member") | {"client": former.client, "joined_on": "01/12/2025"}
    return kept, kept | {"joined_on": "30/11/2025"}


@case("club_member", "somebody_helps")
def nobody_assigned(world: World) -> tuple[Typed, Typed]:
    """D4: an officer of standing follows each member."""
    kept = world.typical("club_member")
    return kept, kept | {"assigned_officer": "", "client": world.make("client")}


@case("club_member", "officer_has_time")
def officer_of_eleven(world: World) -> tuple[Typed, Typed]:
    """The tenth member, and the eleventh."""
    nine, ten = world.make("coordinator"), world.make("coordinator")
    for officer, members in ((nine, MEMBERS_PER_OFFICER - 1), (ten, MEMBERS_PER_OFFICER)):
        for _member in range(members):
            world.make("club_member", assigned_officer=officer)
    kept = world.typical("club_member") | {"assigned_officer": nine}
    return kept, kept | {"assigned_officer": ten, "client": world.make("client")}


@case("club_member", "notes_hold_no_numbers")
def phone_in_the_plan(world: World) -> tuple[Typed, Typed]:
    """A year is a number too."""
    kept = world.typical("club_member") | {"plan_text": "Học sửa xe trong năm 2026."}
    return kept, kept | {"plan_text": "Gọi mẹ 0905 123 456.", "client": world.make("client")}
