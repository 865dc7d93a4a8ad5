"""Migrations go up, down and up again on both engines, and leave what the models say, well named."""

from __future__ import annotations

import uuid

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from models.base import db
from tests.applications import application_on
from tests.clients import engine_of
from tests.structure.sources import ROOT

VERSIONS = sorted((ROOT / "models" / "migrations" / "versions").glob("*.py"))
OWN_TABLES = {"alembic_version"}  # where Alembic keeps which migration came last


@pytest.fixture
def bare(databases):
    """An application on a database without a single table."""
    name = f"bare_{uuid.uuid4().hex}"
    try:
        with application_on(databases.create(name)) as app:
            yield app
    finally:
        databases.drop(name)


def tables(app):
    """The names of the tables there are."""
    return set(inspect(engine_of(app)).get_table_names()) - OWN_TABLES


def test_migrations_go_up_down_and_up_again(bare):
    with bare.app_context():
        upgrade()
        there = tables(bare)
        assert there == set(db.metadata.tables)
        downgrade(revision="base")
        assert tables(bare) == set()
        upgrade()
        assert tables(bare) == there


def test_the_migrated_database_is_what_the_models_say(app):
    with engine_of(app).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def expected_names(table, found):
    """Give (name there is, name it should have) of each key, wall and index of a table."""
    key = found.get_pk_constraint(table)["name"]
    if key is not None:  # SQLite writes AUTOINCREMENT into the column, where a key has no name
        yield key, f"pk_{table}"
    for key in found.get_foreign_keys(table):
        yield key["name"], f"fk_{table}_{'_'.join(key['constrained_columns'])}_{key['referred_table']}"
    uniques = found.get_unique_constraints(table)
    for wall in uniques:
        yield wall["name"], f"uq_{table}_{'_'.join(wall['column_names'])}"
    for index in found.get_indexes(table):
        if index["name"] in {wall["name"] for wall in uniques}:
            continue
        if any(option.endswith("_where") for option in index.get("dialect_options", {})):
            yield index["name"][: len(f"uq_{table}_")], f"uq_{table}_"  # what it is restricted to comes last
        else:
            yield index["name"], f"ix_{table}_{'_'.join(index['column_names'])}"


def test_every_key_unique_wall_and_index_is_named_by_the_convention(app):
    found = inspect(engine_of(app))
    pairs = [pair for table in sorted(tables(app)) for pair in expected_names(table, found)]
    assert len(pairs) > len(tables(app))
    assert [(name, wanted) for name, wanted in pairs if name != wanted[:63]] == []


def test_every_check_is_named_after_its_table(app):
    found = inspect(engine_of(app))
    checks = {table: [wall["name"] for wall in found.get_check_constraints(table)] for table in tables(app)}
    assert sum(map(len, checks.values())) > len(checks)
    wrong = [name for table, names in checks.items() for name in names if not name.startswith(f"ck_{table}_")]
    assert wrong == []


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_is_dated_and_says_what_it_does(path):
    day = path.stem.partition("_")[0]
    dated = f"{day[:4]}-{day[4:6]}-{day[6:]}: "
    opening = path.read_text().partition("\n")[0].removeprefix('"""')
    assert len(day) == len("20261121")
    assert opening.startswith(dated)
    assert opening.endswith(".")
