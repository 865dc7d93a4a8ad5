"""Two at the same moment: nobody's save is overwritten unseen, no right is used after it was taken."""

import html
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from forms.base import FORMS
from models.access import RefusedError
from models.account import Account, AccountScope, person_for
from models.audit import Action, AuditEntry
from models.client import Client
from models.coordinator import CoordinatorAssignment
from models.transactions import begin_write
from tests.clients import client_for, engine_of, same_person
from tests.neighbours import as_system, neighbour
from tests.signing_in import prove
from tests.test_sent_twice import NEW, contact_of, opened
from tests.world import World

PATIENCE = {"sqlite": 0.5, "postgresql": 10}
"""Seconds a save that was found right waits for somebody else: on SQLite, with its one writer, all."""

NOW = re.compile(r'id="(\w+)-now">Hiện nay: <strong>([^<]*)</strong>')


def together(*jobs):
    """Do several things at the same moment, and give what came of each."""
    start = threading.Barrier(len(jobs))

    def do(job):
        start.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(do, jobs, timeout=120))


# --- E8: a lost update


def stands(page: str) -> dict[str, str]:
    """Read what a page says stands now beside its fields."""
    return {name: html.unescape(text) for name, text in NOW.findall(page)}


def value_of(app, number, *names):
    """Read a person's columns as the product itself."""
    with app.app_context():
        found = as_system(app).get(Client, number)
        return tuple(getattr(found, name) for name in names)


def pairs_of_edits(app, pairs) -> list[bool]:
    """Let two edit one person at the same moment, often; tell of each pair whether nothing was lost."""
    number = neighbour(app, "lan").ids["client"]
    address, first = f"/admin/client/edit/?id={number}", client_for(app, "lan")
    kept = []
    for turn in range(pairs):
        names = [f"Tên {'ABCDEFGHIJ'[turn % 10]} {desk}" for desk in ("một", "hai")]
        tabs = [same_person(app, first) for _name in names]
        forms = [opened(tab, address, alias=name) for tab, name in zip(tabs, names, strict=True)]
        posts = [
            lambda tab=tab, form=form: tab.post(address, data=form)
            for tab, form in zip(tabs, forms, strict=True)
        ]
        answers = together(*posts)
        won = [answer.status_code == 303 for answer in answers]
        told = [stands(answer.text) for answer in answers if answer.status_code == 422]
        winner = names[won.index(True)] if any(won) else None
        kept.append(
            won.count(True) == 1
            and value_of(app, number, "alias") == (winner,)
            and told == [{"alias": winner}]
        )
    return kept


def test_of_two_edits_at_one_moment_the_second_is_shown_the_first(two_wards, measured):
    kept = pairs_of_edits(two_wards, 20)
    obtained = f"{kept.count(False)} lost of {len(kept)}"
    measured(row="E8", what="pairs of edits at one moment", target="0 lost", obtained=obtained)
    assert all(kept)


@pytest.mark.long
def test_of_a_thousand_pairs_of_edits_none_is_lost(two_wards, measured):
    kept = pairs_of_edits(two_wards, 1000)
    obtained = f"{kept.count(False)} lost of {len(kept)}; the loser saw what stood each time"
    measured(row="E8", what="1,000 pairs of edits at one moment", target="0 lost", obtained=obtained)
    assert all(kept)


def test_whoever_comes_second_sees_field_by_field_what_stands_and_may_save_on_purpose(two_wards):
    number = neighbour(two_wards, "lan").ids["client"]
    address, first = f"/admin/client/edit/?id={number}", client_for(two_wards, "lan")
    second = same_person(two_wards, first)
    mine = opened(second, address, alias="Tên của tôi", ethnicity="Cơ Tu")
    theirs = opened(first, address, alias="Tên của họ", address="Số 9 ngõ Trúc")
    assert first.post(address, data=theirs).status_code == 303
    page = second.post(address, data=mine | {"address": "Số 1 ngõ Tre"})
    assert page.status_code == 422
    assert stands(page.text) == {
        "alias": "Tên của họ", "address": "Số 9 ngõ Trúc", "ethnicity": "(trống)"
    }  # fmt: skip
    again = mine | opened_on(page) | {"address": "Số 9 ngõ Trúc"}
    assert second.post(address, data=again).status_code == 303
    assert value_of(two_wards, number, "alias", "address") == ("Tên của tôi", "Số 9 ngõ Trúc")


def opened_on(page) -> dict[str, str]:
    """Read the version a page shows, and its new one-time key."""
    return dict(re.findall(r'<input type="hidden" name="(row_version|once)" value="([^"]*)"', page.text))


def test_a_third_save_in_between_is_shown_as_well(two_wards):
    number = neighbour(two_wards, "lan").ids["client"]
    address, first = f"/admin/client/edit/?id={number}", client_for(two_wards, "lan")
    mine = opened(first, address, alias="Tên của tôi")
    for name in ("Tên thứ nhất", "Tên thứ hai"):
        assert first.post(address, data=opened(first, address, alias=name)).status_code == 303
        page = first.post(address, data=mine)
        assert (page.status_code, stands(page.text)) == (422, {"alias": name})
        mine |= opened_on(page)
    assert first.post(address, data=mine).status_code == 303


def test_nothing_is_shown_beside_a_field_whose_value_the_person_does_not_see(two_wards):
    number = neighbour(two_wards, "lan").ids["client"]
    address = f"/admin/client/edit/?id={number}"
    lan, an = client_for(two_wards, "lan"), client_for(two_wards, "an")
    mine = opened(an, address)
    assert lan.post(address, data=opened(lan, address, alias="Tên của họ")).status_code == 303
    page = an.post(address, data=mine)
    assert page.status_code == 422
    assert "Tên của họ" not in page.text
    assert not {"alias", "full_name", "phone", "address", "citizen_number"} & stands(page.text).keys()


# --- A9: a right taken away between check and write


def take_the_area(app):
    """Let the administrator give Lan another ward than hers, and give it back."""
    an = client_for(app, "an")
    with app.app_context():
        hers = AccountScope.account.has(username="lan")
        scope = as_system(app).scalars(select(AccountScope).where(hers)).one()
        address, wards = (
            f"/admin/account_scope/edit/?id={scope.id}",
            (neighbour(app, "minh").ward_id, scope.ward_id),
        )

    def give(ward):
        if an.get(address).status_code == 303:  # the password was typed too long ago
            prove(an)
        form = opened(an, address, ward="", ward__id=str(ward))
        return lambda: an.post(address, data=form).status_code == 303

    return "account_scope", lambda: give(wards[0]), lambda: give(wards[1])


def move_the_client(app):
    """Let somebody above both wards move whom Lan helps to Minh, and back."""
    number, wards = (
        neighbour(app, "lan").ids["client"],
        [neighbour(app, name).ward_id for name in ("minh", "lan")],
    )

    def move(ward):
        with app.app_context():
            session = as_system(app)
            begin_write(session)
            mine = select(CoordinatorAssignment).where(CoordinatorAssignment.ward_id == ward)
            there = session.scalars(mine).one()
            moved = {"ward": there.ward, "coordinator": there.coordinator}
            world = World(session)
            return world.save(world.form("client", moved, session.get(Client, number))).ward_id == ward

    return "client", lambda: lambda: move(wards[0]), lambda: lambda: move(wards[1])


def entries(app, table, action, after=0) -> list[int]:
    """List the places in the chain, which is the order of the commits, of what was done to a table."""
    mine = AuditEntry.table_name == table, AuditEntry.action == action, AuditEntry.id > after
    with app.app_context():
        return list(as_system(app).scalars(select(AuditEntry.id).where(*mine).order_by(AuditEntry.id)))


def flips(app, taking, turns) -> tuple[int, int, int]:
    """Save and take the right away at one moment, often; count saves, refusals, and saves too late."""
    table, away, back = taking(app)
    lan = client_for(app, "lan")
    saved = late = 0
    for turn in range(turns):
        form = contact_of(app, lan, f"Người Thân {'ABCDEFGHIJ'[turn % 10]}")
        before = max(entries(app, table, Action.changed), default=0)
        mine, taken = together(lambda f=form: same_person(app, lan).post(NEW, data=f), away())
        assert taken
        assert mine.status_code in {303, 403, 404, 422}, mine.status
        moved = entries(app, table, Action.changed, before)[0]
        late += bool(entries(app, "client_contact", Action.created, moved))
        saved += mine.status_code == 303
        assert back()()
    return saved, turns - saved, late


TAKING = pytest.mark.parametrize("taking", [take_the_area, move_the_client])


@TAKING
def test_a_right_taken_at_the_moment_of_a_save_is_not_used_afterwards(two_wards, taking, measured):
    tell(measured, taking, *(found := flips(two_wards, taking, 20)))
    assert found[2] == 0


@pytest.mark.long
@TAKING
def test_of_a_thousand_rights_taken_at_the_moment_of_a_save_none_is_used(two_wards, taking, measured):
    tell(measured, taking, *(found := flips(two_wards, taking, 1000)))
    assert found[2] == 0


@TAKING
def test_what_was_found_right_before_a_right_was_taken_is_not_saved_after_it(two_wards, taking):
    table, away, _back = taking(two_wards)
    number, take, taken = neighbour(two_wards, "lan").ids["client"], away(), threading.Event()
    before = max(entries(two_wards, table, Action.changed), default=0)
    with ThreadPoolExecutor() as pool, two_wards.app_context():
        session = as_system(two_wards)
        begin_write(session)
        lan = session.scalars(select(Account).where(Account.username == "lan")).one()
        session.info["person"] = person_for(session, lan)
        typed = {"client": session.get(Client, number), "relation": "mother", "full_name": "Người Thân Một"}
        form = FORMS["client_contact"](session, typed)
        assert form.validate()
        other = pool.submit(lambda: take() and taken.set())
        quicker = taken.wait(timeout=PATIENCE[engine_of(two_wards).dialect.name])
        saved = write(session, form, at_once=not quicker)
        other.result(timeout=60)
    moved = entries(two_wards, table, Action.changed, before)[0]
    assert saved is not quicker
    assert entries(two_wards, "client_contact", Action.created, moved) == []


def write(session, form, *, at_once) -> bool:
    """Save a form that was found right; where somebody was quicker, the gate must refuse."""
    try:
        form.save()
        session.commit()
    except RefusedError:
        session.rollback()
        assert not at_once
        return False
    return True


def tell(measured, taking, saved, refused, late):
    """Keep the figures."""
    what = f"{saved + refused} saves while somebody does “{taking.__name__.replace('_', ' ')}”"
    obtained = f"{late} saved after it ({saved} saved before it, {refused} refused)"
    measured(row="A9", what=what, target="0 saved after", obtained=obtained)
