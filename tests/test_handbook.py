"""The handbook says what the rules say, in both languages, whole."""

from __future__ import annotations

import pytest

from forms.base import FORMS
from forms.handbook import handbook
from forms.handbook_rights import QUESTIONS, held
from forms.registry import declare
from forms.words import LANGUAGES, speaking, spoken
from models.access import RIGHTS, Role
from tests.structure.sources import ROOT

declare()

RULES = [(table, each) for table, form in FORMS.items() for each in form.rules]
ASKED = [("forms/deletion.py", each) for form in QUESTIONS for each in form.rules]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_in_docs_is_what_the_rules_say_now(language):
    written = (ROOT / "docs" / f"handbook.{language}.md").read_text()
    assert written == handbook(language), "run `make handbook`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_stands_in_the_handbook_under_its_table(language):
    chapters = {chapter.split("`")[1]: chapter for chapter in handbook(language).split("\n## ")[1:-1]}
    for table, each in (*RULES, *ASKED):
        assert f"| {each.code} |" in chapters[table]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_says_who_may_do_what(language):
    page = handbook(language).split("\n## ")[1]
    with speaking(language):
        for role in Role:
            assert spoken(role.words) in page
            assert all(held(kind, role) in page for kind in RIGHTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_blank_is_left_open(language):
    text = handbook(language)
    assert "{" not in text
    assert "…" not in text


@pytest.mark.parametrize(
    "each", [each for _table, each in RULES], ids=lambda each: f"{each.code}-{each.name}"
)
def test_a_rule_has_two_sentences_that_differ(each):
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(each.sentence())
    assert all(text.strip() and text.rstrip()[-1] in ".?!”" for text in said), said
    assert len(set(said)) == len(LANGUAGES)


def test_the_rules_that_look_past_the_gate_are_named():
    leaks = {each.code for _table, each in (*RULES, *ASKED) if any(fact.looks_past for fact in each.facts)}
    for language in LANGUAGES:
        last = handbook(language).split("\n## ")[-1]
        assert {line.split("`")[1] for line in last.splitlines() if line.startswith("- ")} == leaks
