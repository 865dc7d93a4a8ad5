"""What is checked of an Excel file before a byte of it is parsed: it is an archive that somebody sent us."""

from __future__ import annotations

import io
import itertools
import zipfile

from forms.excel_parts import TooMuchError, Walk
from forms.reading import Unreadable

ZIP = b"PK\x03\x04"
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")

MOST_ENTRIES = 200
LARGEST_UNPACKED = 60_000_000
MOST_TIMES_LARGER = 200

_ENTRY = b"PK\x01\x02"
_PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How Excel packs; other ways take as much memory to unpack as the file asks for."""

_LINKS = "xl/externallinks/"
_LOCAL_HEADER = 30


def guard(content: bytes) -> None:
    """Refuse what unpacks to too much, names other files, or declares entities; raises Unreadable."""
    if content.count(_ENTRY) > MOST_ENTRIES * 10:  # counted before Python makes an object of each
        raise _too_much()
    walk = Walk()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries, len(content))
            for entry in entries:
                _refuse_links(entry)
                with archive.open(entry) as part:
                    walk.through(part, entry.filename)
    except TooMuchError:
        raise _too_much() from None
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001 - a hostile archive can make zipfile fail in any way (ValueError, struct.error)
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
        or any(entry.compress_type not in _PACKED_AS for entry in entries)
    ):
        raise _too_much()


def _too_much() -> Unreadable:
    return Unreadable(
        (
            "Tệp Excel này bung ra quá lớn, không được nhận.",
            "This Excel file unpacks to too much and is not accepted.",
        )
    )


def _refuse_links(entry: zipfile.ZipInfo) -> None:
    """Refuse links to other workbooks: whatever would lead out of the file."""
    if entry.filename.lower().startswith(_LINKS):
        raise Unreadable(
            (
                "Tệp Excel có liên kết tới tệp khác: hãy chép sang tệp mới, chỉ dán giá trị.",
                "The Excel file links to another file: copy it into a new one, values only.",
            )
        )
