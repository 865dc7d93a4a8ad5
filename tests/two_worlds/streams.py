"""An endless stream of requests drawn from the schema and the URL map: every page, every parameter."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forms.base import FORMS
from models.base import described
from tests.clients import token
from tests.two_worlds.forms_filled import FORM_PAGES, asks_past_the_gate, filled_in
from tests.two_worlds.pair import Answer, Request

if TYPE_CHECKING:
    from werkzeug.routing import Rule

    from models.base import Model
    from tests.two_worlds.knowledge import Knowledge

Asking = "Generator[Request, Answer, None]"
Pairs = tuple[tuple[str, str], ...]

LEFT_OUT = {
    "/admin/logout/": "ends the session",
    "/static/<path:filename>": "files of the program",
}
"""Routes no stream asks for, with the reason."""

OPERATORS = (
    "",
    "",
    "",
    "__from",
    "__to",
    "__gt",
    "__contains",
    "__startswith",
    "_search",
    "_sort",
    "_key",
    "_id",
    "__empty",
)
PREFIXES = ("", "", "", "", "", "client.", "ward.", "client.ward.", "client__", "-", "row.")
PAGES = ("1", "1", "2", "3", "7", "0", "-1", "x", "99999999999")
OFTEN = {
    "": 8,
    "export/": 1,
    "export/<export_type>/": 4,
    "search/": 6,
    "lookup/": 4,
    "facet/": 4,
    "groups/": 4,
    "groups/csv/": 2,
    "bulk/": 3,
    "details/": 5,
    "edit/": 4,
    "new/": 2,
}
"""How often a kind of page is asked for, beside once for every other."""

LINKED = ("ward.province", "client.gender", "client.ward.province", "client.full_name", "citizen_number")
"""Columns, most of them of linked rows, whose values are to be counted."""

FORMATS = ("csv", "csv", "csv", "xlsx", "jsonl", "json", "..")


def tail_of(rule: str) -> str:
    """Name a route by what it does, whichever table it is of: `/admin/*/edit/`."""
    _start, admin, table, *rest = [*rule.split("/"), "", ""]
    return "/".join(("", admin, "*", *rest)).rstrip("/") + "/" if table in FORMS else rule


@dataclass
class Stream:
    """Requests drawn for one person; `tables` narrows it, `reading` leaves out each record's own pages."""

    rules: list[Rule]
    knowledge: Knowledge
    mark: str
    dice: random.Random
    left_out: frozenset[str] = frozenset()
    tokens: list[str] = field(default_factory=lambda: ["x" * 16])

    def run(self) -> Asking:
        """Ask once in each way there is, then as the dice fall."""
        ways: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.rule not in LEFT_OUT and not self.left_out & {tail_of(rule.rule), rule.rule}:
                ways.setdefault(tail_of(rule.rule), []).append(rule)
        for way in sorted(ways):
            for method in sorted(ways[way][0].methods & {"GET", "POST"}):
                yield from self._asked(self.dice.choice(ways[way]), method)
        while True:
            rule = self.dice.choice(ways[self._way(sorted(ways))])
            yield from self._asked(rule, self.dice.choice(sorted(rule.methods & {"GET", "POST"})))

    def _way(self, ways: list[str]) -> str:
        """Choose a kind of page: of a table nine times in ten, and most often one that tells most."""
        of_tables = [way for way in ways if way.startswith("/admin/*/")]
        if not of_tables or self.dice.random() > 0.9:
            return self.dice.choice(ways)
        return self.dice.choices(
            of_tables, [OFTEN.get(way.removeprefix("/admin/*/"), 1) for way in of_tables]
        )[0]

    def _asked(self, rule: Rule, method: str) -> Asking:
        """Ask for a page in the way that fits it; a page nobody has thought of is asked with an id."""
        table = rule.rule.split("/")[2] if rule.rule.count("/") > 2 else ""
        model = FORMS[table].model if table in FORMS else None
        path = re.sub(r"<[^>]*export_type>", self.dice.choice(FORMATS), rule.rule)
        path = re.sub(r"<[^>]+>", self.knowledge.id_of(table, self.dice) or "x", path)
        way = tail_of(rule.rule).removeprefix("/admin/*/")
        if model is None:
            yield from self._elsewhere(path, method)
        elif way == "export/<export_type>/" and method == "POST":
            yield self._taken(path, model)
        elif way in {"", "export/", "export/<export_type>/"}:
            yield Request(path, self._narrowed(model))
        elif way == "facet/":
            yield Request(path, (*self._narrowed(model), ("of", self._name(model))))
        elif way in {"groups/", "groups/csv/"}:
            yield Request(path, (*self._narrowed(model), *self._grouped(model)))
        elif way in {"columns/", "views/keep/", "views/update/"}:
            yield self._laid_out(path, model, method)
        elif way == "search/":
            yield from self._searched(path)
        elif way == "lookup/":
            yield self._looked_up(path)
        elif way in {*FORM_PAGES, "bulk/"} and method == "POST":
            yield from self._edited_many(path, model) if way == "bulk/" else self._filled(path, model)
        else:
            yield self._opened(path, model, method)

    # --- each kind of page

    def _narrowed(self, model: type[Model]) -> Pairs:
        """Filter, sort, search and turn pages by any column's name, spelt straight and crooked."""
        shown = [
            name for name, spec in described(model).items() if spec.listed or spec.searched or spec.sortable
        ]
        every = [*model.__table__.c.keys(), *described(model), "citizen_number", "ward", "client", "nonsense"]
        names = self.dice.choice((shown or every, every))
        found = []
        for _number in range(self.dice.choice((0, 1, 1, 2))):
            name = self.dice.choice(names).removesuffix(self.dice.choice(("", "_id")))
            value = self.knowledge.value_for(model, name, self.dice)
            found.append((self.dice.choice(PREFIXES) + name + self.dice.choice(OPERATORS), value))
        if self.dice.random() < 0.4:
            found.append(("sort", self.dice.choice(("", "-", "-", "client.")) + self.dice.choice(names)))
        if self.dice.random() < 0.4:
            found.append(("page", self.dice.choice(PAGES)))
        if self.dice.random() < 0.3:
            row = self.knowledge.id_of(model.__tablename__, self.dice) or "7"
            found.append((self.dice.choice(("after", "before")), row))
        if self.dice.random() < 0.1:
            found.append(("count", "exact"))
        if self.dice.random() < 0.2:
            found.append(("search", self.dice.choice([*self.tokens, *self.knowledge.views])))
        if self.dice.random() < 0.2:
            opens = self.dice.choice(("view", "view", "viewed"))
            found.append((opens, self.dice.choice(self.knowledge.views)))
        if self.dice.random() < 0.2:
            found.append(("columns", ",".join(self.dice.choices(names, k=self.dice.randint(1, 4)))))
        return tuple(found)

    def _name(self, model: type[Model]) -> str:
        """Name a filter, that of a linked row, or a column that is none."""
        return self.dice.choice((*described(model), *described(model), *LINKED, ""))

    def _grouped(self, model: type[Model]) -> Pairs:
        """Count by one or two fields, some of them by parts of the calendar, and add one up."""
        names = [name for name, spec in described(model).items() if spec.filtered] or [""]
        parts = ("", "", "__month", "__reporting_month", "__year")
        by = [self.dice.choice((*names, self._name(model))) for _time in range(self.dice.choice((1, 1, 2)))]
        found = [("by", name + self.dice.choice(parts)) for name in by]
        return (*found, ("sum", self._name(model))) if self.dice.random() < 0.2 else tuple(found)

    def _searched(self, path: str) -> Asking:
        """Search, see what comes, and remember the token for later."""
        answer = yield self._posted(path, (("q", self.knowledge.word(self.dice)),))
        if "search=" in answer.location:
            self.tokens = [*self.tokens[-20:], answer.location.partition("search=")[2]]
            yield Request(path.removesuffix("search/"), (("search", self.tokens[-1]),))

    def _laid_out(self, path: str, model: type[Model], method: str) -> Request:
        """Ask to keep how a list is looked at, with nothing to keep it under; or for columns in an order."""
        query, names = self._narrowed(model), self.dice.choices(list(described(model)), k=3)
        move = self.dice.choice(("up", "down")), names[0]
        data = *(("columns", name) for name in names), ("row_version", "1"), move
        return Request(path, query) if method == "GET" else self._posted(path, data, query)

    def _edited_many(self, path: str, model: type[Model]) -> Asking:
        """Pick rows of either world, have something checked that they are given, and go on from there."""
        ids = tuple(("ids", self.knowledge.id_of(model.__tablename__, self.dice)) for _time in range(3))
        picked = self.dice.choice(((("rows", "all"),), (("rows", "picked"), *ids)))
        query = self._narrowed(model)
        page = yield self._posted(path, picked, query)
        names = re.findall(r'name="change" value="(\w+)"', page.text)
        if not names or asks_past_the_gate(model):
            return
        name = self.dice.choice(names)
        typed = ("step", "check"), ("change", name), (name, self.knowledge.value_for(model, name, self.dice))
        answer = yield self._posted(path, (*picked, *typed), query)
        here = ("batch", answer.location.partition("batch=")[2])
        for step in self.dice.choice((("go", "undo", "go"), ("stop", "resume", "go"), ())) if here[1] else ():
            yield Request("/admin/batches/batch/", (here, ("show", self.dice.choice(("", "will", "same")))))
            sent = here, ("step", step), ("confirm", "1"), ("reason", "Họp giao ban ở phường.")
            yield self._posted("/admin/batches/step/", sent)

    def _looked_up(self, path: str) -> Request:
        asked = {"q": self.knowledge.word(self.dice), "limit": "100000", "ward": "1"}
        if self.dice.random() < 0.5:
            return self._posted(path, tuple(asked.items()))
        return Request(path, method="POST", json=asked, headers=(("X-CSRFToken", self.mark),))

    def _taken(self, path: str, model: type[Model]) -> Request:
        """Take a file with columns ticked, whoever may see them, and a reason."""
        names = self.dice.sample(list(described(model)), self.dice.randint(0, 3))
        why = ("reason", self.dice.choice(("", "Họp giao ban ở phường.")))
        return self._posted(path, (*(("columns", name) for name in names), why), self._narrowed(model))

    def _opened(self, path: str, model: type[Model], method: str) -> Request:
        """Open a row's page, or press its button with nothing filled in."""
        query = (("id", self.knowledge.id_of(model.__tablename__, self.dice)), *self._more(model))
        return Request(path, query) if method == "GET" else self._posted(path, (("reason", "vì"),), query)

    def _more(self, model: type[Model]) -> Pairs:
        """Add what only some pages read: a step, a link, a field, an account."""
        moves = [move.name for move in model.workflow.moves] if model.workflow else []
        more = {
            "step": self.dice.choice([*moves, "none"]),
            "client": self.knowledge.id_of("client", self.dice),
            "ward": self.knowledge.id_of("ward", self.dice),
            "field": self.dice.choice(list(model.__table__.c.keys())),
            "account": self.knowledge.id_of("account", self.dice),
        }
        names = self.dice.sample(sorted(more), self.dice.randint(0, 2))
        return tuple((name, more[name]) for name in {"step", *names})

    def _filled(self, path: str, model: type[Model]) -> Asking:
        """Open a form, change something on it, and send it."""
        query = (("id", self.knowledge.id_of(model.__tablename__, self.dice)), *self._more(model))
        page = yield Request(path, query)
        data = filled_in(path, model, page, self.knowledge, self.dice)
        if data is not None:
            yield self._posted(path, data, query)

    def _elsewhere(self, path: str, method: str) -> Asking:
        """Ask for what belongs to no table."""
        table = self.dice.choice(list(FORMS))
        row, other = self.knowledge.id_of(table, self.dice), self.knowledge.id_of("account", self.dice)
        query = (("table", table), ("id", row), ("account", other), ("row", row))
        chosen = tuple(self.dice.sample(query, self.dice.randint(0, 4)))
        typed = (
            ("language", self.dice.choice(("vi", "en"))),
            ("theme", "dark"),
            ("q", self.knowledge.word(self.dice)),
        )
        yield Request(path, chosen) if method == "GET" else self._posted(path, typed, chosen)

    def _posted(self, path: str, data: Pairs, query: Pairs = ()) -> Request:
        return Request(path, query, "POST", (*data, ("csrf_token", self.mark)))


def mark_on(page: Answer) -> str:
    """Read the token of a session off a page."""
    return token(page.text)
