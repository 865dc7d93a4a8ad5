"""Several processes write into one SQLite file: nobody is told that it is locked, and nobody starves."""

import subprocess
import sys

import pytest
from sqlalchemy import func, select

from models.kept_search import KeptSearch
from tests.applications import application_on_copy
from tests.databases import SQLite
from tests.neighbours import as_system
from tests.structure.sources import ROOT


@pytest.fixture
def one_file(databases, furnished):
    """An application on the small world in one file; PostgreSQL has no one place for writers."""
    if not isinstance(databases, SQLite):
        pytest.skip("PostgreSQL lets writers write side by side")
    with application_on_copy(databases, furnished) as app:
        yield app


def waits(app, processes: int, times: int) -> list[str]:
    """Let so many processes write so often each, all beginning together."""
    url = app.config["DATABASE_URL"]
    order = [sys.executable, "-m", "tests.writing_child", url, str(times)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    children = [subprocess.Popen(order, **pipes) for _ in range(processes)]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("begin\n")
        child.stdin.flush()
    return [line for child in children for line in child.communicate(timeout=1800)[0].split()]


def judge(app, processes: int, times: int, measured, *, longest: float) -> None:
    """Count errors, and see how long the unluckiest hundredth waited: at most so many seconds."""
    found = waits(app, processes, times)
    seconds = sorted(float(word) for word in found if word != "error")
    late = seconds[int(len(seconds) * 0.99)]
    obtained = (
        f"{found.count('error')} errors of {len(found):,}; p99 {late:.2f} s, longest {seconds[-1]:.2f} s"
    )
    what = f"{processes} processes × {times:,} transactions on one file"
    measured(row="E7", what=what, target="0 errors, p99 < 1 s", obtained=obtained)
    assert found.count("error") == 0
    assert len(found) == processes * times
    with app.app_context():
        assert as_system(app).scalar(select(func.count(KeptSearch.id))) == processes * times
    assert late < longest


def test_four_processes_write_and_nobody_is_turned_away(one_file, measured):
    judge(one_file, 4, 50, measured, longest=5)  # while other tests run beside it


@pytest.mark.long
def test_eight_processes_write_ten_thousand_times_and_nobody_is_turned_away(one_file, measured):
    judge(one_file, 8, 1250, measured, longest=1)
