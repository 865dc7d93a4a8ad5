"""Many rows given other values through their forms: the sound ones are saved, the others told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.base import CONFIRM, FORMS
from forms.load_report import Fault
from forms.loader import Entry, Loader, Typed
from forms.rules import Problem
from models.base import Model

Faults = Mapping[int, Sequence[Fault]]
"""What keeps rows out, by the id of each."""


class Changer(Loader):
    """A loader of rows that stand, which confirms only those doubts that somebody was shown."""

    shown: Collection[str] = ()

    def _settle(self, problems: Iterable[Problem]) -> None:
        super()._settle(problem for problem in problems if problem.name in self.shown)


def change(  # noqa: PLR0913 - rows, and how they are to be taken
    session: Session,
    rows: Sequence[Model],
    typed: Mapping[int, Typed],
    *,
    confirm: str = "",
    shown: Collection[str] = (),
    dry: bool = False,
) -> Faults:
    """Save what is sound of what was `typed` for rows of one table; the caller commits.

    `confirm` is the reason given for the doubts named in `shown`; `dry` only checks. Told as if each row
    were saved alone after the sound ones: a row that is left out weighs nothing.
    """
    faults: dict[int, list[Fault]] = defaultdict(list)
    with session.begin_nested() as savepoint:
        while rows:
            report = _tried(session, rows, typed, confirm, shown)
            for fault in report:
                faults[fault.line].append(fault)
            if not report:
                break
            rows = _anew(session, [row_id for row_id in typed if row_id not in faults], type(rows[0]))
        if dry:
            savepoint.rollback()
    return faults


def _tried(
    session: Session, rows: Sequence[Model], typed: Mapping[int, Typed], confirm: str, shown: Collection[str]
) -> list[Fault]:
    """Try to save all of some rows; whatever is wrong with one of them, none is saved."""
    changer = Changer(session, FORMS[rows[0].__tablename__], confirm=confirm)
    changer.shown = shown
    return changer.run([Entry(row.id, typed[row.id], row) for row in rows], dry=False).faults


def _anew(session: Session, ids: Collection[int], model: type[Model]) -> list[Model]:
    """Read rows once more, in one statement: what was tried on them is forgotten."""
    found = select(model).where(model.id.in_(ids)).order_by(model.id)
    return list(session.scalars(found.execution_options(populate_existing=True)))


def is_doubt(faults: Iterable[Fault]) -> bool:
    """Say whether a reason is all that a row wants."""
    return all(fault.severity is CONFIRM for fault in faults)


def has_already(row: Model, typed: Typed) -> bool:
    """Say whether a row holds already what it is to be given."""
    return all(_bare(getattr(row, name)) == _bare(value) for name, value in typed.items())


def _bare(value: Any) -> Any:
    return None if value in ("", frozenset()) else value
