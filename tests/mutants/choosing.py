"""Which tests are tried on a mutant, and in which order: those that noticed its neighbours first."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.mutants.covering import IMPORTED, Covered
from tests.mutants.groups import NEAREST
from tests.mutants.making import Mutant
from tests.mutants.places import Places
from tests.structure.sources import ROOT

ALIKE = 3
"""Tests of one function that are tried before those of another."""


class Chooser:
    """Knows which test runs which line, and learns which tests notice what."""

    def __init__(self, covered: Covered) -> None:
        self.covered = covered
        self.before: dict[tuple, str] = {}
        self.noticed: dict[str, Counter[str]] = defaultdict(Counter)

    def learn(self, mutant: Mutant, test: str) -> None:
        """Remember which test noticed a mutant, in this run or the last."""
        self.before[mutant.key] = test
        self.noticed[mutant.path][test] += 1
        self.noticed[mutant.path + mutant.function][test] += 1

    def runs_at_import(self, path: str, lines: Iterable[int]) -> bool:
        """Say whether lines run before any test does."""
        return any(IMPORTED in self.covered.tests.get((path, line), ()) for line in lines)

    def tests(self, mutant: Mutant, most: int, seconds: float) -> list[str]:
        """Give the tests to try: at most so many, taking about so long."""
        known = self._of_lines(mutant.path, [mutant.line]) or self._of_lines(mutant.path, self._near(mutant))
        if not mutant.function:  # what a constant is, is also asked without running a line
            known |= {test for test in self.covered.seconds if self._nearness(mutant, test) == 0}
        chosen, left = list[str](), seconds
        for test in self._in_order(mutant, known):
            if len(chosen) < most and (left := left - self.covered.seconds.get(test, 1)) > 0:
                chosen.append(test)
        return chosen

    def _of_lines(self, path: str, lines: Iterable[int]) -> set[str]:
        found = (self.covered.tests.get((path, line), ()) for line in lines)
        return {test for tests in found for test in tests if test != IMPORTED}

    def _near(self, mutant: Mutant) -> Iterable[int]:
        """Give the lines of a mutant's function, or of what speaks of the name it is the value of."""
        places = Places((ROOT / mutant.path).read_text())
        if mutant.function:
            return next(
                range(start, end + 1) for name, start, end in places.functions if name == mutant.function
            )
        for each in places.tree.body:
            if isinstance(each, ast.Assign | ast.AnnAssign) and each.lineno <= mutant.line <= each.end_lineno:
                target = each.targets[0] if isinstance(each, ast.Assign) else each.target
                names = {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
                spoken = [node.lineno for node in ast.walk(places.tree) if getattr(node, "id", "") in names]
                if self._of_lines(mutant.path, spoken):
                    return spoken
        return range(len(places.lines) + 1)

    def _in_order(self, mutant: Mutant, tests: Iterable[str]) -> list[str]:
        """Order tests: what noticed neighbours for little, then the nearest files, then file by file."""
        turns: Counter[str] = Counter()
        ranked = []
        for test in sorted(tests, key=lambda each: self.covered.seconds.get(each, 1)):
            file, function = test.partition("::")[0], test.partition("[")[0]
            turns[file] += 1
            turns[function] += 1
            rank = (
                self.before.get(mutant.key) != test,
                not (
                    mutant.function and f"-{mutant.function.rpartition('.')[2]}-" in test
                ),  # a case of the rule
                -self.noticed[mutant.path + mutant.function][test] / self._dear(test),
                self._nearness(mutant, test),
                -self.noticed[mutant.path][test] / self._dear(test),
                turns[function] > ALIKE,
                turns[file] // ALIKE,
            )
            ranked.append((rank, test))
        return [test for _rank, test in sorted(ranked)]

    def _dear(self, test: str) -> float:
        """Weigh what a test has noticed by what it costs: ten quick ones may go before a slow one."""
        return 0.2 + self.covered.seconds.get(test, 1)

    def _nearness(self, mutant: Mutant, test: str) -> int:
        """Tell how far from a mutant's subject the file of a test is: 0 is nearest."""
        near = next((names for start, names in NEAREST.items() if mutant.path.startswith(start)), "").split()
        file = Path(test.partition("::")[0]).stem.removeprefix("test_")
        return near.index(file) if file in near else len(near)
