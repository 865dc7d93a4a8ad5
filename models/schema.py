"""The words a table is written in: what a column is called, who may see it, how it is shown."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Words = tuple[str, str]
"""A text in Vietnamese and in English, in that order."""


class Member(enum.Enum):
    """An enumeration: each member is one object, and as such it is looked up, hundreds of times a page."""

    __hash__ = object.__hash__


class Choice(Member):
    """An enumeration whose members carry their two labels; the database keeps the member's name."""

    @property
    def words(self) -> Words:
        """The member's label in both languages."""
        label: Words = self.value
        return label


class Secrecy(enum.IntEnum):
    """How much a value gives away about a person (DESIGN: personal unless declared otherwise)."""

    PUBLIC = 1
    PERSONAL = 2
    SENSITIVE = 3


PUBLIC, PERSONAL, SENSITIVE = Secrecy


class Unit(Member):
    """What a number or a text counts or is: decides how it is read, shown, and put into a file."""

    VND = "vnd"
    PERCENT = "percent"
    PHONE = "phone"
    CITIZEN_NUMBER = "citizen_number"
    EMAIL = "email"
    YEAR = "year"
    MINUTES = "minutes"
    TABLE = "table"  # the name of a table, shown as people call it
    SECRET = "secret"  # noqa: S105 - the name of a unit, not a password


VND, PERCENT, PHONE, CITIZEN_NUMBER, EMAIL, YEAR, MINUTES, TABLE, SECRET = Unit


class Area(Choice):
    """The menu's groups, named so that each kind of user finds their own work."""

    cases = "Người được hỗ trợ", "People and cases"
    support = "Chuyển gửi và hỗ trợ", "Referral and support"
    clubs = "Câu lạc bộ", "Clubs"
    places = "Địa bàn và cơ sở", "Places and services"
    law = "Văn bản và chính sách", "Law and policy"
    accounts = "Tài khoản", "Accounts"


class Kind(Member):
    """What a table holds, which decides what each role may do with it (models/access.py)."""

    REFERENCE = "reference"
    CASE = "case"
    ACCOUNT = "account"
    RECORD = "record"  # written by the product itself: acknowledgements, findings, history
    VIEW = "view"  # a way of looking at a list: its owner's own, until they share it


PASSING = {"passing": True}
"""`info` of a table whose rows are of use for hours only (sessions, searches): a backup leaves them out."""


class Preset(Member):
    """What a new row's form is opened with, because it is nearly always right."""

    TODAY = "today"
    MYSELF = "myself"  # the coordinator whose account it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """Everything a column or a link says about itself, once."""

    words: Words
    secrecy: Secrecy = PERSONAL
    listed: bool = False
    searched: bool = False
    filtered: bool = False
    sortable: bool = False  # sorted by so often that an index holds its order
    typed: bool = True  # stands on the form; False for derived and workflow columns
    bulk: bool = False  # may be given to many rows at once: nothing that tells one row from another
    long: bool = False  # several lines of text
    unit: Unit | None = None
    group: Words | None = None
    help: Words | None = None
    example: str = ""
    preset: Preset | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A stored column computed from another whenever the row is written."""

    compute: Callable[[Any], Any]
    source: str


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a workflow: a button with its words, where it leads, and who may press it."""

    name: str
    words: Words
    sources: tuple[Choice, ...]
    target: Choice
    by: frozenset[Any]
    asks: tuple[str, ...] = ()  # fields asked for on the way
    today: tuple[str, ...] = ()  # date columns stamped with the day of the step
    signs: tuple[str, ...] = ()  # links to account stamped with whoever takes the step
    tone: str = "info"

    def take(self, row: Any, account_id: int | None) -> None:
        """Move a row: its state, the day of the step, and who took it."""
        setattr(row, row.workflow.column, self.target)
        for name in self.today:
            setattr(row, name, today())
        for name in self.signs:
            setattr(row, f"{name}_id", account_id)


def today() -> date:
    """Tell the day it is in Vietnam, whatever the server's clock is set to."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


@dataclass(frozen=True, slots=True)
class Workflow:
    """The states a row passes through; `column` holds the present one."""

    column: str
    initial: Choice
    moves: tuple[Move, ...]
    good: frozenset[Choice] = frozenset()
    bad: frozenset[Choice] = frozenset()
    over: frozenset[Choice] = frozenset()

    def tone(self, state: Choice) -> str:
        """Say how a state is coloured: what went well, what went wrong, what is over, what is under way."""
        tones = ((self.good, "success"), (self.bad, "danger"), (self.over, "neutral"))
        return next((tone for states, tone in tones if state in states), "info")

    def move(self, name: str) -> Move | None:
        """Find a step by its name."""
        return next((move for move in self.moves if move.name == name), None)

    def open_to(self, state: Choice) -> tuple[Move, ...]:
        """List the steps that lead out of a state."""
        return tuple(move for move in self.moves if state in move.sources)
