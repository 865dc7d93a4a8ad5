"""Our figures held against what was to be reached, against the floor, and against the best peer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.bench.operations import MEGABYTE, OPERATIONS, SQLITE_HAS_ITS_OWN, Target
from tests.bench.timing import Figures, Results

OURS, FLOOR = "this panel", "floor"
MISSED = "**missed**"


def milliseconds(seconds: float) -> str:
    """Write a time as people compare it."""
    value = seconds * 1000
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def judged(results: Results, kind: str) -> Iterator[list[str]]:
    """Give a line for each figure to reach: row, operation, figure, target, obtained, verdict, ratios."""
    for operation in OPERATIONS.values():
        of = results.get(operation.name, {})
        if OURS not in of:
            continue
        for target in operation.targets:
            most = SQLITE_HAS_ITS_OWN.get((operation.name, target.figure)) if kind == "sqlite" else None
            held = target if most is None else replace(target, most=most)
            yield [str(operation.row), operation.words, target.figure, _wanted(held), *_held(of, held)]


def _held(of: dict[str, Figures], target: Target) -> list[str]:
    """Say what was obtained, whether that is enough, and how it stands to the others."""
    obtained = of[OURS].plain().get(target.figure)
    if obtained is None:
        return ["failed", MISSED, "", ""]
    floor = of[FLOOR].plain().get(target.figure) if FLOOR in of else None
    others = (each.plain().get(target.figure) for site, each in of.items() if site not in {OURS, FLOOR})
    best = (max if target.least_of_floor else min)(filter(None, others), default=None)
    told = target.figure not in {"memory", "idle"}  # a ratio of megabytes says nothing
    ratios = [f"{obtained / other:.2f}" if other and told else "" for other in (floor, best)]
    return [_put(target.figure, obtained), MISSED if target.missed(obtained, floor) else "", *ratios]


def _wanted(target: Target) -> str:
    """Write a target."""
    parts = [f"≤ {_put(target.figure, target.most)}"] if target.most is not None else []
    parts += [f"{target.times_floor}× floor"] if target.times_floor is not None else []
    parts += [f"≥ {target.least_of_floor}× floor"] if target.least_of_floor is not None else []
    return "; ".join(parts)


def _put(figure: str, value: float) -> str:
    if figure in {"memory", "idle"}:
        return f"{value / MEGABYTE:.0f} MB"
    return f"{value:.0f} a second" if figure == "rate" else f"{milliseconds(value)} ms"
