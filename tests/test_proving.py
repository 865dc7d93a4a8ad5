"""Before accounts are changed the password is typed again, unless that was in the last ten minutes."""

import io

import pytest
from sqlalchemy import func, select

from models.access import SYSTEM
from models.account import Account, account_named
from models.audit import Action, AuditEntry
from models.base import db
from models.second_factor import code_at, this_step
from models.sign_in_try import PER_MINUTE
from tests.clients import client_for, token
from tests.signing_in import HOME, PROVE, WRONG, clock, id_of, is_in, post, prove
from tests.test_second_factor import enrol, give, half_in

__all__ = ["clock"]


def dangerous(app) -> list[str]:
    """Give the pages that change accounts."""
    number = id_of(app, "binh")
    return ["/admin/account/new/", f"/admin/account/edit/?id={number}", "/admin/account_scope/new/"]


def test_accounts_are_changed_only_by_whoever_proved_lately_who_they_are(small_app, clock):
    client = client_for(small_app, "an")
    clock.on(minutes=9)
    for address in dangerous(small_app):
        assert client.get(address).status_code == 200
    clock.on(minutes=1)
    for address in dangerous(small_app):
        asked = client.get(address)
        assert (asked.status_code, asked.location.split("=")[0]) == (303, f"{PROVE}?next")
        assert post(client, address, full_name="Khác").location == asked.location
    assert client.get("/admin/account/").status_code == 200
    assert prove(client, next="/admin/account/new/").location == "/admin/account/new/"
    for address in dangerous(small_app):
        assert client.get(address).status_code == 200
    with small_app.app_context():
        db.session().info["person"] = SYSTEM
        assert not db.session.scalars(select(Account).where(Account.full_name == "Khác")).all()


def test_a_file_of_accounts_is_saved_only_by_whoever_proved_lately_who_they_are(small_app, clock):
    client, page = client_for(small_app, "an"), "/admin/load/"
    text = "username;full_name;role\nmoi;Người Mới;viewer"
    data = {"csrf_token": token(client.get(page).text), "table": "account"}
    checked = client.post(page, data=data | {"file": (io.BytesIO(text.encode()), "a.csv")}).text
    kept = {"csrf_token": token(checked), "token": checked.split('name="token" value="')[1].split('"')[0]}
    clock.on(minutes=11)
    assert client.post(page, data=kept).location.split("=")[0] == f"{PROVE}?next"
    assert accounts(small_app, "moi") == 0
    assert prove(client).status_code == 303
    assert client.post(page, data=kept).location == "/admin/account/"
    assert accounts(small_app, "moi") == 1


def accounts(app, username) -> int:
    """Count the accounts of a name."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        return db.session.scalar(select(func.count(Account.id)).where(Account.username == username))


def test_a_wrong_password_proves_nothing_and_is_tried_no_oftener_than_at_sign_in(small_app, clock):
    client = client_for(small_app, "an")
    clock.on(minutes=11)
    for _each in range(PER_MINUTE):
        assert prove(client, password=WRONG).status_code == 401
    assert prove(client).status_code == 401
    assert client.get("/admin/account/new/").status_code == 303
    assert is_in(client)
    clock.on(seconds=61)
    assert prove(client).status_code == 303
    assert client.get("/admin/account/new/").status_code == 200


def test_whoever_has_a_second_factor_proves_with_both(small_app, clock):
    secret, _papers = enrol(small_app, "an")
    clock.on(minutes=1)
    client = half_in(small_app, "an")
    assert give(client, code_at(secret, this_step())).status_code == 303
    clock.on(minutes=11)
    code = code_at(secret, this_step())
    assert prove(client).status_code == 401
    assert prove(client, password=WRONG, code=code).status_code == 401
    assert prove(client, code=code).status_code == 303
    clock.on(minutes=11)
    assert prove(client, code=code).status_code == 401


def test_the_way_back_leads_nowhere_else(small_app):
    client = client_for(small_app, "an")
    for address in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert prove(client, next=address).location == HOME
        page = client.get(PROVE, query_string={"next": address}).text
        assert f'"{address}' not in page
        assert 'name="next" value=""' in page


def test_a_proof_is_recorded(small_app):
    assert prove(client_for(small_app, "lan")).status_code == 303
    with small_app.app_context():
        db.session().info["person"] = SYSTEM
        newest = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (newest.action, newest.account_id) == (
            Action.proved,
            account_named(db.session(), "lan").id,
        )


@pytest.mark.parametrize("username", ["lan", "hoa", "binh"])
def test_whoever_may_not_change_accounts_is_refused_before_anything_is_asked(small_app, clock, username):
    client = client_for(small_app, username)
    clock.on(minutes=11)
    for address in dangerous(small_app):
        assert client.get(address).status_code == 403
