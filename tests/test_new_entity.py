"""`flask new` writes an entity that passes every check as it stands, in a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from forms.new_entity import write_entity
from tests.structure.sources import ROOT

LEFT_BEHIND = shutil.ignore_patterns(".*", "instance", "__pycache__")
RULES = "tests/test_rules.py"
FILES = [
    "models/home_visit.py",
    "forms/home_visit.py",
    "seed/data/home_visit.csv",
    "tests/cases/home_visit.py",
]


def flask(folder, *words) -> str:
    """Run a command of the application there."""
    return run(folder, "flask", "--app", "app", *words)


def run(folder, *words) -> str:
    """Run a program of the environment there; it must succeed."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("FLASK_", "PYTEST_"))
    }
    order = [sys.executable, "-m", *words]
    done = subprocess.run(order, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_a_new_entity_passes_every_check_as_it_stands(tmp_path):
    """One test: the copy, its migration and the processes cost more than the checks."""
    project = shutil.copytree(ROOT, tmp_path / "project", ignore=LEFT_BEHIND)
    assert flask(project, "new", "home_visit").split() == FILES
    python = [name for name in FILES if name.endswith(".py")]
    run(project, "ruff", "check", *python)
    run(project, "ruff", "format", "--check", *python)
    assert "0 findings" in flask(project, "check")
    flask(project, "db", "upgrade")
    flask(project, "db", "migrate", "-m", "home visits")
    told = run(project, "pytest", "-q", "-p", "no:cacheprovider", RULES, "-k", "home_visit and sqlite")
    assert "2 passed" in told


@pytest.mark.parametrize("name", ["HomeVisit", "home visit", "../home", "visits2", "_visit"])
def test_a_name_that_is_no_name_of_a_table_is_refused(name, tmp_path):
    with pytest.raises(SystemExit, match="home_visit"):
        write_entity(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_exists_is_written_over(tmp_path):
    first = write_entity(tmp_path, "home_visit")[0]
    first.write_text("mine")
    with pytest.raises(SystemExit, match="already exists"):
        write_entity(tmp_path, "home_visit")
    assert first.read_text() == "mine"
