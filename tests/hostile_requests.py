"""Hostile requests to every address and parameter of an application, the same ones for the same seed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import inspect

from admin.filter_fields import linked_fields
from forms.base import FORMS
from models.access import Person, Role
from models.base import described
from tests.hostile_texts import BODIES, HEADERS, METHODS, ODD, PATHS
from tests.structure.sources import ROOT

SOUND = {"export_type": "csv", "filename": "mark.svg", "step": "submit", "row_version": "1"}
"""What an address is given where another parameter is the hostile one, so that the request gets deep."""

PROVING = ("login", "logout", "prov", "password", "factor", "session")
"""Addresses that end or lock a sign-in when they are posted to: they are tried without a valid token."""

_READ = re.compile(r"\.(?:get|getlist|pop)\(\s*\"(\w+)\"|\bname=\"([\w-]+)\"")
_ARGUMENT = re.compile(r"<(?:[^:>]+:)?(\w+)>")


@dataclass(frozen=True)
class Hostile:
    """One request as the test client takes it."""

    method: str
    address: str
    rest: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.address[:160]} {str(self.rest)[:300]}"


@dataclass(frozen=True)
class Aim:
    """An address and the parameter of it that is to be hostile."""

    rule: str
    table: str
    name: str
    methods: Sequence[str]


def bytes_of(text: str) -> bytes:
    """Write a text as a hostile client would: surrogates and all."""
    return text.encode("utf-8", "surrogatepass")


def encoded(text: str) -> str:
    """Write a text so for an address."""
    return "".join(f"%{byte:02X}" for byte in bytes_of(text))


def names_read() -> list[str]:
    """List every name the panel reads from a request or writes into a form: found in its own code."""
    files = [*(ROOT / "admin").glob("*.py"), *(ROOT / "admin" / "templates").rglob("*.html")]
    found = {"".join(names) for file in files for names in _READ.findall(file.read_text())}
    named = {"id", "page", "limit", "sort", "search", "view", "viewed", "columns", "next", "__class__", "url"}
    return sorted(found | named)


def names_of(table: str) -> list[str]:
    """List the names a table's list, filters and forms answer to."""
    columns = described(FORMS[table].model)
    ends = ("__from", "__to", "__empty")
    ranges = [f"{name}{end}" for name, spec in columns.items() if spec.filtered for end in ends]
    ranges += linked_fields(FORMS[table].model, Person(Role.admin))
    links = [f"{name}__id" for name in inspect(FORMS[table].model).relationships if name in columns]
    return [*columns, *links, *ranges]


def aims(app: Flask) -> list[Aim]:
    """Pair every address with its parameters: what meets a new address or parameter first, then the rest."""
    rules: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        rules.setdefault(rule.rule, set()).update(rule.methods & {"GET", "POST"})
    everywhere, turns = names_read(), []
    for number, rule in enumerate(sorted(rules)):
        table = next((part for part in rule.split("/") if part in FORMS), "")
        names = [*_ARGUMENT.findall(rule), *(names_of(table) if table else ()), *everywhere]
        start = number * 9 % len(names)  # the addresses of one table begin at different names
        pairs = enumerate(dict.fromkeys(names[start:] + names[:start]))
        turns += [(turn, number, Aim(rule, table, name, sorted(rules[rule]))) for turn, name in pairs]
    return _new_ones_first([aim for _turn, _number, aim in sorted(turns, key=lambda turn: turn[:2])])


def _new_ones_first(among: list[Aim]) -> list[Aim]:
    met: set[Any] = set()
    new, more = [], []
    for aim in among:
        marks = {aim.rule, (aim.table if aim.table and aim.name in names_of(aim.table) else "", aim.name)}
        (more if marks <= met else new).append(aim)
        met |= marks
    return new + more


@dataclass
class Attacker:
    """Somebody with a valid token who knows the ids of some rows, and picks everything else by a seed."""

    ids: dict[str, int]
    token: str
    choice: random.Random

    def requests(self, among: list[Aim], count: int) -> Iterator[Hostile]:
        """Make so many requests: through the aims in order, then again, with other values each time."""
        for number in range(count):
            yield self.request(among[number % len(among)])

    def request(self, aim: Aim) -> Hostile:
        """Aim one odd value at one parameter, often with something else odd about the request."""
        method = self.choice.choice(METHODS if self.chance(0.05) else aim.methods)
        text = self.choice.choice(ODD)
        rest = self._body(aim, text) if method == "POST" else {}
        if self.chance(0.15):
            rest["environ_overrides"] = dict([self.choice.choice(HEADERS)])
        return Hostile(method, self._address(aim, text), rest)

    def chance(self, share: float) -> bool:
        """Decide by lot."""
        return self.choice.random() < share

    def _address(self, aim: Aim, text: str) -> str:
        """Write the address, the hostile value in its place, the others sound more often than not."""
        path = _ARGUMENT.sub(
            lambda found: encoded(text) if found[1] == aim.name else SOUND.get(found[1], "1"), aim.rule
        )
        if self.chance(0.03):
            path = self.choice.choice(PATHS).format(path=path)
        known = {"id": self.ids.get(aim.table, 1), "step": "submit"}
        sound = [f"{name}={value}" for name, value in known.items() if self.chance(0.8) and name != aim.name]
        shapes = ["{0}={1}"] * 6 + [
            "{0}={1}&{0}=1",
            "{0}[]={1}",
            "{0}[a]={1}",
            "{0}",
            "{1}={0}",
            "&&=;{0}={1}&%zz",
        ]
        return f"{path}?{'&'.join([*sound, self.choice.choice(shapes).format(aim.name, encoded(text))])}"

    def _body(self, aim: Aim, text: str) -> dict[str, Any]:
        """Make a body: a form with the hostile value among sound ones, or no form at all."""
        token = "" if any(word in aim.rule for word in PROVING) or self.chance(0.1) else self.token
        if self.chance(0.2):
            kind, body = self.choice.choice(BODIES)
            return {"data": body, "content_type": kind, "headers": {"X-CSRFToken": token}}
        names = names_of(aim.table) if aim.table else []
        everything = self.chance(0.3)
        fields: dict[str, Any] = dict.fromkeys(names, bytes_of(text)) if everything else {}
        fields |= {
            "csrf_token": token,
            "row_version": "1",
            "q": "x",
            "reason": "vì thế",
            aim.name: bytes_of(text),
        }
        if self.chance(0.1):
            fields[aim.name] = [bytes_of(text)] * 3
        if self.chance(0.15):
            said = {aim.name: self.choice.choice([text, [text], {"a": text}, 1e308, None, True])}
            return {
                "data": json.dumps(said),
                "content_type": "application/json",
                "headers": {"X-CSRFToken": token},
            }
        kind = "application/x-www-form-urlencoded" if everything else "multipart/form-data"
        return {"data": fields, "content_type": kind}
