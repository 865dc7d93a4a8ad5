"""What cells and rows look like, taken from cell.html once for each shape: text is then put in its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from flask import current_app
from markupsafe import escape

from admin.cells import Cell
from forms.words import Language, say
from models.base import TEXT_LENGTH

_TEXT, _URL, _ID = "\ue000", "\ue001", "\ue002"
"""Characters of nobody's alphabet that stand where the text, the address and the row's id go."""

PICKED = 3
"""How often the id stands in a row with a box, before its first text."""


def drawn(cell: Cell, url: str, language: Language) -> str:
    """Draw a cell as `cells.linked` in cell.html does."""
    url = url or cell.url
    shape = _cell_shape(language, cell.kind, cell.tone, min(len(cell.text), TEXT_LENGTH), bool(url))
    if url:
        shape = shape.replace(_URL, escape(url))
    return shape.replace(_TEXT, escape(cell.text))  # last, so that nothing in a text is taken for a mark


@lru_cache(maxsize=4096)
def _cell_shape(language: Language, kind: str, tone: str, length: int, is_linked: bool) -> str:  # noqa: FBT001
    """Draw a cell with marks in it; what depends on how long a text is, depends on that of the marks."""
    cell = Cell(_TEXT * length, kind, _URL if is_linked else "", tone)
    return re.sub(f"{_TEXT}+", _TEXT, str(_macros(language).linked(cell)))


@lru_cache(maxsize=256)
def row_shape(labels: tuple[tuple[str, bool], ...], language: Language, is_picked: bool = False) -> str:  # noqa: FBT001, FBT002
    """Give a row as `cells.framed` does, with a %s for each of its cells, after those of its id."""
    marks = [_TEXT] * len(labels)
    drawn_once = str(_macros(language).framed(marks, labels, _ID if is_picked else ""))
    return drawn_once.replace("%", "%%").replace(_TEXT, "%s").replace(_ID, "%s")


def _macros(language: Language) -> Any:
    return current_app.jinja_env.get_template("admin/cell.html").make_module({"say": say, "lang": language})
