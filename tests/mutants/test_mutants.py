"""Row A11: of the mutants of what decides, at least nineteen of twenty are noticed, the others explained."""

import subprocess
import sys

import pytest

from tests.mutants.edits import edits
from tests.mutants.groups import GROUPS, KEPT, every_file, files
from tests.mutants.making import mutants
from tests.mutants.paper import share, without_reason, write
from tests.mutants.places import Places
from tests.mutants.running import Results
from tests.structure.sources import ROOT

TO_REACH = 0.95


@pytest.mark.mutants
@pytest.mark.parametrize("group", GROUPS)
def test_nineteen_of_twenty_mutants_are_noticed(group, measured):
    run = subprocess.run([sys.executable, "-m", "tests.mutants", group], cwd=ROOT, check=False)
    assert run.returncode == 0
    write()
    made, results = (
        [mutant for path in files(group) for mutant in mutants(path)],
        Results(KEPT / "results.jsonl"),
    )
    came = share(made, results)
    measured(row="A11", what=f"mutants noticed: {group}", target="≥ 95 %", obtained=came.told(), on="SQLite")
    assert came.untried == 0
    assert came.share >= TO_REACH
    assert without_reason(made, results) == []


def broken(source: str) -> list[str]:
    """Break a small piece of code in our own ways."""
    return [what for _line, what, _text in edits(Places(source))]


def test_a_query_is_broken_condition_by_condition():
    assert "without a == 1" in broken("def f(): return and_(a == 1, b.is_(None))")
    assert "is_ → is_not" in broken("def f(): return and_(a == 1, b.is_(None))")
    assert "and_ → or_" in broken("def f(): return and_(a == 1, b.is_(None))")


def test_a_guard_is_left_out_and_an_answer_made_constant():
    code = "def may(a) -> bool:\n    if a.off:\n        raise RefusedError(a)\n    return a.on"
    assert broken(code) == [
        "a.off → True", "a.off → False", "a.on → True", "a.on → False", "without raise RefusedError(a)",
    ]  # fmt: skip


def test_annotations_and_words_are_left_alone():
    assert broken('def f(a: int | None) -> dict[str, int]:\n    """Words."""\n    b: list[int] = a') == []
    assert broken('rule("GR1", "amount", vi="Một", en="One")') == []


@pytest.mark.parametrize("path", every_file()[:1])
def test_each_mutant_is_told_apart(path):
    made = mutants(path)
    assert len({mutant.key for mutant in made}) == len(made) > 100
