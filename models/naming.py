"""How a row is named by more than one column: a template that Python fills, and a database could as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.schema import Choice, Words

_PIECES = re.compile(r"\[(?P<optional>[^\]]*)\]|(?P<always>[^\[]+)")
_PARTS = re.compile(r"\{(?P<name>\w+)(?P<small>:small)?\}|(?P<said>[^{]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """Something said as it is, or the value of a column; `small` writes a choice in small letters."""

    said: str = ""
    name: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Parts that stand together; an optional piece is left out where a column in it is empty."""

    parts: tuple[Part, ...]
    optional: bool


def _parts(text: str) -> Iterator[Part]:
    for found in _PARTS.finditer(text):
        yield Part(found["said"] or "", found["name"] or "", bool(found["small"]))


def pieces_of(template: str) -> tuple[Piece, ...]:
    """Read a template: `{kind} {name}[, {district_name}]`."""
    return tuple(
        Piece(tuple(_parts(found["optional"] or found["always"])), found["optional"] is not None)
        for found in _PIECES.finditer(template)
    )


class Naming:
    """The two templates of a table's names; columns are texts, choices and days."""

    def __init__(self, vi: str, en: str) -> None:
        """Read both templates, the Vietnamese first."""
        self.vi, self.en = pieces_of(vi), pieces_of(en)
        parts = (part for piece in (*self.vi, *self.en) for part in piece.parts if part.name)
        self.reads = tuple(dict.fromkeys(part.name for part in parts))

    def of(self, row: Any) -> Words:
        """Name a row, or anything with the attributes in `reads`."""
        return _filled(self.vi, row, lambda choice: choice.words[0]), _filled(
            self.en, row, lambda choice: choice.words[1]
        )


def _filled(pieces: tuple[Piece, ...], row: Any, label: Callable[[Choice], str]) -> str:
    written = []
    for piece in pieces:
        values = [getattr(row, part.name) for part in piece.parts if part.name]
        if not piece.optional or all(values):
            written += [_put(part, row, label) for part in piece.parts]
    return "".join(written)


def _put(part: Part, row: Any, label: Callable[[Choice], str]) -> str:
    if not part.name:
        return part.said
    value = getattr(row, part.name)
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    text = label(value) if isinstance(value, Choice) else str(value)
    return text.lower() if part.small else text
