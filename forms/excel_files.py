"""Excel workbooks: one sheet as texts, each value written the way somebody would type it."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from forms.excel_guard import broken, guard
from forms.reading import Unreadable
from forms.sheet_size import MOST_COLUMNS, too_wide
from models.keys import search_key

ABOVE = 100
"""Rows looked through for the header."""

BESIDE = 10
"""Columns read to the right of the last header, so that a stray cell is noticed rather than lost."""

EXACT_DIGITS = 15
"""Digits Excel keeps of a number; longer ones have been rounded by it."""

FORMULA, FAILED = "f", "e"
_FORMULA_MARKS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")
LONGEST_MARK = 3
PIECE = 1_000_000

Row = tuple[int, list[str]]


def read_xlsx(content: bytes, names: Iterable[str], most: int) -> list[Row]:
    """Give number and texts of the first `most` rows of the sheet named in `names`, or else of the first."""
    guard(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on what it leaves out
            return list(islice(_rows(content, [search_key(name) for name in names]), most))
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001 - a hostile or broken file can make the parser fail in any way
        raise broken() from None


def _rows(content: bytes, names: list[str]) -> Iterator[Row]:
    """Walk the values, beside the formulas if there are any: a formula counts by the value kept with it."""
    values = _sheet(content, names, values=True)
    if not _has_formulas(content):
        for number, cells in enumerate(values, 1):
            yield number, [_text(cell, cell, number) for cell in cells]
        return
    formulas = _sheet(content, names, values=False)
    for number, (cells, written) in enumerate(zip(values, formulas, strict=True), 1):
        yield number, [_text(cell, other, number) for cell, other in zip(cells, written, strict=True)]


def _sheet(content: bytes, names: list[str], *, values: bool) -> Iterator[tuple[Any, ...]]:
    """Open the sheet, as wide as its first row that holds anything."""
    from openpyxl import load_workbook  # noqa: PLC0415 - a process that reads no workbook has no use for it

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)
    sheets = book.worksheets
    sheet = next((sheet for sheet in sheets if search_key(sheet.title) in names), sheets[0])
    sheet.reset_dimensions()  # what the file says of its own size is not to be relied on
    widths = (
        max((place for place, cell in enumerate(row, 1) if cell.value is not None), default=0)
        for row in islice(sheet.iter_rows(), ABOVE)
    )
    width = next((width for width in widths if width), 0)
    if width > MOST_COLUMNS:  # every row would be made as wide
        raise too_wide()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_col=width + BESIDE)
    return rows


def _has_formulas(content: bytes) -> bool:
    """Search the sheets for formulas, so that most files need to be walked only once."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.lower().startswith("xl/worksheets/"):
                with archive.open(name) as part:
                    if _mentions(part, _FORMULA_MARKS):
                        return True
    return False


def _mentions(part: IO[bytes], marks: Iterable[bytes]) -> bool:
    """Search a part piece by piece, so that a large one is never whole in memory."""
    end = b""
    while piece := part.read(PIECE):
        if any(mark in end + piece for mark in marks):
            return True
        end = piece[-LONGEST_MARK:]
    return False


def _text(cell: Any, written: Any, number: int) -> str:
    """Write the value of a cell; a formula without a value, an error and a rounded number are refused."""
    value = cell.value
    place = getattr(written, "coordinate", str(number))
    if written.data_type == FORMULA and value is None:
        raise Unreadable(
            (
                f"Ô {place} là công thức chưa có kết quả: hãy dán giá trị vào đó.",
                f"The cell {place} is a formula without a result: paste its value there.",
            )
        )
    if cell.data_type == FAILED:
        raise Unreadable((f"Ô {place} báo lỗi của Excel.", f"The cell {place} shows an error of Excel."))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, str(cell.number_format), place)
    return typed(value)


def _number(value: float, shape: str, place: str) -> str:
    """Write a number with all its digits; a percentage as it is seen."""
    if abs(value) >= 10**EXACT_DIGITS:
        raise Unreadable(
            (
                f"Ô {place} có quá {EXACT_DIGITS} chữ số, Excel đã làm tròn: hãy gõ lại dạng văn bản.",
                f"The cell {place} has over {EXACT_DIGITS} digits and was rounded by Excel: type it as text.",
            )
        )
    number = round(value * 100, 8) if "%" in shape else value
    return str(int(number)) if number == int(number) else f"{number:.10f}".rstrip("0")


def typed(value: Any) -> str:
    """Write a text, a day, a time or a yes as it is typed."""
    text = "" if value is None else str(value)
    match value:
        case bool():
            text = "1" if value else "0"
        case datetime.datetime():
            at_midnight = value.time() == datetime.time()
            text = value.date().isoformat() if at_midnight else value.isoformat(sep=" ", timespec="minutes")
        case datetime.time():
            text = value.isoformat(timespec="minutes")
        case datetime.timedelta():
            minutes = int(value.total_seconds()) // 60
            text = f"{minutes // 60:02}:{minutes % 60:02}"
    return text
