"""A backup's file: exact for every kind of value; no bit of it is changed, cut off or moved unseen."""

import datetime
import hashlib
import io
import random
import uuid
from decimal import Decimal

import pytest
import sqlalchemy as sa

from models import backup_seal
from models.backup_file import Reading
from models.backup_rows import Part, kind_of, load, row_lines
from models.backup_seal import CHUNK, FIRST_LINE, BackupError, Sealing, unsealed_lines
from tests.applications import application_on_copy
from tests.backups import KEY, every_kind
from tests.clients import engine_of

HEAD = len(FIRST_LINE) + 16 + 32
PIECE = CHUNK + 16


@pytest.fixture(scope="module", autouse=True)
def _cheap_keys():
    """Draw keys fast: how dear a guess at one is, is not what is tried here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup_seal, "COST", 2**4)
        yield


EVERY_KIND = sa.Table(
    "every_kind", sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True), sa.Column("order", sa.String(40)),
    sa.Column("text", sa.Text), sa.Column("small", sa.SmallInteger), sa.Column("big", sa.BigInteger),
    sa.Column("yes", sa.Boolean), sa.Column("share", sa.Numeric(7, 3)), sa.Column("real", sa.Float(53)),
    sa.Column("day", sa.Date), sa.Column("moment", sa.DateTime), sa.Column("hour", sa.Time),
    sa.Column("key", sa.Uuid), sa.Column("raw", sa.LargeBinary),
)  # fmt: skip
at = datetime.datetime
VALUES = [
    (1, "a", "", 0, 0, False, Decimal("0.000"), 0.0, datetime.date(1, 1, 1),
     at(1900, 1, 1), datetime.time(0), uuid.UUID(int=0), b""),
    (2, "Ă", 'Đặng "Thị"\n\t\\ [1] 🙂 \u2028 a\u0301', -(2**15), -(2**63), True, Decimal("-9999.999"),
     -1.5e300, datetime.date(9999, 12, 31), at(9999, 12, 31, 23, 59, 59, 999999),
     datetime.time(23, 59, 59, 999999), uuid.UUID(int=2**128 - 1), bytes(range(256))),
    (7, "b", "[2]", 2**15 - 1, 2**63 - 1, None, Decimal("0.100"), 0.1 + 0.2, None,
     at(2026, 11, 22, 0, 0, 0, 1), None, None, None),
    (9, *[None] * 12),
]  # fmt: skip


def described(connection):
    """Describe the table as a backup does: from the database, not from the models."""
    found = sa.inspect(connection).get_columns("every_kind")
    return Part("every_kind", tuple((cell["name"], kind_of(cell["type"])) for cell in found), ("id",))


def test_every_kind_of_value_goes_from_either_database_to_either_and_stays_what_it_was(databases):
    with application_on_copy(databases, None) as app, engine_of(app).begin() as connection:
        EVERY_KIND.create(connection)
        connection.execute(
            EVERY_KIND.insert(), [dict(zip(EVERY_KIND.c.keys(), row, strict=True)) for row in VALUES]
        )
        part, lines = described(connection), list(row_lines(connection, described(connection)))
    for kind in every_kind(databases):
        with application_on_copy(kind, None) as app, engine_of(app).begin() as connection:
            EVERY_KIND.create(connection)
            assert described(connection) == part
            assert load(connection, part, lines) == len(VALUES)
            assert list(row_lines(connection, part)) == lines
            assert list(map(tuple, connection.execute(EVERY_KIND.select().order_by("id")))) == VALUES


def test_text_is_put_in_order_alike_on_every_database(databases):
    found = []
    for kind in every_kind(databases):
        with application_on_copy(kind, None) as app, engine_of(app).begin() as connection:
            EVERY_KIND.create(connection)
            rows = [
                {"id": number, "order": text} for number, text in enumerate(("b", "Ă", "a", "B", "đ", "_"))
            ]
            connection.execute(EVERY_KIND.insert(), rows)
            part = Part("every_kind", (("order", "text"),), ("order",))
            found.append(list(row_lines(connection, part)))
    assert found == [found[0]] * len(found)


def test_a_kind_of_column_nobody_thought_of_is_an_error_and_not_a_guess():
    for unknown in (sa.Interval(), sa.JSON(), sa.Numeric()):
        with pytest.raises(BackupError, match="do not know"):
            kind_of(unknown)


def sealed(lines, key=KEY):
    """Seal lines, and give the file."""
    file = io.BytesIO()
    sealing = Sealing(file, key)
    for line in lines:
        sealing.write(line + b"\n")
    sealing.close()
    return file.getvalue()


def opened(data, key=KEY):
    return list(unsealed_lines(io.BytesIO(data), key))


LINES = [random.Random(n).randbytes(3_000).hex().encode() for n in range(150)]


@pytest.fixture(scope="module")
def whole():
    """A file of several chunks, which cannot be pressed."""
    data = sealed(LINES)
    assert len(data) > HEAD + 3 * PIECE
    return data


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK])
def test_what_is_sealed_is_read_again_whatever_its_length(size):
    line = random.Random(size).randbytes(size // 2).hex().encode()
    assert opened(sealed([line])) == [line]
    assert opened(sealed([])) == []


def test_another_key_is_told_from_damage(whole):
    with pytest.raises(BackupError, match="key is not the one"):
        opened(whole, KEY + "x")
    with pytest.raises(BackupError, match="not a backup"):
        opened(b"PK\x03\x04" + whole)


def damaged(whole):
    """Give files that are not what was written: bits turned, ends cut off, chunks moved or doubled."""
    dice = random.Random(11)
    for _ in range(12):
        place = dice.randrange(len(whole))
        yield whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :]
        yield whole[: dice.randrange(len(whole))]
    head, pieces = whole[:HEAD], [whole[at : at + PIECE] for at in range(HEAD, len(whole), PIECE)]
    for count in range(len(pieces)):
        yield head + b"".join(pieces[:count])  # cut off between two chunks
        yield head + b"".join(pieces[:count] + pieces[count + 1 :])
        yield head + b"".join(pieces[: count + 1] + pieces[count:])
    yield head + b"".join([pieces[1], pieces[0], *pieces[2:]])
    yield whole + b"x"
    yield whole + whole[HEAD:]
    yield head + b"".join([sealed(LINES)[HEAD : HEAD + PIECE], *pieces[1:]])  # a chunk of another file


def test_no_damage_goes_unseen(whole):
    assert opened(whole) == LINES
    tried = 0
    for data in damaged(whole):
        with pytest.raises(BackupError):
            opened(data)
        tried += 1
    assert tried > 30


def test_the_seal_itself_sees_an_end_cut_off_between_two_chunks(whole):
    for end in range(HEAD, len(whole), PIECE):
        with pytest.raises(BackupError, match="chunk"):
            opened(whole[:end])


def test_nothing_false_is_given_before_the_damage_is_met(whole):
    place, given = HEAD + 2 * PIECE + 5, []
    with pytest.raises(BackupError, match="chunk 2"):
        given.extend(unsealed_lines(io.BytesIO(whole[:place] + b"\x00\x01" + whole[place + 2 :]), KEY))
    assert given == LINES[: len(given)]
    assert len(given) > 5


def test_two_files_of_the_same_rows_have_nothing_in_common():
    first, second = sealed(LINES), sealed(LINES)
    assert first[len(FIRST_LINE) : HEAD] != second[len(FIRST_LINE) : HEAD]
    assert first[HEAD:] != second[HEAD:]


PLAIN = [
    b'{"revision":"0001","moment":"x","engine":"sqlite","data_key":"k","head":null,"format":1}',
    b'{"table":"t","columns":[["id","integer"]],"key":["id"],"next_id":3}', b"[1]", b"[2]",
    b'{"rows":2,"sha256":"4a3d5e5a2dcd7cb8c9bd40f4d5a96e4a2e04e4c9b3f6b1e4a1a6d1d1d1d1d1d1"}',
    b'{"tables":1,"total":2}',
]  # fmt: skip


def read(lines):
    reading = Reading(io.BytesIO(sealed(lines)), KEY)
    return [(part.table, list(rows)) for part, rows in reading.parts()]


def test_rows_that_do_not_add_up_are_noticed_even_where_the_seal_is_right():
    right = list(PLAIN)
    right[4] = b'{"rows":2,"sha256":"%s"}' % hashlib.sha256(b"[1]\n[2]\n").hexdigest().encode()
    assert read(right) == [("t", [b"[1]", b"[2]"])]
    for wrong in (
        PLAIN,
        right[:2] + right[3:],
        right[:-1],
        [*right, b"[3]"],
        [*right[:-1], b'{"tables":2,"total":2}'],
    ):
        with pytest.raises(BackupError):
            read(wrong)
    with pytest.raises(BackupError, match="format 2"):
        read([right[0].replace(b'"format":1', b'"format":2'), *right[1:]])
