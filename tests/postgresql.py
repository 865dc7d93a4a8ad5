"""A PostgreSQL server of the test run's own: started once, stopped at the end.

The first test that needs it starts it, whichever worker that is in; the run's main process stops it.
It is reached through a socket in a folder that nobody else may enter.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.needs import find_postgresql

# Speed before safety: nothing in these databases outlives the run. Everything about language is left at C,
# the poorest choice, so that sorting and searching right cannot depend on the server's collations.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "jit": "off",
    "max_connections": "100",
}


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one process of the run at a time do what follows."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def start_server(commons: Path, settings: Mapping[str, str] = SERVER_SETTINGS) -> Path:
    """Start the run's PostgreSQL server unless it runs already, and tell the folder of its socket."""
    folder = commons / "postgresql"
    with locked(commons / "postgresql.lock"):
        if (folder / "ready").exists():
            if not (folder / "data" / "postmaster.pid").exists():  # kept from a run before
                _start(folder)
        else:
            folder.mkdir(mode=0o700)
            if os.geteuid() == 0:
                shutil.chown(folder, "postgres")
            try:
                _initialise(folder, settings)
                _start(folder)
            except RuntimeError as broken:
                log = folder / "log"
                broken.add_note(log.read_text() if log.exists() else "It has not written a log.")
                shutil.rmtree(folder)
                raise
            (folder / "ready").touch()
    return folder


def stop_server(commons: Path, mode: str = "immediate") -> None:
    """Stop the run's server, if one was started; its folder goes with the run, unless it is kept."""
    if (commons / "postgresql" / "data" / "postmaster.pid").exists():
        _run("pg_ctl", "stop", f"--mode={mode}", "--wait", "-D", str(commons / "postgresql" / "data"))


def _initialise(folder: Path, settings: Mapping[str, str]) -> None:
    data = folder / "data"
    _run(
        "initdb", "--no-sync", "--no-locale", "--encoding=UTF8", "--username=postgres", "--auth=trust",
        "-D", str(data),
    )  # fmt: skip
    options = {**settings, "unix_socket_directories": str(folder)}
    with (data / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in options.items())


def _start(folder: Path) -> None:
    _run("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "-D", str(folder / "data"))


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; they refuse root, who becomes the user postgres for them."""
    programs = find_postgresql()
    if programs is None:
        raise RuntimeError("PostgreSQL's server programs are missing: `make needs` says how to get them.")
    user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    done = subprocess.run(
        [str(programs / program), *arguments],
        user=user and user.pw_uid,
        group=user and user.pw_gid,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{program} failed with {done.returncode}: {done.stdout or ''}")
