"""Coming in and going out: one answer to wrong tries, sessions that end at once, headers on every answer."""

import unicodedata

import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import select

from admin.headers import local
from models.access import SYSTEM, Role
from models.account import Account, AccountScope, Locale, account_named
from models.base import db, now
from tests.clients import LOGIN, client_for, same_person, token
from tests.signing_in import ANOTHER, HOME, PASSWORD, change, is_in, try_at
from tests.two_worlds.pair import unmarked


def without_name(page: str, *names: str) -> str:
    """Take from a page what its visitor sent, and what is drawn anew."""
    page = unmarked(page)
    for name in names:
        page = page.replace(f'value="{name}"', "")
    return page


def test_a_wrong_name_a_wrong_password_and_a_closed_account_get_one_answer(small_app):
    change(small_app, "minh", is_active=False)
    tries = [("lan", "sai mật khẩu rồi"), ("nobody", PASSWORD), ("minh", PASSWORD), ("", ""), ("lan", "")]
    answers = [try_at(small_app, *each) for each in tries]
    assert {answer.status_code for answer in answers} == {401}
    assert len({without_name(answer.text, *(name for name, _ in tries)) for answer in answers}) == 1
    assert len({tuple(sorted(set(answer.headers.keys()))) for answer in answers}) == 1


def test_a_password_is_never_sent_back(small_app):
    assert "bí mật của tôi" not in try_at(small_app, "lan", "bí mật của tôi").text


def test_a_composed_and_a_decomposed_password_are_one(small_app):
    assert try_at(small_app, "lan", unicodedata.normalize("NFD", PASSWORD)).status_code == 303


def test_a_password_hashed_with_less_than_todays_cost_is_hashed_anew_at_sign_in(small_app):
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with small_app.app_context():
        db.session().info["person"] = SYSTEM
        account_named(db.session(), "lan").password_hash = weak
        db.session.commit()
    assert try_at(small_app, "lan", PASSWORD).status_code == 303
    with small_app.app_context():
        kept = account_named(db.session(), "lan").password_hash
    assert kept != weak
    assert not PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY).check_needs_rehash(kept)
    assert try_at(small_app, "lan", PASSWORD).status_code == 303


def test_a_new_password_ends_every_other_session(small_app):
    first = client_for(small_app, "lan")
    second = same_person(small_app, first)
    data = {
        "csrf_token": token(first.get("/admin/password/").text),
        "current": PASSWORD,
        "new_password": ANOTHER,
        "again": ANOTHER,
    }
    assert first.post("/admin/password/", data=data).status_code == 303
    assert is_in(first)
    assert not is_in(second)
    assert try_at(small_app, "lan", PASSWORD).status_code == 401
    assert try_at(small_app, "lan", ANOTHER).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"current": "không phải"},
        {"again": "khác"},
        {"new_password": "ngắn", "again": "ngắn"},
        {"new_password": PASSWORD, "again": PASSWORD},
    ],
)
def test_a_password_that_may_not_be_changes_nothing(small_app, wrong):
    person = client_for(small_app, "lan")
    data = {
        "csrf_token": token(person.get("/admin/password/").text),
        "current": PASSWORD,
        "new_password": ANOTHER,
        "again": ANOTHER,
    }
    answer = person.post("/admin/password/", data=data | wrong)
    assert answer.status_code == 422
    assert ANOTHER not in answer.text
    assert try_at(small_app, "lan", PASSWORD).status_code == 303


def test_a_password_that_must_be_changed_is_changed_first(small_app):
    person = client_for(small_app, "lan")
    change(small_app, "lan", must_change_password=True)
    for address in (HOME, "/admin/client/", "/admin/client/export/csv/", "/admin/client/new/"):
        answer = person.get(address)
        assert (answer.status_code, answer.location) == (302, "/admin/password/")
    mark = token(person.get("/admin/password/").text)
    assert (
        person.post("/admin/client/lookup/", json={"q": "a"}, headers={"X-CSRFToken": mark}).status_code
        == 302
    )
    data = {"csrf_token": mark, "current": PASSWORD, "new_password": ANOTHER, "again": ANOTHER}
    assert person.post("/admin/password/", data=data).status_code == 303
    assert is_in(person)


def test_a_closed_account_is_out_at_its_next_request(small_app):
    person = client_for(small_app, "lan")
    assert is_in(person)
    change(small_app, "lan", is_active=False)
    assert not is_in(person)
    change(small_app, "lan", is_active=True)


def test_an_area_taken_away_is_gone_at_the_next_request(two_wards):
    person = client_for(two_wards, "lan")
    assert "KH26" in person.get("/admin/client/").text
    with two_wards.app_context():
        db.session().info["person"] = SYSTEM
        mine = account_named(db.session(), "lan").id
        area = db.session.scalars(select(AccountScope).where(AccountScope.account_id == mine)).one()
        area.deleted_at = now()
        db.session.commit()
    assert "KH26" not in person.get("/admin/client/").text


def test_a_role_taken_away_is_gone_at_the_next_request(small_app):
    person = client_for(small_app, "an")
    assert person.get("/admin/account/").status_code == 200
    change(small_app, "an", role=Role.viewer)
    assert LOGIN in person.get("/admin/account/").location
    assert client_for(small_app, "an").get("/admin/account/").status_code == 403


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(small_app):
    person = client_for(small_app, "lan")
    data = {"csrf_token": token(person.get(HOME).text)}
    assert person.get("/admin/logout/").status_code == 405
    answer = person.post("/admin/logout/", data=data)
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not is_in(person)


def test_signing_in_leaves_nothing_of_the_session_before(small_app):
    client = client_for(small_app, "lan")
    before = client.get_cookie("session").value
    mark = token(client.get(HOME).text)
    client.post("/admin/logout/", data={"csrf_token": mark})
    again = client_for(small_app, "minh")
    assert again.get_cookie("session").value != before
    assert again.post("/admin/theme/", data={"csrf_token": mark, "theme": "dark"}).status_code == 400


# --- cookies and headers


@pytest.mark.parametrize(
    "address, is_secure",
    [
        ("http://127.0.0.1", False),
        ("http://localhost", False),
        ("http://panel.example", True),
        ("https://panel.example", True),
        ("https://127.0.0.1", True),
        ("http://localhost.evil.example", True),
    ],
)
def test_the_cookie_is_for_this_site_and_no_script(street, address, is_secure):
    answer = street.test_client().get(LOGIN, base_url=address)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) == is_secure


# --- language and appearance


def test_a_language_is_remembered_by_the_account(small_app):
    person = client_for(small_app, "lan")
    assert 'lang="vi"' in person.get(HOME).text
    person.post("/admin/language/", data={"csrf_token": token(person.get(HOME).text), "language": "en"})
    assert 'lang="en"' in person.get(HOME).text
    assert 'lang="en"' in client_for(small_app, "lan").get(HOME).text
    with small_app.app_context():
        assert account_named(db.session(), "lan").locale is Locale.en


def test_a_language_there_is_not_changes_nothing(small_app):
    person = client_for(small_app, "lan")
    for chosen in ("", "fr", "en-US", "__class__"):
        person.post("/admin/language/", data={"csrf_token": token(person.get(HOME).text), "language": chosen})
        assert '<html lang="vi"' in person.get(HOME).text


def test_an_appearance_is_remembered_by_the_browser(small_app):
    person = client_for(small_app, "lan")
    data = {"csrf_token": token(person.get(HOME).text), "theme": "dark"}
    cookie = person.post("/admin/theme/", data=data).headers["Set-Cookie"]
    assert "theme=dark" in cookie
    assert "HttpOnly" in cookie
    assert 'data-bs-theme="dark"' in person.get(HOME).text
    person.set_cookie("theme", '"><script>')
    assert 'data-bs-theme="auto"' in person.get(HOME).text


# --- never off the site

ELSEWHERE = (
    "http://evil.example", "https://evil.example", "http:evil.example", "https:evil.example",
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example",
    "\\/evil.example", "/\tevil.example", "/\n/evil.example", "\t//evil.example", " //evil.example",
    "/ /evil.example\r\nX: y", "javascript:alert(1)", "data:text/html,x", "evil.example", "@evil.example",
    "//evil.example/%2f..", "/\x00/evil.example", "/\u2028/evil.example", "http:///evil.example",
    "ftp://evil.example", "/\u202e//evil.example", "//\u3002evil.example", "?next=//evil.example",
    "/\x0b/evil.example", "/\x7f/evil.example",
)  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE, ids=ascii)
def test_no_spelling_of_an_address_elsewhere_is_taken_for_a_way_back(address):
    assert local(address) == ""


def test_signing_in_leads_nowhere_else(small_app):
    for address in ELSEWHERE[::5]:
        answer = try_at(small_app, "lan", PASSWORD, next=address)
        assert (answer.status_code, answer.location) == (303, HOME)


@pytest.mark.parametrize("button", ["language", "theme"])
def test_no_switch_leads_elsewhere(street, button):
    client = street.test_client()
    mark = token(client.get(LOGIN).text)
    for address in ELSEWHERE:
        answer = client.post(f"/admin/{button}/", data={"csrf_token": mark, "next": address})
        assert answer.location == HOME


def test_a_way_back_within_the_panel_is_kept(small_app):
    for address in ("/admin/client/?sort=-intake_on&page=2", "/admin/ward/"):
        assert local(address) == address
        assert try_at(small_app, "lan", PASSWORD, next=address).location == address
    client = small_app.test_client()
    sent = client.get("/admin/client/?page=2").location
    assert sent == "/admin/login/?next=/admin/client/?page%3D2"


def test_a_wrong_host_is_never_repeated(small_app):
    answer = small_app.test_client().get("/", headers={"Host": "evil.example"})
    assert answer.location == HOME
    assert "evil.example" not in small_app.test_client().get(LOGIN, headers={"Host": "evil.example"}).text


def test_the_cast_of_this_world_is_whole(small_app):
    with small_app.app_context():
        db.session().info["person"] = SYSTEM
        assert len(db.session.scalars(select(Account)).all()) == 5
