"""Every address and method of the panel and who gets in, from one table; one that is not in it fails."""

import re

import pytest

from forms.base import FORMS
from forms.registry import declare
from models.access import Person, Right, Role, may
from models.base import db
from models.ward import Ward
from tests.clients import client_for, same_person, token
from tests.neighbours import neighbour

declare()

CAST = {"an": Role.admin, "lan": Role.coordinator, "hoa": Role.supervisor, "binh": Role.viewer}
EVERYBODY, SIGNED_IN, NOBODY = "everybody", "signed in", "nobody"

OUTSIDE = {
    "/": EVERYBODY,
    "/healthz": EVERYBODY,
    "/static/<path:filename>": EVERYBODY,
    "/admin/login/": EVERYBODY,
    "/admin/language/": EVERYBODY,
    "/admin/theme/": EVERYBODY,
    "/admin/logout/": EVERYBODY,
    "/admin/login/code/": SIGNED_IN,  # leads to where the password is asked for, whoever has not typed it
    "/admin/password/": SIGNED_IN,
    "/admin/locked/": Right.LOAD,
    "/admin/prove/": SIGNED_IN,
    "/admin/second-factor/": SIGNED_IN,
    "/admin/sessions/": SIGNED_IN,
    "/admin/": SIGNED_IN,
    "/admin/why/": SIGNED_IN,
    "/admin/exports/": Right.EXPORT,
    "/admin/exports/file/": Right.EXPORT,
    "/admin/exports/cancel/": Right.EXPORT,
    "/admin/batches/": Right.EXPORT,  # whoever may edit some table: supervisors correct two of them
    "/admin/batches/batch/": Right.EXPORT,
    "/admin/batches/step/": Right.EXPORT,
    "/admin/load/": Right.LOAD,
    "/admin/load/template/": Right.LOAD,
}
"""Who may ask for what belongs to no table; a right is that to tables of reference."""

OF_A_TABLE = {
    "": Right.VIEW,
    "search/": Right.VIEW,
    "facet/": Right.VIEW,
    "groups/": Right.VIEW,
    "groups/csv/": Right.EXPORT,
    "columns/": Right.VIEW,
    "views/keep/": Right.VIEW,
    "views/update/": Right.VIEW,
    "details/": Right.VIEW,
    "lookup/": Right.VIEW,
    "move/": Right.VIEW,
    "bulk/": Right.EDIT,
    "new/": Right.CREATE,
    "edit/": Right.EDIT,
    "delete/": Right.DELETE,
    "reveal/": Right.REVEAL,
    "history/": Right.VIEW,
    "trash/": Right.RESTORE,
    "restore/": Right.RESTORE,
    "purge/": Right.PURGE,
    "export/": Right.EXPORT,
    "export/<export_type>/": Right.EXPORT,
    "action/": NOBODY,
    "ajax/lookup/": NOBODY,
    "ajax/update/": NOBODY,
}
"""Which right each address of a table asks for; Flask-Admin's own that we do not use answer nobody."""

METHODS = {"GET", "POST"}


def needed(rule: str):
    """Tell who may ask for a rule; KeyError where nobody has said."""
    if rule in OUTSIDE:
        return OUTSIDE[rule], Ward
    table, rest = re.fullmatch(r"/admin/(\w+)/(.*)", rule).groups()
    return OF_A_TABLE[rest], FORMS[table].model


def test_every_address_is_in_the_table(street):
    unknown = []
    for rule in street.url_map.iter_rules():
        try:
            needed(rule.rule)
        except (KeyError, AttributeError):
            unknown.append(rule.rule)
    assert unknown == []


def test_every_table_has_its_addresses(street):
    rules = {rule.rule for rule in street.url_map.iter_rules()}
    assert {f"/admin/{table}/{rest}" for table in FORMS for rest in OF_A_TABLE} <= rules


def lets_in(who, model, role) -> bool:
    """Say whether the table lets a role (None: nobody is signed in) in."""
    if who in {EVERYBODY, NOBODY}:
        return who == EVERYBODY
    return role is not None and (who == SIGNED_IN or may(Person(role), who, model))


def answers(street, client, mark):
    """Ask for every address by every method it knows, changing nothing, and yield (rule, method, answer)."""
    ids = neighbour(street, "lan").ids
    for rule in street.url_map.iter_rules():
        table = rule.rule.split("/")[2] if rule.rule.count("/") > 2 else ""
        address = rule.rule.replace("<path:filename>", "mark.svg").replace("<export_type>", "csv")
        query = {"id": ids.get(table, 1), "step": "none"}
        if rule.rule in {"/admin/logout/", "/admin/login/"}:
            continue  # tests/test_sign_in.py
        for method in sorted(rule.methods & METHODS):
            data = {"csrf_token": mark, "q": ""} if method == "POST" else None
            yield (
                rule.rule,
                method,
                client.open(address, method=method, query_string=query, data=data, buffered=True),
            )


@pytest.mark.parametrize("username", CAST)
def test_each_role_gets_in_where_the_table_says(street, username):
    client = client_for(street, username)
    mark = token(client.get("/admin/password/").text)
    for rule, method, answer in answers(street, client, mark):
        who, model = needed(rule)
        admitted = lets_in(who, model, CAST[username])
        assert admitted == (answer.status_code not in {403, 405} and who != NOBODY), (
            rule,
            method,
            answer.status,
        )
        assert admitted or answer.status_code in {403, 404}, (rule, method, answer.status)


def test_whoever_is_not_signed_in_gets_in_nowhere_else(street):
    client = street.test_client()
    mark = token(client.get("/admin/login/").text)
    for rule, method, answer in answers(street, client, mark):
        who, _model = needed(rule)
        sent_away = answer.status_code in {302, 303} and "/admin/login/" in answer.location
        assert (who == EVERYBODY) != (sent_away or answer.status_code == 404), (rule, method, answer.status)


def test_denied_requests_change_nothing(two_wards):
    client = client_for(two_wards, "hoa")
    mark = token(client.get("/admin/password/").text)
    before = contents(two_wards)
    for _each in answers(two_wards, client, mark):
        pass
    assert changed(before, contents(two_wards)) == set()


NOTED = {"audit_entry", "audit_head", "audit_key", "sign_in_session", "sign_in_try", "spent_form"}
"""Where a look and a refusal leave their mark; tests/test_reveal.py says which."""


def changed(before: dict[str, list], after: dict[str, list]) -> set[str]:
    """Name the tables that differ, but for those in which a look and a refusal leave their mark."""
    return {name for name in before if before[name] != after[name]} - NOTED


def contents(app) -> dict[str, list]:
    """Read every table whole, past every gate."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: connection.execute(table.select().order_by(*table.primary_key)).all()
            for table in db.metadata.sorted_tables
        }


@pytest.mark.parametrize("sent", [None, "wrong", "somebody else's"])
def test_every_post_asks_for_the_token_of_its_own_session(street, sent):
    client = client_for(street, "an")
    theirs = token(client_for(street, "lan").get("/admin/password/").text)
    data = {} if sent is None else {"csrf_token": theirs if sent == "somebody else's" else sent}
    posts = [rule.rule for rule in street.url_map.iter_rules() if "POST" in rule.methods]
    for rule in posts:
        assert client.post(rule, data=data).status_code == 400, rule
        assert client.post(rule, json={"q": "x"}).status_code == 400, rule
    assert same_person(street, client).get("/admin/").status_code == 200
