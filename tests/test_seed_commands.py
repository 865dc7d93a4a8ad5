"""The commands that plant the first rows and make accounts."""

import stat

import pytest
from sqlalchemy import func, select

from models.access import SYSTEM
from models.account import Account
from models.base import db
from models.passwords import is_password
from models.ward import Ward
from seed.demo_password import demo_password, password_file


def run(app, *words, **more):
    return app.test_cli_runner().invoke(args=list(words), **more)


def ask(app, statement):
    with app.app_context():
        db.session().info["person"] = SYSTEM
        return db.session.scalar(statement)


def create(app, name, password, *more):
    words = ("user", "create", name, "--role", "admin", "--full-name", "Nguyễn Thị Tư")
    return run(app, *words, "--password-from-stdin", *more, input=f"{password}\n")


def test_the_directory_is_planted_without_people_and_may_be_planted_again(app):
    for _ in range(2):
        answer = run(app, "seed")
        assert (answer.exit_code, "flask user create" in answer.output) == (0, True), answer.output
    assert ask(app, select(func.count(Ward.id))) == 453
    assert ask(app, select(func.count(Account.id))) == 0


def test_a_database_with_accounts_is_left_alone(seeded_copy):
    before = ask(seeded_copy, select(func.count(Account.id)))
    answer = run(seeded_copy, "seed", "--demo")
    assert answer.exit_code == 0
    assert "nothing was planted" in answer.output
    assert all(name in answer.output for name in ("an", "lan", "minh", "hoa", "binh"))
    assert ask(seeded_copy, select(func.count(Account.id))) == before


def test_an_account_is_made_through_its_form(app):
    assert create(app, "tu", "một câu dài chỉ tôi biết").exit_code == 0
    account = ask(app, select(Account).where(Account.username == "tu"))
    assert account.must_change_password
    assert is_password(account, "một câu dài chỉ tôi biết")
    again = create(app, "tu", "một câu dài chỉ tôi biết")
    assert (again.exit_code, "Đã có" in again.output) == (1, True)
    short = create(app, "nam", "ngắn")
    assert (short.exit_code, "12" in short.output) == (1, True)
    assert ask(app, select(func.count(Account.id))) == 1


@pytest.fixture
def alone(app, tmp_path):
    """An application without a password of its own for the demo, and a folder for what it makes."""
    app.instance_path, app.config["DEMO_PASSWORD"] = str(tmp_path / "instance"), None
    return app


def test_a_password_is_made_once_and_kept_for_its_owner_alone(alone):
    made = demo_password(alone)
    assert len(made) >= 12
    assert demo_password(alone) == made
    assert stat.S_IMODE(password_file(alone).stat().st_mode) == 0o600
