"""A migration that ends half-way leaves the database as it was; of two at once, one waits (E10)."""

import contextlib
import select
import signal
import subprocess
import sys

import pytest
from flask_migrate import downgrade
from sqlalchemy import create_engine, inspect, text

from models.backup import parts_of, snapshot
from models.base import db
from models.migrating import BrokenLinkError, schema_change
from models.trash import purge, put_away
from tests.applications import application_on_copy
from tests.breaking_off import BrokenOffError, migrate
from tests.clients import engine_of
from tests.structure.sources import ROOT
from tests.world import World

POINTS, KILLS = 4, 2
"""Places a run breaks off at; `make test-long` takes all of them."""

PATIENCE = 1
"""Seconds the second of two migrations is watched waiting."""

CASES = {
    "bare, up": (None, None, "up"),
    "rows, up": ("settled", "0001", "up"),
    "rows, down": ("settled", None, "down"),
}
SCHEMA = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default
       FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    "SELECT tgname, pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
    "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1",
)


def picture(app):
    """Everything a database holds: its schema and its rows."""
    with engine_of(app).connect() as connection:
        if connection.dialect.name == "sqlite":
            return list(connection.connection.dbapi_connection.iterdump())
        found = [[tuple(row) for row in connection.execute(text(sql))] for sql in SCHEMA]
        rows = "SELECT t::text FROM {} t ORDER BY 1"
        names = sorted(inspect(connection).get_table_names())
        return found + [[name, *connection.scalars(text(rows.format(name)))] for name in names]


@pytest.fixture(params=CASES)
def half(request, databases):
    """An application on a database to be migrated, and the direction."""
    template, revision, direction = CASES[request.param]
    name = template and request.getfixturevalue(template)
    with application_on_copy(databases, name) as app:
        if revision:
            with app.app_context():
                downgrade(revision=revision)
        yield app, direction, (databases, name)


COUNTED = {}


def statements_of(half):
    """Count the statements of the whole migration, on a copy; once for each engine and case."""
    _app, direction, (databases, name) = half
    case = type(databases), name, direction
    if case not in COUNTED:
        with application_on_copy(databases, name) as copy:
            if direction == "up" and name:
                with copy.app_context():
                    downgrade(revision="0001")
            COUNTED[case] = len(migrate(copy, direction))
    return COUNTED[case]


def spread(total, points):
    """Give that many places from the first to the last, or all."""
    return sorted({1 + round(place * (total - 1) / (points - 1)) for place in range(points)})


def broken_everywhere(half, places):
    """Break off at each place, look, and give how many left a trace; then go through with it."""
    app, direction, _copy = half
    before, traces = picture(app), []
    for place in places:
        with pytest.raises(BrokenOffError):
            migrate(app, direction, place)
        if picture(app) != before:
            traces.append(place)
    migrate(app, direction)
    assert picture(app) != before
    return traces


def test_a_migration_that_fails_leaves_the_database_as_it_was(half):
    total = statements_of(half)
    places = spread(total, POINTS)
    assert broken_everywhere(half, places) == []


@pytest.mark.long
def test_a_migration_that_fails_before_any_statement_leaves_the_database_as_it_was(half, measured):
    total = statements_of(half)
    traces = broken_everywhere(half, range(1, total + 1))
    what = f"A migration fails before each of its statements ({half[1]})"
    measured(row="E10", what=what, target="0 traces", obtained=f"{len(traces)} traces of {total} failures")
    assert traces == []


@contextlib.contextmanager
def program(app, direction):
    """Start the program that is killed or held (tests/breaking_off.py)."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    words = [sys.executable, "-m", "tests.breaking_off", url, direction]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    with subprocess.Popen(words, cwd=ROOT, **pipes) as started:
        assert said(started) == "ready"
        try:
            yield started
        finally:
            started.stdin.close()


def said(started):
    return started.stdout.readline().strip()


def killed_at(half, places):
    """Kill the migration at each place, look, and give how many left a trace; then go through with it."""
    app, direction, _copy = half
    before, traces = picture(app), []
    engine_of(app).dispose()
    with program(app, direction) as started:
        for place in places:
            started.stdin.write(f"kill {place}\n")
            assert said(started) == str(-signal.SIGKILL)
            if picture(app) != before:
                traces.append(place)
            engine_of(app).dispose()
    migrate(app, direction)
    return traces


def test_a_migration_that_is_killed_leaves_the_database_as_it_was(half):
    assert killed_at(half, spread(statements_of(half), KILLS)) == []


@pytest.mark.long
def test_a_migration_killed_before_any_statement_leaves_the_database_as_it_was(half, measured):
    total = statements_of(half)
    traces = killed_at(half, range(1, total + 1))
    what = f"kill -9 before each statement of a migration ({half[1]})"
    measured(row="E10", what=what, target="0 traces", obtained=f"{len(traces)} traces of {total} kills")
    assert traces == []


@pytest.mark.parametrize("half", ["bare, up", "rows, down"], indirect=True)
def test_of_two_migrations_at_once_the_second_waits_for_the_first(half):
    app, direction, _copy = half
    with program(app, direction) as first, program(app, direction) as second:
        first.stdin.write("hold 20\n")
        assert said(first) == "holding"
        second.stdin.write("hold 0\n")
        assert select.select([second.stdout], [], [], PATIENCE)[0] == []
        first.stdin.write("go on\n")
        assert (said(first), said(second)) == ("0", "0")
    if direction == "up":
        assert set(inspect(engine_of(app)).get_table_names()) - {"alembic_version"} == set(db.metadata.tables)


def test_rows_survive_the_way_down_and_up_again(databases, settled):
    with application_on_copy(databases, settled) as app:
        migrate(app, "down")
        before = picture(app)
        migrate(app, "up")
        migrate(app, "down")
        assert picture(app) == before


def next_ids(app):
    """Tell which id each of the first tables would give next."""
    with app.app_context(), snapshot(db.engine) as connection:
        return {part.table: part.next_id for part in parts_of(connection)}


def test_no_id_is_given_again_after_any_migration(databases, settled):
    with application_on_copy(databases, settled) as app:
        with app.app_context():
            world = World(db.session())
            gone = world.make("client_contact")
            put_away(world.session, gone, "Nhập nhầm người")
            purge(world.session, gone)
            world.session.commit()
        before = next_ids(app)
        migrate(app, "down")
        first = set(inspect(engine_of(app)).get_table_names())
        migrate(app, "up")
        after = next_ids(app)
    assert {name: after[name] for name in first & set(after)} == {
        name: before[name] for name in first & set(after)
    }


def test_on_sqlite_every_table_counts_its_ids_itself(app):
    with engine_of(app).connect() as connection:
        if connection.dialect.name != "sqlite":
            return
        found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    counting = {name for name, sql in found if "AUTOINCREMENT" in sql}
    said = {
        name for name, table in db.metadata.tables.items() if table.dialect_options["sqlite"]["autoincrement"]
    }
    assert counting == said


PARENTS = (
    "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT)",
    "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE)",
    "INSERT INTO parent VALUES (1), (9)",
    "DELETE FROM parent WHERE id = 9",
    "INSERT INTO child VALUES (5, 1)",
)
REBUILT = (
    "CREATE TABLE other (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)",
    "INSERT INTO other SELECT id, 'x' FROM parent", "DROP TABLE parent", "ALTER TABLE other RENAME TO parent",
)  # fmt: skip


def change(engine, *statements):
    with schema_change(engine) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_table_rebuilt_on_sqlite_keeps_what_hangs_on_it_and_a_broken_link_undoes_all(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/rebuilt.sqlite")
    change(engine, *PARENTS)
    change(engine, *REBUILT)
    with pytest.raises(BrokenLinkError, match="child to parent"):
        change(engine, "INSERT INTO parent VALUES (20, 'y')", "DELETE FROM parent WHERE id = 1")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT * FROM child").all() == [(5, 1)]
        assert connection.exec_driver_sql("SELECT * FROM parent").all() == [(1, "x")]
        assert connection.exec_driver_sql("SELECT seq FROM sqlite_sequence").all() == [(9,)]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
