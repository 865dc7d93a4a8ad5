"""Break the code on purpose, group by group: `python -m tests.mutants [--survivors] [--file PATH] [GROUP …]`.

This process imports libraries and nothing of the product, so that each of its children can import a mutant.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from tests.mutants.choosing import Chooser
from tests.mutants.covering import Covered, Recorder
from tests.mutants.groups import FEW, GROUPS, KEPT, MOST, TESTS, every_file, files
from tests.mutants.making import Mutant, mutants
from tests.mutants.running import Limits, Results, Run
from tests.mutants.sharing import prepare, run_tests
from tests.structure.sources import ROOT

LIBRARIES = (
    "flask", "flask_admin", "flask_babel", "flask_login", "flask_migrate", "flask_wtf", "sqlalchemy.orm",
    "openpyxl", "psycopg", "cryptography.hazmat.primitives.ciphers.aead", "argon2", "alembic.command",
)  # fmt: skip
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of the run's own is made in it
FIRST, SECOND = Limits(tests=FEW, seconds=20), Limits(tests=MOST, seconds=200)


def main() -> None:
    """Try the mutants of the groups named, or of all."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    asked.add_argument("groups", nargs="*", default=list(GROUPS), metavar="GROUP", help=", ".join(GROUPS))
    asked.add_argument("--survivors", action="store_true", help="try only what nothing has noticed so far")
    asked.add_argument("--file", action="append", help="try only the mutants of this file")
    asked.add_argument(
        "--kept", action="store_true", help="take up which test runs which line from the last run"
    )
    given = asked.parse_args()
    for name in LIBRARIES:
        importlib.import_module(name)
    commons = Path(tempfile.mkdtemp(prefix="mutants-", dir=MEMORY if MEMORY.is_dir() else None))
    KEPT.mkdir(exist_ok=True)
    try:
        _child(lambda: prepare(commons))
        if not given.kept:
            _child(lambda: _cover(commons))
        wanted = [path for group in given.groups for path in files(group)]
        _try([path for path in wanted if path in (given.file or wanted)], commons, again=given.survivors)
    finally:
        shutil.rmtree(commons)


def _child(work) -> None:
    """Do something in a process of its own, which may import the product."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 (the process ends here)
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    if os.waitpid(child, 0)[1]:
        sys.exit("What the mutants need could not be prepared.")


def _cover(commons: Path) -> None:
    """Note which test runs which line; they must all hold before anything is broken."""
    recorder = Recorder(every_file())
    if run_tests(commons, TESTS, recorder):
        sys.exit("Tests fail with nothing broken.")
    recorder.covered().save(KEPT / "covered.json")


def say(words: str) -> None:
    """Tell whoever waits how far it is."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _try(paths: list[str], commons: Path, *, again: bool) -> None:
    """Try the mutants of files, in two rounds."""
    made = [mutant for path in paths for mutant in mutants(path)]
    results, chooser = Results(KEPT / "results.jsonl"), Chooser(Covered.load(KEPT / "covered.json"))
    for mutant in made:
        if found := results.of(mutant):
            chooser.learn(mutant, found)
    wanted = made if not again else [mutant for mutant in made if not results.of(mutant)]
    for limits in (FIRST, SECOND):
        _round(wanted, Run(chooser, results, limits, commons, say))
        wanted = results.survivors(wanted)


def _round(wanted: list[Mutant], run: Run) -> None:
    """Try mutants: those that can be exchanged in a program that waits, then the others."""
    exchangeable = list(run.inside(wanted))
    _child(lambda: run.exchange_each(exchangeable, TESTS))
    run.results.read()
    within = {mutant.key for mutant, _functions in exchangeable}
    run.import_each(mutant for mutant in wanted if mutant.key not in within)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
