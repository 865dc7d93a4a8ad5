"""The rows of one file on their way through one form: checked together, written together, told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from forms.base import CONFIRM, WARNING, SchemaForm
from forms.existing import existing, natural_key
from forms.finder import Finder
from forms.load_report import REFUSED, THERE, UNKNOWN, Fault, Report, natural_label, stopping, unreadable
from forms.rules import Problem
from forms.words import spoken
from models.access import RefusedError
from models.base import Model
from models.facts import Answers, Fact, Key
from models.schema import Move, Words

CHUNK = 200
"""Rows checked together: enough that a fact is asked seldom, few enough to keep their forms in memory."""

TRIES = 3
"""How often a row is tried alone: what is drawn by chance for it may be taken, and is drawn anew."""

Typed = Mapping[str, Any]
"""A row as typed: texts by column name; a value that is no text is taken as it is."""

REFUSALS = (IntegrityError, DataError, StaleDataError, RefusedError)


@dataclass(slots=True)
class Entry:
    """One row to be written: the line it stands on, what was typed, and the row it changes, if any."""

    line: int
    typed: Typed
    row: Model | None = None


class Loader:
    """The rows of one file on their way through one form class."""

    def __init__(  # noqa: PLR0913 - what `load` was asked
        self,
        session: Session,
        form: type[SchemaForm],
        *,
        confirm: str,
        update: bool = False,
        prepared: Callable[[Typed], Model] | None = None,
        move: Move | None = None,
    ) -> None:
        """Begin a report; `confirm` is the reason given for every doubt."""
        self.session, self.form, self.move = session, form, move
        self.confirm = " ".join(confirm.split())
        self.update, self.prepared = update, prepared
        self.finder = Finder(session, growing=form.model)
        self.report = Report(form.model.__tablename__)
        self.seen: dict[Key, int] = {}
        self.linked = [(name, link.mapper.class_) for name, link in inspect(form.model).relationships.items()]

    def run(self, entries: Sequence[Entry], *, dry: bool) -> Report:
        """Check and write every row within a savepoint, given up where anything is wrong or `dry` asks so."""
        self.report.total = len(entries)
        one_by_one = any(target is self.form.model for _name, target in self.linked)
        size = 1 if one_by_one else CHUNK
        with self.session.begin_nested() as savepoint:
            for start in range(0, len(entries), size):
                self._take(entries[start : start + size])
            if self.report.faults or dry:
                savepoint.rollback()
                self.report.rows.clear()
        return self.report

    def _take(self, entries: Sequence[Entry], tries: int = TRIES) -> None:
        """Write some rows together; if the database refuses them, by halves, to find which row it means."""
        before = len(self.report.rows), self.report.warnings, len(self.report.faults), dict(self.seen)
        try:
            with self.session.begin_nested():
                self._write(entries)
        except REFUSALS:
            rows, self.report.warnings, faults, self.seen = before
            del self.report.rows[rows:], self.report.faults[faults:]
            half = len(entries) // 2
            if half:
                self._take(entries[:half])
                self._take(entries[half:])
            elif tries > 1:
                self._take(entries, tries - 1)
            else:
                self._fault(entries[0], "", REFUSED)

    def _write(self, entries: Sequence[Entry]) -> None:
        """Check rows, write the sound ones in one flush, and check those again beside each other."""
        answers = Answers(self.session)
        opened = [pair for pair in self._opened(entries, answers) if self._is_new_here(*pair)]
        answer(answers, (form for _entry, form in opened))
        sound = [(entry, form) for entry, form in opened if self._passes(entry, form)]
        for _entry, form in sound:
            write(form)
        self.session.flush()
        self._check_beside_each_other(sound)
        for _entry, form in sound:
            if not saves_itself(form):
                form.keep()
        self.session.flush()
        self.report.rows += [form.row for _entry, form in sound]

    def _opened(self, entries: Sequence[Entry], answers: Answers) -> Iterator[tuple[Entry, SchemaForm]]:
        """Open a form for each row, with the shape of every value checked."""
        for name, target in self.linked:
            texts = (entry.typed.get(name) for entry in entries)
            self.finder.prepare(target, (text for text in texts if isinstance(text, str)))
        pairs = [(entry, self._form(entry, answers, entry.row)) for entry in entries]
        known = existing(self.session, self.form.model, [form for _entry, form in pairs if form.is_new])
        for entry, form in pairs:
            there = known.get(natural_key(form)) if form.is_new else None
            if there is not None and self.update:
                yield entry, self._form(entry, answers, there)
            elif there is not None:
                self._fault(entry, natural_label(form), THERE)
            else:
                yield entry, form

    def _form(self, entry: Entry, answers: Answers, row: Model | None) -> SchemaForm:
        if row is None and self.prepared is not None:
            row = self.prepared(entry.typed)
        form = self.form(self.session, entry.typed, row, move=self.move, answers=answers, finder=self.finder)
        form.check_shape()
        return form

    def _is_new_here(self, entry: Entry, form: SchemaForm) -> bool:
        """Refuse a second row with the same key within the file, and a column nobody knows."""
        unknown = sorted(name for name in entry.typed if name not in form)
        for name in unknown:
            self._fault(entry, name, UNKNOWN)
        key = natural_key(form) if self.move is None else None
        first = self.seen.setdefault(key, entry.line) if key else entry.line
        if first != entry.line:
            words = f"Trùng với dòng {first}.", f"The same as line {first}."
            self._fault(entry, natural_label(form), words)
        return not unknown and first == entry.line

    def _passes(self, entry: Entry, form: SchemaForm) -> bool:
        """Ask every rule, with the reason for the doubts; report what stops the row."""
        form.judge()
        self._settle(form.problems)
        found = [*unreadable(form, entry.line), *stopping(form, entry.line, form.problems)]
        self.report.faults += found
        return not found

    def _check_beside_each_other(self, sound: Iterable[tuple[Entry, SchemaForm]]) -> None:
        """Ask again, with all of them saved, what depends on other rows: two may break a rule together."""
        answers, pairs = Answers(self.session), list(sound)
        answer(answers, (form for _entry, form in pairs))
        for entry, form in pairs:
            found = form.judge_again(answers)
            self._settle(found)
            self.report.faults += stopping(form, entry.line, found)
            form.problems = [*form.problems, *found]
            self.report.warnings += sum(problem.severity is WARNING for problem in form.problems)

    def _settle(self, problems: Iterable[Problem]) -> None:
        """Give the file's one reason to whatever may be confirmed."""
        for problem in problems:
            if problem.severity is CONFIRM and self.confirm:
                problem.ticked, problem.reason, problem.reason_error = True, self.confirm, ""

    def _fault(self, entry: Entry, column: str, words: Words) -> None:
        self.report.faults.append(Fault(entry.line, column, spoken(words)))


def answer(answers: Answers, forms: Iterable[SchemaForm]) -> None:
    """Have the questions of many forms answered, each fact in as few statements as can be."""
    asked: dict[str, tuple[Fact, list[Key]]] = {}
    for form in forms:
        for fact, key in form.questions():
            asked.setdefault(fact.name, (fact, []))[1].append(key)
    for fact, keys in asked.values():
        answers.prepare(fact, keys)


def saves_itself(form: SchemaForm) -> bool:
    """Say whether saving such a form does more than writing its row, so that it must be left to the form."""
    return type(form).save is not SchemaForm.save


def write(form: SchemaForm) -> None:
    """Put the form's row into the session; several are flushed together where nothing speaks against it."""
    if saves_itself(form):
        form.save()
    else:
        form.write()
