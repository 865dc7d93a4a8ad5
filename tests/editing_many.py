"""Edits of many rows as people make them: picked on a list, checked, carried out, taken back."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from admin.background import background
from models.audit import Action, AuditEntry, Told, told
from models.base import db
from models.client import Client
from tests.clients import token
from tests.neighbours import as_system
from tests.test_sent_twice import hidden
from tests.typed_pages import typed_on

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

STEP, MINE = "/admin/batches/step/", "/admin/batches/"
_TALLY = re.compile(r'<li class="\w+"><strong>([^<]*)</strong> (?:<a [^>]*>)?([^<]*)')
_ROW = re.compile(r'<th scope="row" data-label="Dòng"><a href="[^"]*\?id=(\d+)">')

WILL, DOUBT, SAME, REFUSED = "Sẽ đổi", "Cần xác nhận", "Đã có giá trị này", "Không đổi được"
SINCE, DONE, GONE = "Đã có người sửa sau đó", "Đã đổi", "Không còn thấy"


def asked_for(
    person: FlaskClient, query: str = "", *, table: str = "client", picks: object = "all", **typed: str
) -> TestResponse:
    """Pick rows on a list (all, or some ids) and have values checked."""
    rows = {"rows": "all"} if picks == "all" else {"rows": "picked", "ids": picks}
    data = {"csrf_token": token(person.get("/admin/password/").text), "step": "check", "change": list(typed)}
    return person.post(f"/admin/{table}/bulk/{query}", data=data | rows | typed)


def checked(person: FlaskClient, query: str = "", **how: object) -> str:
    """Have an edit checked, and give the address of its page."""
    answer = asked_for(person, query, **how)
    assert answer.status_code == 303, answer.text
    return answer.location


def sent_with(person: FlaskClient, address: str) -> dict[str, str]:
    """Read what the buttons of an edit's page send."""
    page = hidden(person.get(address).text)
    return {name: page[name] for name in ("csrf_token", "once", "batch")}


def stepped(person: FlaskClient, address: str, step: str, **typed: str) -> TestResponse:
    """Press a button on the page of an edit."""
    return person.post(STEP, data=sent_with(person, address) | {"step": step} | typed)


def done(person: FlaskClient, query: str = "", **how: object) -> str:
    """Make an edit from beginning to end, and give its address."""
    address = checked(person, query, **how)
    stepped(person, address, "go")
    return address


def tally(person: FlaskClient, address: str) -> dict[str, int]:
    """Read the numbers on the page of an edit."""
    found = _TALLY.findall(person.get(address).text)
    return {html.unescape(label).strip(): int(number) for number, label in found}


def named(person: FlaskClient, address: str, show: str = "") -> list[int]:
    """Read which rows the page of an edit names."""
    return [int(each) for each in _ROW.findall(person.get(f"{address}&show={show}").text)]


def receipt_in(address: str) -> str:
    """Read the receipt off the address of an edit."""
    return address.partition("batch=")[2]


def values(app: Flask, name: str, among: list[int] | None = None) -> dict[int, object]:
    """Read a column of all clients, as the product itself."""
    with app.app_context():
        cells = select(Client.id, getattr(Client, name)).order_by(Client.id)
        rows = as_system(app).execute(cells if among is None else cells.where(Client.id.in_(among)))
        return dict(rows.all())


def entries_of(app: Flask, address: str) -> list[Told]:
    """Read what the record says of an edit, oldest first."""
    with app.app_context():
        found = select(AuditEntry).where(AuditEntry.action == Action.changed).order_by(AuditEntry.id)
        entries = told(db.session(), as_system(app).scalars(found))
        return [each for each in entries if each.said.get("batch") == receipt_in(address)]


def changed_alone(person: FlaskClient, row: int, **typed: str) -> TestResponse:
    """Change one row on its own form."""
    address = f"/admin/client/edit/?id={row}"
    return person.post(address, data=typed_on(person.get(address).text) | typed)


def batch_ids(app: Flask) -> list[int]:
    """Give the ids of all edits."""
    with app.app_context(), db.engine.connect() as connection:
        rows = db.metadata.tables["batch"]
        return list(connection.scalars(select(rows.c.id).order_by(rows.c.id)))


def worked_off(app: Flask) -> None:
    """Do what waits in the background."""
    with app.app_context():
        background().work_off()
