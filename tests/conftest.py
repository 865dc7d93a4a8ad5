"""What tests are handed: an application on a database of its own, on each engine, and the cast signed in."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.applications import application_on_copy, furnish_world, migrate, plant
from tests.assurance import COMMONS, figures_of, keep, measured, pytest_runtest_makereport
from tests.browser import browser, page, server
from tests.clients import client_for, same_person
from tests.databases import KINDS, Databases
from tests.postgresql import stop_server
from tests.structure.sizes import summary
from tests.two_wards import settled, street, two_wards

__all__ = [
    "browser",
    "measured",
    "page",
    "pytest_runtest_makereport",
    "server",
    "settled",
    "street",
    "two_wards",
]

Tab = Callable[[str], FlaskClient]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run keep the figures it obtains."""
    parser.addoption(
        "--assurance", action="store_true", help="write the figures obtained into docs/assurance.md"
    )


MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000  # noqa: S108 - a folder of the run's own is made in it


def roomy_memory() -> Path | None:
    """Name the folder in memory, where there is one with room: every test copies a database."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


def pytest_configure(config: pytest.Config) -> None:
    """Give the run one folder that its workers share; a run told to stop stops in order, as on Ctrl+C."""
    if hasattr(config, "workerinput"):
        config.stash[COMMONS] = Path(config.workerinput["commons"])
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config.stash[COMMONS] = Path(tempfile.mkdtemp(prefix="tests-", dir=roomy_memory()))
    config.stash[COMMONS].chmod(0o711)  # PostgreSQL's user passes through to its own folder


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Tell a worker the folder of the run."""
    node.workerinput["commons"] = str(node.config.stash[COMMONS])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the run's server and remove its databases, after the last worker has gone."""
    if COMMONS in config.stash and not hasattr(config, "workerinput"):
        stop_server(config.stash[COMMONS])
        shutil.rmtree(config.stash[COMMONS], ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show how large the code is, so that growth is seen before it is a failure."""
    for line in summary():
        terminalreporter.write_line(line)
    config = terminalreporter.config
    for figure in (figures := figures_of(config.stash[COMMONS])):
        terminalreporter.write_line(f"{figure.row} {figure.what} ({figure.on}): {figure.obtained}")
    if figures and config.option.assurance:
        keep(figures)


@pytest.fixture(scope="session", autouse=True)
def _settings_are_the_tests_own() -> None:
    """Forget the settings of the person who runs the tests: none may reach an application under test."""
    for name in [name for name in os.environ if name.startswith("FLASK_")]:
        del os.environ[name]


@pytest.fixture(scope="session", params=list(KINDS))
def databases(request: pytest.FixtureRequest) -> Databases:
    """Databases of one engine; every test that uses them runs once on SQLite and once on PostgreSQL."""
    return KINDS[request.param](request.config.stash[COMMONS])


@pytest.fixture(scope="session")
def migrated(databases: Databases) -> str:
    """Name the template that is migrated and empty."""
    return databases.template("migrated", migrate)


@pytest.fixture(scope="session")
def planted(databases: Databases, migrated: str) -> str:
    """Name the template that holds the demo data."""
    return databases.template("planted", plant, migrated)


@pytest.fixture(scope="session")
def furnished(databases: Databases, migrated: str) -> str:
    """Name the template that holds two wards and the cast, and nobody they help."""
    return databases.template("furnished", furnish_world, migrated)


@pytest.fixture
def small_app(databases: Databases, furnished: str) -> Iterator[Flask]:
    """Hand over an application on a copy of the small world that belongs to this test."""
    with application_on_copy(databases, furnished) as app:
        yield app


@pytest.fixture
def app(databases: Databases, migrated: str) -> Iterator[Flask]:
    """Hand over an application on an empty database that belongs to this test."""
    with application_on_copy(databases, migrated) as app:
        yield app


@pytest.fixture(scope="session")
def seeded(databases: Databases, planted: str) -> Iterator[Flask]:
    """Hand over an application on the demo data that all tests share: read it, change nothing."""
    with application_on_copy(databases, planted) as app:
        yield app


@pytest.fixture
def seeded_copy(databases: Databases, planted: str) -> Iterator[Flask]:
    """Hand over an application on a copy of the demo data that belongs to this test: change what you like."""
    with application_on_copy(databases, planted) as app:
        yield app


@pytest.fixture(scope="session")
def tab(seeded: Flask) -> Tab:
    """Open a fresh tab for one of the cast on the shared demo data; each signs in once a worker."""
    first: dict[str, FlaskClient] = {}

    def open_tab(username: str) -> FlaskClient:
        if username not in first:
            first[username] = client_for(seeded, username)
        return same_person(seeded, first[username])

    return open_tab


@pytest.fixture
def an(tab: Tab) -> FlaskClient:
    """The administrator."""
    return tab("an")


@pytest.fixture
def lan(tab: Tab) -> FlaskClient:
    """The coordinator of today's Thanh Khê, so of the wards it was made from."""
    return tab("lan")


@pytest.fixture
def minh(tab: Tab) -> FlaskClient:
    """The coordinator of today's Hải Châu and of the wards it was made from."""
    return tab("minh")


@pytest.fixture
def hoa(tab: Tab) -> FlaskClient:
    """The supervisor of Đà Nẵng."""
    return tab("hoa")


@pytest.fixture
def binh(tab: Tab) -> FlaskClient:
    """The viewer, who sees numbers only."""
    return tab("binh")
