"""Many rows on their way in at once, through their forms: all of them are saved, or none."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from forms.base import FORMS, WARNING
from forms.finder import Finder
from forms.load_report import Report
from forms.loader import Entry, Loader, Typed, answer
from models.base import Model
from models.facts import Answers

HEADER_LINES = 1


def load(  # noqa: PLR0913 - a file, and how it is to be taken
    session: Session,
    table: str,
    rows: Iterable[Typed],
    *,
    confirm: str = "",
    update: bool = False,
    lines: Iterable[int] | None = None,
    dry: bool = False,
    prepared: Callable[[Typed], Model] | None = None,
) -> Report:
    """Save the rows of a file, all or none; the caller commits. A blank cell leaves a default, or what was.

    `confirm` is the reason given for every doubt the rules raise; `update` lets a row change the one that
    has its key already; `lines` are the rows' numbers in the file; `dry` only checks; `prepared` makes the
    empty row a new form begins with, for what nobody types.
    """
    given = [{name: value for name, value in row.items() if value not in ("", None)} for row in rows]
    numbers = itertools.count(HEADER_LINES + 1) if lines is None else lines
    entries = [Entry(line, typed) for line, typed in zip(numbers, given, strict=False)]
    loader = Loader(session, FORMS[table], confirm=confirm, update=update, prepared=prepared)
    return loader.run(entries, dry=dry)


def step(session: Session, move: str, given: Iterable[tuple[Model, Typed]], *, confirm: str = "") -> Report:
    """Take the same step of a workflow with many rows of one table, all or none; the caller commits."""
    entries = [Entry(line, typed, row) for line, (row, typed) in enumerate(given, 1)]
    if not entries or entries[0].row is None:
        return Report("")
    model = type(entries[0].row)
    form = FORMS[model.__tablename__]
    found = model.workflow.move(move) if model.workflow else None
    if found is None:
        message = f"{model.__tablename__} has no step named {move!r}."
        raise KeyError(message)
    return Loader(session, form, confirm=confirm, move=found).run(entries, dry=False)


def review(session: Session, rows: Iterable[Model]) -> None:
    """Ask the rules of saved rows once more and keep the warnings that stand now; changes nothing else."""
    answers, finder = Answers(session), Finder(session)
    opened = [FORMS[row.__tablename__](session, row=row, answers=answers, finder=finder) for row in rows]
    answer(answers, opened)
    for form in opened:
        form.check_shape()
        form.judge()
        form.problems = [problem for problem in form.problems if problem.severity is WARNING]
        form.keep()
    session.flush()
