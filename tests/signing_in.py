"""What tests of signing in share: tries with a fresh browser, accounts changed from outside, a clock."""

import datetime

import pytest

import admin.sign_in
from models import second_factor, sign_in_session, sign_in_try, visit
from models.access import SYSTEM
from models.account import account_named
from models.base import db, now
from models.passwords import set_password
from tests.applications import SETTINGS
from tests.clients import LOGIN, token

PASSWORD = SETTINGS["DEMO_PASSWORD"]
PROVE = "/admin/prove/"
ANOTHER = "một câu hoàn toàn khác hẳn"
WRONG = "không phải mật khẩu này"
HOME = "/admin/"
TELLS_THE_TIME = (admin.sign_in, second_factor, sign_in_session, sign_in_try, visit)


class Clock:
    """A clock that stands still until it is set on; signing in goes by it, and nothing else does."""

    def __init__(self) -> None:
        self.moment = now().replace(microsecond=0)

    def __call__(self) -> datetime.datetime:
        return self.moment

    def on(self, **span: float) -> None:
        """Set it on, or back."""
        self.moment += datetime.timedelta(**span)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Hand over the clock that signing in goes by."""
    found = Clock()
    for module in TELLS_THE_TIME:
        monkeypatch.setattr(module, "now", found)
    return found


def try_at(app, username, password, headers=None, **rest):
    """Try to sign in with a fresh browser."""
    client = app.test_client()
    form = {"csrf_token": token(client.get(LOGIN).text), "username": username, "password": password, **rest}
    return client.post(LOGIN, data=form, headers=headers)


def is_in(client) -> bool:
    """Say whether a browser is signed in."""
    return client.get(HOME).status_code == 200


def post(client, address, **data):
    """Post a form with the token of the client's session."""
    page = client.get("/admin/sessions/")
    return client.post(address, data={"csrf_token": token(page.text), **data})


def change(app, username, **values):
    """Change an account from outside."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        account = account_named(db.session(), username)
        if "password" in values:
            set_password(account, values.pop("password"))
        for name, value in values.items():
            setattr(account, name, value)
        db.session.commit()


def id_of(app, username) -> int:
    """Give the id of an account."""
    with app.app_context():
        return account_named(db.session(), username).id


def prove(client, **typed):
    """Type the password again."""
    page = client.get(PROVE)
    return client.post(PROVE, data={"csrf_token": token(page.text), "password": PASSWORD, **typed})
