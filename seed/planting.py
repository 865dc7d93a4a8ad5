"""How rows are planted: through the forms, many at a time, the same rows each time."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from forms.base import FORMS
from forms.loading import Report, load, review, step
from models.access import SYSTEM, Person
from models.client_code import client_code
from seed.names import People

REASON = "Dữ liệu mẫu dựng lại từ báo cáo 2017–2021"
REASON_TODAY = "Dữ liệu mẫu, người và sự việc đều là giả định"

ENTERED_AT = time(2, 30)
"""UTC, so half past nine in the morning in Vietnam: when rows of the past are said to have been entered."""

SEED = 132_604_26
HOLIDAYS = {(1, 1), (30, 4), (1, 5), (2, 9)}
"""Day and month of the public holidays of fixed date, on which nobody was counselled."""

SATURDAY = 5

Typed = dict[str, Any]


class PlantingError(RuntimeError):
    """A row of the seed breaks a rule: a defect of the seed, or a rule that history does not keep."""


@dataclass
class Planter:
    """One session's plantings: the crowd its people come from, and chance that always falls alike."""

    session: Session
    reason: str = REASON
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - no secret
    people: People = field(default_factory=lambda: People(SEED))
    _codes: set[str] = field(default_factory=set)

    def plant(
        self, table: str, rows: Iterable[Typed], *, dated: str = "", by: Person = SYSTEM, update: bool = False
    ) -> list[Any]:
        """Save rows as somebody; `dated` names the day on which each is said to have been entered."""
        prepared = None if update else self._prepared(table, dated)
        with asked_by(self.session, by):
            report = load(self.session, table, rows, confirm=self.reason, update=update, prepared=prepared)
        return _whole(report)

    def take(self, move: str, pairs: Sequence[tuple[Any, Typed]], by: Person = SYSTEM) -> None:
        """Take a step of the workflow with some rows, as somebody."""
        with asked_by(self.session, by):
            _whole(step(self.session, move, pairs, confirm=self.reason))

    def look_again(self, rows: Iterable[Any]) -> None:
        """Let go of warnings that later rows have answered."""
        with asked_by(self.session, SYSTEM):
            review(self.session, rows)

    def _prepared(self, table: str, dated: str) -> Callable[[Any], Any]:
        """Make empty rows with what nobody types: the ids, and when they were entered."""
        model = FORMS[table].model

        def prepared(typed: Any) -> Any:
            row: Any = model(public_id=uuid.UUID(int=self.rng.getrandbits(128), version=4))
            if dated:
                row.created_at = row.updated_at = datetime.combine(typed[dated], ENTERED_AT)
            if table == "client":
                row.client_code = self._code(typed[dated].year)
            return row

        return prepared

    def _code(self, year: int) -> str:
        """Draw a client's code that was not drawn before."""
        while (code := client_code(year, self.rng.randrange(10**6))) in self._codes:
            pass
        self._codes.add(code)
        return code

    # --- chance

    def workday(self, first: date, last: date) -> date:
        """Draw a day on which people work, between two days."""
        while True:
            day = first + timedelta(days=self.rng.randint(0, max(0, (last - first).days)))
            if is_workday(day):
                return day
            first, last = min(first, day - timedelta(days=1)), max(last, day)

    def shuffled(self, **shares: int) -> list[str]:
        """Give each word as often as said, in an order of chance."""
        words = [word for word, count in shares.items() for _ in range(count)]
        self.rng.shuffle(words)
        return words

    def hour(self) -> str:
        """Draw a full or half hour of the working day."""
        return f"{self.rng.randint(8, 16):02}:{self.rng.choice(('00', '30'))}"

    def chance(self, share: float) -> bool:
        """Say yes in so many cases of one."""
        return self.rng.random() < share


def is_workday(day: date) -> bool:
    """Say whether people work on a day."""
    return day.weekday() < SATURDAY and (day.day, day.month) not in HOLIDAYS


@contextmanager
def asked_by(session: Session, person: Person) -> Iterator[None]:
    """Let somebody ask for a while."""
    before = session.info.get("person")
    session.info["person"] = person
    try:
        yield
    finally:
        session.info["person"] = before


def _whole(report: Report) -> list[Any]:
    """Give the rows, or stop with what is wrong with the first few of them."""
    if report.ok:
        return list(report.rows)
    said = [f"{fault.line} {fault.column} [{fault.code}] {fault.message}" for fault in report.faults[:10]]
    message = "\n".join([f"{report.table}: {len(report.faults)} faults", *said])
    raise PlantingError(message)
