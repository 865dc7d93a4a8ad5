"""What a process reads in when it starts, what it holds by then, and how a kept connection is looked at."""

import os
import secrets
import subprocess
import sys

from sqlalchemy import text

from models.base import db
from tests.applications import application_on
from tests.clients import engine_of
from tests.structure.sources import ROOT

LATER = {"alembic", "huey", "openpyxl", "phonenumbers", "segno", "seed"}
"""Libraries and folders that a page hardly ever needs."""

PROGRAM = "import sys; from app import create_app; create_app(); print(*sorted(sys.modules))"
NUMBER = text("SELECT pg_backend_pid()")


def test_a_process_that_serves_pages_reads_in_nothing_it_does_not_need(tmp_path):
    settings = {f"FLASK_{name}": secrets.token_urlsafe(48) for name in ("SECRET_KEY", "DATA_KEY")}
    settings["FLASK_DATABASE_URL"] = f"sqlite:///{tmp_path}/nothing.sqlite"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=os.environ | settings, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    read_in = set(done.stdout.split())
    assert "models.client" in read_in
    assert not read_in & LATER


def test_the_commands_are_all_there_once_one_is_asked_for(small_app):
    told = small_app.test_cli_runner().invoke(args=["--help"]).output
    for name in ("audit", "backup", "check", "fill", "handbook", "new", "restore", "seed", "user", "why"):
        assert f"\n  {name} " in told, told


def test_an_application_just_made_has_reached_for_no_database(small_app):
    """Processes that share it after gunicorn has made it would share the connection."""
    with application_on(small_app.config["DATABASE_URL"]) as app:
        assert engine_of(app).pool.checkedin() == 0
        with app.app_context():
            db.session.connection()
            db.session.remove()
        assert engine_of(app).pool.checkedin() == 1


def test_a_connection_the_server_has_ended_is_given_to_nobody(small_app):
    if engine_of(small_app).dialect.name == "sqlite":
        return  # a file ends nothing
    engine = engine_of(small_app)
    with engine.connect() as one, engine.connect() as two:
        numbers = [each.scalar(NUMBER) for each in (one, two)]
    with engine.connect() as one:
        mine = one.scalar(NUMBER)
        (other,) = {*numbers} - {mine}
        one.execute(text("SELECT pg_terminate_backend(:number)"), {"number": other})
    with engine.connect() as one, engine.connect() as two:
        assert other not in {each.scalar(NUMBER) for each in (one, two)}
