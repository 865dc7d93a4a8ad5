"""What of the record of everything is sealed, and what a hash of its chain covers on each database."""

import datetime
import uuid

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from models import audit_chain, audit_seal
from models.access import SYSTEM
from models.audit import Action
from models.audit_writing import _head_and_keys
from models.base import db
from tests.tampering import ENTRIES, put, set_head, unlock

KEY = bytes(range(32))
LOW, HIGH = "0" * 64, "f" * 64


@pytest.fixture
def session(small_app):
    with small_app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        yield session
        session.rollback()


# --- seals and keys


def test_what_is_sealed_is_read_with_its_key_under_its_receipt_and_in_no_other_way():
    sealed = audit_seal.seal({"a": "ơ"}, KEY, "R")
    assert audit_seal.unseal(sealed, KEY, "R") == {"a": "ơ"}
    assert sealed != audit_seal.seal({"a": "ơ"}, KEY, "R"), "the same twice looks different"
    for key, receipt in ((KEY[::-1], "R"), (KEY, "S")):
        with pytest.raises(InvalidTag):
            audit_seal.unseal(sealed, key, receipt)
    assert audit_seal.unseal(sealed, None, "R") == audit_seal.unseal(None, KEY, "R") == {}


def test_keys_are_drawn_found_and_destroyed_one_by_one(session, monkeypatch):
    monkeypatch.setattr(audit_seal, "MOST_KEYS", 2)
    subjects = [(table, number) for table in ("client", "club") for number in (101, 102, 103)]
    drawn = audit_seal.draw_keys(session, subjects)
    assert len(set(drawn.values())) == len(subjects)
    assert {len(key) for key in drawn.values()} == {32}
    assert audit_seal.keys_of(session, [*subjects, ("client", 999)]) == drawn
    assert audit_seal.draw_keys(session, []) == audit_seal.keys_of(session, []) == {}
    for subject in (*subjects, ("client", 100), ("client", 999), ("clua", 102), ("cluz", 102)):
        key = _head_and_keys(session, {subject})[1][subject]
        assert (key == drawn[subject]) if subject in drawn else (key not in drawn.values())
    audit_seal.destroy_key(session, ("club", 102))
    assert set(audit_seal.keys_of(session, subjects)) == set(subjects) - {("club", 102)}


# --- the chain


def test_a_line_is_the_same_whatever_holds_the_entry():
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - kept without a zone
    number = uuid.UUID(int=10)
    given = [None, moment, number, Action.changed, 7, "ơ"]
    assert [audit_chain._plain(value) for value in given] == [
        audit_chain.NOTHING, "2026-01-02 03:04:05.000000", number.hex, "changed", "7", "ơ",
    ]  # fmt: skip
    assert "hash" not in audit_chain.HASHED
    assert {"id", "previous_hash", "said", "sealed", "account_id"} < set(audit_chain.HASHED)


def test_each_database_writes_the_line_with_words_of_its_own():
    on_postgresql = str(audit_chain._stored_line(postgresql=True).compile(dialect=postgresql.dialect()))
    on_sqlite = str(audit_chain._stored_line(postgresql=False).compile(dialect=sqlite.dialect()))
    for name in ("at", "created_at", "updated_at"):
        assert f"to_char(audit_entry.{name}, " in on_postgresql
    assert "replace(CAST(audit_entry.public_id AS VARCHAR), " in on_postgresql
    assert on_postgresql.count("to_char(") == 3
    assert on_postgresql.count("replace(") == 1
    for name in ("id", "row_id", "account_id", "row_version"):
        assert f"CAST(audit_entry.{name} AS VARCHAR)" in on_postgresql
        assert f"CAST(audit_entry.{name} AS VARCHAR)" in on_sqlite
    assert on_postgresql.count("CAST(audit_entry.") - on_sqlite.count("CAST(audit_entry.") == 1
    assert "to_char" not in on_sqlite
    assert "replace" not in on_sqlite
    assert on_sqlite.count("coalesce(") == len(audit_chain.HASHED)


def test_a_hash_needs_the_key_of_this_installation(session):
    assert audit_chain.hash_of("a") != audit_chain.hash_of("b")
    assert len(audit_chain.hash_of("a")) == 64
    assert audit_chain.head_of(session)[0] > 0


def test_a_verification_goes_on_from_chunk_to_chunk(session, monkeypatch):
    number, found = audit_chain.head_of(session)
    assert number > 5
    monkeypatch.setattr(audit_chain, "CHUNK", 2)
    assert list(audit_chain.verify(session)) == []
    assert list(audit_chain.verify(session, (number, found))) == []
    assert list(audit_chain.verify(session, (0, audit_chain.START))) == []
    for kept in ((number, audit_chain.START), (number + 1, found), (0, found)):
        assert list(audit_chain.verify(session, kept)) == [
            f"the chain does not hold the kept head {kept[0]}:{kept[1]}"
        ]


WAYS = {
    "a value": (5, {"said": "{}"}, ["entry 5 was altered"]),
    "a smaller link": (
        5,
        {"previous_hash": LOW},
        ["entry 5 does not follow the one before it", "entry 5 was altered"],
    ),
    "a larger link": (
        5,
        {"previous_hash": HIGH},
        ["entry 5 does not follow the one before it", "entry 5 was altered"],
    ),
    "a smaller hash": (
        5,
        {"hash": LOW},
        ["entry 5 was altered", "entry 6 does not follow the one before it"],
    ),
    "a larger hash": (
        5,
        {"hash": HIGH},
        ["entry 5 was altered", "entry 6 does not follow the one before it"],
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_altered_is_named_and_nothing_else(session, way):
    place, values, found = WAYS[way]
    unlock(session)
    put(session, place, values)
    assert list(audit_chain.verify(session)) == found


def test_what_is_missing_is_named_wherever_it_stood(session):
    unlock(session)
    for place in (5, 6, 1):
        session.connection().execute(delete(ENTRIES).where(ENTRIES.c.id == place))
    assert list(audit_chain.verify(session)) == [
        "entry 1 is missing (the next one is 2)", "entry 2 does not follow the one before it",
        "entry 5 is missing (the next one is 7)", "entry 7 does not follow the one before it",
    ]  # fmt: skip


def test_an_end_that_is_not_where_the_head_says_is_named(session):
    unlock(session)
    number, last = audit_chain.head_of(session)
    for head in ((number - 1, last), (number + 1, last), (number, LOW), (number, HIGH)):
        set_head(session, *head)
        assert list(audit_chain.verify(session)) == [
            f"the last entry is {number}, which is not what the head says"
        ]
