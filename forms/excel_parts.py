"""How large and how strange the XML of a workbook is, counted while it streams by: nothing of it is kept."""

from __future__ import annotations

import re
from typing import IO
from xml.parsers import expat

PIECE = 65_536
MOST_TAGS = 1_500_000
"""Elements of all parts together: 20,000 rows of 37 cells (a cell is two)."""

MOST_TAGS_AT_ONCE = 100_000
"""Elements between two rows or texts, and in every other part: a parser holds so many elements at a time."""

MOST_DEPTH = 100
MOST_NAMES = 2_000
MOST_SILENT = 8
"""Pieces without a tag: Excel's longest text has 32,767 letters, which is under 200 kB however written."""

_STREAMED = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
_RELEASED = {"row", "si"}
"""Elements a reader of sheets and shared texts lets go of when they end; other parts are read whole."""


class TooMuchError(Exception):
    """More than an office list can hold."""


class StrangerError(Exception):
    """A document type: the only way for XML to name a file, an address or an entity."""


class Walk:
    """A walk through the parts of one workbook."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.tags = 0

    def through(self, part: IO[bytes], name: str) -> None:
        """Walk through a part; what is no XML (a picture) ends at its first bytes, as for any reader."""
        counted = _Part(released=_STREAMED.fullmatch(name) is not None)
        silent = 0
        try:
            while piece := part.read(PIECE):
                before = counted.tags
                counted.parser.Parse(piece, False)  # noqa: FBT003 - expat's own order of arguments
                self.tags += counted.tags - before
                silent = silent + 1 if counted.tags == before else 0
                if silent > MOST_SILENT or self.tags > MOST_TAGS or len(counted.parser.intern) > MOST_NAMES:
                    raise TooMuchError
        except expat.ExpatError:
            return


class _Part:
    """One part: how deep it is, and how many tags there were since the reader last let go of them."""

    __slots__ = "depth", "held", "parser", "released", "tags"

    def __init__(self, *, released: bool) -> None:
        self.tags = self.depth = self.held = 0
        self.released = _RELEASED if released else set()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._opened
        self.parser.EndElementHandler = self._closed
        self.parser.StartDoctypeDeclHandler = _declared

    def _opened(self, _name: str, _attributes: dict[str, str]) -> None:
        self.tags += 1
        self.held += 1
        self.depth += 1
        if self.held > MOST_TAGS_AT_ONCE or self.depth > MOST_DEPTH:
            raise TooMuchError

    def _closed(self, name: str) -> None:
        self.depth -= 1
        if name in self.released or (":" in name and name.partition(":")[2] in self.released):
            self.held = 0


def _declared(*_of: object) -> None:
    raise StrangerError
