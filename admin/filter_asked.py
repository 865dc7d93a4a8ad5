"""What is asked of one field, condition by condition, and the boxes by which it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from forms.reading import Unreadable
from forms.words import say

FROM, TO, EMPTY = "__from", "__to", "__empty"
"""What a name in the address ends in: the ends of a range, and whether the field is empty (1) or not (0)."""

NOTHING, SOMETHING = "1", "0"


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition: where in the address it stands, as it was typed, and what was read of it."""

    end: str  # "", FROM, TO or EMPTY
    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick."""

    name: str
    value: str
    label: str
    checked: bool


def emptiness(text: str) -> bool:
    """Read whether a field is to be empty; raises Unreadable."""
    if text not in {NOTHING, SOMETHING}:
        raise Unreadable(("Ghi 1 (để trống) hoặc 0 (có ghi).", "Write 1 (empty) or 0 (not empty)."))
    return text == NOTHING


def said_empty(*, is_empty: bool) -> str:
    """Say that a field is empty, or that it is not."""
    return say("để trống", "empty") if is_empty else say("có ghi", "not empty")
