"""What a list can be narrowed by: its own columns and links, and those of the rows its links lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Boolean, ColumnElement, inspect, select

from forms.words import say, spoken
from models.access import Person, Place, Right, may, sees
from models.base import Model, described, entities
from models.conditions import Condition, conditions_of
from models.schema import PUBLIC, Kind, Spec

FURTHEST = 2
"""Links a filter follows: the place of the person that a row is about is as far as anybody means."""

BOOLEAN = Boolean()

STEP = "."
"""Between the links and the column in a filter's name."""


@dataclass(frozen=True)
class Field:
    """A column or a link of a list's own table, or of a table that its links lead to; made once."""

    model: type[Model]
    name: str
    steps: tuple[tuple[type[Model], str], ...] = ()  # the links that lead to it, each with its table

    @cached_property
    def key(self) -> str:
        """Name the field in an address."""
        return STEP.join((*(link for _model, link in self.steps), self.name))

    @cached_property
    def condition(self) -> Condition | None:
        """Give the condition of that name, if it is one and no column."""
        return conditions_of(self.model).get(self.name)

    @cached_property
    def spec(self) -> Spec:
        """Give what the schema says of it."""
        if self.condition is not None:
            return Spec(words=self.condition.words, secrecy=PUBLIC, filtered=True)
        return described(self.model)[self.name]

    @cached_property
    def target(self) -> type[Model] | None:
        """Give the table it leads to, if it is a link."""
        return _target(self.model, self.name)

    @cached_property
    def column(self) -> str:
        """Name the column that holds it."""
        return f"{self.name}_id" if self.target is not None else self.name

    def cell(self, of: Any = None) -> Any:
        """Give its column, or its condition, as the gate knows it; of the table or of an alias."""
        here = of or self.model
        return getattr(here, self.column) if self.condition is None else self.condition.rule(here)

    @cached_property
    def sql(self) -> Any:
        """Give its column's type."""
        return BOOLEAN if self.condition is not None else self.model.__table__.c[self.column].type

    @cached_property
    def nullable(self) -> bool:
        """Say whether it may be empty."""
        return self.condition is None and bool(self.model.__table__.c[self.column].nullable)

    @property
    def label(self) -> str:
        """Name it: “Tỉnh, thành phố của nơi cư trú hiện nay”."""
        label = spoken(self.spec.words)
        for model, link in reversed(self.steps):
            of = within(spoken(described(model)[link].words))
            label = say(f"{label} của {of}", f"{label} of {of}")
        return label

    def reached(self, rule: ColumnElement[bool]) -> ColumnElement[bool]:
        """Ask the rule of the row the links lead to; however many rows lead there, none is found twice."""
        inner = self.model
        for model, link in reversed(self.steps):
            rows = select(inner.id).where(rule).correlate(None)
            rule, inner = getattr(model, f"{link}_id").in_(rows), model
        return rule


def within(label: str) -> str:
    """Write a label as it stands within a sentence; initials stay (CCCD)."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def own_fields(model: type[Model], person: Person) -> tuple[Field, ...]:
    """List the fields of a table itself that a person may narrow its list by, in written order."""
    return _own(model, Person(person.role))  # what depends on the schema and the role alone is kept


def linked_fields(model: type[Model], person: Person) -> dict[str, Field]:
    """List, by name, the fields of the rows a table's links lead to."""
    return _linked(model, Person(person.role), len(entities()))


def leads_to_a_case(field: Field) -> bool:
    """Say whether a field links to a person's row: its rows are listed from that row's page, by id."""
    return field.target is not None and field.target.holds is Kind.CASE


def _target(model: type[Model], name: str) -> type[Model] | None:
    links = inspect(model).relationships
    return links[name].mapper.class_ if name in links else None


@lru_cache(maxsize=1024)
def _own(model: type[Model], person: Person) -> tuple[Field, ...]:
    columns = [field for field in _open(model, person) if field.spec.filtered or leads_to_a_case(field)]
    shown = sees(person, PUBLIC, Place.LIST, model.holds)
    return (*columns, *(Field(model, name) for name in conditions_of(model) if shown))


def _open(model: type[Model], person: Person) -> Iterator[Field]:
    """Give the fields whose values may stand in an address and are shown clear, links only to open tables."""
    for name, spec in described(model).items():
        field = Field(model, name)
        clear = spec.secrecy is PUBLIC and sees(person, spec.secrecy, Place.LIST, model.holds)
        if clear and (field.target is None or may(person, Right.VIEW, field.target)):
            yield field


@lru_cache(maxsize=1024)
def _linked(model: type[Model], person: Person, _tables: int) -> dict[str, Field]:
    found, reached = dict[str, Field](), [Field(model, "id")]
    for _step in range(FURTHEST):
        links = [(here, link) for here in reached for link in _own(here.model, person) if link.target]
        reached = [
            Field(link.target, "id", (*here.steps, (here.model, link.name)))
            for here, link in links
            if link.target is not None
        ]
        for here in reached:
            fields = (field for field in _own(here.model, person) if not leads_to_a_case(field))
            found |= {
                each.key: each for each in (Field(field.model, field.name, here.steps) for field in fields)
            }
    return found
