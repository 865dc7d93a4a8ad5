"""CSV as spreadsheets write it: encodings, delimiters, and lines."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from forms.reading import Unreadable

DELIMITERS = ",;\t"
SAMPLE = 2_000
ZEROS_OF_UTF_16 = 0.2
"""Bytes looked at, and the share of zeros in them that only letters of two bytes explain."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula."""

_SEPARATOR_LINE = "sep="
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def guarded(text: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before what looks like a formula (EX2).

    What has apostrophes before it already gets one more, so that the reader takes away no other.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """Read a cell that was guarded, so that what leaves in a file comes back as it was."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS) else text


def read_csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give the number and the cells of each row, counted as a spreadsheet counts them, empty ones too."""
    text = decoded(content)
    first = text.partition("\n")[0].strip()
    declared = first.lower().startswith(_SEPARATOR_LINE)
    delimiter = first[len(_SEPARATOR_LINE) :][:1] if declared else sniffed(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or "\t")
    try:
        for number, cells in enumerate(reader, 1):
            if not (declared and number == 1):
                yield number, [unguarded(cell) for cell in cells]
    except csv.Error:
        raise Unreadable(
            (
                "Tệp CSV hỏng: có dấu ngoặc kép không đóng hoặc ô quá dài.",
                "The CSV file is broken: a quotation mark is not closed, or a cell is too long.",
            )
        ) from None


def decoded(content: bytes) -> str:
    """Decode UTF-8 or UTF-16, with its mark or without; other encodings of Vietnamese are not guessed."""
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16")
        if content[:SAMPLE].count(0) > len(content[:SAMPLE]) * ZEROS_OF_UTF_16:
            return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            (
                "Không đọc được chữ trong tệp: hãy lưu lại dạng “CSV UTF-8” hoặc .xlsx (phông Unicode).",
                "The letters of the file cannot be read: save it as “CSV UTF-8” or .xlsx.",
            )
        ) from None


def sniffed(text: str) -> str:
    """Tell the delimiter: the one that stands most often in the first line, outside quotation marks."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
