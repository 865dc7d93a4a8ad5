"""While the database does not answer, a post gets a page that keeps what was typed and sends it once more."""

import contextlib
import html
import io
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import column, event, func, select, table

from models import transactions
from models.client import Client
from models.sqlite_turns import begin_immediate
from models.transactions import WRITES
from tests.clients import client_for, engine_of
from tests.neighbours import neighbour
from tests.test_sent_twice import NEW, contact_of, count, hidden, opened

MOMENT = threading.Event()  # never set: to wait on for a moment


@contextlib.contextmanager
def somebody_writes(app, monkeypatch):
    """Hold SQLite's one place for writers, and let others wait for it a moment only."""
    short = lambda connection, _milliseconds: begin_immediate(connection, 50)  # noqa: E731 (as short as it is)
    monkeypatch.setattr(transactions, "begin_immediate", short)
    with engine_of(app).connect().execution_options(**{WRITES: True, "patience": 5_000}) as busy:
        busy.execute(select(1))
        yield


@contextlib.contextmanager
def the_disk_is_full(app, monkeypatch):
    """Let the file not grow any more."""
    del monkeypatch
    engine_of(app).dispose()
    limit = lambda connection, _record: connection.execute("PRAGMA max_page_count=1")  # noqa: E731 (as above)
    event.listen(engine_of(app), "connect", limit)
    yield
    event.remove(engine_of(app), "connect", limit)
    engine_of(app).dispose()


@contextlib.contextmanager
def the_server_ends_it(app, how):
    """Hold the helped person's row, and end whoever waits for it, as an operator or a time-out does."""
    done = threading.Event()
    backends = table("pg_stat_activity", column("pid"), column("wait_event_type"), column("datname"))
    locked = backends.c.wait_event_type == "Lock", backends.c.datname == func.current_database()
    waiting = select(getattr(func, how)(backends.c.pid)).where(*locked)

    def end():
        with engine_of(app).connect() as watch:
            while not done.is_set() and not watch.execute(waiting).all():
                watch.rollback()
                MOMENT.wait(0.02)

    with engine_of(app).connect() as holder, ThreadPoolExecutor(1) as pool:
        holder.execute(select(Client.__table__.c.id).with_for_update())
        job = pool.submit(end)
        yield
        done.set()
        job.result(timeout=30)


def terminated(app, _monkeypatch):
    """AdminShutdown."""
    return the_server_ends_it(app, "pg_terminate_backend")


def cancelled(app, _monkeypatch):
    """QueryCanceled, as after statement_timeout."""
    return the_server_ends_it(app, "pg_cancel_backend")


FAULTS = {"sqlite": (somebody_writes, the_disk_is_full), "postgresql": (terminated, cancelled)}


@pytest.mark.parametrize("which", [0, 1])
def test_a_post_that_meets_a_fault_keeps_what_was_typed_and_is_saved_when_sent_again(
    two_wards, monkeypatch, which
):
    person, number = client_for(two_wards, "lan"), neighbour(two_wards, "lan").ids["client"]
    address = f"/admin/client/edit/?id={number}"
    typed = opened(
        person, address, alias="Tên <mới> & 'lạ'", address="Số 5 ngõ Tre", hardship_note="Dài\r\n" * 1500
    )
    before = count(two_wards, "client")
    with FAULTS[engine_of(two_wards).dialect.name][which](two_wards, monkeypatch):
        busy = person.post(address, data=typed)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5"), busy.text
    assert "<mới>" not in html.unescape(re.sub(r"<[^>]*>", "", busy.text)), "it stands on the screen"
    monkeypatch.undo()
    saved = person.post(action_of(busy.text), data=hidden(busy.text) | {"alias": "Tên mới"})
    assert (saved.status_code, saved.location) == (303, f"/admin/client/details/?id={number}")
    assert "ngõ Tre" in person.get(saved.location).text
    assert count(two_wards, "client") == before


def action_of(page: str) -> str:
    """Read where the button “Send again” sends to."""
    return html.unescape(re.search(r'class="entry" method="post" action="([^"]+)"', page)[1])


@contextlib.contextmanager
def away(app):
    """Let the application lose its database: the file, or the server's address, is another for a while."""
    engine, fault = engine_of(app), {"sqlite": "/nowhere/at/all.sqlite", "postgresql": "/nowhere"}
    place = fault[engine.dialect.name]
    engine.dispose()

    @event.listens_for(engine, "do_connect")
    def elsewhere(_dialect, _record, args, options):
        if engine.dialect.name == "sqlite":
            args[0] = place
        else:
            options["host"] = place

    try:
        yield
    finally:
        event.remove(engine, "do_connect", elsewhere)


def test_a_password_is_not_sent_back_but_asked_for_again(two_wards):
    an, secret = client_for(two_wards, "an"), "trời hôm nay có nắng"
    address = "/admin/account/new/"
    typed = opened(an, address, username="nguoimoi", full_name="Người Mới", role="viewer")
    with away(two_wards):
        busy = an.post(address, data=typed | {"new_password": secret, "again": secret})
        empty = an.post(address, data=typed | {"new_password": ""})
    assert busy.status_code == empty.status_code == 503
    assert secret not in html.unescape(busy.text)
    assert hidden(busy.text)["username"] == "nguoimoi"
    assert re.findall(r'type="password" id="(\w+)"', busy.text) == ["new_password", "again"]
    assert 'type="password"' not in empty.text


def test_what_is_no_form_of_a_table_is_not_sent_back_at_all(two_wards):
    an = client_for(two_wards, "an")
    form = opened(an, "/admin/client/new/") | {"current": "bí mật cũ", "password": "bí mật", "code": "123456"}
    with away(two_wards):
        for path in ("/admin/login/", "/admin/password/", "/admin/client/search/"):
            busy = an.post(path, data=form | {"q": "tìm ai đó"})
            assert busy.status_code == 503, path
            assert not {"bí mật", "123456"} & set(hidden(busy.text).values())
            assert "bí mật" not in html.unescape(busy.text)
        sent = an.post("/admin/load/", data=form | {"file": (io.BytesIO(b"ten;tuoi"), "a.csv")})
    assert sent.status_code == 503
    assert "Hãy chọn lại tệp" in sent.text
    assert hidden(sent.text).keys() <= {"csrf_token"}


def test_the_log_of_a_fault_says_nothing_of_what_was_typed(two_wards, caplog):
    person = client_for(two_wards, "lan")
    typed = contact_of(two_wards, person, "Người Thân Một")
    with away(two_wards):
        busy = person.post(NEW, data=typed)
    assert busy.status_code == 503
    assert "OperationalError" in caplog.text
    assert not any(word in caplog.text for word in ("Thân", typed["once"]))
    assert "Thân" not in str(busy.headers)
