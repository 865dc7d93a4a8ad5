"""Files as people have them: encodings, delimiters, Excel's habits, and files made to do harm."""

import contextlib
import csv
import datetime
import io
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from forms.columns import Column
from forms.comma_files import guarded
from forms.reading import Unreadable
from forms.words import speaking
from forms.workbooks import MOST_ROWS, read_sheet
from tests.harmful_workbooks import part_of

COLUMNS = [
    Column("gso_code", ("Mã đơn vị hành chính", "GSO code"), required=True),
    Column("name", ("Tên", "Name")),
    Column("valid_from", ("Có hiệu lực từ", "Valid from")),
    Column("amount_vnd", ("Số tiền", "Amount")),
]
TEXT = "gso_code,name\n07210,Bắc Giang\n20209,Thanh Khê\n"
ROWS = [{"gso_code": "07210", "name": "Bắc Giang"}, {"gso_code": "20209", "name": "Thanh Khê"}]
SHEET = "xl/worksheets/sheet1.xml"
HALF_PAST_EIGHT = datetime.datetime(2025, 7, 1, 8, 30)  # noqa: DTZ001 - Excel knows no time zones
PLAIN = ["gso_code"], ["1"]


def read(content, names=("ward",)):
    return read_sheet(content, COLUMNS, names)


def refusal(content):
    with pytest.raises(Unreadable) as caught, speaking("en"):
        read(content)
    return caught.value.words[1]


def xlsx(*rows, title="Sheet", sheets=()):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, more in sheets:
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(content, **parts):
    """Write a workbook's archive anew with some of its parts replaced or added; None takes one away."""
    buffer = io.BytesIO()
    packed = zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(content)) as old, packed as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()


# --- CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_read(encoding):
    assert read(TEXT.encode(encoding)).rows == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_delimiter_of_spreadsheets_is_read(delimiter):
    assert read(TEXT.replace(",", delimiter).encode()).rows == ROWS


def test_the_delimiter_is_that_of_the_header_not_of_the_values():
    assert read(b'gso_code;name\n07210;"a, b, c, d"\n').rows == [{"gso_code": "07210", "name": "a, b, c, d"}]


def test_excels_line_naming_the_delimiter_is_obeyed_and_counted():
    sheet = read(b"sep=;\ngso_code;name\n07210;B\n")
    assert (sheet.rows, sheet.lines) == ([{"gso_code": "07210", "name": "B"}], [3])


@pytest.mark.parametrize(
    "header",
    [
        "gso_code,name",
        "Mã đơn vị hành chính,Tên",
        "MA DON VI HANH CHINH, ten ",
        "GSO code,NAME",
        "GSO_CODE,Tên",
    ],
)
def test_headers_are_names_or_labels_of_either_language_marks_and_case_aside(header):
    assert read(f"{header}\n07210,B\n".encode()).rows == [{"gso_code": "07210", "name": "B"}]


def test_a_column_that_only_counts_the_rows_is_passed_over():
    assert read(b"STT,gso_code\n1,07210\n").rows == [{"gso_code": "07210"}]


def test_lines_are_counted_as_a_spreadsheet_counts_them():
    sheet = read('gso_code,name\n\n07210,"hai\ndòng"\n,\n20209,B\n'.encode())
    assert sheet.lines == [3, 5]
    assert sheet.rows[0]["name"] == "hai\ndòng"


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "The file is empty."),
        (b"\r\n \n", "The file is empty."),
        (b"gso_code,name\n", "The file has no row of data."),
        (b"gso_code,colour\n1,red\n", "There is no column “colour” to fill."),
        (b"name\nB\n", "The file lacks the column “GSO code”."),
        (b"gso_code,GSO code\n1,2\n", "The column gso_code is there twice."),
        (b"gso_code\n1,2\n", "Line 2 has a cell under no header."),
        (b"gso_code," + b"," * 300 + b"x\n1\n", "The file has more than 200 columns."),
        ("tên;Hà".encode("cp1252", "ignore"), "The letters of the file cannot be read"),
        (b'gso_code\n"' + b"x" * 200_000, "The CSV file is broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "This is an old .xls file"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(content, sentence):
    assert refusal(content).startswith(sentence)


def test_too_many_rows_and_too_large_a_file_are_refused():
    assert "more than" in refusal(b"gso_code\n" + b"1\n" * (MOST_ROWS + 1))
    assert refusal(b"gso_code\n" + b"1" * 10_000_001) == "The file is larger than 10 MB."
    assert len(read(b"gso_code\n" + b"1\n" * MOST_ROWS).rows) == MOST_ROWS


# --- Excel


def test_a_workbook_is_read_with_its_days_numbers_and_yeses_as_they_are_typed():
    content = xlsx(
        ["gso_code", "name", "valid_from", "amount_vnd"],
        ["07210", True, datetime.date(2025, 7, 1), 10_000_000],
        ["07228", datetime.time(8, 30), HALF_PAST_EIGHT, 19.7],
    )
    assert read(content).rows == [
        {"gso_code": "07210", "name": "1", "valid_from": "2025-07-01", "amount_vnd": "10000000"},
        {"gso_code": "07228", "name": "08:30", "valid_from": "2025-07-01 08:30", "amount_vnd": "19.7"},
    ]


def test_a_long_number_keeps_its_digits_and_a_rounded_one_is_refused():
    assert read(xlsx(["gso_code"], [48_090_000_111])).rows == [{"gso_code": "48090000111"}]
    assert read(xlsx(["gso_code"], [4.8090000111e10])).rows == [{"gso_code": "48090000111"}]
    assert refusal(xlsx(["gso_code"], [480_900_001_112_345_678])).startswith("The cell A2 has over 15 digits")


def test_a_percentage_is_read_as_it_is_seen():
    book = Workbook()
    book.active.append(["gso_code"])
    book.active.append([0.197])
    book.active["A2"].number_format = "0.0%"
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(buffer.getvalue()).rows == [{"gso_code": "19.7"}]


def test_the_sheet_named_like_the_table_is_read_or_else_the_first():
    other = ("ward", [["gso_code"], ["2"]])
    assert read(xlsx(*PLAIN, sheets=[other])).rows == [{"gso_code": "2"}]
    assert read(xlsx(*PLAIN, sheets=[("khác", other[1])])).rows == [{"gso_code": "1"}]


def test_a_formula_counts_by_its_result_and_without_one_is_refused():
    content = xlsx(["gso_code", "name"], ["1", "=1+1"])
    assert refusal(content) == "The cell B2 is a formula without a result: paste its value there."
    part = part_of(content, SHEET).replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    assert read(changed(content, **{SHEET: part})).rows == [{"gso_code": "1", "name": "2"}]


def test_an_error_of_excel_is_refused():
    assert refusal(xlsx(["gso_code"], ["#N/A"])) == "The cell A2 shows an error of Excel."


def test_a_row_far_below_and_a_cell_far_to_the_right_do_no_harm():
    content = xlsx(*PLAIN)
    part = part_of(content, SHEET)
    far = part.replace(b'<row r="2"', b'<row r="1048576"').replace(b'r="A2"', b'r="A1048576"')
    assert "rows" in refusal(changed(content, **{SHEET: far}))
    wide = part.replace(b'r="A2"', b'r="XFD2"')
    assert refusal(changed(content, **{SHEET: wide})) == "The file has no row of data."


# --- files made to do harm

DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">'


def bomb(size):
    content = xlsx(*PLAIN)
    return changed(content, **{"xl/media/zero.bin": bytes(size)})


def overlapping():
    """Let two entries of the archive's directory share the same bytes."""
    content = bytearray(xlsx(*PLAIN))
    starts = []
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        starts.append(place)
        place = content.find(b"PK\x01\x02", place + 4)
    first, second = (struct.unpack_from("<I", content, start + 42)[0] for start in starts[:2])
    struct.pack_into("<I", content, starts[1] + 42, first)
    assert first != second
    return bytes(content)


HARMFUL = {
    "unpacks to 101 MB": lambda: bomb(101_000_000),
    "a thousand times larger": lambda: bomb(20_000_000),
    "many entries": lambda: changed(xlsx(*PLAIN), **{f"xl/{n}.xml": b"x" for n in range(300)}),
    "overlapping entries": overlapping,
    "entities in a sheet": lambda: changed(
        xlsx(*PLAIN),
        **{SHEET: part_of(xlsx(*PLAIN), SHEET).replace(b"<worksheet", DTD + b"<worksheet", 1)},
    ),
    "entities in the strings": lambda: changed(xlsx(*PLAIN), **{"xl/sharedStrings.xml": DTD}),
    "a document outside": lambda: changed(xlsx(*PLAIN), **{"xl/workbook.xml": OUTSIDE}),
    "entities far behind": lambda: changed(
        xlsx(*PLAIN),
        **{SHEET: b"<!--" + b" " * 99_000 + b"-->" + DTD[21:] + part_of(xlsx(*PLAIN), SHEET)},
    ),
    "a document type in UTF-16": lambda: changed(
        xlsx(*PLAIN),
        **{"xl/workbook.xml": b"\xff\xfe" + OUTSIDE.decode().encode("utf-16-le")},
    ),
    "a link to another workbook": lambda: changed(
        xlsx(*PLAIN), **{"xl/externalLinks/externalLink1.xml": b"<x/>"}
    ),
    "no workbook": lambda: changed(xlsx(*PLAIN), **{"xl/workbook.xml": None}),
    "cut off": lambda: xlsx(*PLAIN)[:-100],
    "an archive of something else": lambda: changed(xlsx(*PLAIN), **{"[Content_Types].xml": b"<x/>"}),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_refused_at_once_and_costs_little(name):
    content = HARMFUL[name]()
    tracemalloc.start()
    start = time.process_time()
    try:
        refusal(content)
        spent, (_now, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert spent < 1
    assert peak < 100_000_000


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(content):
    with contextlib.suppress(Unreadable):
        read(content)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 6_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused(place, damage):
    content = bytearray(xlsx(["gso_code", "name"], ["1", "B"]))
    place %= len(content)
    content[place : place + len(damage)] = damage
    with contextlib.suppress(Unreadable):
        read(bytes(content))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=20))
def test_what_is_written_is_read_again(texts):
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["gso_code", "name"])
    writer.writerows([["1", guarded(text)] for text in texts])  # as our own files are
    found = read(buffer.getvalue().encode()).rows
    assert [row["name"] for row in found] == [text.strip() for text in texts]
