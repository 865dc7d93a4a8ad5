"""What a rule may ask about other rows: named, batched questions answered with a number, a date or a yes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, Select, column, literal, or_, select, values
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from models.among import among
from models.base import Model, entity
from models.facts_at_once import at_once, values_of
from models.gate import WITH_DELETED, look_past
from models.schema import Choice, Unit, today

BATCH = 500
"""Questions put in one statement; SQLite takes 32,766 parameters in all."""

Answer = int | date | bool | None
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)  # each is itself
class Fact:
    """One question. `needs` names the values it is asked with; `id` is the row asking, 0 when it is new."""

    name: str
    needs: Mapping[str, TypeEngine[Any]]
    build: Callable[[CTE], Select[Any]]
    default: Answer
    anchor: str | None
    twins: str | None
    looks_past: bool
    deleted: bool
    unit: Unit | None

    def key(self, given: Mapping[str, Any]) -> Key:
        """Turn the values of a form into the question's parameters."""
        return tuple(_plain(given.get(name)) for name in self.needs)


FACTS: dict[str, Fact] = {}
"""Every fact by name; those with `looks_past` are the product's only declared leaks."""


def fact(  # noqa: PLR0913 - a question says all of this about itself
    anchor: str | None = None,
    *,
    twins: str | None = None,
    default: Answer = 0,
    looks_past: bool = False,
    deleted: bool = False,
    unit: Unit | None = None,
    **needs: TypeEngine[Any] | type[TypeEngine[Any]],
) -> Callable[[Callable[[CTE], Select[Any]]], Fact]:
    """Declare a fact: the function takes the questions (`n` and the needs), selects `n` and the answer.

    `anchor` is the need whose row is locked until the save, so that two people saving at once cannot
    both find room under a cap; `twins` is a column by which several rows of the anchor are one person: all
    of them are locked. `looks_past` marks a fact that also counts rows its asker may not see, `deleted` one
    that also counts the trash.
    """

    def declare(build: Callable[[CTE], Select[Any]]) -> Fact:
        types = {name: kind() if isinstance(kind, type) else kind for name, kind in needs.items()}
        if build.__name__ in FACTS:
            message = f"Two facts are named {build.__name__}."
            raise ValueError(message)
        FACTS[build.__name__] = Fact(
            build.__name__, types, build, default, anchor, twins, looks_past, deleted, unit
        )
        return FACTS[build.__name__]

    return declare


@dataclass
class Answers:
    """The answers known in one session; asks each question once, many rows at a time."""

    session: Session
    known: dict[tuple[str, Key], Answer] = field(default_factory=dict)

    def ask(self, question: Fact, given: Mapping[str, Any]) -> Answer:
        """Answer one row's question."""
        key = question.key(given)
        if (question.name, key) not in self.known:
            self.prepare_row([(question, key)])
        return self.known[question.name, key]

    def prepare_row(self, asked: Iterable[tuple[Fact, Key]]) -> None:
        """Answer all questions about one row: anchors locked first, in the order of tables, then at once."""
        wanted = {fact: key for fact, key in asked if (fact.name, key) not in self.known}
        anchors: dict[str, list[Fact]] = {}
        for fact in wanted:
            if fact.anchor is not None:
                anchors.setdefault(fact.anchor, []).append(fact)
        for anchor, theirs in sorted(anchors.items()):
            ids = {wanted[fact][list(fact.needs).index(anchor)] for fact in theirs}
            lock(self.session, entity(anchor), ids, next((fact.twins for fact in theirs if fact.twins), None))
        alike: dict[tuple[bool, bool], list[tuple[Fact, Key]]] = {}
        for fact, key in wanted.items():
            alike.setdefault((fact.looks_past, fact.deleted), []).append((fact, key))
        for some in alike.values():
            statement = at_once(tuple(fact for fact, _key in some), today())
            row = self.session.execute(statement, values_of(some)).one()
            for (fact, key), answer in zip(some, row, strict=True):
                self.known[fact.name, key] = fact.default if answer is None else answer

    def prepare(self, question: Fact, keys: Iterable[Key]) -> None:
        """Answer many rows' questions in as few statements as the parameters allow, anchors locked first."""
        wanted = [key for key in dict.fromkeys(keys) if (question.name, key) not in self.known]
        if question.anchor is not None:
            place = list(question.needs).index(question.anchor)
            lock(self.session, entity(question.anchor), (key[place] for key in wanted), question.twins)
        for start in range(0, len(wanted), BATCH):
            self._put(question, wanted[start : start + BATCH])

    def _put(self, question: Fact, keys: Sequence[Key]) -> None:
        statement = question.build(_asked(question, keys))
        if question.deleted:
            statement = statement.execution_options(**{WITH_DELETED: True})
        found = self.session.execute(look_past(statement) if question.looks_past else statement).all()
        answers = {row[0]: row[1] for row in found}
        for n, key in enumerate(keys):
            answer = answers.get(n)
            self.known[question.name, key] = question.default if answer is None else answer


def lock(session: Session, anchor: type[Model], ids: Iterable[int | None], twins: str | None = None) -> None:
    """Lock the rows a cap belongs to, and their twins, in id order, to the end (SQLite has one writer)."""
    if session.get_bind().dialect.name == "sqlite":
        return
    table = anchor.__table__
    wanted = sorted({key for key in ids if key})
    if wanted:
        connection = session.connection()
        rule: ColumnElement[bool] = among(table.c.id, wanted)
        if twins is not None:
            keys = connection.scalars(select(table.c[twins]).where(rule)).all()
            rule = or_(rule, table.c[twins].in_({key for key in keys if key is not None}))
        connection.execute(
            select(table.c.id).where(rule).order_by(table.c.id).with_for_update(key_share=True)
        )


def _asked(question: Fact, keys: Sequence[Key]) -> CTE:
    """Lay the questions out as a small table that the fact joins."""
    columns = [column("n", Integer), *(column(name, kind) for name, kind in question.needs.items())]
    rows = [
        tuple(literal(value, cell.type) for value, cell in zip((n, *key), columns, strict=True))
        for n, key in enumerate(keys)
    ]  # each with its type: PostgreSQL takes a column of bare NULLs for text
    return values(*columns, name="asked_values").data(rows).cte("asked")


def _plain(value: Any) -> Any:
    """Give a row by its id and a choice by its name, as the database knows them."""
    if isinstance(value, Model):
        return value.id
    return value.name if isinstance(value, Choice) else value
