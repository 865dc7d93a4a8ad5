"""Commands about accounts, and the last administrator, whom nobody shuts out by any way."""

import threading

from forms.account import AccountForm
from models.access import SYSTEM, Role
from models.account import account_named, person_for
from models.base import db
from models.transactions import begin_write
from tests.clients import client_for
from tests.signing_in import change, is_in
from tests.world import World


def run(app, *words):
    """Run `flask user …`."""
    return app.test_cli_runner().invoke(args=["user", *words])


def test_a_closed_account_is_out_at_once(small_app):
    client = client_for(small_app, "lan")
    assert run(small_app, "close", "lan").exit_code == 0
    assert not is_in(client)
    change(small_app, "lan", is_active=True)
    assert not is_in(client)
    assert is_in(client_for(small_app, "lan"))


def test_the_last_administrator_is_not_closed(small_app):
    client = client_for(small_app, "an")
    answer = run(small_app, "close", "an")
    assert answer.exit_code == 1
    assert "No other administrator" in answer.output
    assert is_in(client)


def test_sessions_are_listed_and_ended(small_app):
    first, second = client_for(small_app, "lan"), client_for(small_app, "lan")
    assert "Sessions open: 2." in run(small_app, "sessions", "lan").output
    assert is_in(first)
    assert "Sessions ended: 2." in run(small_app, "sessions", "lan", "--end").output
    assert not is_in(first)
    assert not is_in(second)


def test_a_name_nobody_has_is_said_to_be_nobodys(small_app):
    for words in (["unlock"], ["close"], ["sessions"], ["reset-second-factor"]):
        answer = run(small_app, *words, "khong.ai")
        assert (answer.exit_code, "no account khong.ai" in answer.output) == (1, True)


def test_two_administrators_who_close_each_other_at_once_leave_one(small_app):
    with small_app.app_context():
        mai = World(db.session()).make("account", username="mai", full_name="Mai", role="admin")
        mai.must_change_password = False
        db.session.commit()
    together, outcomes = threading.Barrier(2), {}

    def close(who: str, whom: str) -> None:
        with small_app.app_context():
            session = db.session()
            session.info["person"] = person_for(session, account_named(session, who))
            session.rollback()
            together.wait()
            begin_write(session)
            form = AccountForm(session, {"is_active": "0"}, account_named(session, whom))
            outcomes[whom] = form.validate()
            if outcomes[whom]:
                form.save()
                session.commit()

    pairs = [threading.Thread(target=close, args=pair) for pair in (("an", "mai"), ("mai", "an"))]
    for thread in pairs:
        thread.start()
    for thread in pairs:
        thread.join()
    assert sorted(outcomes.values()) == [False, True]
    with small_app.app_context():
        db.session().info["person"] = SYSTEM
        left = [account_named(db.session(), name) for name in ("an", "mai")]
        assert sum(each.is_active and each.role is Role.admin for each in left) == 1
