"""Files in every encoding and shape, then damaged at random: read or refused, none breaks the reader."""

import random

import pytest

from forms.columns import Column
from forms.reading import Unreadable
from forms.workbooks import read_sheet
from tests.harmful_workbooks import workbook

COLUMNS = [
    Column("gso_code", ("Mã đơn vị hành chính", "GSO code"), required=True),
    Column("name", ("Tên", "Name")),
    Column("valid_from", ("Có hiệu lực từ", "Valid from")),
]
FILES, MANY = 300, 10_000
VALUES = (
    "07210", 7210, 1.2e11, 4.8e17, "1.2E+11", True, None, "", "Đà Nẵng", "31/02/2026", "=1+1", "#N/A", -1,
    "a\nb", '"', "'", ";", "\t", "x" * 300, "Ð", "ÂÁI", "\ufeff", 43831, 1462, "2025-07-01", "٣",
)  # fmt: skip
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258", "cp1252", "latin-1", "utf-32",
)  # fmt: skip
DELIMITERS = (",", ";", "\t", "|", " ")


def rows(choice):
    """Make a header and a few rows, sometimes of the wrong width."""
    header = ["gso_code", *choice.sample(["Tên", "VALID FROM", "STT", "", "lạ"], choice.randint(0, 3))]
    widest = len(header) + choice.choice([0, 0, 2])
    count = choice.randint(0, 8)
    return [
        header,
        *([choice.choice(VALUES) for _cell in range(choice.randint(0, widest))] for _row in range(count)),
    ]


def file_of(choice):
    """Write them as Excel or as text, and damage half of the files."""
    if choice.random() < 0.5:
        content = bytearray(workbook(*rows(choice)))
    else:
        delimiter, encoding = choice.choice(DELIMITERS), choice.choice(ENCODINGS)
        lines = (delimiter.join(str(cell) for cell in row) for row in rows(choice))
        content = bytearray(choice.choice(["\n", "\r\n", "\r"]).join(lines).encode(encoding, "replace"))
    for _damage in range(choice.choice([0, 0, 1, 5])):
        place = choice.randrange(len(content) + 1)
        content[place : place + choice.randint(0, 9)] = choice.randbytes(choice.randint(0, 9))
    return bytes(content if choice.random() < 0.9 else content[: choice.randrange(len(content) + 1)])


def fuzz(count, measured):
    """Read so many files and tell how many broke the reader."""
    choice, broken, refused = random.Random(20261122), [], 0
    for _file in range(count):
        content = file_of(choice)
        try:
            sheet = read_sheet(content, COLUMNS)
            assert len(sheet.rows) == len(sheet.lines) > 0
        except Unreadable as refusal:
            refused += all(refusal.words)
        except Exception as error:  # noqa: BLE001 - what the page would answer with a 500
            broken.append((repr(error), content[:200]))
    measured(row="D2", what=f"fuzzed files of {count:,} that broke the reader", target="0",
             obtained=f"{len(broken)} ({refused:,} refused)")  # fmt: skip
    assert broken[:3] == []
    assert count * 0.1 < refused < count * 0.95  # hostile, yet not all hopeless


def test_no_fuzzed_file_breaks_the_reader(measured):
    fuzz(FILES, measured)


@pytest.mark.long
def test_none_of_ten_thousand_fuzzed_files_breaks_the_reader(measured):
    fuzz(MANY, measured)
