"""The run: first the mutants that are exchanged in a program that waits, then those it must import."""

from __future__ import annotations

import dataclasses
import gc
import json
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.mutants.choosing import Chooser
from tests.mutants.making import Mutant
from tests.mutants.places import Places
from tests.mutants.sharing import run_tests, warm_up
from tests.mutants.swapping import Broken, Living, changed_functions
from tests.mutants.trying import TOO_LONG, UNBORN, UNNOTICED, Tell, apart, exchanged, imported
from tests.structure.sources import ROOT

PATIENCE, BEGINNING = 8, 30
"""A mutant may take so many times as long as the tests without it, and so many seconds more."""


@dataclasses.dataclass(frozen=True)
class Limits:
    """How much is tried on one mutant: tests, and the seconds they take without it."""

    tests: int
    seconds: float


class Results:
    """What came of each mutant, written line by line as it is known."""

    def __init__(self, file: Path) -> None:
        self.file, self.known = file, dict[tuple, str]()
        self.read()

    def read(self) -> None:
        """Read what is known, another process's results among it."""
        for line in self.file.read_text().splitlines() if self.file.exists() else ():
            key, found = json.loads(line)
            self.known[tuple(key)] = found

    def note(self, mutant: Mutant, found: str) -> None:
        """Keep a result."""
        self.known[mutant.key] = found
        with self.file.open("a") as lines:
            lines.write(json.dumps([mutant.key, found], ensure_ascii=False) + "\n")

    def of(self, mutant: Mutant) -> str | None:
        """Give the last result, None before there is one."""
        return self.known.get(mutant.key)

    def survivors(self, mutants: Iterable[Mutant]) -> list[Mutant]:
        """List those that no test has noticed."""
        return [mutant for mutant in mutants if self.of(mutant) == UNNOTICED]


class Run:
    """One run over mutants; `say` is told of each."""

    def __init__(
        self, chooser: Chooser, results: Results, limits: Limits, commons: Path, say: Callable[[str], None]
    ) -> None:
        self.chooser, self.results, self.limits, self.commons, self.say = (
            chooser,
            results,
            limits,
            commons,
            say,
        )

    def inside(self, mutants: Iterable[Mutant]) -> Iterator[tuple[Mutant, dict]]:
        """Yield the mutants that differ only inside functions no import runs, with those functions."""
        for mutant in mutants:
            functions = changed_functions(mutant)
            if functions and not self._at_import(mutant.path, functions):
                yield mutant, functions

    def _at_import(self, path: str, functions: Iterable[str]) -> bool:
        bodies = Places((ROOT / path).read_text()).bodies
        return any(self.chooser.runs_at_import(path, bodies[name]) for name in functions)

    def exchange_each(self, mutants: list[tuple[Mutant, dict]], tests: Iterable[str]) -> None:
        """Collect the tests once, in a process of its own, and try mutants in copies of it."""
        run_tests(self.commons, [*tests], Loop(self, mutants))

    def import_each(self, mutants: Iterable[Mutant]) -> None:
        """Try mutants by importing them, each in a new program."""
        for mutant in mutants:
            self.attempt(mutant, lambda tests, mutant=mutant: imported(Broken(mutant), tests, self.commons))

    def attempt(self, mutant: Mutant, make: Callable[[list[str]], Callable[[Tell], None]]) -> None:
        """Try one mutant and note what came of it."""
        tests = self.chooser.tests(mutant, self.limits.tests, self.limits.seconds)
        expected = sum(self.chooser.covered.seconds.get(test, 1) for test in tests)
        begun = time.monotonic()
        found = apart(make(tests), BEGINNING + PATIENCE * expected, self.commons) if tests else UNNOTICED
        if found not in {UNNOTICED, TOO_LONG, UNBORN}:
            self.chooser.learn(mutant, found)
        self.results.note(mutant, found)
        took, came = time.monotonic() - begun, found or f"SURVIVES {len(tests)} tests"
        self.say(f"{mutant.path}:{mutant.line} {mutant.what} | {came} | {took:.1f} s")


class Loop:
    """A plugin of pytest that, in the place of running the tests, tries mutants with some of them."""

    def __init__(self, run: Run, mutants: list[tuple[Mutant, dict]]) -> None:
        self.run, self.mutants = run, mutants

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each mutant in a copy of this process."""
        items = {item.nodeid: item for item in session.items}
        warm_up(self.run.commons)
        living = Living()
        gc.collect()
        gc.freeze()
        for mutant, functions in self.mutants:
            if living.has(mutant.path, functions):
                change = partial(living.exchange, mutant.path, functions)
                self.run.attempt(
                    mutant,
                    lambda tests, change=change: exchanged(
                        change, [items[test] for test in tests if test in items]
                    ),
                )
        return True
