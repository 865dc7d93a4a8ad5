"""Applications for tests: on a database made for them, with settings nobody else uses."""

import base64
import contextlib
import uuid
from collections.abc import Iterator

from flask import Flask
from flask_migrate import upgrade

from tests.clients import engine_of
from tests.databases import Databases

SETTINGS = {
    "TESTING": True,
    "SECRET_KEY": "a key for tests, known to everybody",
    "DATA_KEY": base64.urlsafe_b64encode(bytes(range(32))).decode(),
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


@contextlib.contextmanager
def application_on_copy(databases: Databases, template: str) -> Iterator[Flask]:
    """Make an application on a copy of a template, and drop the copy at the end."""
    name = f"copy_{uuid.uuid4().hex}"
    try:
        with application_on(databases.create(name, template)) as app:
            yield app
    finally:
        databases.drop(name)


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
