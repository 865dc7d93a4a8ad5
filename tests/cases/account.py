"""A typical account, and its rules kept and broken; those of passwords stand here too."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from models.account import account_named
from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World

_numbers = count(1)

SENTENCE = "trời hôm nay có nắng"
"""A good password, of nobody."""


def typical(_world: World) -> Typed:
    """A viewer; the password is made up."""
    return {"username": f"nguoi{next(_numbers)}", "full_name": "Người Dùng Thử", "role": "viewer"}


def given(world: World, text: str, again: str | None = None) -> Typed:
    """Give a typical account with a password typed twice."""
    return world.typical("account") | {"new_password": text, "again": text if again is None else again}


@case("account", "username_is_plain")
def username_with_marks(world: World) -> tuple[Typed, Typed]:
    """Dots stand between letters and digits; capitals are written small."""
    return world.typical("account") | {"username": "Mai.Le2"}, world.typical("account") | {
        "username": "mai lê"
    }


@case("account", "username_is_free")
def username_taken(world: World) -> tuple[Typed, Typed]:
    """One of the cast has it."""
    return world.typical("account"), world.typical("account") | {"username": "Lan"}


@case("account", "coordinator_is_named")
def coordinator_without_a_row(world: World) -> tuple[Typed, Typed]:
    """A coordinator's account names its coordinator."""
    kept = world.typical("account") | {"role": "coordinator", "coordinator": world.make("coordinator")}
    return kept, kept | {"coordinator": ""}


@case("account", "coordinator_is_named")
def viewer_with_a_row(world: World) -> tuple[Typed, Typed]:
    """No other account names one."""
    kept = world.typical("account")
    return kept, kept | {"coordinator": world.make("coordinator")}


@case("account", "coordinator_has_one_account")
def coordinator_with_two_accounts(world: World) -> tuple[Typed, Typed]:
    """One person signs in under one name."""
    kept = world.typical("account") | {"role": "coordinator", "coordinator": world.make("coordinator")}
    return kept, kept | {"coordinator": account_named(world.session, "lan").coordinator}


@case("account", "an_administrator_remains")
def last_administrator_shut_out(world: World) -> tuple[Typed, Typed, Any]:
    """The only administrator may be renamed, not shut out."""
    return {"full_name": "An Quản Trị"}, {"is_active": "0"}, account_named(world.session, "an")


@case("account", "an_administrator_remains")
def one_of_two_administrators_shut_out(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Where there is another administrator who may sign in, one may go."""
    shut_out = world.make("account", role="admin", is_active="0")
    other = account_named(world.session, "an")
    return {"full_name": "Quản Trị Cũ"}, {"role": "viewer"}, shut_out, other


@case("account", "an_administrator_remains")
def the_other_never_signed_in(world: World) -> tuple[Typed, Typed, Any, Any]:
    """An account that nobody has taken up keeps no door open."""
    fresh, own = world.make("account", role="admin"), account_named(world.session, "an")
    return {"is_active": "0"}, {"is_active": "0"}, fresh, own


@case("account", "own_account_stays_open")
def closes_oneself(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Somebody else's account may be closed, one's own not, however many administrators there are."""
    world.make("account", role="admin", must_change_password="0")
    viewer, own = account_named(world.session, "binh"), account_named(world.session, "an")
    return {"is_active": "0"}, {"is_active": "0"}, viewer, own


@case("account", "own_role_stays")
def raises_oneself(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Somebody else's role may be changed, one's own not."""
    viewer, own = account_named(world.session, "binh"), account_named(world.session, "an")
    return {"role": "supervisor"}, {"role": "supervisor"}, viewer, own


@case("account", "has_an_area")
def supervisor_of_nowhere(world: World) -> tuple[Typed, Typed]:
    """An administrator works everywhere, a supervisor where it is said."""
    kept = world.typical("account") | {"role": "admin"}
    return kept, world.typical("account") | {"role": "supervisor"}


@case("account", "own_password_needs_the_old")
def own_password_from_here(world: World) -> tuple[Typed, Typed, Any, Any]:
    """Somebody else's password may be given anew, one's own is changed against the present one."""
    new = {"new_password": SENTENCE, "again": SENTENCE}
    return new, new, account_named(world.session, "binh"), account_named(world.session, "an")


@case("account", "is_long_enough")
def eleven_characters(world: World) -> tuple[Typed, Typed]:
    """Twelve characters, and eleven typed with their marks apart, so that a machine counts more."""
    return given(world, "gió mưa nắng"), given(world, normalize("NFD", "gió mùa hạ."))


@case("account", "is_not_common")
def common_password(world: World) -> tuple[Typed, Typed]:
    """A common word stays common with a year and signs behind it."""
    return given(world, SENTENCE), given(world, "Mật.Khẩu@2026!!")


@case("account", "names_no_place")
def name_of_a_ward(world: World) -> tuple[Typed, Typed]:
    """The ward of one of the cast, written as on a keyboard without marks."""
    return given(world, SENTENCE), given(world, "toi-o-thanhkhe-day")


@case("account", "names_no_place")
def name_of_the_product(world: World) -> tuple[Typed, Typed]:
    """What stands at the head of every page."""
    return given(world, SENTENCE), given(world, "so tay phuong 2026 nhe")


@case("account", "names_nobody")
def name_of_the_user(world: World) -> tuple[Typed, Typed]:
    """The user name inside a longer text."""
    named = {"username": "maile"}
    return given(world, SENTENCE) | named, given(world, "toi la MaiLe cua to 4") | named


@case("account", "is_typed_twice_alike")
def slip_of_a_finger(world: World) -> tuple[Typed, Typed]:
    """The same sentence composed and decomposed is the same."""
    return given(world, SENTENCE, normalize("NFD", SENTENCE)), given(world, SENTENCE, f"{SENTENCE}.")
