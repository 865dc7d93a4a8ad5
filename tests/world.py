"""Rows for tests, made the only way rows are made: through the forms."""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from forms.base import CONFIRM, FORMS, SchemaForm
from models.access import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from models.access import Person
    from models.base import Model

Typed = dict[str, Any]
"""Values as people type them, by column name."""


class World:
    """A database being furnished. `typical(table)` gives sound values; `make` saves a row of them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.session.info.setdefault("person", SYSTEM)

    def typical(self, table: str) -> Typed:
        """Give a sound row as typed, as `tests/cases/<table>.py` says, its links made as needed."""
        values: Typed = importlib.import_module(f"tests.cases.{table}").typical(self)
        return values

    def make(self, table: str, **changes: Any) -> Any:
        """Save a typical row with some changes, as the product itself; doubts are confirmed."""
        with self.asked_by(SYSTEM):
            return self.save(self.form(table, self.typical(table) | changes))

    def one(self, table: str) -> Any:
        """Give the first row of a table, made if there is none: for what a test needs but is not about."""
        with self.asked_by(SYSTEM):
            model = FORMS[table].model
            return self.session.scalar(select(model).order_by(model.id).limit(1)) or self.make(table)

    def form(
        self, table: str, values: Typed, row: Model | None = None, move: str | None = None
    ) -> SchemaForm:
        """Open the form of a table with typed values."""
        form = FORMS[table]
        step = form.model.workflow.move(move) if move and form.model.workflow else None
        return form(self.session, values, row, move=step)

    def save(self, form: SchemaForm) -> Model:
        """Confirm every doubt, then save; an error fails the test with what the form said."""
        if not form.validate():
            confirmed(form)
            assert form.validate(), (
                {name: found for name, found in form.errors.items() if found},
                form.problems,
            )
        row = form.save()
        self.session.commit()
        return row

    @contextmanager
    def asked_by(self, person: Person) -> Iterator[None]:
        """Let somebody else ask for a while."""
        before = self.session.info["person"]
        self.session.info["person"] = person
        try:
            yield
        finally:
            self.session.info["person"] = before


def confirmed(form: SchemaForm) -> SchemaForm:
    """Tick every confirm-rule the form has raised, with a reason."""
    for problem in form.problems:
        if problem.severity is CONFIRM:
            form.given.setlist(problem.tick_name, ["1"])
            form.given.setlist(problem.reason_name, ["Đã đối chiếu hồ sơ giấy."])
    return form


@dataclass(frozen=True)
class Case:
    """One rule shown both ways: typed values that keep it and that break it."""

    table: str
    rule: str
    by: str
    move: str | None
    build: Callable[[World], tuple[Any, ...]]

    @property
    def name(self) -> str:
        """Name the case in the test report."""
        return f"{self.table}-{self.rule}-{self.build.__name__}"


CASES: list[Case] = []


def case(table: str, rule: str, *, by: str = "an", move: str | None = None) -> Callable[..., Any]:
    """Declare a case: the function furnishes the world and returns (kept, broken) or (kept, broken, row, …).

    `kept` and `broken` are typed values; `row` is the row being edited or moved, when there is one.
    `by` is who types: one of the cast (`an`, `lan`, `minh`, `hoa`).
    """

    def declare(build: Callable[[World], tuple[Any, ...]]) -> Callable[[World], tuple[Any, ...]]:
        CASES.append(Case(table, rule, by, move, build))
        return build

    return declare
