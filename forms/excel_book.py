"""A workbook written as it is sent: rows go through the press at once, and nothing of them is kept."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from forms import excel_parts_written as parts
from forms.file_shapes import Shape
from forms.pen_excel import printable

MOST_ROWS = 1_048_575
"""Rows of a sheet beside its headings; what comes after goes onto the next sheet."""

MOST_BYTES = 1_500_000_000
"""Of a sheet, unpressed: beyond two thousand million a part needs a form of archive that Excel refuses."""

LONGEST_TITLE = 31
PRESSED = 1
"""How hard the rows are pressed: a little, four times as fast as usual."""

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Look:
    """What a list looks like in a workbook; `footer` stands at the foot of every printed page."""

    title: str
    headings: Sequence[str]
    shapes: Sequence[Shape]
    hidden_last: bool
    footer: str


class _Sent(list[bytes]):
    """What an archive is written into where it cannot be gone back in."""

    def write(self, data: Any) -> int:
        """Take bytes."""
        self.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Have nothing to do."""

    def close(self) -> None:
        """Have nothing to do."""


class Book:
    """Begin, `add` lines, `finish`; after each of them take what is ready."""

    def __init__(self, look: Look) -> None:
        """Begin the first sheet."""
        self.look, self.rows = look, 0
        self._sent = _Sent()
        self._archive = zipfile.ZipFile(
            self._sent,
            "w",
            zipfile.ZIP_DEFLATED,
            compresslevel=PRESSED,
        )
        self._titles: list[str] = []
        self._part: IO[bytes] | None = None
        self._here = self._bytes = 0
        self._begin_sheet()

    def taken(self) -> bytes:
        """Take what is ready to be sent."""
        ready = b"".join(self._sent)
        self._sent.clear()
        return ready

    def add(self, lines: Sequence[Any]) -> None:
        """Add rows, numbered on from the last."""
        while lines:
            room = MOST_ROWS - self._here
            if room == 0 or self._bytes > MOST_BYTES:
                self._end_sheet()
                self._begin_sheet()
                continue
            self._write_rows(lines[:room])
            lines = lines[room:]

    def _write_rows(self, lines: Sequence[Any]) -> None:
        first = self.rows + 1
        numbered = (b'<row><c s="1"><v>%d</v></c>%b' % pair for pair in enumerate(lines, first))
        written = printable(b"".join(numbered))
        self._write(written)
        self.rows += len(lines)
        self._here += len(lines)
        self._bytes += len(written)

    def finish(self, about: Sequence[tuple[str, str]], about_title: str) -> None:
        """End the list, add the sheet that says what it is, and close the archive."""
        self._end_sheet()
        self._titles.append(title_of_sheet(about_title, self._titles))
        cols = parts.columns([Shape.TITLE], hidden_last=False).replace('width="7"', 'width="22"')
        rows = [parts.row([parts.text_cell(key, parts.KEY), parts.text_cell(text)]) for key, text in about]
        tail = parts.sheet_tail(self.look.footer, landscape=False)
        count = len(self._titles)
        head = parts.sheet_head(cols, frozen=False, shown=False)
        named = {
            f"xl/worksheets/sheet{count}.xml": head + "".join(rows) + tail,
            "xl/workbook.xml": parts.book(self._titles),
            "xl/_rels/workbook.xml.rels": parts.book_relations(count),
            "xl/styles.xml": parts.styles(),
            "_rels/.rels": parts.root_relations(),
            "[Content_Types].xml": parts.content_types(count),
        }
        for name, text in named.items():
            with self._archive.open(name, "w") as part:
                part.write(printable(text.encode()))
        self._archive.close()

    def _begin_sheet(self) -> None:
        self._titles.append(title_of_sheet(self.look.title, self._titles))
        self._part = self._archive.open(f"xl/worksheets/sheet{len(self._titles)}.xml", "w")
        self._here = self._bytes = 0
        cols = parts.columns(self.look.shapes, hidden_last=self.look.hidden_last)
        self._write(parts.sheet_head(cols, frozen=True, shown=len(self._titles) == 1).encode())
        cells = [parts.text_cell(text, parts.HEADING) for text in ("STT", *self.look.headings)]
        self._write(printable(parts.row(cells).encode()))

    def _end_sheet(self) -> None:
        self._write(parts.sheet_tail(self.look.footer, landscape=True).encode())
        if self._part is not None:
            self._part.close()
            self._part = None

    def _write(self, data: bytes) -> None:
        if self._part is not None:
            self._part.write(data)


def title_of_sheet(title: str, taken: Sequence[str]) -> str:
    """Name a sheet as Excel lets one be named, unlike those there are."""
    name = _NOT_IN_TITLES.sub(" ", title).strip("' ")[:LONGEST_TITLE] or "1"
    number = 2
    while name in taken:
        end = f" ({number})"
        name = title[: LONGEST_TITLE - len(end)] + end
        number += 1
    return name
