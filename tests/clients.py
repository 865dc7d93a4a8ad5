"""People at the panel: signed-in clients, the token of a page's form, the count of SQL statements."""

import contextlib
import html
import re
from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

LOGIN = "/admin/login/"
_TOKEN_FIELD = re.compile(r"<input\b[^>]*\bname=[\"']csrf_token[\"'][^>]*>")
_VALUE = re.compile(r"\bvalue=[\"']([^\"']*)[\"']")


def token(page: str) -> str:
    """Read the token a page's form is posted back with; a page without one is a defect."""
    field = _TOKEN_FIELD.search(page)
    value = field and _VALUE.search(field.group())
    assert value, "the page has no field named csrf_token"
    return html.unescape(value.group(1))


def client_for(app: Flask, username: str) -> FlaskClient:
    """Sign one of the cast in the way they do it themselves, through the page, and hand over their client."""
    client = app.test_client()
    page = client.get(LOGIN)
    assert page.status_code == 200, page.status
    form = {
        "csrf_token": token(page.text),
        "username": username,
        "password": app.config["DEMO_PASSWORD"],
    }
    answer = client.post(LOGIN, data=form)
    assert answer.status_code in {302, 303}, f"{username} could not sign in: {answer.status}\n{answer.text}"
    assert LOGIN not in answer.location, f"{username} was sent back to sign in"
    return client


def same_person(app: Flask, client: FlaskClient) -> FlaskClient:
    """Give the person behind a client another one, as a second tab has it, without signing in again."""
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    assert cookie, "the client is not signed in"
    tab = app.test_client()
    tab.set_cookie(name, cookie.value)
    return tab


@contextlib.contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements the application sends meanwhile, to count or to print."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    engine = engine_of(app)
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def engine_of(app: Flask) -> Engine:
    """Tell the engine an application reaches its database with."""
    with app.app_context():
        return app.extensions["sqlalchemy"].engine
