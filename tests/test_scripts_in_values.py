"""No text anybody types becomes a script: 200 texts, every text field, every kind of page, in Chromium."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from sqlalchemy import Enum, String, select
from sqlalchemy.exc import IntegrityError

from forms.base import FORMS
from forms.registry import declare
from models.access import SYSTEM, Right, may
from models.account import account_named, person_for
from models.base import db, described
from tests.browser import sign_in
from tests.hostile_markup import EVENTS, MARKUP, some

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

declare()

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(
        "databases", ["sqlite"], indirect=True
    ),  # which database held a text: no page tells
]

LONG_ENOUGH = max(map(len, MARKUP))
RUNS = (
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "animate",
    "style",
    "body > svg",
    "[href^='javascript' i]",
)
MAKES_A_SCRIPT = ", ".join((*RUNS, "[onbegin]", *(f"[{event}]" for event in EVENTS)))
TRAP = f"""
window.alert = window.confirm = window.prompt = () => window.ran('a script ran');
addEventListener('load', () => document.querySelector({json.dumps(MAKES_A_SCRIPT)}) && window.ran('markup'));
"""
PAGES = ("details", "edit", "delete", "history")
PAGES_OF_EACH = ("details", "edit", "delete")
DEEP = ("client", "client_contact", "counselling_session", "referral", "support_grant", "club", "ward",
        "referral_destination", "account")  # fmt: skip
"""Tables each of whose pages is looked at with each of the texts, in the long run."""


@pytest.fixture
def ran(page) -> list[str]:
    """Collect what ran or became markup, and where; at the end there must be none."""
    found: list[str] = []
    page.context.expose_binding("ran", lambda source, what: found.append(f"{what} on {source['page'].url}"))
    page.context.add_init_script(TRAP)
    page.on("dialog", lambda dialog: (found.append(dialog.message), dialog.dismiss()))
    return found


def texts_of(model) -> list[str]:
    """List the columns of a table that take any text of the length of ours."""
    cells = model.__table__.c
    return [
        name
        for name in described(model)
        if name in cells
        and isinstance(cells[name].type, String)
        and not isinstance(cells[name].type, Enum)
        and (cells[name].type.length or LONG_ENOUGH) >= LONG_ENOUGH
    ]


def plant(app: Flask, username: str, table: str, texts: tuple[str, ...]) -> tuple[list[int], int]:
    """Put the texts into the first rows somebody sees, past every form: give the rows, and how many took."""
    taken = 0
    with app.app_context():
        session: Any = db.session()
        session.info["person"] = person_for(session, account_named(session, username))
        model = FORMS[table].model
        ids = list(session.scalars(select(model.id).order_by(model.id.desc()).limit(len(texts))))
        session.info["person"] = SYSTEM
        for place, number in enumerate(ids):
            row = session.get(model, number)
            for step, name in enumerate(texts_of(model)):
                taken += put(session, row, name, texts[(place + step) % len(texts)])
        session.commit()
    return ids, taken


def put(session, row, name, text) -> bool:
    """Write one text; a column with a shape of its own refuses."""
    try:
        with session.begin_nested():
            setattr(row, name, text)
    except IntegrityError:
        return False
    return True


def look(page: Page, table: str, ids: list[int], pages=PAGES) -> int:
    """Open the list, and the pages of each row."""
    page.goto(f"/admin/{table}/", wait_until="load")
    for number in ids:
        for name in pages:
            page.goto(f"/admin/{table}/{name}/?id={number}", wait_until="load")
    return 1 + len(ids) * len(pages)


def looked_at_by(app: Flask, username: str) -> list[str]:
    """List the tables somebody looks at here: the coordinator cases, the administrator everything else."""
    with app.app_context():
        session = db.session()
        person = person_for(session, account_named(session, username))
        mine = [
            table
            for table, form in FORMS.items()
            if bool(form.model.scoped_by) == (username == "lan") and may(person, Right.VIEW, form.model)
        ]
    return sorted(mine, key=lambda table: table == "account")  # last: then nobody is called what they were


@pytest.mark.parametrize("username", ["lan", "an"])
def test_no_text_in_any_table_becomes_a_script(page, seeded_copy, ran, username):
    texts, visits, taken = some(20), 0, 0
    sign_in(page, seeded_copy, username)
    for table in looked_at_by(seeded_copy, username):
        ids, took = plant(seeded_copy, username, table, texts)
        visits += look(page, table, ids[: table in DEEP])
        taken += took
    page.goto("/admin/", wait_until="load")
    assert ran == []
    assert taken > 100
    assert visits > 20


@pytest.mark.long
@pytest.mark.parametrize("table", DEEP)
def test_none_of_the_200_texts_becomes_a_script_on_any_page_of_a_row(page, seeded_copy, ran, table):
    username = "lan" if FORMS[table].model.scoped_by else "an"
    sign_in(page, seeded_copy, username)
    at_once = 20
    for start in range(0, len(MARKUP), at_once):
        ids, taken = plant(seeded_copy, username, table, MARKUP[start : start + at_once])
        look(page, table, ids, PAGES_OF_EACH)
        assert taken
    assert ran == []


@pytest.mark.parametrize("count", [3, pytest.param(len(MARKUP), marks=pytest.mark.long)])
def test_no_text_asked_for_or_refused_becomes_a_script(page, seeded_copy, ran, count):
    sign_in(page, seeded_copy, "lan")
    for text in some(count):
        page.goto(f"/admin/client/?{quote(text)}=1", wait_until="load")
        for name in ("sort", "page", "after", "count", "search", "ward", "case_status"):
            page.goto(f"/admin/client/?{name}={quote(text)}", wait_until="load")
        page.goto("/admin/client/")
        page.fill("#q", text)
        page.press("#q", "Enter")
        page.wait_for_selector(".asked .ask")
    page.goto("/admin/client/new/")
    for place, box in enumerate(page.locator("form.entry input[type=text]").all()):
        box.fill(some(20)[place % 20])
    page.locator("form.entry .buttons button").first.click()
    page.wait_for_selector("#summary")
    assert ran == []


def test_no_text_offered_by_a_look_up_becomes_a_script(page, seeded_copy, ran):
    sign_in(page, seeded_copy, "lan")
    plant(seeded_copy, "lan", "client", some(20))
    page.goto("/admin/counselling_session/new/")
    page.locator("#client").press_sequentially("alert")
    page.wait_for_selector("#client-list li")
    shown = page.locator("#client-list li").all_text_contents()
    assert any("alert(1)" in text for text in shown)
    page.press("#client", "ArrowDown")
    page.press("#client", "Enter")
    assert ran == []


@pytest.mark.parametrize("count", [2, pytest.param(len(MARKUP), marks=pytest.mark.long)])
def test_no_text_of_a_file_becomes_a_script(page, seeded_copy, ran, tmp_path, count):
    sign_in(page, seeded_copy, "an")
    for place, text in enumerate(some(count)):
        file = tmp_path / f"{place}<img src=x onerror=alert(1)>.csv"
        cells = [f'"{each}"' for each in ("Tên", text.replace('"', '""'))]
        file.write_text(f"{cells[0]},{cells[1]}\n{cells[1]},{cells[1]}\n")
        for table in ("ward", "client"):
            page.goto(f"/admin/load/?table={table}")
            page.set_input_files("#file", file)
            page.locator("form.entry .buttons button").first.click()
            page.wait_for_selector("main .summary, main .notice, main table")
    assert ran == []


@pytest.mark.parametrize("count", [3, pytest.param(len(MARKUP), marks=pytest.mark.long)])
def test_no_text_at_the_door_becomes_a_script(page, ran, count):
    for text in some(count):
        page.goto(f"/admin/login/?next={quote(text)}")
        page.fill("input[name=username]", text)
        page.fill("input[name=password]", text)
        page.press("input[name=password]", "Enter")
        page.wait_for_selector("#summary")
    assert ran == []


PLACES = (
    '<p title="TEXT">TEXT</p><input class=TEXT>', "<p title='TEXT'></p>", "<textarea>TEXT</textarea>",
    "<!-- TEXT -->", "<title>TEXT</title>", "<select><option>TEXT</option></select>",
    "<script>var x = 'TEXT'</script>", '<script>var x = "TEXT"</script>', "<script>var x = `TEXT`</script>",
    '<iframe src="TEXT"></iframe>',
)  # fmt: skip
"""Where a careless page would put a text as it stands."""


@pytest.mark.usefixtures("databases")
@pytest.mark.parametrize("count", [10, pytest.param(len(MARKUP), marks=pytest.mark.long)])
def test_where_nothing_stops_them_the_texts_do_run(browser, count):
    context, found = browser.new_context(), []
    context.expose_binding("ran", lambda _source, what: found.append(what))
    context.add_init_script(TRAP)
    shown, caught = [""], 0
    context.route(
        "http://careless.example/", lambda route: route.fulfill(content_type="text/html", body=shown[0])
    )
    page = context.new_page()
    for text in some(count):
        before = len(found)
        for place in PLACES:
            shown[0] = place.replace("TEXT", text)
            page.goto("http://careless.example/", wait_until="load")
            page.evaluate("new Promise(requestAnimationFrame)")
            if len(found) > before:
                caught += 1
                break
    context.close()
    assert caught > 0.95 * count, caught
    assert found.count("a script ran") > 0.5 * count
