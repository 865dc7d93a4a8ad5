"""What is checked of an Excel file before a byte of it is parsed: it is an archive that somebody sent us."""

from __future__ import annotations

import io
import itertools
import zipfile
import zlib

from forms.reading import Unreadable

ZIP = b"PK\x03\x04"
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")

MOST_ENTRIES = 200
LARGEST_UNPACKED = 100_000_000
MOST_TIMES_LARGER = 200
PROLOGUE = 65_536
"""Bytes of each part searched for a document type: it would have to stand before the first element."""

_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_LINKS = "xl/externallinks/"
_LOCAL_HEADER = 30
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error,
    NotImplementedError, RuntimeError, OSError, EOFError,
)  # fmt: skip


def guard(content: bytes) -> None:
    """Refuse what unpacks to too much, names other files, or declares entities; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries, len(content))
            for entry in entries:
                _refuse_strangers(archive, entry)
    except _UNREADABLE:
        raise broken() from None


def broken() -> Unreadable:
    """Word the refusal of what is no workbook."""
    return Unreadable(
        (
            "Không đọc được tệp Excel này: hãy mở bằng Excel rồi lưu lại dạng .xlsx.",
            "This Excel file cannot be read: open it in Excel and save it as .xlsx.",
        )
    )


def _refuse_bombs(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Judge by what the archive's own directory says; no part can be read beyond the size given there."""
    unpacked = sum(entry.file_size for entry in entries)
    spans = sorted((entry.header_offset, _LOCAL_HEADER + entry.compress_size) for entry in entries)
    overlap = any(start + length > after for (start, length), (after, _next) in itertools.pairwise(spans))
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > LARGEST_UNPACKED
        or unpacked > size * MOST_TIMES_LARGER
        or overlap
    ):
        raise Unreadable(
            (
                "Tệp Excel này bung ra quá lớn, không được nhận.",
                "This Excel file unpacks to too much and is not accepted.",
            )
        )


def _refuse_strangers(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse links to other workbooks, and document types: whatever would lead out of the file."""
    if entry.filename.lower().startswith(_LINKS):
        raise Unreadable(
            (
                "Tệp Excel có liên kết tới tệp khác: hãy chép sang tệp mới, chỉ dán giá trị.",
                "The Excel file links to another file: copy it into a new one, values only.",
            )
        )
    with archive.open(entry) as part:
        head = part.read(PROLOGUE)
    if any(mark in head for mark in _FORBIDDEN):
        raise broken()
