"""Every page of every table opens for whoever has the right, well made, in one language."""

from __future__ import annotations

import re
from itertools import product

import pytest

from forms.base import FORMS
from forms.registry import declare
from models.access import Person, Right, Role, may
from models.base import described
from tests.html_pages import Page
from tests.spoken_words import only, pairs
from tests.structure.sources import ROOT

declare()

LANGUAGES = ("vi", "en")
OPENS = {"list": Right.VIEW, "new": Right.CREATE, "details": Right.VIEW, "edit": Right.EDIT}
ROLES = {"an": Role.admin, "lan": Role.coordinator, "hoa": Role.supervisor, "binh": Role.viewer}
TEMPLATES = sorted((ROOT / "admin" / "templates").rglob("*.html"))
JINJA = re.compile(r"{% block look %}.*?{% endblock %}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{2}")


def speak(client, language):
    """Have the panel speak a language to one tab only; the switch would write it down for the account."""
    with client.session_transaction() as session:
        session["language"] = language
    return client


def addresses(client, table):
    """Give the pages of a table for whoever may list it: two where its list leads to none of its rows."""
    found = re.search(rf"/admin/{table}/details/\?id=([\w-]+)", client.get(f"/admin/{table}/").text)
    rows = ("details", "edit") if found else ()
    return {"list": f"/admin/{table}/", "new": f"/admin/{table}/new/"} | {
        name: f"/admin/{table}/{name}/?id={found[1]}" for name in rows
    }


@pytest.fixture(
    scope="module", params=[f"{table}-{language}" for table, language in product(FORMS, LANGUAGES)]
)
def visit(request, tab):
    """The administrator's pages of one table in one language: (table, language, pages by name)."""
    table, language = request.param.split("-")
    client = speak(tab("an"), language)
    pages = {}
    for name, address in addresses(client, table).items():
        if may(Person(Role.admin), OPENS[name], FORMS[table].model):
            answer = client.get(address)
            assert answer.status_code == 200, f"{address}: {answer.status}"
            pages[name] = Page(answer.text)
    return table, language, pages


def test_a_page_is_well_made(visit):
    _table, language, pages = visit
    for name, page in pages.items():
        assert page.language == language
        assert page.wrong == [], name
        assert page.tags["h1"] == 1, name
        assert page.tags["title"] == 1, name
        assert page.repeated_ids() == [], name
        assert page.nameless_inputs() == [], name
        assert page.lost_labels() == [], name


def test_no_label_is_missing(visit):
    table, language, pages = visit
    place = LANGUAGES.index(language)
    specs = described(FORMS[table].model)
    names = {name: spec.words[place] for name, spec in specs.items()}
    assert FORMS[table].model.words[place] in pages["list"].texts(language)
    wanted = {
        "list": {names[name] for name, spec in specs.items() if spec.listed} if "details" in pages else set(),
        "details": set(names.values()),
        "new": {names[name] for name, spec in specs.items() if spec.typed},
    }
    for name, page in pages.items():
        assert wanted.get(name, set()) - page.texts(language) == set(), name


def test_nothing_is_said_in_the_other_language(visit):
    _table, language, pages = visit
    other = only(LANGUAGES[1 - LANGUAGES.index(language)])
    for name, page in pages.items():
        said = page.texts(language)
        assert said & other == set(), name
        whole = "\n".join(said)
        assert [text for text in other if text.endswith(".") and text in whole] == [], name


def test_there_are_words_to_listen_for():
    assert len(pairs()) > 500
    assert {"Filters", "Client", "Save", "Error"} <= only("en")
    assert {"Bộ lọc", "Người được hỗ trợ", "Danh sách"} <= only("vi")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_says_no_word_in_one_language_only(path):
    """What stands between the tags, or is read out, goes through say(); how a day is written does not."""
    text = JINJA.sub("", path.read_text())
    names = re.findall(r'(?:title|placeholder|aria-label|alt)="([^"]*)"', text)
    between = TAG.sub("\n", text).split("\n")
    assert [word.strip() for word in (*names, *between) if WORD.search(word) and word != "dd/mm/yyyy"] == []


@pytest.mark.parametrize("username", ["lan", "hoa", "binh"])
@pytest.mark.parametrize("table", FORMS)
def test_a_page_opens_only_for_whoever_has_the_right(table, username, tab):
    client, model = tab(username), FORMS[table].model
    there = addresses(client, table)
    for name, address in there.items():
        right = may(Person(ROLES[username]), OPENS[name], model)
        assert client.get(address).status_code == (200 if right else 403), address
    assert ("details" in there) <= may(Person(ROLES[username]), Right.VIEW, model)


def test_a_list_is_filtered_by_a_text_and_by_the_name_of_a_table(an):
    warnings = "/admin/rule_finding/"
    number = re.compile(r'<th scope="row"')
    everything = Page(an.get(warnings).text).texts("vi")
    listed = an.get(f"{warnings}?rule_code=CL15&table_name=client").text
    assert {"CL15", "CL28"} <= everything
    assert number.search(listed)
    assert "CL28" not in Page(listed).texts("vi")
    assert "Quy tắc: CL15; Bảng: Người được hỗ trợ" in listed
    assert not number.search(an.get(f"{warnings}?rule_code=CL").text)
    assert an.get(f"{warnings}?table_name=no_table").status_code == 400
