"""A session lives on the server: a copy of its cookie opens nothing once it has ended, whatever ended it."""

import base64
import json
import re
import zlib

import pytest
from sqlalchemy import select

from models.access import SYSTEM, Role
from models.account import AccountScope, account_named
from models.audit import Action, AuditEntry
from models.base import db, now
from models.sign_in_session import SignInSession
from tests.applications import another_worker
from tests.clients import LOGIN, client_for, engine_of, same_person, statements, token
from tests.signing_in import ANOTHER, HOME, PASSWORD, change, clock, is_in, post

__all__ = ["clock"]

REPLAYS = 20
WITHIN = {"csrf_token", "id", "language"}


def cookie_of(client) -> dict:
    """Read what everybody who holds the cookie can read."""
    text = client.get_cookie("session").value
    packed = text.startswith(".")
    part = text.lstrip(".").split(".")[0]
    raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    return json.loads(zlib.decompress(raw) if packed else raw)


# --- what the cookie holds


def test_the_cookie_holds_an_id_the_secret_of_forms_and_a_language(small_app):
    client = client_for(small_app, "an")
    client.get("/admin/account/new/")
    held = cookie_of(client)
    assert set(held) == WITHIN
    assert len(base64.urlsafe_b64decode(held["id"] + "=")) >= 128 // 8


def test_the_database_keeps_no_id_that_signs_in(small_app):
    held = cookie_of(client_for(small_app, "lan"))["id"]
    with small_app.app_context(), engine_of(small_app).connect() as connection:
        rows = connection.execute(SignInSession.__table__.select()).all()
    assert rows
    assert held not in repr(rows)


def test_a_password_told_once_stands_in_no_cookie_and_on_one_page(small_app):
    client = client_for(small_app, "an")
    data = {"username": "mai", "full_name": "Mai", "role": "admin"}
    answer = post(client, "/admin/account/new/", **data)
    assert answer.status_code == 303
    assert set(cookie_of(client)) == WITHIN
    with engine_of(small_app).connect() as connection:
        kept = connection.exec_driver_sql("SELECT said FROM sign_in_session").scalars().all()
    assert [text for text in kept if text]
    assert "Mật khẩu" not in repr(kept)
    page = client.get(answer.location).text
    told = re.search(r"Mật khẩu lần đầu: (\S+)", page)[1]
    assert told not in client.get(answer.location).text
    assert told not in json.dumps(cookie_of(client))


@pytest.mark.parametrize(
    "address,name",
    [("https://panel.example", "__Host-session"), ("http://panel.example", "__Host-session"),
     ("http://127.0.0.1:8000", "session"), ("https://127.0.0.1", "__Host-session")],
)  # fmt: skip
def test_the_cookie_is_named_so_that_a_browser_holds_it_to_this_host(street, address, name):
    street.config["SESSION_COOKIE_DOMAIN"] = "panel.example"
    street.config["SESSION_COOKIE_PATH"] = "/admin"
    said = street.test_client().get(LOGIN, base_url=address).headers["Set-Cookie"]
    street.config["SESSION_COOKIE_DOMAIN"] = street.config["SESSION_COOKIE_PATH"] = None
    assert said.startswith(f"{name}=")
    assert "Path=/;" in f"{said};"
    assert "Domain" not in said
    assert ("Secure" in said) == name.startswith("__Host-")
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said


# --- what ends a session


def signs_out(_app, client, _clock):
    """Sign out, as people do."""
    assert post(client, "/admin/logout/").status_code == 303


def changes_the_password(_app, client, _clock):
    """Change one's own password: this session goes on under another id."""
    data = {"current": PASSWORD, "new_password": ANOTHER, "again": ANOTHER}
    assert post(client, "/admin/password/", **data).status_code == 303
    assert is_in(client)


def gets_a_password(app, _client, _clock):
    """Get a password from somebody else."""
    change(app, "lan", password=ANOTHER)


def is_closed_and_opened(app, _client, _clock):
    """Be closed, and opened again: what had ended stays ended."""
    change(app, "lan", is_active=False)
    change(app, "lan", is_active=True)


def changes_role(app, _client, _clock):
    """Get another role."""
    change(app, "lan", role=Role.supervisor)


def is_ended_elsewhere(app, _client, _clock):
    """End all other sessions from another one."""
    other = client_for(app, "lan")
    assert post(other, "/admin/sessions/").status_code == 303
    assert is_in(other)


def is_left_alone(_app, _client, clock):
    """Do nothing for half an hour."""
    clock.on(minutes=30)


def is_kept_busy(_app, client, clock):
    """Work from morning to night: every twenty minutes a page, for twelve hours."""
    for _each in range(35):
        clock.on(minutes=20)
        assert is_in(client)
    clock.on(minutes=20)


ENDINGS = (
    signs_out, changes_the_password, gets_a_password, is_closed_and_opened, changes_role, is_ended_elsewhere,
    is_left_alone, is_kept_busy,
)  # fmt: skip


def accepted(app, cookie, times) -> int:
    """Count how often a copied cookie is let in, over pages and methods, here and by another worker."""
    found = 0
    with another_worker(app) as second:
        for turn in range(times):
            thief = (app, second)[turn % 2].test_client()
            thief.set_cookie("session", cookie)
            address = (HOME, "/admin/client/", "/admin/password/", "/admin/sessions/")[turn // 2 % 4]
            answer = thief.get(address)
            found += answer.status_code != 302 or LOGIN not in answer.location
    return found


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_a_copied_cookie_opens_nothing_after_the_end(small_app, clock, ending):
    client = client_for(small_app, "lan")
    copied = client.get_cookie("session").value
    assert accepted(small_app, copied, 4) == 4
    ending(small_app, client, clock)
    assert accepted(small_app, copied, REPLAYS) == 0


@pytest.mark.long
@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_no_replay_is_accepted(small_app, clock, ending, measured):
    client = client_for(small_app, "lan")
    copied = client.get_cookie("session").value
    ending(small_app, client, clock)
    found = accepted(small_app, copied, 200)
    what = f"a copied cookie sent 200 times after its session {ending.__name__.replace('_', ' ')}"
    measured(row="C4", what=what, target="0 accepted", obtained=f"{found} accepted")
    assert found == 0


def test_an_end_holds_for_a_worker_that_knew_the_session(small_app):
    client = client_for(small_app, "lan")
    with another_worker(small_app) as second:
        tab = same_person(second, client)
        assert is_in(tab)
        signs_out(small_app, client, None)
        assert not is_in(tab)


def test_a_session_goes_on_while_it_is_used_and_writes_once_a_minute(small_app, clock):
    client = client_for(small_app, "lan")
    written = []
    for _each in range(6):
        clock.on(seconds=20)
        with statements(small_app) as sent:
            assert is_in(client)
        written.append(sum(text.startswith("UPDATE sign_in_session") for text in sent))
    assert written == [0, 0, 1, 0, 0, 1]
    for _each in range(3):
        clock.on(minutes=29)
        assert is_in(client)


def test_a_clock_set_back_ends_sessions_rather_than_prolong_them(small_app, clock):
    client = client_for(small_app, "lan")
    clock.on(days=-1)
    assert not is_in(client)


def test_who_asks_and_for_which_wards_is_found_in_one_statement(small_app):
    client = client_for(small_app, "lan")
    with statements(small_app) as sent:
        assert client.get("/admin/sessions/").status_code == 200
    looked = [text for text in sent if "FROM account" in text or "FROM sign_in_session" in text]
    assert len(looked) == 2, "\n".join(sent)  # who and where, and the list the page is about


def test_signing_in_takes_up_no_id_that_was_there_before(small_app):
    client = client_for(small_app, "lan")
    planted = client.get_cookie("session").value
    post(client, "/admin/logout/")
    victim = small_app.test_client()
    victim.set_cookie("session", planted)
    form = {"csrf_token": token(victim.get(LOGIN).text), "username": "minh", "password": PASSWORD}
    assert victim.post(LOGIN, data=form).status_code == 303
    thief = small_app.test_client()
    thief.set_cookie("session", planted)
    assert is_in(victim)
    assert not is_in(thief)


# --- what is taken away in the middle of a session (A8)


def role(app, username):
    """Take away a role."""
    change(app, username, role=Role.viewer, coordinator_id=None)


def closed(app, username):
    """Close an account."""
    change(app, username, is_active=False)


def area(app, username):
    """Take away the only area."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        mine = account_named(db.session(), username).id
        for each in db.session.scalars(select(AccountScope).where(AccountScope.account_id == mine)):
            each.deleted_at = now()
        db.session.commit()


def refused_at_once(app, times) -> int:
    """Take something away in mid-session, again and again; count how often the next request was refused."""
    with app.app_context():
        kept = account_named(db.session(), "lan").coordinator_id
    refused = 0
    for turn in range(times):
        person = client_for(app, "lan")
        assert "KH26" in person.get("/admin/client/").text
        (role, closed, area)[turn % 3](app, "lan")
        answer = person.get("/admin/client/")
        refused += answer.status_code in {302, 403} or "KH26" not in answer.text
        give_back(app, "lan", kept)
    return refused


def give_back(app, username, coordinator):
    """Give everything back, so that it can be taken again."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        account = account_named(db.session(), username)
        trashed = select(AccountScope).where(AccountScope.account_id == account.id)
        for each in db.session.scalars(trashed.execution_options(with_deleted=True)):
            each.deleted_at = None
        account.role, account.is_active, account.coordinator_id = Role.coordinator, True, coordinator
        db.session.commit()


def test_what_is_taken_away_is_gone_at_the_next_request(two_wards):
    assert refused_at_once(two_wards, 20) == 20


@pytest.mark.long
def test_what_is_taken_away_is_gone_200_times(two_wards, measured):
    found = refused_at_once(two_wards, 200)
    what = "a role, an area or the account taken away in mid-session: the next request"
    measured(row="A8", what=what, target="200 of 200 refused", obtained=f"{found} of 200 refused")
    assert found == 200


def test_coming_and_going_is_recorded(small_app):
    client = client_for(small_app, "lan")
    changes_the_password(small_app, client, None)
    signs_out(small_app, client, None)
    with small_app.app_context():
        db.session().info["person"] = SYSTEM
        done = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc()).limit(3)).all()
    assert done[::-1] == [Action.signed_in, Action.password_changed, Action.signed_out]
