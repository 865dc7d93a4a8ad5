"""A small chart of bars, drawn on the server: each with its label and its number written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_BARS = 24
LONGEST_LABEL = 32
"""Characters of a label: what stands beside a number on a narrow screen; the table has it whole."""

STEP, TEXT, BAR = 38, 13, 19
"""Pixels from bar to bar, down to the foot of a label, down to the bar itself."""

THINNEST = 0.5
"""Percent of the width: what is not nothing can be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, where it lies, and how long it is, in percent of the longest one's room."""

    label: str
    text: str
    text_y: int
    bar_y: int
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """All bars, and how high they are together."""

    bars: list[Bar]
    height: int


def chart_of(values: Sequence[tuple[str, int, str]]) -> Chart | None:
    """Draw values, each with its label and as it is written; nothing where there is nothing to compare."""
    longest = max((value for _label, value, _text in values), default=0)
    if longest <= 0 or len(values) < 2:  # noqa: PLR2004 - one bar compares with nothing
        return None
    bars = [
        Bar(_short(label), text, number * STEP + TEXT, number * STEP + BAR, _width(value, longest))
        for number, (label, value, text) in enumerate(values[:MOST_BARS])
    ]
    return Chart(bars, len(bars) * STEP)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def _width(value: int, longest: int) -> float:
    return max(round(100 * value / longest, 1), THINNEST) if value > 0 else 0
