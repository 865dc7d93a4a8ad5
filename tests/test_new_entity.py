"""`flask new` writes an entity that passes every check as it stands, in a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from forms.new_entity import write_entity
from tests.structure.sources import ROOT

pytestmark = pytest.mark.xdist_group("new_entity")  # one copy of the project serves them all

LEFT_BEHIND = shutil.ignore_patterns(".*", "instance", "__pycache__")
FILES = [
    "models/home_visit.py",
    "forms/home_visit.py",
    "seed/data/home_visit.csv",
    "tests/cases/home_visit.py",
]


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A copy of the project in which the entity has just been begun, and its migration written."""
    copy = tmp_path_factory.mktemp("copy") / "project"
    shutil.copytree(ROOT, copy, ignore=LEFT_BEHIND)
    assert run(copy, "flask", "--app", "app", "new", "home_visit").split() == FILES
    run(copy, "flask", "--app", "app", "db", "upgrade")
    run(copy, "flask", "--app", "app", "db", "migrate", "-m", "home visits")
    return copy


def run(folder, *words) -> str:
    """Run a program of the environment there; it must succeed."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("FLASK_", "PYTEST_"))
    }
    order = [sys.executable, "-m", *words]
    done = subprocess.run(order, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_new_files_are_in_the_one_style(project):
    python = [name for name in FILES if name.endswith(".py")]
    run(project, "ruff", "check", *python)
    run(project, "ruff", "format", "--check", *python)


def test_the_check_finds_nothing_wrong(project):
    assert "0 findings" in run(project, "flask", "--app", "app", "check")


def test_its_first_rule_is_kept_and_broken_through_form_and_page(project):
    told = run(
        project,
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/test_rules.py",
        "-k",
        "home_visit and sqlite",
    )
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
