"""Questions drawn for a fact: values of a row that would ask it, some of another row, some beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

from sqlalchemy import inspect

from forms.base import FORMS
from models.base import entity
from models.facts import Fact
from models.facts_references import links_to
from tests.facts.plain import Rows
from tests.facts.stirring import MET

ASKERS = {fact.name: table for table, form in FORMS.items() for rule in form.rules for fact in rule.facts}
"""The table whose form asks a fact; the facts no form asks are asked with rows of these."""
ASKERS |= {"wards_grown_from": "ward", "rows_that_refer": "client", "rows_that_ever_referred": "client"}

Question = tuple[dict[str, Any], SimpleNamespace]
"""The values as the fact takes them, and as the plain answer does: links by the name of their key."""

EMPTY, ANOTHERS, NEXT_DAY, NEXT_YEAR = 0.05, 0.2, 0.5, 0.8
"""Shares of the questions that ask a little beside, each on top of the one before."""


def questions(fact: Fact, rows: Rows, chance: Random, number: int) -> Iterator[Question]:
    """Draw questions for a fact."""
    table = ASKERS[fact.name]
    asking = rows.everything[table]
    for _time in range(number):
        row, other = chance.choice(asking[:MET]), chance.choice(asking[: chance.choice([MET, len(asking)])])
        given = {need: asked_with(need, row, other, chance) for need in fact.needs}
        if "id" in given:
            ids = [row.id, row.id, 0, 0, other.id, linked_to(table, rows, chance)]
            given["id"] = chance.choice(ids)
        if "table" in fact.needs:
            given |= reference(rows, chance)
        yield given, SimpleNamespace(**{key_of(table, need): value for need, value in given.items()})


def key_of(table: str, need: str) -> str:
    """Name the column a need is read from: the key, where it is a link."""
    if (table, need) == ("saved_view", "account"):
        return "owner_id"
    if need in inspect(entity(table)).relationships or need in {"client", "ward"}:
        return f"{need}_id"
    return need


def value_of(row: Any, need: str, chance: Random) -> Any:
    """Give what a row would ask with."""
    table = row.__tablename__
    if need == table:
        return row.id
    key = key_of(table, need)
    if hasattr(row, key):
        return getattr(row, key)
    if need == "referral_due_on":
        return row.session_on + timedelta(days=chance.randrange(4))
    return None


def asked_with(need: str, row: Any, other: Any, chance: Random) -> Any:
    """Give a row's value, changed now and then, so that both sides of every border are asked about."""
    value, lot = value_of(row, need, chance), chance.random()
    if lot < EMPTY:
        return None
    if lot < ANOTHERS:
        return value_of(other, need, chance)
    if isinstance(value, date) and lot < NEXT_DAY:
        return value + timedelta(days=chance.choice([-1, 1]))
    if need == "birth_year" and value is not None and lot < NEXT_YEAR:
        return value + chance.choice([-2, -1, 1, 2])
    return value


def linked_to(table: str, rows: Rows, chance: Random) -> int:
    """Give the id of a row that others link to, where there is one."""
    other, name = chance.choice(links_to(entity(table)) or [(entity("client"), "ward")])
    ids = [found for row in rows.everything[other.__tablename__] if (found := getattr(row, f"{name}_id"))]
    return chance.choice(ids or [0])


def reference(rows: Rows, chance: Random) -> dict[str, Any]:
    """Ask about a row that another one links to, or would, were it of another table."""
    table = chance.choice([name for name in rows.everything if links_to(entity(name))])
    return {"table": table, "id": linked_to(table, rows, chance)}
