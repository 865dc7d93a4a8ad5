"""The questions about one row, put together in one statement, which is made once and asked by every form."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CTE, Integer, Select, bindparam, literal, select

from models.gate import WITH_DELETED, look_past

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.facts import Fact, Key


@lru_cache(maxsize=1024)
def at_once(questions: tuple[Fact, ...], _day: date) -> Select[Any]:
    """Select the answer to each question, nothing where there is none; they look as far as each other.

    A fact may name the day it is, so that its statement is made anew each day.
    """
    found = (question.build(_asked(question, n)).subquery() for n, question in enumerate(questions))
    statement = select(*(select(each.c[1]).scalar_subquery() for each in found))
    if questions[0].deleted:
        statement = statement.execution_options(**{WITH_DELETED: True})
    return look_past(statement) if questions[0].looks_past else statement


def _asked(question: Fact, n: int) -> CTE:
    """Lay one question out as a table of one row, under a short name: psycopg parses long texts each time."""
    needs = (bindparam(_name(n, need), type_=kind).label(need) for need, kind in question.needs.items())
    return select(literal(0, Integer).label("n"), *needs).cte(f"q{n}")


def values_of(asked: Sequence[tuple[Fact, Key]]) -> dict[str, Any]:
    """Give the values that questions are asked with, by the names they have in the statement."""
    return {
        _name(n, need): value
        for n, (question, key) in enumerate(asked)
        for need, value in zip(question.needs, key, strict=True)
    }


def _name(n: int, need: str) -> str:
    return f"q{n}_{need}"
