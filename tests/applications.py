"""Applications for tests: on a database made for them, with settings nobody else uses."""

import base64
import contextlib
import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Dialect, event, make_url

from models import cipher
from tests.clients import engine_of
from tests.databases import Databases

SETTINGS = {
    "TESTING": True,
    "SECRET_KEY": "a key for tests, known to everybody",
    "DATA_KEY": base64.urlsafe_b64encode(bytes(range(32))).decode(),
    "BACKGROUND": "separate",  # tests say when it is done (tests/test_export_jobs.py)
    "DEMO_PASSWORD": "mật khẩu chỉ để thử máy",
}


@contextlib.contextmanager
def application_on(url: str) -> Iterator[Flask]:
    """Make an application on a database, and let go of the database at the end."""
    from app import create_app  # noqa: PLC0415 (a broken application breaks the tests that need it, not all)

    app = create_app({**SETTINGS, "DATABASE_URL": url})
    try:
        yield app
    finally:
        engine_of(app).dispose()


def another_worker(app: Flask) -> contextlib.AbstractContextManager[Flask]:
    """Make another application on the same database, as a second process is."""
    return application_on(app.config["DATABASE_URL"])


@contextlib.contextmanager
def application_on_copy(databases: Databases, template: str) -> Iterator[Flask]:
    """Lend an application on a copy of a template, and drop the copy at the end."""
    name = f"copy_{uuid.uuid4().hex}"
    try:
        with lent(databases.create(name, template)) as app:
            yield app
    finally:
        databases.drop(name)


IDLE: dict[str, list[Flask]] = defaultdict(list)
"""Applications nobody uses just now, by the kind of their database."""


@contextlib.contextmanager
def lent(url: str) -> Iterator[Flask]:
    """Lend an application on a database: routes, pages and SQL once compiled outlive a test, no more does.

    Making one takes longer than most tests, and a new engine compiles every statement anew.
    """
    idle = IDLE[make_url(url).get_backend_name()]
    app = idle.pop() if idle else _movable(url)
    settings, folder, views = dict(app.config), app.instance_path, dict(app.view_functions)
    app.config["DATABASE_URL"] = app.config["SQLALCHEMY_DATABASE_URI"] = url
    cipher.use_key(app.config["DATA_KEY"])  # the last application made has set its own
    try:
        yield app
    finally:
        engine_of(app).dispose()
        app.config.clear()
        app.config.update(settings)
        app.instance_path, app.view_functions = folder, views
        idle.append(app)


def _movable(url: str) -> Flask:
    """Make an application that connects to whichever database its settings name at the moment."""
    from app import create_app  # noqa: PLC0415 (as above)

    app = create_app({**SETTINGS, "DATABASE_URL": url})

    def reach(dialect: Dialect, _record: Any, places: list[Any], names: dict[str, Any]) -> None:
        there = dialect.create_connect_args(make_url(app.config["SQLALCHEMY_DATABASE_URI"]))
        places[:] = there[0]
        names.update(there[1])

    event.listen(engine_of(app), "do_connect", reach)
    return app


def migrate(url: str) -> None:
    """Bring an empty database to the newest schema, the way `flask db upgrade` does."""
    with application_on(url) as app, app.app_context():
        upgrade()


def plant(url: str) -> None:
    """Save the demo data through the forms, the way `flask seed --demo` does."""
    from seed import plant_demo  # noqa: PLC0415 (a broken seed breaks the tests that need it, not all)

    with application_on(url) as app, app.app_context():
        plant_demo(app)


def furnish_world(url: str) -> None:
    """Save the small world every rule is tried in: two wards, and the cast with their areas."""
    from models.base import db  # noqa: PLC0415 (as above)
    from tests.furnishing import furnish  # noqa: PLC0415 (as above)
    from tests.world import World  # noqa: PLC0415 (as above)

    with application_on(url) as app, app.app_context():
        furnish(World(db.session()))
