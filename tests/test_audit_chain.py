"""The chain of the audit record: what is altered, removed or slipped in is found, whoever writes at once."""

import datetime
import random
import threading
import uuid
from time import perf_counter

import pytest
from sqlalchemy import delete, insert

from models.access import SYSTEM
from models.audit import Action, record, record_look
from models.audit_chain import HASHED, START, hash_of, head_of, line_of, verify
from models.base import db
from models.transactions import begin_write
from tests.neighbours import as_system
from tests.tampering import ENTRIES, entry, put, set_head, unlock

SEED = 20261121
LENGTH = 12
FEW, MANY = 100, 1_000
MILLION, PART = 1_000_000, 10_000
WRITERS = 8


@pytest.fixture
def chain(small_app):
    """A session of somebody who owns the database, so that it refuses nothing, on a chain of some length."""
    with small_app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        for number in range(LENGTH):
            record_look(session, Action.exported, table="client", reason=f"Báo cáo {number}", rows=number)
        begin_write(session)
        unlock(session)
        yield session
        session.rollback()


def other(value, rng):
    """Make another value of the same kind."""
    match value:
        case None:
            return 1
        case Action():
            return rng.choice([action for action in Action if action is not value])
        case datetime.datetime():
            return value + datetime.timedelta(microseconds=rng.randint(1, 10**9))
        case uuid.UUID():
            return uuid.UUID(int=rng.getrandbits(128))
        case int():
            return value + rng.randint(1, 9)
    place = rng.randrange(len(value))
    return f"{value[:place]}{'#' if value[place] != '#' else '+'}{value[place + 1 :]}"


def alter(session, last, rng):
    """Change one value of one entry; an account is left out, there being few."""
    place = rng.randint(1, last)
    name = rng.choice([name for name in (*HASHED, "hash") if name not in {"id", "account_id"}])
    put(session, place, {name: other(entry(session, place)[name], rng)})


def remove(session, last, rng):
    """Remove one entry, or the newest few with the head set back."""
    if rng.random() < 0.5:
        session.connection().execute(delete(ENTRIES).where(ENTRIES.c.id == rng.randint(1, last)))
        return
    place = rng.randint(1, last - 1)
    session.connection().execute(delete(ENTRIES).where(ENTRIES.c.id > place))
    set_head(session, place, entry(session, place)["hash"])


def swap(session, last, rng):
    """Let two entries change places."""
    one, two = rng.sample(range(1, last + 1), 2)
    for first, second in ((one, 0), (two, one), (0, two)):
        put(session, first, {"id": second})


def slip_in(session, last, rng):
    """Add an entry at the end that nobody wrote, with or without the head."""
    made = entry(session, rng.randint(1, last)) | {
        "id": last + 1, "public_id": uuid.uuid4(), "receipt": "SLIPPED-IN", "hash": START,
    }  # fmt: skip
    session.connection().execute(insert(ENTRIES).values(made))
    if rng.random() < 0.5:
        set_head(session, last + 1, START)


def write_anew(session, last, rng):
    """Change an entry and make the rest of the chain fit, as only a thief of the key could."""
    start = rng.randint(1, last)
    put(session, start, {"said": '{"rows":999}'})
    before = entry(session, start)["previous_hash"]
    for place in range(start, last + 1):
        made = entry(session, place) | {"previous_hash": before}
        before = hash_of(line_of(made))
        put(session, place, {"previous_hash": made["previous_hash"], "hash": before})
    set_head(session, last, before)


def tampered_unseen(session, times, rng):
    """Tamper so many times, each time anew; count what a verification against a kept head misses."""
    kept = head_of(session)
    assert list(verify(session, kept)) == []
    missed = []
    for time in range(times):
        with session.begin_nested() as savepoint:
            way = rng.choice((alter, remove, swap, slip_in, write_anew))
            way(session, kept[0], rng)
            if not list(verify(session, kept)):
                missed.append((time, way.__name__))
            savepoint.rollback()
    return missed


def test_every_alteration_is_found(chain):
    missed = tampered_unseen(chain, FEW, random.Random(SEED))
    assert missed == []


@pytest.mark.long
def test_a_thousand_alterations_are_found(chain, measured):
    missed = tampered_unseen(chain, MANY, random.Random(SEED + 1))
    measured(
        row="B2",
        what="alterations of the chain: a value, an entry, the order, an addition, the rest written anew",
        target="1,000 of 1,000 found",
        obtained=f"{MANY - len(missed):,} of {MANY:,} found",
    )
    assert missed == []


def test_without_a_kept_head_only_what_the_key_could_hide_is_missed(chain):
    last, _hash = head_of(chain)
    for way, found in ((alter, True), (swap, True), (slip_in, True), (write_anew, False)):
        with chain.begin_nested() as savepoint:
            way(chain, last, random.Random(SEED))
            assert bool(list(verify(chain))) is found, way.__name__
            savepoint.rollback()


def write_at_once(app, each):
    """Let eight people write at once; give what went wrong."""
    wrong = []

    def write(writer):
        with app.app_context():
            session = db.session()
            session.info["person"] = SYSTEM
            for number in range(each):
                try:
                    begin_write(session)
                    record(session, Action.exported, table="client", writer=writer, number=number)
                    session.commit()
                except Exception as error:  # noqa: BLE001 - whatever it is, it is told
                    wrong.append(error)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def grown(app, each):
    """Let everybody write, and give by how much the whole chain has grown."""
    with app.app_context():
        before = head_of(db.session())[0]
        db.session.rollback()
    assert write_at_once(app, each) == []
    with app.app_context():
        assert list(verify(db.session())) == []
        return head_of(db.session())[0] - before


def test_eight_writers_at_once_make_one_chain(small_app):
    assert grown(small_app, 20) == WRITERS * 20


@pytest.mark.long
def test_eight_writers_of_a_thousand_entries_make_one_chain(small_app, measured):
    entries = grown(small_app, 1_000)
    what = "8 writers × 1,000 entries: one chain, no gap, no fork"
    measured(row="B4", what=what, target="8,000", obtained=f"{entries:,}")
    assert entries == WRITERS * 1_000


@pytest.mark.long
def test_a_million_entries_are_verified_in_ten_seconds(small_app, measured):
    with small_app.app_context():
        session = as_system(small_app)
        for _part in range(0, MILLION, PART):
            begin_write(session)
            for number in range(PART):
                record(session, Action.opened, table="client", row_id=number + 1)
            session.commit()
        began = perf_counter()
        wrong = list(verify(session))
        took = perf_counter() - began
    measured(row="B2", what="verifying a million entries", target="< 10 s", obtained=f"{took:.1f} s")
    assert wrong == []
    assert took < 10


def test_the_commands_tell_the_head_and_what_was_altered(chain, small_app):
    runner = small_app.test_cli_runner()
    chain.commit()
    head = runner.invoke(args=["audit", "head"]).output.strip()
    assert runner.invoke(args=["audit", "verify", "--head", head]).exit_code == 0
    begin_write(chain)
    put(chain, 3, {"said": "{}"})
    chain.commit()
    told = runner.invoke(args=["audit", "verify"])
    assert (told.exit_code, "entry 3 was altered" in told.output) == (1, True)
    assert runner.invoke(args=["audit", "verify", "--head", "nonsense"]).exit_code == 2
