"""What is broken: the files where a mistake lets somebody see, change or spend what they may not."""

from __future__ import annotations

from tests.structure.sources import ROOT

GROUPS: dict[str, tuple[str, ...]] = {
    "the gate": ("models/access.py", "models/area.py", "models/gate.py", "models/gate_criteria.py"),
    "money": ("models/facts_support.py", "forms/grant_*.py"),
    "the record": ("models/audit*.py",),
    "facts": ("models/facts.py", "models/facts_*.py"),
}
"""Files by group; a file belongs to the first group that names it."""

NEAREST = {
    "models/access.py": "rights dropped_bounds why gate scope small_counts",
    "models/area.py": "rights dropped_bounds why gate scope",
    "models/gate": "gate_writes gate_exceptions gate rights trash scope",
    "models/facts": "locks facts rules",
    "models/audit": "audit_entries audit_seals audit_transactions audit history reveal trash",
    "forms/grant": "grant_borders grant_rules four_eyes rules budget_machine",
}
"""The tests that are tried first, by the beginning of a file's path."""


def files(group: str) -> list[str]:
    """List the files of a group."""
    earlier = [each for other in list(GROUPS)[: list(GROUPS).index(group)] for each in GROUPS[other]]
    taken = {path for pattern in earlier for path in _found(pattern)}
    return [path for pattern in GROUPS[group] for path in _found(pattern) if path not in taken]


def _found(pattern: str) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(pattern))


def every_file() -> list[str]:
    """List the files of all groups."""
    return list(dict.fromkeys(path for group in GROUPS for path in files(group)))


KEPT = ROOT / ".mutants"
"""Where a run keeps what came of each mutant, for the next."""

NAMES = """
    rights four_eyes grant_borders grant_rules gate_writes gate_exceptions gate why small_counts scope rules
    audit audit_entries audit_seals audit_transactions audit_chain audit_is_complete history reveal trash
    traps budget_machine case_progress facts_of_the_documents user_commands new_entity throwaway_entity
    migrations checks concurrency send_again saved_views
"""
TESTS = (
    *(f"tests/test_{name}.py" for name in NAMES.split()),
    "tests/facts", "tests/mutants/test_dropped_bounds.py",
    "-k", "not postgresql and not the_page_refuses", "-m", "not long and not browser",
)  # fmt: skip
"""The tests that may notice: about the gate, the rules and the record. What others notice does not count."""

FEW, MOST = 20, 200
"""Tests tried on every mutant, and on those the first have not noticed."""
