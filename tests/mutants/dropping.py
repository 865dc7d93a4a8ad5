"""Scoping predicates dropped by hand, one at a time, from the gate as it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pytest

import models.gate
import models.gate_criteria
from models.access import SYSTEM, Bound, Person, Right, Role, bound, scope
from models.base import Model, entities
from models.schema import Kind

Breaks = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Drop:
    """One predicate: of which table, for whom, how it goes; `way` says by what it shows."""

    what: str
    model: type[Model]
    person: Person
    way: str
    breaks: Breaks


SEEN, COUNTED, TRASH, WRITTEN = "rows seen", "rows counted", "rows in the trash", "rows written"
WAYS = SEEN, COUNTED, TRASH, WRITTEN


def drops(wards: frozenset[int], account_id: int) -> Iterator[Drop]:
    """List every scoping predicate there is, for one person of each role in some wards."""
    people = [Person(role, account_id, None if role is Role.admin else wards, account_id) for role in Role]
    for model in entities():
        for person in people:
            yield from _bounds(model, person)
        yield from _links(model, people[1])
        if model.holds is not Kind.RECORD:
            yield Drop("trash", model, SYSTEM, TRASH, _keeping_the_trash(model))
        if model.scoped_by and model.holds is Kind.CASE:
            yield Drop("area of writes", model, people[1], WRITTEN, _written_anywhere(model))


def _bounds(model: type[Model], person: Person) -> Iterator[Drop]:
    for way, counting in ((SEEN, False), (COUNTED, True)):
        found = bound(model, person, counting=counting)
        if found is not Bound.EVERY:
            yield Drop(f"{found.value} of {person.role.name}", model, person, way, _unbounded(model))


def _unbounded(model: type[Model]) -> Breaks:
    def bounds(asked: type[Model], person: Person, *, counting: bool) -> Any:
        return None if asked is model else _scope(asked, person, counting)

    return lambda patch: patch.setattr(models.gate_criteria, "scope", bounds)


@cache
def _scope(model: type[Model], person: Person, counting: bool) -> Any:  # noqa: FBT001 - what is kept apart
    """Make a bound once: a person's bounds of all tables take longer to make than to ask with."""
    return scope(model, person, counting=counting)


def _links(model: type[Model], person: Person) -> Iterator[Drop]:
    """Drop one link of several; to drop the only one is to drop the bound."""
    for name in model.scoped_by if len(model.scoped_by) > 1 else ():
        rest = tuple(each for each in model.scoped_by if each != name)
        yield Drop(f"link to the {name}", model, person, SEEN, _scoped_by(model, rest))


def _scoped_by(model: type[Model], rest: tuple[str, ...]) -> Breaks:
    def breaks(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(model, "scoped_by", rest)
        patch.setattr(models.gate_criteria, "scope", partial(scope))  # another one: nothing is kept of it

    return breaks


def _keeping_the_trash(model: type[Model]) -> Breaks:
    def breaks(patch: pytest.MonkeyPatch) -> None:
        others = [each for each in entities() if each is not model]
        patch.setattr(models.gate_criteria, "entities", lambda: others)
        patch.setattr(models.gate_criteria, "scope", partial(scope))

    return breaks


def _written_anywhere(model: type[Model]) -> Breaks:
    def breaks(patch: pytest.MonkeyPatch) -> None:
        real = models.gate.in_scope
        patch.setattr(models.gate, "in_scope", lambda row, by: type(row) is model or real(row, by))

    return breaks


def written(person: Person, row: Any) -> bool:
    """Say whether the gate lets a person write a row."""
    return models.gate.covers(person, Right.EDIT, row, set())
