"""A file of rows as people have it, Excel or CSV, read into typed texts by column name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from forms.columns import Column
from forms.comma_files import read_csv
from forms.excel_files import read_xlsx
from forms.excel_guard import OLD_EXCEL, ZIP
from forms.reading import Unreadable
from forms.sheet_size import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, too_large, too_long, too_wide
from models.keys import search_key

NUMBERING = {"stt", "tt", "no", "#", ""}
"""Headers of a column that only counts the rows, as most office lists have; nothing is read from it."""

VERSIONED = "version"
"""The folded header of the versions that our own files carry in their last column; nothing is filled."""

Line = tuple[int, list[str]]
"""The number of a row in its file, and the texts of its cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file as typed, by column name, and the line each stands on."""

    rows: list[dict[str, str]]
    lines: list[int]


def read_sheet(content: bytes, columns: Sequence[Column], names: Iterable[str] = ()) -> Sheet:
    """Read a file into typed rows; raises Unreadable with what is wrong with it.

    `columns` are those the table takes; in Excel the sheet with one of `names` is read, otherwise the first.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable(("Tệp trống.", "The file is empty."))
    if len(content) > LARGEST_FILE:
        raise too_large()
    if content.startswith(OLD_EXCEL):
        raise Unreadable(
            (
                "Đây là tệp .xls cũ hoặc tệp có mật khẩu: hãy lưu lại thành .xlsx không có mật khẩu.",
                "This is an old .xls file or has a password: save it as .xlsx without one.",
            )
        )
    found = read_xlsx(content, names, MOST_ROWS + 2) if content.startswith(ZIP) else read_csv(content)
    return _sheet(filled(found), columns)


def filled(lines: Iterable[Line]) -> Iterator[Line]:
    """Leave out empty rows; raises Unreadable where there are too many rows or columns."""
    for count, (number, cells) in enumerate(lines):
        if count > MOST_ROWS:
            raise too_long()
        texts = [cell.strip() for cell in cells]
        if any(texts[MOST_COLUMNS:]):
            raise too_wide()
        if any(texts):
            yield number, texts[:MOST_COLUMNS]


def _sheet(lines: Iterator[Line], columns: Sequence[Column]) -> Sheet:
    """Take the first row for the header, and each row after it by the columns the header names."""
    _number, header = next(lines, (0, []))
    names = named(header, columns)
    sheet = Sheet([], [])
    for number, cells in lines:
        row: dict[str, str] = {}
        for place, (name, cell) in enumerate(zip_longest(names, cells, fillvalue="")):
            if name:
                row[name] = cell
            elif cell and (place >= len(header) or not header[place]):
                raise Unreadable(
                    (
                        f"Dòng {number} có ô nằm ngoài các cột có tên.",
                        f"Line {number} has a cell under no header.",
                    )
                )
        if any(row.values()):
            sheet.rows.append(row)
            sheet.lines.append(number)
    if not sheet.rows:
        raise Unreadable(("Tệp không có dòng dữ liệu nào.", "The file has no row of data."))
    return sheet


def named(header: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """Tell which column each header means, by its name or its label in either language; "" where none."""
    meanings = _meanings(columns)
    names = [meanings.get(search_key(text), "") for text in header]
    unknown = [
        text
        for text, name in zip(header, names, strict=True)
        if not name and search_key(text) not in {*NUMBERING, VERSIONED}
    ]
    if unknown:
        listed = ", ".join(f"“{text[:40]}”" for text in unknown[:5])
        raise Unreadable((f"Không có cột {listed} để nhập.", f"There is no column {listed} to fill."))
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise Unreadable((f"Cột {twice[0]} có hai lần.", f"The column {twice[0]} is there twice."))
    missing = [f"“{column.label}”" for column in columns if column.required and column.name not in names]
    if missing:
        listed = ", ".join(missing)
        raise Unreadable((f"Tệp thiếu cột {listed}.", f"The file lacks the column {listed}."))
    return names


def _meanings(columns: Sequence[Column]) -> dict[str, str]:
    """Fold every name and label; a label that two columns share means neither of them."""
    labels: dict[str, str] = {}
    for column in columns:
        for text in column.words:
            key = search_key(text)
            labels[key] = "" if labels.get(key, column.name) != column.name else column.name
    return labels | {search_key(column.name): column.name for column in columns}
