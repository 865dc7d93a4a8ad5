"""No log, address or Referer says what somebody typed or reads, and nobody can write a line of a log."""

import html
import logging
import re
from urllib.parse import unquote_plus

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from forms.base import FORMS
from forms.registry import declare
from models.base import db, described
from models.client import Client
from tests.clients import client_for, token
from tests.neighbours import NAMES, as_system, neighbour

declare()

FORGED = "Kẻ giả mạo"
BREAKS = ("\r\n", "\n", "\r", "\x1b[2J\x1b[31m", "\u202e", "\u2028", "\x85", "\x0b", "\x00", "%0d%0a", "\\n")
LINES = [f"x{mark}[2026-11-22 08:00:00 +0700] [1] [INFO] {FORGED}" for mark in BREAKS]
HEADERS = ("User-Agent", "Referer", "Origin", "Accept-Language", "X-Forwarded-For", "X-CSRFToken", "Cookie")


@pytest.fixture
def said(caplog, two_wards):
    """Hear everything any logger says, the libraries' own too, down to the last detail."""
    caplog.set_level(logging.DEBUG)
    two_wards.logger.propagate = True
    return lambda: "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)


def test_no_field_can_write_a_line_of_a_log(two_wards, said, measured):
    person, ids = client_for(two_wards, "lan"), neighbour(two_wards, "lan").ids
    mark, count = token(person.get("/admin/").text), 0
    for number, (table, form) in enumerate(FORMS.items()):
        for place, name in enumerate(described(form.model)):
            line = LINES[(number + place) % len(LINES)]
            address = ("new/", f"edit/?id={ids.get(table, 1)}", "search/", "lookup/")[place % 4]
            data = {"csrf_token": mark, name: line, "q": line}
            person.post(f"/admin/{table}/{address}", data=data)
            person.get(f"/admin/{table}/", query_string={name: line})
            count += 2
    lines = [line for line in said().splitlines() if FORGED in line]
    measured(row="B5", what="lines of a log that a field of a form or address could write", target="0",
             obtained=f"{len(lines)} of {count:,} fields")  # fmt: skip
    assert count > 500
    assert lines == []


def test_no_header_can_write_a_line_of_a_log(two_wards, said):
    two_wards.view_functions["healthz"] = lambda: int(FORGED)  # a defect is logged, with its request
    client = two_wards.test_client()
    for name in HEADERS:
        for line in LINES:
            key = f"HTTP_{name.upper().replace('-', '_')}"
            text = line.encode().decode("latin-1")  # as a server hands it over
            assert client.get("/healthz", environ_overrides={key: text}).status_code >= 400
            client.get(f"/{FORGED}", environ_overrides={key: text})
    assert "ValueError" in said()
    assert FORGED not in said()


def test_no_log_holds_what_somebody_typed(two_wards, said, measured):
    person = client_for(two_wards, "lan")
    mark = token(person.get("/admin/").text)
    told = neighbour(two_wards, "lan")
    canaries = told.words | {NAMES["minh"], FORGED}
    for text in (*told.words, NAMES["minh"], "2147483648", FORGED):
        person.post("/admin/client/search/", data={"csrf_token": mark, "q": text}, follow_redirects=True)
        person.post("/admin/client/lookup/", json={"q": text}, headers={"X-CSRFToken": mark})
        fields = dict.fromkeys(described(FORMS["client"].model), text)
        person.post("/admin/client/new/", data=fields | {"csrf_token": mark})
        edit = {"citizen_number": text, "csrf_token": mark}
        person.post(f"/admin/client/edit/?id={told.ids['client']}", data=edit)
    found = [word for word in canaries if word in said()]
    measured(row="B5", what="typed words found in any logger's records", target="0", obtained=len(found))
    assert found == []


def test_no_address_holds_what_somebody_searches_or_reads(two_wards, measured):
    person, told = client_for(two_wards, "lan"), neighbour(two_wards, "lan")
    mark = token(person.get("/admin/").text)
    found, pages = [], []
    for word in sorted(told.words):
        answer = person.post("/admin/client/search/", data={"csrf_token": mark, "q": word})
        found.append(answer.location)
        pages.append(person.get(answer.location).text)
    ids = told.ids.items()
    pages += [person.get(f"/admin/{table}/{end}").text for table, key in ids
              for end in ("", f"details/?id={key}", f"edit/?id={key}", "new/")]  # fmt: skip
    for page in pages:
        found += [html.unescape(link) for link in re.findall(r'(?:href|src|action)="([^"]*)"', page)]
    leaks = [link for link in found if any(word in unquoted(link) for word in told.words)]
    measured(row="B5", what="addresses (Location, href, src, action) that hold a person's words", target="0",
             obtained=f"{len(leaks)} of {len(found):,}")  # fmt: skip
    assert len(found) > 500
    assert leaks == []


def unquoted(address):
    """Read an address as whoever reads a log would."""
    return unquote_plus(address)


def test_no_page_tells_the_next_one_where_somebody_came_from(two_wards):
    person = client_for(two_wards, "lan")
    for address in ("/admin/", "/admin/client/", "/admin/client/new/", "/admin/nowhere/"):
        policy = person.get(address).headers.get("Referrer-Policy", "")
        assert policy in {"no-referrer", "same-origin", "strict-origin"}, address


def test_a_defect_is_logged_by_its_place_and_never_by_its_values(two_wards, said):
    client = two_wards.test_client()
    secret = "Nguyễn Thị Bí Mật"
    two_wards.view_functions["healthz"] = lambda: int(secret)
    answer = client.get("/healthz")
    assert answer.status_code == 500
    assert secret not in answer.text
    assert "ValueError" in said()
    assert secret not in said()
    assert re.search(r"line \d+, in", said())


def refused_by_the_database(app, word):
    """Let the database itself refuse rows with a word in them: a missing value, and a key used twice."""
    with app.app_context():
        session = as_system(app)
        known = session.query(Client).first().client_code
        for values in ({"full_name": word}, {"full_name": word, "client_code": known, "address": word}):
            session.add(Client(**values))
            with pytest.raises(IntegrityError) as refusal:
                session.flush()
            session.rollback()
            assert word not in str(refusal.value).partition("[SQL")[0].partition("DETAIL")[0]
        db.session.remove()


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_the_servers_own_log_holds_no_value_of_a_refused_row(two_wards, databases, measured):
    log = databases.server / "log"
    before = len(log.read_text())
    refused_by_the_database(two_wards, FORGED)
    address = two_wards.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", "")
    with psycopg.connect(address) as plain, pytest.raises(psycopg.errors.NotNullViolation):
        plain.execute("INSERT INTO client (full_name) VALUES (%s)", ["Ai khác nói ra"])
    written = log.read_text()[before:]
    measured(row="B5", what="values of refused rows in the server's own log", target="0",
             obtained=written.count(FORGED))  # fmt: skip
    assert written.count("violates") >= 3
    assert "Ai khác nói ra" in written  # a session with the server's usual settings does tell
    assert FORGED not in written
