"""The second factor: codes of RFC 6238, each good once, half a minute either side; codes on paper."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from admin.settings import SettingError
from app import create_app
from models.account import account_named
from models.base import db
from models.second_factor import (
    PAPER_CODES,
    STEP_SECONDS,
    accept,
    address_of,
    begin,
    code_at,
    confirm,
    this_step,
    unconfirmed_secret,
)
from models.sign_in_try import IN_A_ROW, PER_MINUTE
from models.visit import visit_by
from tests.applications import SETTINGS
from tests.clients import LOGIN, client_for, engine_of, same_person, token
from tests.signing_in import ANOTHER, HOME, PASSWORD, clock, id_of, is_in, post
from tests.test_sessions import cookie_of

__all__ = ["clock"]

PAGE, CODE = "/admin/second-factor/", "/admin/login/code/"


def enrol(app, username="lan") -> tuple[str, list[str]]:
    """Enrol an account; give its secret and its codes for paper."""
    number = id_of(app, username)
    with app.app_context():
        begin(db.session(), number)
        secret = unconfirmed_secret(db.session(), number)
        papers = confirm(db.session(), number, code_at(secret, this_step() - 1))
        db.session.commit()
        return secret, papers


def half_in(app, username="lan"):
    """Sign in with the password; the code is still due."""
    client = app.test_client()
    form = {"csrf_token": token(client.get(LOGIN).text), "username": username, "password": PASSWORD}
    answer = client.post(LOGIN, data=form | {"next": "/admin/ward/"})
    assert answer.location == f"{CODE}?next=/admin/ward/"
    return client


def give(client, code):
    """Type a code into its page."""
    page = client.get(CODE, query_string={"next": "/admin/ward/"})
    return client.post(CODE, data={"csrf_token": token(page.text), "next": "/admin/ward/", "code": code})


@pytest.mark.parametrize(
    "second,code",
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
     (2000000000, "279037"), (20000000000, "353130")],
)  # fmt: skip
def test_the_codes_are_those_of_the_standard(second, code):
    assert code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", second // STEP_SECONDS) == code


def test_the_address_says_what_an_authenticator_needs():
    address = urlsplit(address_of("ABC", "lan", "Sổ tay"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    said = {"secret": ["ABC"], "issuer": ["Sổ tay"], "digits": ["6"], "period": ["30"]}
    assert parse_qs(address.query) == said


def test_somebody_enrols_signs_in_with_a_code_and_switches_it_off(small_app, clock):
    client = client_for(small_app, "lan")
    other = client_for(small_app, "lan")
    assert post(client, PAGE, step="begin").location == PAGE
    page = client.get(PAGE).text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert 'src="data:image/svg+xml' in page
    assert post(client, PAGE, step="confirm", code="000000").status_code == 422
    shown = post(client, PAGE, step="confirm", code=code_at(secret, this_step())).text
    assert len(re.findall(r"<li><code>", shown)) == PAPER_CODES
    assert is_in(client)
    assert not is_in(other)
    clock.on(seconds=STEP_SECONDS)
    person = half_in(small_app)
    assert not is_in(person)
    assert give(person, code_at(secret, this_step())).location == "/admin/ward/"
    assert is_in(person)
    assert post(person, PAGE, step="remove").status_code == 303
    assert is_in(client_for(small_app, "lan"))


def test_the_secret_and_the_paper_are_not_kept_readable(small_app):
    secret, papers = enrol(small_app)
    with engine_of(small_app).connect() as connection:
        kept = connection.exec_driver_sql("SELECT secret, paper_codes FROM second_factor").one()
    assert secret not in kept[0]
    assert not [paper for paper in papers if paper in kept[1] or paper.replace("-", "") in kept[1]]
    assert len(json.loads(kept[1])) == PAPER_CODES


def test_half_signed_in_opens_nothing(small_app, clock):
    enrol(small_app)
    client = half_in(small_app)
    for address in (HOME, "/admin/client/", "/admin/password/", "/admin/sessions/", PAGE, "/admin/prove/"):
        answer = client.get(address)
        assert (answer.status_code, LOGIN in answer.location) == (302, True), address
    with small_app.app_context():
        assert visit_by(db.session(), cookie_of(client)["half"]) is None
    copied = small_app.test_client()
    copied.set_cookie("session", client.get_cookie("session").value)
    assert copied.get(HOME).status_code == 302
    clock.on(minutes=5)
    assert client.get(CODE).location == LOGIN


@pytest.mark.parametrize("steps,is_good", [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_good_half_a_minute_either_side(small_app, clock, steps, is_good):
    secret, _papers = enrol(small_app)
    clock.on(minutes=5)
    client = half_in(small_app)
    answer = give(client, code_at(secret, this_step() + steps))
    assert answer.status_code == (303 if is_good else 401)
    assert is_in(client) == is_good


def test_a_code_signs_in_once_and_none_before_it(small_app, clock):
    secret, _papers = enrol(small_app)
    clock.on(minutes=5)
    now_shown = this_step()
    assert give(half_in(small_app), code_at(secret, now_shown)).status_code == 303
    for step in (now_shown, now_shown - 1):
        assert give(half_in(small_app), code_at(secret, step)).status_code == 401
    assert give(half_in(small_app), code_at(secret, now_shown + 1)).status_code == 303


def reused(app, clock, times) -> int:
    """Use many codes, each a second time at once and half a minute later; count those taken twice."""
    secret, _papers = enrol(app)
    number, twice = id_of(app, "lan"), 0
    with app.app_context():
        for _turn in range(times):
            clock.on(seconds=STEP_SECONDS)
            code = code_at(secret, this_step())
            assert accept(db.session(), number, code)
            db.session.commit()
            twice += accept(db.session(), number, code)
            clock.on(seconds=STEP_SECONDS)
            twice += accept(db.session(), number, code)
            db.session.rollback()
    return twice


def test_no_code_is_taken_twice(small_app, clock):
    assert reused(small_app, clock, 50) == 0


@pytest.mark.long
def test_none_of_a_thousand_codes_is_taken_twice(small_app, clock, measured):
    twice = reused(small_app, clock, 1_000)
    what = "1,000 codes used again, at once and half a minute later"
    measured(row="C5", what=what, target="0 accepted", obtained=f"{twice} accepted")
    assert twice == 0


def test_a_code_on_paper_is_good_once_however_it_is_typed(small_app):
    _secret, papers = enrol(small_app)
    assert give(half_in(small_app), f" {papers[0].upper()} ").status_code == 303
    assert give(half_in(small_app), papers[0]).status_code == 401
    assert give(half_in(small_app), papers[1].replace("-", "")).status_code == 303


def test_codes_are_guessed_no_oftener_than_passwords_and_a_known_password_helps_nobody(small_app, clock):
    secret, _papers = enrol(small_app)
    tried = 0
    while tried < IN_A_ROW:
        for _each in range(min(PER_MINUTE - 1, IN_A_ROW - tried)):
            assert give(half_in(small_app), "000000").status_code == 401
            tried += 1
        clock.on(seconds=61)
    assert give(half_in(small_app), code_at(secret, this_step())).status_code == 401
    clock.on(minutes=31)
    assert give(half_in(small_app), code_at(secret, this_step())).status_code == 303


def test_an_administrator_must_enrol_where_the_setting_says_so(small_app):
    small_app.config["REQUIRE_SECOND_FACTOR"] = True
    person, other = client_for(small_app, "an"), client_for(small_app, "lan")
    assert is_in(other)
    for address in (HOME, "/admin/account/", "/admin/client/", "/admin/sessions/"):
        assert person.get(address).location == PAGE
    mark = token(person.get(PAGE).text)
    person.post(PAGE, data={"csrf_token": mark, "step": "begin"})
    with small_app.app_context():
        secret = unconfirmed_secret(db.session(), account_named(db.session(), "an").id)
    form = {"csrf_token": mark, "step": "confirm", "code": code_at(secret, this_step())}
    assert person.post(PAGE, data=form).status_code == 200
    assert is_in(person)


def test_a_setting_that_is_neither_on_nor_off_is_refused():
    with pytest.raises(SettingError, match="true or false"):
        create_app({**SETTINGS, "REQUIRE_SECOND_FACTOR": "maybe"})


def test_switching_it_on_or_off_asks_for_the_password_again(small_app, clock):
    client = client_for(small_app, "lan")
    clock.on(minutes=11)
    for step in ("begin", "confirm", "remove"):
        assert post(client, PAGE, step=step).location == "/admin/prove/?next=/admin/second-factor/"
    with small_app.app_context():
        assert unconfirmed_secret(db.session(), account_named(db.session(), "lan").id) is None


def test_a_new_password_proves_no_code(small_app, clock):
    secret, _papers = enrol(small_app)
    clock.on(minutes=1)
    client = half_in(small_app)
    assert give(client, code_at(secret, this_step())).status_code == 303
    clock.on(minutes=11)
    new = {"current": PASSWORD, "new_password": ANOTHER, "again": ANOTHER}
    assert post(client, "/admin/password/", **new).location == HOME
    assert "/admin/prove/" in post(client, PAGE, step="remove").location


def test_flask_user_forgets_a_lost_telephone(small_app):
    enrol(small_app)
    client = same_person(small_app, half_in(small_app))
    answer = small_app.test_cli_runner().invoke(args=["user", "reset-second-factor", "lan"])
    assert answer.exit_code == 0, answer.output
    assert client.get(CODE).location == LOGIN
    assert is_in(client_for(small_app, "lan"))


def test_a_secret_nobody_confirmed_does_not_outlive_a_sign_in(small_app):
    with small_app.app_context():
        number = account_named(db.session(), "lan").id
        begin(db.session(), number)
        db.session.commit()
        assert unconfirmed_secret(db.session(), number)
    client_for(small_app, "lan")
    with small_app.app_context():
        assert unconfirmed_secret(db.session(), number) is None
