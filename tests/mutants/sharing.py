"""What all runs of tests share: one folder with the prepared databases, so that none is made twice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.assurance import COMMONS

OPTIONS = ("-q", "-s", "-n", "0", "-p", "no:cacheprovider")


class Shared:
    """A plugin of pytest that gives a run the folder of all runs in the place of one of its own."""

    def __init__(self, commons: Path) -> None:
        self.commons = commons

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Take the folder, and remove the empty one that was made for the run."""
        shutil.rmtree(config.stash[COMMONS])
        config.stash[COMMONS] = self.commons

    @pytest.hookimpl(tryfirst=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Keep the folder when the run is over."""
        if COMMONS in config.stash:
            del config.stash[COMMONS]


def prepare(commons: Path) -> None:
    """Make the templates every test copies."""
    from tests.applications import furnish_world, migrate, plant  # noqa: PLC0415 (not before the code is broken)
    from tests.databases import SQLite  # noqa: PLC0415 (as above)
    from tests.facts.stirring import ROUNDS, stirred  # noqa: PLC0415 (as above)
    from tests.mutants.filling import fill  # noqa: PLC0415 (as above)
    from tests.neighbours import settle  # noqa: PLC0415 (as above)

    for name in [name for name in os.environ if name.startswith("FLASK_")]:
        del os.environ[name]
    databases = SQLite(commons)
    migrated = databases.template("migrated", migrate)
    planted = databases.template("planted", plant, migrated)
    furnished = databases.template("furnished", furnish_world, migrated)
    databases.template("filled", fill, databases.template("settled", settle, furnished))
    for seed in ROUNDS:
        databases.template(f"stirred_{seed}", partial(stirred, seed=seed), planted)


def run_tests(commons: Path, arguments: Iterable[str], *plugins: object) -> int:
    """Run tests in this process, in the shared folder."""
    return int(pytest.main([*OPTIONS, *arguments], plugins=[Shared(commons), *plugins]))


def warm_up(commons: Path) -> None:
    """Do once what every test would do for itself: make an application, read its templates, read all rows."""
    from models import gate_criteria  # noqa: PLC0415 (as above)
    from models.access import SYSTEM  # noqa: PLC0415 (as above)
    from tests.applications import IDLE, application_on_copy  # noqa: PLC0415 (as above)
    from tests.clients import client_for, engine_of  # noqa: PLC0415 (as above)
    from tests.databases import SQLite  # noqa: PLC0415 (as above)
    from tests.facts.plain import rows_of  # noqa: PLC0415 (as above)
    from tests.facts.stirring import ROUNDS  # noqa: PLC0415 (as above)

    with application_on_copy(SQLite(commons), "planted") as app:
        lan = client_for(app, "lan")
        for place in ("", "client/", "support_grant/new/", "client/details/?id=1"):
            lan.get(f"/admin/{place}")
    for seed in ROUNDS:
        with (
            application_on_copy(SQLite(commons), f"stirred_{seed}") as app,
            Session(engine_of(app)) as session,
        ):
            session.info["person"] = SYSTEM
            rows_of(session, f"sqlite {seed}")
    gate_criteria._made.cache_clear()  # what was worked out before the code was broken hides that it is
    for each in IDLE["sqlite"]:
        engine_of(each)._compiled_cache.clear()
