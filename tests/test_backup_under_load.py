"""Backups while eight people write: each is the database of one moment; and one of 100,000 people (E11)."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from models.access import SYSTEM
from models.audit import Action, record
from models.base import db
from models.transactions import begin_write
from tests.applications import application_on_copy, migrate, plant
from tests.assurance import COMMONS
from tests.backups import KEY, backed_up, entries, every_kind, restored, rows
from tests.clients import client_for, engine_of, same_person, token
from tests.databases import SQLite
from tests.neighbours import neighbour
from tests.structure.sources import ROOT
from tests.volume import multiply

WRITERS = 8
FEW, MANY = 3, 50
PEOPLE, LOOKS = 100_000, 100_000
MINUTES = 5
MEGABYTES = 200
PROGRAM = """
import atexit, time
from flask.cli import main
atexit.register(lambda: print(next(line for line in open("/proc/self/status") if "VmHWM" in line).split()[1],
                              time.process_time()))
main()
"""
"""Runs `flask`, and prints at the end how much memory it took at most (kB), and its processor's seconds."""

NAMES = "ABCDEGHIKLMNOPQRSTUVXY"


@contextlib.contextmanager
def writers(app):
    """Let eight people save contacts through the form until the block ends; gives what was acknowledged."""
    first, saved, stop = client_for(app, "lan"), [], threading.Event()
    data = {"client": "", "client__id": str(neighbour(app, "lan").ids["client"]), "relation": "mother"}
    data["csrf_token"] = token(first.get("/admin/").text)

    def write(number):
        person, turn = same_person(app, first), 0
        while not stop.is_set():
            name = f"Người Thân {NAMES[number]}{NAMES[turn // 22 % 22].lower()}{NAMES[turn % 22].lower()}"
            answer = person.post("/admin/client_contact/new/", data=data | {"full_name": name})
            assert answer.status_code == 303, answer.text
            saved.append(name)
            turn += 1

    with ThreadPoolExecutor(WRITERS) as pool:
        jobs = [pool.submit(write, number) for number in range(WRITERS)]
        try:
            yield saved
        finally:
            stop.set()
        for job in jobs:
            job.result(timeout=60)


def backups_under_load(app, folder, count):
    """Write backups while eight people write; give each with the number saved before it began."""
    found = []
    with writers(app) as saved:
        for _ in range(count):
            known = len(saved) + WRITERS
            while len(saved) < known:  # everybody has saved once more, or nearly
                assert threading.active_count() > WRITERS
            known = len(saved)
            found.append((known, backed_up(app, folder)))
    return found, len(saved)


def wrong_with(app, known, before):
    """Say what is wrong with a restored database: rows missing, or rows and record of different moments."""
    there = rows(app)
    contacts = len(there["client_contact"]) - before
    told = [entry for entry in entries(app, "created") if entry.table_name == "client_contact"]
    found = [f"{contacts} contacts, {known} were saved before"] if contacts < known else []
    if {entry.row_id for entry in told} != {row[0] for row in there["client_contact"]}:
        found.append("the record tells of other contacts")
    return found


def every_backup_is_whole(app, databases, folder, count):
    before = len(rows(app)["client_contact"])
    files, total = backups_under_load(app, folder, count)
    wrong = []
    for place, (known, file) in enumerate(files):
        kinds = every_kind(databases)
        with restored(file, kinds[place % 2]) as again:
            wrong += wrong_with(again, known, before)
    assert total > count * WRITERS
    return wrong


def test_backups_taken_while_eight_people_write_are_whole(two_wards, databases, tmp_path):
    assert every_backup_is_whole(two_wards, databases, tmp_path, FEW) == []


@pytest.mark.long
def test_fifty_backups_taken_while_eight_people_write_are_whole(two_wards, databases, tmp_path, measured):
    wrong = every_backup_is_whole(two_wards, databases, tmp_path, MANY)
    what = f"Backups while {WRITERS} people save through the form; each restored, on both databases in turn"
    measured(row="E11", what=what, target=f"0 of {MANY} corrupt", obtained=f"{len(wrong)} of {MANY} corrupt")
    assert wrong == []


@pytest.fixture(scope="session")
def large(request, tmp_path_factory):
    """A backup of 100,000 people with a long record: its file, its rows, what writing it took."""
    kind = SQLite(request.config.stash[COMMONS])
    kind.template("migrated", migrate)
    kind.template("planted", plant, "migrated")
    file = tmp_path_factory.mktemp("large") / "large.backup"
    with application_on_copy(kind, "planted") as app:
        total = multiply(app, PEOPLE)
        _look_at_many(app)
        return file, total, timed(app, "backup", file)


def _look_at_many(app):
    """Make the record of everything long, through the function all entries are made by."""
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        for start in range(1, LOOKS, 10_000):
            begin_write(session)
            for number in range(start, start + 10_000):
                record(session, Action.opened, table="client", row_id=number)
            session.commit()


def timed(app, *words):
    """Run a command as the operator does; give its seconds, its megabytes, and both in words."""
    given = {name: app.config[name] for name in ("DATABASE_URL", "DATA_KEY", "SECRET_KEY")}
    settings = {f"FLASK_{name}": str(value) for name, value in given.items()}
    settings |= {"FLASK_TESTING": "true", "FLASK_BACKUP_KEY": KEY, "PATH": os.environ["PATH"]}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--app", "app", *map(str, words)],
        cwd=ROOT, env=settings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds = time.monotonic() - began
    *_said, kilobytes, busy = done.stdout.split()
    megabytes = int(kilobytes) // 1_000
    return seconds, megabytes, f"{seconds:.0f} s ({float(busy):.0f} s of the processor), {megabytes} MB"


@pytest.mark.long
def test_a_hundred_thousand_people_are_back_within_minutes(large, databases, measured):
    file, total, (_writing, took, written) = large
    with application_on_copy(databases, None) as app:
        seconds, megabytes, back = timed(app, "restore", file)
        assert rows_of(app, "client") >= PEOPLE
    size = f"{total} rows of {PEOPLE} people, {LOOKS} entries, {file.stat().st_size // 1_000_000} MB"
    what = f"Restore into an empty machine, compared and the record verified: {size}"
    measured(row="E11", what=what, target=f"< {MINUTES} min", obtained=back)
    what = "The same, written from SQLite"
    measured(row="E11", what=what, target=f"< {MEGABYTES} MB", obtained=written, on="–")
    assert seconds < MINUTES * 60
    assert max(megabytes, took) < MEGABYTES


def rows_of(app, name):
    with engine_of(app).connect() as connection:
        return connection.scalar(select(func.count()).select_from(db.metadata.tables[name]))
