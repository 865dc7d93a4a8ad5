"""Ways to ask whether a masked value is this or that: every channel that could answer with one bit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from sqlalchemy import inspect

from forms.base import FORMS
from models.access import Place, sees
from models.base import described
from tests.two_worlds.pair import Request, difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.access import Person
    from models.base import Model
    from tests.two_worlds.pair import Answer, Pair

Channel = "Callable[[str, str, str, str], Request]"
"""Takes a table, a column, a guess and the token of the session."""

SEE_OTHER = 303

QUERIES = {
    "filter": "{name}={guess}",
    "lower bound": "{name}__from={guess}",
    "upper bound": "{name}__to={guess}",
    "beginning": "{name}__startswith={guess}",
    "part": "{name}__contains={guess}",
    "none of it": "{name}__isnull={guess}",
    "relation": "client.{name}={guess}",
    "relation, crooked": "client__{name}={guess}",
    "folded alias": "{name}_search={guess}",
    "key alias": "{name}_key={guess}",
    "capitals": "{NAME}={guess}",
    "blank before": "%20{name}={guess}",
    "twice": "{name}=x&{name}={guess}",
    "sorted by it": "sort={name}&page=1&q={guess}",
    "sorted down by it": "sort=-{name}&guess={guess}",
    "search in the address": "q={guess}",
    "kept search": "search={guess}",
    "fields": "fields={name}&columns={name}&{name}={guess}",
    "empty or not": "{name}__empty=1&q={guess}",
}
"""Spellings of a question in the address of a list; the file of a list takes the same."""


COUNTS = {
    "counts of it": "of={name}&q={guess}",
    "counts beside it": "of=gender&{name}={guess}",
    "counts where it is empty": "of=gender&{name}__empty=1&q={guess}",
    "counts by relation": "of=client.{name}&q={guess}",
}
"""Spellings of a question to the counts of a filter's values."""


GROUPS = {
    "grouped by it": "by={name}&q={guess}",
    "grouped beside it": "by=gender&{name}={guess}",
    "grouped by its months": "by={name}__month&q={guess}",
    "grouped by relation": "by=client.{name}&by={name}&q={guess}",
    "added up": "by=gender&sum={name}&q={guess}",
}
"""Spellings of a question to the counts by group."""


def channels() -> Iterator[tuple[str, Channel]]:
    """Name every channel with what it sends."""
    for label, query in QUERIES.items():
        for end in ("", "export/csv/"):
            yield f"{label} {end}".strip(), _listed(query, end)
    for label, query in COUNTS.items():
        yield label, _listed(query, "facet/")
    for label, query in GROUPS.items():
        yield label, _listed(query, "groups/")
    yield "search", lambda table, _name, guess, mark: _posted(f"/admin/{table}/search/", mark, q=guess)
    yield "look-up", lambda table, _name, guess, mark: _posted(f"/admin/{table}/lookup/", mark, q=guess)
    yield (
        "a link typed",
        lambda _table, _name, guess, mark: _posted(
            "/admin/client_contact/new/",
            mark,
            client=guess,
            full_name="Ai Đó",
            relation="mother",
            phone="hỏng",
        ),
    )
    yield (
        "typed where it is not asked",
        lambda table, name, guess, mark: _posted(
            f"/admin/{table}/edit/", mark, **{name: guess, "row_version": "0"}
        ),
    )


def _listed(query: str, end: str) -> Channel:
    def ask(table: str, name: str, guess: str, _mark: str) -> Request:
        asked = query.format(name=name, NAME=name.upper(), guess="{guess}")
        parts = (part.split("=", 1) for part in asked.replace("%20", " ").split("&"))
        return Request(
            f"/admin/{table}/{end}", tuple((key, value.replace("{guess}", guess)) for key, value in parts)
        )

    return ask


def _posted(path: str, mark: str, **typed: str) -> Request:
    return Request(path, method="POST", data=(*typed.items(), ("csrf_token", mark)))


def masked_from(person: Person, tables: set[str]) -> Iterator[tuple[type[Model], str]]:
    """List the columns of some tables that this person is shown a mask for."""
    for table in sorted(tables):
        model = FORMS[table].model
        for name, spec in described(model).items():
            hidden = not sees(person, spec.secrecy, Place.RECORD, model.holds)
            if hidden and name not in inspect(model).relationships:
                yield model, name


def asked(pair: Pair, request: Request) -> Iterator[tuple[Answer, Answer]]:
    """Put a question to both worlds, and follow where the first answer leads."""
    answers = pair.ask(request)
    yield answers
    location = answers[0].location
    if answers[0].status == SEE_OTHER and location:
        path, _mark, query = location.partition("?")
        parts = tuple((key, value) for key, value in parse_qsl(query, keep_blank_values=True))
        yield pair.ask(Request(path, parts))


def tells(pair: Pair, request: Request) -> bool:
    """Say whether two worlds that differ in what is masked answer a question differently."""
    return any(difference(answers) for answers in asked(pair, request))
