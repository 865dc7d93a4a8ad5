"""The database goes away and comes back: what was acknowledged is there, and nobody types anything twice."""

import contextlib
import html
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import select

from models.client_contact import ClientContact
from tests.applications import application_on, furnish_world
from tests.clients import client_for, same_person
from tests.databases import PostgreSQL
from tests.neighbours import as_system, neighbour, settle
from tests.postgresql import _run, stop_server
from tests.test_sent_twice import NEW, contact_of, hidden

WRITERS = 8
BETWEEN = 40
"""Saves acknowledged between two restarts."""

GRACE = 1.0
"""Seconds after the server is up in which a connection may still be found dead."""


class OwnServer(PostgreSQL):
    """A server only these tests use, so that they may stop it; what it has acknowledged is in its log."""

    @property
    def data(self) -> str:
        """Name the server's folder."""
        return str(self.server / "data")

    def turn(self, what: str, *options: str) -> None:
        """Start, stop or restart the server, and wait until that is done."""
        _run("pg_ctl", what, "--wait", "--log", str(self.server / "log"), *options, "-D", self.data)


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnServer]:
    """Start a server that writes its log before it acknowledges."""
    commons = Path(tempfile.mkdtemp(prefix="restarts-"))
    commons.chmod(0o711)
    try:
        server = OwnServer(commons)
        with (server.server / "data" / "postgresql.conf").open("a") as file:
            file.write("synchronous_commit = 'on'\nfull_page_writes = 'on'\n")
        server.turn("restart", "--mode=fast")
        yield server
    finally:
        stop_server(commons)
        shutil.rmtree(commons)


@pytest.fixture
def on_own_server(own_server):
    """An application on the two wards, on a database of that server."""
    url = own_server.create("wards")
    try:
        with application_on(url) as app, app.app_context():
            upgrade()
        furnish_world(url)
        settle(url)
        with application_on(url) as app:
            yield app
    finally:
        own_server.drop("wards")


def letters(number: int) -> str:
    """Write a number as people's names are written."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


class Office:
    """People who save one form after another, sending each again for as long as they are asked to."""

    def __init__(self, app) -> None:
        self.app, self.first = app, client_for(app, "lan")
        self.form = contact_of(app, self.first, "")
        self.saved: list[str] = []
        self.refused: list[tuple[float, float, int]] = []
        self.closing, self.moved = threading.Event(), threading.Condition()

    def work(self, desk: int) -> None:
        """Fill in form after form at one desk."""
        turn = 0
        while not self.closing.is_set():
            name = f"Người Thân {letters(desk)} {letters(turn)}"
            self.save(name, self.form | {"full_name": name, "once": name})
            turn += 1

    def save(self, name: str, data: dict[str, str]) -> None:
        """Send a form until it is saved; the page of a refusal is all there is to send again."""
        while True:
            began = time.monotonic()
            answer = same_person(self.app, self.first).post(NEW, data=data)
            with self.moved:
                if answer.status_code == 303 and "/login/" not in answer.location:
                    self.saved.append(name)
                else:
                    self.refused.append((began, time.monotonic(), answer.status_code))
                self.moved.notify_all()
            if answer.status_code != 503:
                return
            data = hidden(answer.text)

    def wait_for(self, more: int) -> None:
        """Wait until so many more have been saved."""
        with self.moved:
            goal = len(self.saved) + more
            assert self.moved.wait_for(lambda: len(self.saved) >= goal, timeout=60)


def under_load(app, server, modes) -> tuple[Office, list[tuple[float, float]]]:
    """Restart the server once for each mode while everybody saves; tell when it was going down and up."""
    office, downs = Office(app), []
    with ThreadPoolExecutor(WRITERS) as pool:
        desks = [pool.submit(office.work, desk) for desk in range(WRITERS)]
        try:
            for mode in modes:
                office.wait_for(BETWEEN)
                began = time.monotonic()
                server.turn("restart", f"--mode={mode}")
                downs.append((began, time.monotonic()))
            office.wait_for(BETWEEN)
        finally:
            office.closing.set()
        for desk in desks:
            desk.result(timeout=60)
    return office, downs


def judge(app, server, modes, measured) -> None:
    """Restart, and count what was lost, doubled, refused too late, or refused other than with 503."""
    office, downs = under_load(app, server, modes)
    with app.app_context():
        asked = select(ClientContact.full_name).where(ClientContact.full_name.like("Người Thân %"))
        there = list(as_system(app).scalars(asked))
    lost, doubled = set(office.saved) - set(there), len(there) - len(set(there))
    late = [
        (began, ended) for began, ended, _code in office.refused
        if not any(began <= up + GRACE and ended >= down for down, up in downs)
    ]  # fmt: skip
    codes = {code for *_when, code in office.refused}
    obtained = (
        f"{len(lost)} lost, {doubled} doubled of {len(office.saved)} acknowledged; of {len(office.refused)} "
        f"errors, all {sorted(codes)}, {len(late)} to who had come more than 1 s after the server was up"
    )
    what = f"{len(modes)} restarts under {WRITERS} writers, half of them crashes"
    measured(row="E5", what=what, target="0 lost, 0 errors > 1 s", obtained=obtained, on="PostgreSQL")
    assert (lost, doubled, late) == (set(), 0, [])
    assert codes <= {503}


def test_nothing_acknowledged_is_lost_and_nothing_doubled_over_a_restart(on_own_server, own_server, measured):
    judge(on_own_server, own_server, ["fast", "immediate"], measured)


@pytest.mark.long
def test_twenty_restarts_lose_nothing_and_double_nothing(on_own_server, own_server, measured):
    judge(on_own_server, own_server, ["fast", "immediate"] * 10, measured)


def test_connections_that_died_while_idle_are_noticed_by_nobody(on_own_server, own_server):
    person = client_for(on_own_server, "lan")

    def look(_turn):
        return same_person(on_own_server, person).get("/admin/client/").status_code

    with ThreadPoolExecutor(WRITERS) as pool:
        assert set(pool.map(look, range(20))) == {200}
        own_server.turn("restart", "--mode=fast")
        assert set(pool.map(look, range(20))) == {200}


@pytest.fixture
def down(own_server):
    """Give a way to stop the server for a while."""

    @contextlib.contextmanager
    def stopped():
        own_server.turn("stop", "--mode=fast")
        try:
            yield
        finally:
            own_server.turn("start")

    return stopped


def test_every_page_answers_503_while_the_server_is_down(on_own_server, down):
    person, nobody = client_for(on_own_server, "lan"), on_own_server.test_client()
    nobody.get("/admin/login/")
    with down():
        for client in (person, nobody):
            for path in ("/admin/client/", "/admin/", "/admin/load/", "/admin/client/details/?id=1"):
                answer = client.get(path)
                assert answer.status_code in {302, 503}, path
                assert "Nguyễn" not in answer.text
        busy = person.get("/admin/client/?sort=intake_on")
        assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
        assert 'href="/admin/client/?sort=intake_on"' in busy.text
        assert person.get("/admin/client/nowhere/").status_code in {404, 503}
    assert person.get("/admin/client/").status_code == 200


def test_a_form_sent_while_the_server_is_down_is_kept_and_saved_once_it_is_up(on_own_server, down):
    person = client_for(on_own_server, "lan")
    typed = contact_of(on_own_server, person, "Người Thân Một") | {"note": "Số 5\r\nngõ <Tre> & 'Trúc'"}
    with down():
        busy = person.post(NEW, data=typed)
    assert busy.status_code == 503
    assert re.search(r"<h1>[^<]*xin thử lại", busy.text)
    again = hidden(busy.text)
    assert {name: again[name] for name in typed if name != "csrf_token"} == {
        name: text for name, text in typed.items() if name != "csrf_token"
    }
    assert "Người Thân" not in html.unescape(re.sub(r"<[^>]*>", "", busy.text)), "it stands on the screen"
    assert "Người Thân" not in str(busy.headers)
    saved = person.post(
        re.search(r'<form class="entry" method="post" action="([^"]+)"', busy.text)[1], data=again
    )
    assert saved.status_code == 303
    assert "Người Thân Một" in person.get(saved.location).text
    with on_own_server.app_context():
        found = (
            as_system(on_own_server).scalars(select(ClientContact).order_by(ClientContact.id.desc())).first()
        )
        assert (found.full_name, neighbour(on_own_server, "lan").ids["client"]) == (
            "Người Thân Một",
            found.client_id,
        )
