"""The panel's keys: taken from the settings or made once, and refused where somebody could guess them."""

from __future__ import annotations

import os
import secrets
from itertools import pairwise
from pathlib import Path

SHORTEST_KEY = 32
FEWEST_SIGNS = 10
"""Different characters of a key; of 32 random hexadecimal digits fewer than 8 are never seen."""

TOO_SHORT = f"must be a text of at least {SHORTEST_KEY} characters"

WORDS = (
    "change-me", "change_me", "changeit", "changeme", "default", "development", "example", "insecure",
    "known to everybody", "password", "replace", "secret", "unsafe",
)  # fmt: skip
"""What stands in keys copied from documentation, and in the tests' own; too long to be there by chance."""

KNOWN = frozenset({"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="})
"""Keys that stand in public places without looking like it: the tests' own."""


def made_key(path: Path) -> str:
    """Read a key from its file, made once, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            with open(path, "x", opener=_private) as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # another worker made it just now
    return path.read_text().strip()


def weakness(key: object) -> str:
    """Say what is wrong with a key, to end the sentence “it …”; nothing where nobody could guess it."""
    if not isinstance(key, str) or len(key) < SHORTEST_KEY:
        return TOO_SHORT
    if key in KNOWN or any(word in key.lower() for word in WORDS):
        return "stands in public places: everybody knows it"
    if key in (key + key)[1:-1] or len(set(key)) < FEWEST_SIGNS:
        return "repeats itself"
    steps = [ord(after) - ord(before) for before, after in pairwise(key)]
    if max(steps.count(1), steps.count(-1)) > len(key) // 2:
        return "counts up or down"
    return ""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
