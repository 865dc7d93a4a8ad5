"""The page and the command that say why: what each of the cast is told, and what nobody is."""

import re

from forms.base import FORMS
from forms.registry import declare
from models.access import SYSTEM
from models.account import account_named
from models.base import db, described
from tests.clients import client_for
from tests.neighbours import neighbour
from tests.test_scope import NOWHERE, without_marks

declare()

BLOCK = "<tbody>"


def test_a_row_of_another_ward_is_explained_like_a_row_that_is_not_there(street):
    person, theirs = client_for(street, "lan"), neighbour(street, "minh").ids
    for table, field in (("client", ""), ("client", "full_name"), ("support_grant", "amount_vnd")):
        pages = [
            person.get(f"/admin/why/?table={table}&id={number}&field={field}")
            for number in (theirs[table], NOWHERE)
        ]
        texts = [
            without_marks(page.text, number).replace(f'value="{number}"', "")
            for page, number in zip(pages, (theirs[table], NOWHERE), strict=True)
        ]
        assert texts[0] == texts[1]
        assert BLOCK not in texts[0]
        mine = neighbour(street, "lan").ids[table]
        assert BLOCK in person.get(f"/admin/why/?table={table}&id={mine}&field={field}").text


def test_only_whoever_sees_the_accounts_asks_about_another(street):
    ids = {}
    with street.app_context():
        db.session().info["person"] = SYSTEM
        for username in ("an", "lan"):
            ids[username] = account_named(db.session(), username).id
    mine = neighbour(street, "lan").ids["client"]
    for username, about, code in (("an", "lan", 200), ("lan", "lan", 200), ("lan", "an", 404)):
        page = client_for(street, username).get(f"/admin/why/?account={ids[about]}&table=client&id={mine}")
        assert page.status_code == code


def test_a_viewer_is_told_of_no_row(street):
    mine = neighbour(street, "lan").ids["client"]
    page = client_for(street, "binh").get(f"/admin/why/?table=client&id={mine}")
    assert page.status_code == 200
    assert BLOCK not in page.text
    assert BLOCK not in client_for(street, "binh").get("/admin/why/?table=ward&id=1").text


def test_an_administrator_reads_no_value_in_an_explanation(street):
    told_of, person = neighbour(street, "lan"), client_for(street, "an")
    fields = [name for name, spec in described(FORMS["client"].model).items() if spec.secrecy > 1]
    for name in ("", *fields[:6]):
        page = person.get(f"/admin/why/?table=client&id={told_of.ids['client']}&field={name}").text
        assert BLOCK in page
        assert not [word for word in told_of.words if word in page]


def test_the_command_says_what_the_page_says(street):
    mine = str(neighbour(street, "lan").ids["client"])
    run = street.test_cli_runner()
    answer = run.invoke(args=["why", "minh", "client", mine, "full_name"])
    assert answer.exit_code == 0, answer.output
    assert "No" in answer.output
    assert "Ward of residence" in answer.output
    assert run.invoke(args=["why", "nobody", "client"]).exit_code != 0
    assert run.invoke(args=["why", "minh", "client", mine, "no_field"]).exit_code != 0


def test_a_masked_value_leads_to_its_reason(street):
    told_of, person = neighbour(street, "lan"), client_for(street, "hoa")
    page = person.get(f"/admin/client/details/?id={told_of.ids['client']}").text
    found = re.search(r'class="why" href="([^"]*field=full_name)"', page)
    assert found
    answer = person.get(found[1].replace("&amp;", "&"))
    assert BLOCK in answer.text
    assert not [word for word in told_of.words if word in answer.text]


def test_a_table_or_an_id_that_is_none_is_answered_quietly(street):
    person = client_for(street, "lan")
    assert person.get("/admin/why/?table=no_table&id=1").status_code == 404
    for number in ("x", "0", "-1", "9" * 40, "1' OR 1=1", "%00"):
        page = person.get("/admin/why/", query_string={"table": "client", "id": number, "field": "none"})
        assert page.status_code == 200
        assert BLOCK not in page.text
