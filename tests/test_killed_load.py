"""A process killed in the middle of a load leaves the whole file or nothing, and a sound record."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest
from sqlalchemy import func, select, text

from models.audit_chain import verify
from models.base import db
from models.referral_destination import ReferralDestination
from tests.clients import engine_of
from tests.neighbours import as_system
from tests.structure.sources import ROOT

ROWS, WHOLE = 60, 10_000
"""A file whose load takes about a second, so hundreds of kills can be afforded; and what people send."""

AT_COMMIT = 0.02
"""Seconds around the commit into which every third kill falls."""


class Loading:
    """The program that loads (tests/loading_child.py), and what it says."""

    def __init__(self, url: str) -> None:
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.loading_child", url],
            cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.hear("ready")

    def hear(self, awaited: str) -> str:
        """Read until a line begins as awaited."""
        for line in self.program.stdout:
            if line.startswith(awaited):
                return line.strip()
        raise AssertionError(f"The program ended before it said {awaited!r}.")

    def begin(self, name: str, rows: int) -> int:
        """Have a file loaded, and tell which process loads it."""
        self.program.stdin.write(f"{name} {rows}\n")
        self.program.stdin.flush()
        return int(self.hear("child ").split()[1])

    def rest(self) -> set[str]:
        """Read what else was said until the child was over."""
        said = set()
        while "over" not in said:
            said.add(self.program.stdout.readline().strip())
        return said

    def close(self) -> None:
        """Let the program end; it reads to the end of its orders."""
        self.program.stdin.close()
        self.program.wait(timeout=30)
        self.program.stdout.close()


def kill_after(seconds: float, process: int) -> None:
    """Kill a process at a moment of its own."""
    threading.Event().wait(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def killed(loading: Loading, name: str, rows: int, whole: float, chance: random.Random) -> bool:
    """Load a file and kill the process, anywhere or close to the commit; tell whether it was acknowledged."""
    process = loading.begin(name, rows)
    if chance.random() < 1 / 3:
        loading.hear("loaded")
        kill_after(chance.uniform(0, AT_COMMIT), process)
    else:
        kill_after(chance.uniform(0, whole), process)
    return "saved" in loading.rest()


def found(app, name: str) -> int:
    """Count the rows of a file that are there."""
    with app.app_context():
        mine = ReferralDestination.code.like(f"{name}-%")
        return as_system(app).scalar(select(func.count()).select_from(ReferralDestination).where(mine))


def broken(app) -> list[str]:
    """List what is wrong with the database and with the record of everything."""
    with app.app_context():
        wrong = list(verify(as_system(app)))
        if engine_of(app).dialect.name == "sqlite":
            said = db.session.connection().execute(text("PRAGMA integrity_check")).scalar()
            wrong += [] if said == "ok" else [said]
        return wrong


def judge(app, kills: int, measured, *, rows: int = ROWS, limit: float | None = None) -> None:
    """Kill so many loads, and look after each at what is there."""
    url = app.config["DATABASE_URL"]
    chance, counted, loading = random.Random(kills), Counter(), Loading(url)
    whole = limit or timed(loading, rows)
    for number in range(kills):
        acknowledged = killed(loading, f"K{number}", rows, whole, chance)
        there = found(app, f"K{number}")
        counted["acknowledged"] += acknowledged
        counted["whole"] += there == rows
        counted["partial"] += there not in {0, rows}
        counted["lost"] += acknowledged and there != rows
        counted["broken"] += bool(broken(app))
    loading.close()
    what = f"{kills} kills -9 while a file of {rows:,} rows is loaded"
    obtained = ", ".join(f"{counted[word]} {word}" for word in ("partial", "lost", "broken", "acknowledged"))
    measured(row="E1", what=what, target="0 partial, 0 lost, 0 broken", obtained=obtained)
    assert counted["partial"] == counted["lost"] == counted["broken"] == 0, counted


def timed(loading: Loading, rows: int) -> float:
    """Load a file that nobody kills, and tell how long that takes."""
    began = time.monotonic()
    loading.begin("T", rows)
    assert "saved" in loading.rest()
    return time.monotonic() - began


def test_three_killed_loads_leave_all_or_nothing_and_a_sound_chain(app, measured):
    judge(app, 3, measured)


@pytest.mark.long
def test_hundreds_of_killed_loads_leave_all_or_nothing_and_a_sound_chain(app, measured):
    judge(app, 500 if engine_of(app).dialect.name == "sqlite" else 200, measured)


@pytest.mark.long
def test_a_killed_load_of_ten_thousand_rows_leaves_nothing(app, measured):
    judge(app, 5, measured, rows=WHOLE, limit=60)


def test_an_acknowledged_load_is_there_and_recorded(app):
    loading = Loading(app.config["DATABASE_URL"])
    timed(loading, ROWS)
    loading.close()
    assert found(app, "T") == ROWS
    assert broken(app) == []
