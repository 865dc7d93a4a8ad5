"""What `flask check --deploy` gathers is what is there: files, the process, the server, accounts, backups."""

import os
import secrets
from datetime import timedelta

import pytest
from sqlalchemy import select

from admin.deploy_check import deployment_of, machine_of
from app import create_app
from models.access import SYSTEM, Role
from models.account import Account
from models.audit import Action, record
from models.base import db, now
from models.server_state import content_state, server_state
from models.transactions import begin_write
from tests.applications import SETTINGS
from tests.clients import engine_of


@pytest.fixture
def session(small_app):
    """Ask the small world's database as the product itself."""
    with small_app.app_context():
        db.session().info["person"] = SYSTEM
        yield db.session()


def change(session, username, **values):
    """Change an account from outside."""
    account = session.scalars(select(Account).where(Account.username == username)).one()
    for name, value in values.items():
        setattr(account, name, value)
    session.commit()
    return content_state(session)


def installed(tmp_path, **rest):
    """Make an application whose every file lies in a folder of its own."""
    keys = {name: secrets.token_urlsafe(48) for name in ("SECRET_KEY", "DATA_KEY")}
    app = create_app(keys | {"DATABASE_URL": f"sqlite:///{tmp_path / 'panel.sqlite'}"} | rest)
    app.instance_path = str(tmp_path)
    app.config["DEMO_PASSWORD_FILE"] = tmp_path / "demo-password.txt"
    return app


def test_files_that_others_may_read_are_named(tmp_path):
    app = installed(tmp_path)
    for name in ("panel.sqlite", "data-key", "secret-key"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o644)
    tmp_path.chmod(0o700)
    assert machine_of(app).open_files == ()
    tmp_path.chmod(0o711)
    assert machine_of(app).open_files == (tmp_path.name, "secret-key", "data-key", "panel.sqlite")
    for path in tmp_path.iterdir():
        path.chmod(0o600)
    assert machine_of(app).open_files == (tmp_path.name,)


def test_a_data_key_beside_the_data_is_seen(tmp_path):
    app = installed(tmp_path)
    assert not machine_of(app).keys_lie_beside_data
    (tmp_path / "data-key").touch(0o600)
    assert machine_of(app).keys_lie_beside_data


def test_the_process_is_looked_at(tmp_path, monkeypatch):
    app = installed(tmp_path)
    monkeypatch.setenv("WEB_CONCURRENCY", "7")
    before = os.umask(0o027)
    try:
        found = machine_of(app)
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert (found.umask, found.workers, found.is_root) == (0o027, "7", os.geteuid() == 0)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert machine_of(app).is_root
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not machine_of(app).is_root


def test_the_server_is_asked(session):
    found = server_state(session.connection())
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    assert found.is_superuser == found.owns_the_record == is_postgresql  # the tests' own server is set up so
    assert not found.is_remote
    assert found.clock_seconds < 5
    assert found.has_tls == (not is_postgresql)


def test_administrators_are_counted(session):
    assert content_state(session).administrators == 1
    assert change(session, "hoa", role=Role.admin).administrators == 2
    assert change(session, "hoa", is_active=False).administrators == 1
    assert change(session, "an", is_active=False).administrators == 0


def test_passwords_given_long_ago_and_accounts_unused_are_counted(session):
    long_ago = now() - timedelta(days=91)
    assert (content_state(session).first_passwords_kept, content_state(session).unused_accounts) == (0, 0)
    found = change(session, "lan", must_change_password=True, created_at=long_ago)
    assert (found.first_passwords_kept, found.unused_accounts) == (1, 1)
    found = change(session, "lan", must_change_password=False, last_login_at=now())
    assert (found.first_passwords_kept, found.unused_accounts) == (0, 0)


def test_the_last_backup_is_found_in_the_record(session):
    assert content_state(session).days_since_backup is None
    begin_write(session)
    record(session, Action.backed_up, account_id=session.scalar(select(Account.id).limit(1)))
    session.commit()
    found = content_state(session)
    assert found.days_since_backup < 1
    assert found.chain_is_whole
    assert found.newest_entry_is_past


def without_guards(session, statement) -> None:
    """Send a statement as somebody who owns the tables could: with their triggers switched off."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET session_replication_role = replica")
    else:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
        for (name,) in connection.exec_driver_sql(triggers).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql(statement)


def test_a_head_that_is_not_the_last_entrys_is_seen(session):
    begin_write(session)
    record(session, Action.backed_up)
    session.commit()
    assert content_state(session).chain_is_whole
    newest = "DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)"
    without_guards(session, newest)
    assert not content_state(session).chain_is_whole


@pytest.mark.usefixtures("session")
def test_accounts_with_the_demo_password_are_counted(small_app):
    assert deployment_of(small_app).demo_accounts == 5
    small_app.config["DEMO_PASSWORD"] = "quite another sentence"
    assert deployment_of(small_app).demo_accounts == 0


def test_a_database_without_tables_and_one_that_is_down_are_told_apart(app, tmp_path):
    with app.app_context():
        assert deployment_of(app).is_migrated
    empty = installed(tmp_path, **SETTINGS)
    with empty.app_context():
        found = deployment_of(empty)
        assert (found.is_migrated, found.server is None, found.content) == (False, False, None)
    engine_of(empty).dispose()
    down = installed(tmp_path, **SETTINGS | {"DATABASE_URL": "postgresql://x@127.0.0.1:1/x"})
    with down.app_context():
        assert deployment_of(down).server is None


@pytest.fixture
def declared_well(monkeypatch):
    """Have `flask check` find nothing wrong in the declarations, whatever somebody is writing just now."""
    for place in ("forms.commands.findings", "admin.deploy_check.findings"):
        monkeypatch.setattr(place, lambda _forms: [])


@pytest.mark.usefixtures("declared_well")
def test_the_command_prints_what_was_found_and_fails(small_app):
    told = small_app.test_cli_runner().invoke(args=["check", "--deploy"])
    assert told.exit_code == 1
    for text in (
        "S002 serious: Test mode is on",
        "S006 serious:",
        "S009 serious: Accounts that take the demo password: 5.",
    ):
        assert text in told.output
    assert small_app.test_cli_runner().invoke(args=["check"]).exit_code == 0


@pytest.mark.usefixtures("declared_well")
def test_the_command_passes_where_nothing_is_serious(small_app, monkeypatch):
    monkeypatch.setattr("admin.deploy_check.found_in", lambda _deployment: [])
    told = small_app.test_cli_runner().invoke(args=["check", "--deploy"])
    assert told.exit_code == 0, told.output
    assert "0 serious findings" in told.output
