"""The data everybody is asked about: a cluster of the bench's own, a database of each size."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.databases import KINDS, Databases, PostgreSQL
from tests.postgresql import SERVER_SETTINGS, start_server, stop_server
from tests.structure.sources import ROOT

SETTINGS = SERVER_SETTINGS | {
    "shared_buffers": "1GB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "max_connections": "200",
}
"""Room for all of a million people; nothing is forced to disk, for nobody."""


@dataclass(frozen=True)
class Data:
    """A filled database: its address, its size, the secrets its servers share, who sees which wards."""

    kind: str
    url: str
    clients: int
    keys: dict[str, str]
    people: dict[str, dict[str, Any]]

    @property
    def volume(self) -> dict[str, int]:
        """Tell how many rows were asked for."""
        return volume_of(self.clients)

    @property
    def environment(self) -> dict[str, str]:
        """Give the environment every server is started in."""
        return environment(self.url, self.keys)


def environment(url: str, keys: dict[str, str]) -> dict[str, str]:
    """Set everything the panel and the peers read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FLASK_", "PYTHON"))}
    return kept | {
        "FLASK_DATABASE_URL": url,
        "FLASK_SECRET_KEY": keys["secret"],
        "FLASK_DATA_KEY": keys["data"],
        "FLASK_DEMO_PASSWORD": keys["password"],
        "BENCH_DATABASE_URL": url,
        "BENCH_SECRET_KEY": keys["secret"],
        "BENCH_PASSWORD": keys["password"],
        "DJANGO_SUPERUSER_PASSWORD": keys["password"],
        "DJANGO_SETTINGS_MODULE": "tests.bench.django_peer.settings",
        "PYTHONWARNINGS": "ignore",
    }


def volume_of(clients: int) -> dict[str, int]:
    """Say how many rows of what come with so many clients."""
    return {
        "clients": clients,
        "sessions": 3 * clients,
        "referrals": 3 * clients // 10,
        "grants": clients // 10,
    }


@contextmanager
def databases_in(folder: Path, kind: str) -> Iterator[Databases]:
    """Open the folder of a run; its PostgreSQL server stops at the end, in good order."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)  # PostgreSQL's own user passes through
    if kind == "postgresql":
        start_server(folder, SETTINGS)
    try:
        yield KINDS[kind](folder)
    finally:
        stop_server(folder, mode="fast")


def keys_in(folder: Path) -> dict[str, str]:
    """Make the run's secrets once; a kept database was encrypted with them."""
    file = folder / "keys.json"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(
            json.dumps({name: secrets.token_urlsafe(48) for name in ("secret", "data", "password")})
        )
    return json.loads(file.read_text())


def prepared(databases: Databases, clients: int) -> Data:
    """Fill a database with so many people, or take the one that is kept."""
    kind, name = next(kind for kind, each in KINDS.items() if isinstance(databases, each)), f"bench_{clients}"
    keys, done = keys_in(databases.commons), databases.commons / f"{kind}-{clients}.json"
    if not done.exists():
        databases.drop(name)
        found = _fill(databases.create(name), clients, keys)
        tidy(databases, name)
        done.write_text(json.dumps(found))
    else:
        _run(environment(databases.url(name), keys), "flask", "--app", "app", "db", "upgrade")
    return Data(kind, databases.url(name), clients, keys, json.loads(done.read_text()))


def tidy(databases: Databases, name: str) -> None:
    """Gather statistics and say which pages every transaction sees, as autovacuum would have."""
    if isinstance(databases, PostgreSQL):
        databases.vacuum(name)
    else:
        databases.close_template(name)


def _fill(url: str, clients: int, keys: dict[str, str]) -> Any:
    """Bring the schema up, plant the demo cast, add the volume, then whom only the bench knows."""
    settings = environment(url, keys)
    _run(settings, "flask", "--app", "app", "db", "upgrade")
    _run(settings, "flask", "--app", "app", "seed", "--demo")
    volume = (f"--{name}={count}" for name, count in volume_of(clients).items())
    _run(settings, "flask", "--app", "app", "fill", *volume)
    _run(settings, "django", "migrate", "--verbosity=0")
    _run(settings, "django", "createsuperuser", "--noinput", "--username=bench", "--email=")
    return json.loads(_run(settings, "tests.bench.cast"))


def _run(settings: dict[str, str], *module_and_arguments: str) -> str:
    """Run a module of Python's, and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *module_and_arguments], cwd=ROOT, env=settings, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(module_and_arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout
