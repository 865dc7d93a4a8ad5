"""How many rows a list has: the number where it is soon found, else “more than 10,000” until asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from forms.showing import singular
from forms.words import put_number, say
from models.base import Model

MOST = 10_000
"""Rows that are counted without being asked: as many as a database finds while a page is drawn."""

MOST_FOUND = 1_000
"""The same for words that many names share: each row has to be read."""

ASKED, EXACT = "count", "exact"
"""What an address says to have all rows counted."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows, or the number they are more than."""

    number: int
    is_exact: bool = True

    @property
    def words(self) -> str:
        """Say the number: “hơn 10.000”."""
        number = put_number(self.number)
        return number if self.is_exact else say(f"hơn {number}", f"more than {number}")


def exact_asked(args: MultiDict[str, str]) -> bool:
    """Read whether every row is to be counted; raises BadRequest for what is no such wish."""
    asked = args.get(ASKED, "")
    if asked not in {"", EXACT}:
        raise BadRequest(say("Không đọc được cách đếm.", "That is no way to count."))
    return bool(asked)


def some(
    model: type[Model], criteria: Sequence[ColumnElement[bool]] = (), most: int | None = None
) -> Select[tuple[int]]:
    """Ask how many rows there are, as far as one more than so many."""
    rows = select(model.id).where(*criteria).limit((most or MOST) + 1).subquery()
    return select(func.count(rows.c.id))


def count_some(
    session: Session, model: type[Model], criteria: Sequence[ColumnElement[bool]], most: int | None = None
) -> Count:
    """Count the rows, as far as so many."""
    return capped(session.scalar(some(model, criteria, most)) or 0, most)


def capped(found: int, most: int | None = None) -> Count:
    """Take what `some` has found."""
    most = most or MOST
    return Count(min(found, most), found <= most)


def counted(model: type[Model], count: Count | int) -> str:
    """Say how many rows: “132 người được hỗ trợ”."""
    count = Count(count) if isinstance(count, int) else count
    words = model.words[1] if count != Count(1) else singular(model)
    return f"{count.words} {say(model.words[0], words).lower()}"
