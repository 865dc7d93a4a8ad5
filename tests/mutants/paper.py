"""docs/mutants.md: what was broken and noticed, and why each mutant that nothing noticed may stay."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from tests.mutants.groups import GROUPS, KEPT, MOST, files
from tests.mutants.making import Mutant, mutants
from tests.mutants.running import Results
from tests.mutants.trying import TOO_LONG, UNBORN, UNNOTICED
from tests.structure.sources import ROOT

PAPER = ROOT / "docs" / "mutants.md"
WHY = "**not said yet**"
HEAD = """# Mutants: the code broken on purpose

`make mutants` breaks one thing at a time in the files that decide who sees, changes and spends what, and runs
the tests that run the broken line until one fails. It writes this file; the reasons in the last table are
written by hand and kept. A mutant that cannot even be imported is not counted, nor is one twice.
One group alone: `make mutants ARGS="-k money"`. Scoping predicates dropped by hand, one at a time, are tried
in every run of the tests (tests/mutants/test_dropped_bounds.py).

**How they are made.** [Cosmic Ray](https://github.com/sixty-north/cosmic-ray)'s operators: comparisons
(`==` → `!=`, `<=`, `>=`; `<` → `<=`, `>=`; `is` → `is not`; …), arithmetic and set operators, `and` ↔ `or`,
`not` left out, `True` ↔ `False`, numbers one more and one less, decorators left out, loops that never run,
`except` that catches nothing. Our own (tests/mutants/edits.py): one condition, operand, member or entry of
several left out; `and_` ↔ `or_`, `is_` ↔ `is_not`, `in_` ↔ `not_in`, `in` ↔ `not in`, `any` ↔ `all`,
`min` ↔ `max`; a condition always or never true; a `case` never taken; a filter of a comprehension left out;
an answer always the same; a call, `raise`, `yield`, `return` or assignment to something left out; a named
argument left out.

**What is left alone.** Docstrings, annotations, aliases of types, imports and `__all__`; strings (words to
people, names of columns and keys); the sentences of rules. Of Cosmic Ray's operators those that change the
kind of a value (`==` → `is`, `|` → `**`), which any test notices, and `AddNot`, which is weaker than a
condition always and never true.

**Which tests count.** SQLite, without browser, on one processor: the files named in tests/mutants/groups.py.
At most {tests} tests are tried on a mutant: those that run its line, the nearest first.

Written on {day}.

"""


@dataclasses.dataclass(frozen=True)
class Share:
    """How many of a group's or file's mutants were noticed."""

    made: int
    noticed: int
    too_long: int
    unborn: int
    untried: int

    @property
    def counted(self) -> int:
        """Count the mutants that could be noticed."""
        return self.made - self.unborn

    @property
    def share(self) -> float:
        """Give the share that was noticed."""
        return self.noticed / max(1, self.counted)

    def told(self) -> str:
        """Say it in words."""
        rest = f"{self.too_long} of them by a time-out" if self.too_long else "none by a time-out"
        return f"{self.share:.1%}: {self.noticed:,} of {self.counted:,}, {rest}"


def share(made: list[Mutant], results: Results) -> Share:
    """Add up what came of mutants."""
    came = Counter(results.of(mutant) for mutant in made)
    noticed = len(made) - came[UNBORN] - came[UNNOTICED] - came[None]
    return Share(len(made), noticed, came[TOO_LONG], came[UNBORN], came[None])


def reasons(paper: str) -> dict[tuple[str, ...], str]:
    """Read the reasons a paper gives, by file, function, line, change and place among equals."""
    rows = [
        line[1:-1].split(" | ")
        for line in paper.splitlines()
        if re.match(r"\| (models|forms)/\S+ \| .*\|$", line)
    ]
    found = {
        tuple(cell.strip() for cell in row[:-1]): row[-1].strip() for row in rows if len(row) == len(COLUMNS)
    }
    return {key: why for key, why in found.items() if why != WHY}


COLUMNS = ("File", "Function", "Line as it stands", "Broken", "Nth", "Why it may stay")


def cells(mutant: Mutant) -> tuple[str, ...]:
    """Write a mutant into the cells of the table."""
    path, function, place, what, nth = mutant.key
    words = (path, function or "–", f"`{place}`", f"`{what}`", str(nth + 1))
    return tuple(word.replace("|", "¦") for word in words)


def without_reason(made: Iterable[Mutant], results: Results) -> list[tuple[str, ...]]:
    """List the survivors the paper gives no reason for."""
    known = reasons(PAPER.read_text())
    return [cells(mutant) for mutant in results.survivors(made) if cells(mutant) not in known]


def write() -> None:
    """Write the paper anew from the last results, and keep its reasons."""
    results, known = Results(KEPT / "results.jsonl"), reasons(PAPER.read_text()) if PAPER.exists() else {}
    by_file = {path: mutants(path) for group in GROUPS for path in files(group)}
    lines = ["| Group | File | Mutants | Noticed | Share |", "| --- | --- | --- | --- | --- |"]
    for group in GROUPS:
        lines += [_row(group, path, share(by_file[path], results)) for path in files(group)]
        lines.append(
            _row(f"**{group}**", "all", share([m for p in files(group) for m in by_file[p]], results))
        )
    lines += ["", "## Survivors, and why they may stay", "", f"| {' | '.join(COLUMNS)} |", "| --- " * 6 + "|"]
    survivors = results.survivors(mutant for made in by_file.values() for mutant in made)
    lines += [f"| {' | '.join((*cells(each), known.get(cells(each), WHY)))} |" for each in survivors]
    head = HEAD.replace("{day}", f"{datetime.now().astimezone():%Y-%m-%d}").replace("{tests}", str(MOST))
    PAPER.write_text(head + "\n".join(lines) + "\n")


def _row(group: str, path: str, came: Share) -> str:
    untried = f" ({came.untried} not tried)" if came.untried else ""
    return f"| {group} | {path} | {came.counted}{untried} | {came.noticed} | {came.share:.1%} |"
