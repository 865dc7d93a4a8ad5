"""Excel files made to do harm: archives that unpack to too much, XML that grows, and links that lead out."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from typing import IO

from openpyxl import Workbook

SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
STYLES = "xl/styles.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
Part = bytes | Iterable[bytes] | None


def workbook(*rows: list[object]) -> bytes:
    """Write a sound workbook of these rows."""
    book = Workbook()
    for row in rows or (["gso_code", "name"], ["1", "B"]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(content: bytes, parts: dict[str, Part], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a workbook's archive anew with some of its parts replaced or added; None takes one away."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", packed) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                with new.open(name, "w") as file:
                    _pour(file, part)
    return buffer.getvalue()


def _pour(file: IO[bytes], part: bytes | Iterable[bytes]) -> None:
    for piece in [part] if isinstance(part, bytes) else part:
        file.write(piece)


def part_of(content: bytes, name: str) -> bytes:
    """Read one part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def sheet(*inside: bytes) -> Part:
    """Write a sheet around rows."""
    yield b"<worksheet " + NAMESPACE + b"><sheetData>"
    yield from inside
    yield b"</sheetData></worksheet>"


def texts(*inside: bytes) -> Part:
    """Write the shared texts around some."""
    yield b"<sst " + NAMESPACE + b">"
    yield from inside
    yield b"</sst>"


def with_sheet(*inside: bytes) -> bytes:
    """Make a workbook of one sheet."""
    return changed(workbook(), {SHEET: sheet(*inside)})


def with_part(name: str, part: Part) -> bytes:
    """Make a workbook with one other part."""
    return changed(workbook(), {name: part})


HEADER = b'<row r="1"><c r="A1" t="inlineStr"><is><t>gso_code</t></is></c></row>'
NOISE = b"".join(b"%x" % (n * 2654435761 % 2**32) for n in range(40_000))
"""Text that packs badly, so that a bomb stays below every ratio."""


def thinned(part: bytes, times: int) -> Iterable[bytes]:
    """Repeat a part, with noise in comments between: large without being many times larger."""
    for number in range(times):
        yield part
        if number % 8 == 0:
            yield b"<!--" + NOISE[:20_000] + b"-->"


LINKS_OUT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)


def leading_out(to: str) -> dict[str, bytes]:
    """Make workbooks that ask whoever reads them to fetch an address, each in another way."""
    there = to.encode()
    kinds = (b"hyperlink", b"image", b"externalLinkPath", b"oleObject", b"attachedTemplate")
    target = b'<Relationship Id="rId9" TargetMode="External" Type="http://x/%b" Target="' + there + b'"/>'
    doctypes = {
        "an entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "%b">]>' % there,
        "a parameter entity": b'<!DOCTYPE x [<!ENTITY %% a SYSTEM "%b"> %%a;]>' % there,
        "a document type elsewhere": b'<!DOCTYPE x SYSTEM "%b">' % there,
        "a public document type": b'<!DOCTYPE x PUBLIC "-//X//X" "%b">' % there,
    }
    body = HEADER + b'<row r="2"><c r="A2" t="inlineStr"><is><t>%b</t></is></c></row>'
    inside = b"<worksheet " + NAMESPACE + b"><sheetData>" + body + b"</sheetData></worksheet>"
    made = {
        f"{name} in the sheet": with_part(SHEET, kind + inside % b"&a;") for name, kind in doctypes.items()
    }
    for part in (TEXTS, BOOK, STYLES, "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"):
        made[f"an entity in {part}"] = with_part(part, doctypes["an entity"] + b"<x>&a;</x>")
        made[f"a document type of {part}"] = with_part(part, doctypes["a document type elsewhere"] + b"<x/>")
    for kind in kinds:
        made[f"a link of kind {kind.decode()}"] = with_part(
            "xl/worksheets/_rels/sheet1.xml.rels", LINKS_OUT % (target % kind)
        )
    include = b'<x xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="%b" parse="text"/></x>' % there
    schema = b'<worksheet %b xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="x %b">'
    made["an inclusion"] = with_part(SHEET, (inside % b"B").replace(b"B", include, 1))
    made["a style sheet"] = with_part(SHEET, b'<?xml-stylesheet href="%b"?>' % there + inside % b"B")
    made["a schema"] = with_part(
        SHEET, (inside % b"B").replace(b"<worksheet " + NAMESPACE + b">", schema % (NAMESPACE, there))
    )
    made["a connection"] = with_part(
        "xl/connections.xml", b'<connections><webPr url="%b"/></connections>' % there
    )
    made["another workbook"] = with_part("xl/externalLinks/externalLink1.xml", b"<x/>")
    return made


def laughing() -> dict[str, bytes]:
    """Make workbooks whose entities grow: a billion laughs, and one long one said often."""
    laughs = b"".join(b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    blown = b'<!ENTITY l9 "%b">' % (b"ha" * 100_000)
    started = {"a billion laughs": b'<!ENTITY l0 "ha">' + laughs, "one long laugh, often": blown}
    inside = b"<worksheet " + NAMESPACE + b"><sheetData>" + HEADER + b"<row><c><v>&l9;</v></c></row>"
    return {
        f"{name} in {part}": with_part(part, b"<!DOCTYPE x [" + declared + b"]>" + inside + b"&l9;" * 1_000)
        for name, declared in started.items()
        for part in (SHEET, TEXTS, BOOK)
    }


def nested() -> bytes:
    """Put a workbook that unpacks to a lot into a workbook, three deep."""
    inner = with_part("xl/media/zero.bin", [bytes(1_000_000)] * 55)
    for _depth in range(3):
        inner = with_part("xl/embeddings/oleObject1.xlsx", inner)
    return changed(inner, {f"xl/embeddings/{n}.bin": [bytes(1_000_000)] * 9 for n in range(7)})


def overlapping() -> bytes:
    """Let many entries of the archive's directory share the same bytes."""
    content = bytearray(with_part("xl/media/zero.bin", bytes(900_000)))
    places = [place for place in range(len(content)) if content.startswith(b"PK\x01\x02", place)]
    (first,) = struct.unpack_from("<I", content, places[0] + 42)
    for place in places[1:]:
        struct.pack_into("<I", content, place + 42, first)
    return bytes(content)


def directory_of(count: int) -> bytes:
    """Write an archive with so many empty entries."""
    buffer = io.BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(count):
            archive.writestr(f"{number}", b"")
    return buffer.getvalue()


def lying(size: int, *, zip64: bool = False) -> bytes:
    """Say another size in the directory than the part has: a small lie lets it in, a zip64 one is huge."""
    content = bytearray(with_part("xl/media/zero.bin", bytes(30_000_000)))
    place = content.rfind(b"PK\x01\x02")
    if not zip64:
        struct.pack_into("<I", content, place + 24, size)
        return bytes(content)
    named, _extra = struct.unpack_from("<HH", content, place + 28)
    struct.pack_into("<I", content, place + 24, 0xFFFFFFFF)
    struct.pack_into("<H", content, place + 30, 12)
    after = place + 46 + named
    content[after:after] = struct.pack("<HHQ", 1, 8, size)
    end = content.rfind(b"PK\x05\x06")
    (length,) = struct.unpack_from("<I", content, end + 12)
    struct.pack_into("<I", content, end + 12, length + 12)
    return bytes(content)


BOMBS: dict[str, Callable[[], bytes]] = {
    "nested workbooks": nested,
    "a picture of 101 MB": lambda: with_part("xl/media/zero.bin", [bytes(1_000_000)] * 101),
    "a thousand times larger": lambda: with_part("xl/media/zero.bin", [bytes(1_000_000)] * 20),
    "one sheet of 200 MB": lambda: with_sheet(*[HEADER * 14_000] * 200),
    "a row of millions of cells": lambda: with_sheet(b"<row>", *thinned(b"<c/>" * 50_000, 100), b"</row>"),
    "millions of rows": lambda: with_sheet(*thinned(b"<row><c/></row>" * 20_000, 160)),
    "millions of cells before the rows": lambda: with_sheet(*thinned(b"<x/>" * 50_000, 100)),
    "millions of shared texts": lambda: with_part(TEXTS, texts(*thinned(b"<si/>" * 50_000, 100))),
    "a shared text of many runs": lambda: with_part(
        TEXTS, texts(b"<si>", *thinned(b"<r><t/></r>" * 20_000, 100), b"</si>")
    ),
    "overlapping entries": overlapping,
    "a thousand entries": lambda: directory_of(1_000),
    "a hundred thousand entries": lambda: directory_of(60_000),
    "a cell of 40 MB": lambda: with_sheet(
        HEADER, b'<row><c t="inlineStr"><is><t>', *[NOISE[:250_000] + bytes(32) * 0 + b"x" * 750_000] * 40,
        b"</t></is></c></row>",
    ),
    "an attribute of 40 MB": lambda: with_sheet(
        b'<row spans="', *[NOISE[:250_000] + b"x" * 750_000] * 40, b'"/>'
    ),
    "elements a million deep": lambda: with_part(BOOK, thinned(b"<a>" * 50_000, 20)),
    "rows a million deep": lambda: with_sheet(*thinned(b"<row><row></row>" * 20_000, 50)),
    "millions of styles": lambda: with_part(
        STYLES, [b"<styleSheet " + NAMESPACE + b"><cellXfs>", *thinned(b"<xf/>" * 50_000, 60)]
    ),
    "a million different names": lambda: with_part(
        "docProps/app.xml", [b"<a>", *(b"".join(b"<n%d/>" % n for n in range(90_000)),)]
    ),
    "a header 16,384 columns wide": lambda: with_sheet(
        HEADER[:-6] + b'<c r="XFD1"><v>1</v></c></row>', *[b'<row><c t="n"><v>1</v></c></row>' * 1_000] * 20
    ),
    "a million rows away": lambda: with_sheet(HEADER, b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    "a zip64 size of an exabyte": lambda: lying(10**18, zip64=True),
    "a size of nothing": lambda: lying(1),
    "packed with LZMA": lambda: changed(workbook(), {"x.bin": bytes(50_000_000)}, zipfile.ZIP_LZMA),
    "packed with bzip2": lambda: changed(workbook(), {"x.bin": bytes(50_000_000)}, zipfile.ZIP_BZIP2),
}  # fmt: skip
