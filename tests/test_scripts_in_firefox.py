"""No text anybody types becomes a script in Firefox either: 200 texts on every kind of page of a row."""

import pytest

from forms.base import FORMS
from tests.firefox import firefox, marionette
from tests.hostile_markup import MARKUP
from tests.signing_in import PASSWORD
from tests.test_scripts_in_values import DEEP, MAKES_A_SCRIPT, PAGES, plant

__all__ = ["firefox", "marionette"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.parametrize("databases", ["sqlite"], indirect=True),
]
AT_ONCE, OPENED = 20, 3


@pytest.mark.parametrize("table", DEEP)
def test_none_of_the_200_texts_becomes_a_script_in_firefox(firefox, seeded_copy, table, measured):
    username = "lan" if FORMS[table].model.scoped_by else "an"
    firefox.sign_in(username, PASSWORD)
    markup, visits = [], 0
    for start in range(0, len(MARKUP), AT_ONCE):
        ids, taken = plant(seeded_copy, username, table, MARKUP[start : start + AT_ONCE])
        assert taken
        for address in addresses(table, ids[:OPENED]):
            firefox.goto(address)
            visits += 1
            if firefox.finds(MAKES_A_SCRIPT):
                markup.append(address)
    measured(
        row="C7", what=f"200 texts in every text column of {table}: scripts run, texts become markup",
        target="0; 0", obtained=f"{len(firefox.dialogs)}; {len(markup)} on {visits} pages", on="Firefox",
    )  # fmt: skip
    assert (firefox.dialogs, markup) == ([], [])


def addresses(table, ids):
    """List the pages a text of a row is shown on."""
    yield f"/admin/{table}/"
    for number in ids:
        yield from (f"/admin/{table}/{page}/?id={number}" for page in PAGES)


def test_firefox_does_run_what_nothing_stops(firefox):
    firefox.goto("data:text/html,<img src=x onerror=alert(1)>")
    assert firefox.finds("[onerror]")
    firefox.goto("/admin/login/")
    assert firefox.dialogs
