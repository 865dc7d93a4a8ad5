"""A request that is denied, invalid or without its token changes no table but those that record refusals."""

import pytest

from forms.base import FORMS
from forms.registry import declare
from models.base import db
from tests.clients import client_for, token
from tests.fingerprints import KEPT_ANYHOW, fingerprints
from tests.neighbours import neighbour
from tests.probing import NOWHERE

declare()

FEW = {"client", "client_contact", "support_grant", "ward"}
"""Tables tried in every run; the long one tries all."""

CAST = ("an", "lan", "hoa", "binh", None)
ALLOWED = {200, 302, 303}
"""Statuses of an answer that did what was asked; every other is a refusal."""

ON_PURPOSE = {"/admin/login/", "/admin/logout/", "/admin/language/", "/admin/theme/", "/admin/sessions/"}
"""Pages whose posts without anything typed already do what they are for."""

WRONG = {"amount_vnd": "x", "intake_on": "31/02/2026", "client": "không có ai", "reason": "", "confirm": ""}
"""Nothing any form takes."""


def posts(app):
    """List every address that takes a post, with the row of a table it may be about."""
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods and rule.rule not in ON_PURPOSE:
            table = rule.rule.split("/")[2] if rule.rule.count("/") > 3 else ""
            yield rule.rule, table if table in FORMS else ""


def rows_asked_for(app, table):
    """Name a row of Lan's ward, one of the other, and one that never was."""
    ids = [neighbour(app, who).ids.get(table, 1) for who in ("lan", "minh")]
    return [*ids, NOWHERE] if table else [1]


@pytest.mark.parametrize("username", CAST)
def test_what_is_denied_or_invalid_changes_nothing(two_wards, username, measured):
    refused, changed = tried(two_wards, username, FEW)
    report(measured, username, refused, changed)
    assert changed == []
    assert refused > 100


@pytest.mark.long
@pytest.mark.parametrize("username", CAST)
def test_what_is_denied_or_invalid_changes_nothing_on_any_page(two_wards, username, measured):
    refused, changed = tried(two_wards, username, set(FORMS))
    report(measured, username, refused, changed)
    assert changed == []


def tried(app, username, tables):
    """Post what must be refused to every address of some tables; count the refusals, list what changed."""
    person = client_for(app, username) if username else app.test_client()
    mark = token(person.get("/admin/password/" if username else "/admin/login/").text)
    before, refused, changed = fingerprints(app), 0, []
    for path, _table, row, data in attempts(app, tables, mark):
        answer = person.post(f"{path}?id={row}&step=approve", data=data)
        after = fingerprints(app)
        if is_refusal(answer):
            refused += 1
            changed += [(path, row, answer.status, name) for name in before if before[name] != after[name]]
        before = after
    return refused, changed


def is_refusal(answer):
    """Say whether an answer refuses: by its status, or by asking who it is first."""
    asks_first = any(page in (answer.location or "") for page in ("/admin/login/", "/admin/prove/"))
    return answer.status_code not in ALLOWED or asks_first


def attempts(app, tables, mark):
    """Give every post, once with nothing sound in it, once without a token, once with a forged one."""
    for path, table in posts(app):
        for row in rows_asked_for(app, table) if not table or table in tables else ():
            for sent in ({"csrf_token": mark, "row_version": "0"}, {}, {"csrf_token": "forged"}):
                yield path, table, row, WRONG | sent


def report(measured, username, refused, changed):
    """Take the figure of one person's tries."""
    measured(
        row="A7", what=f"Refused posts of {username or 'nobody'}", target="0 changed tables",
        obtained=f"{refused} refused, {len(changed)} changed tables",
    )  # fmt: skip


def test_a_hash_notices_one_changed_letter(two_wards):
    before = fingerprints(two_wards)
    table = FORMS["client"].model.__table__
    with two_wards.app_context(), db.engine.begin() as connection:
        connection.execute(table.update().where(table.c.id == 1).values(alias="k"))
    assert {name for name, value in fingerprints(two_wards).items() if value != before[name]} == {"client"}


def test_the_tables_left_out_are_the_books_of_refusals(two_wards):
    with two_wards.app_context():
        assert db.metadata.tables.keys() - fingerprints(two_wards).keys() == KEPT_ANYHOW
