"""Every pair of words the product says: from the schema, the forms, the panel's code and its templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from forms.base import FORMS
from forms.checks_of_tables import said_by
from forms.registry import declare
from forms.words import speaking
from models.schema import Area, Words
from tests.structure.sources import ROOT, sources

SAY = re.compile(r"""\bsay\(\s*(["'])(.*?)\1\s*,\s*(["'])(.*?)\3""", re.DOTALL)
SHORTEST = 4
"""Shorter words are often both: `SMS`, `an`."""


@cache
def pairs() -> frozenset[Words]:
    """Give every pair (vi, en) whose words differ."""
    declare()
    found = {*_of_the_schema(), *_of_the_templates(), *_of_the_code()}
    return frozenset((vi, en) for vi, en in found if vi != en)


@cache
def only(language: str) -> frozenset[str]:
    """Give what is said in a language and is nobody's word in the other."""
    place = ("vi", "en").index(language)
    others = {words[1 - place] for words in pairs()}
    found = {words[place].strip().rstrip(":") for words in pairs()} - others
    return frozenset(text for text in found if len(text) >= SHORTEST)


def _of_the_schema() -> Iterator[Words]:
    yield from (area.words for area in Area)
    for table, form in FORMS.items():
        yield from (words for _place, words in said_by(form))
        yield form.model.words[0], table.replace("_", " ")
        yield from _sentences(form)


def _sentences(form) -> Iterator[Words]:
    """Give the rules that stand as hints, their limits filled in."""
    for rule in form.rules:
        with speaking("vi"):
            vi = rule.sentence()
        with speaking("en"):
            yield vi, rule.sentence()


def _of_the_templates() -> Iterator[Words]:
    for path in sorted((ROOT / "admin" / "templates").rglob("*.html")):
        yield from ((found[2], found[4]) for found in SAY.finditer(path.read_text()))


def _of_the_code() -> Iterator[Words]:
    for source in sources("admin", "forms"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "say":
                told = [word.value for word in node.args if isinstance(word, ast.Constant)]
                if len(told) == len(node.args) == 2 and all(isinstance(word, str) for word in told):
                    yield told[0], told[1]
