"""How a form judges a row: each value by itself, then every rule whose values are sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from forms.acknowledging import previously_confirmed, print_of
from forms.rules import CONFIRM, ERROR, Problem, Rule
from forms.showing import shown
from forms.words import MASKED, say
from models.access import Person, Place, may_move, sees
from models.base import Model, described
from models.facts import Answers, Fact, Key
from models.schema import PUBLIC, Move


class Judging(BaseForm):
    """Part of SchemaForm (forms/base.py): what is asked of the values, and what is said of a broken rule."""

    model: ClassVar[type[Model]]
    rules: ClassVar[tuple[Rule, ...]]
    _fields: Any  # of SchemaField, every one
    session: Session
    person: Person
    row: Model
    is_new: bool
    move: Move | None
    given: MultiDict[str, Any]
    answers: Answers
    problems: list[Problem]

    @property
    def values(self) -> dict[str, Any]:
        """Give every described value as it would stand after the save."""
        raise NotImplementedError

    def before(self, name: str) -> Any:
        """Give the value a column had before this form."""
        raise NotImplementedError

    def show_what_stands(self) -> None:
        """Show what somebody else's save has left (forms/laid_out.py)."""
        raise NotImplementedError

    def tidy(self, values: dict[str, Any]) -> None:
        """Fill in what follows from what was typed (`self.put`); forms override it where something does."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check shape first, then every rule whose fields are sound; True when the row may be saved."""
        del extra_validators
        self.check_shape()
        return self.judge()

    def check_shape(self) -> None:
        """Check each value by itself, and fill in what follows from the sound ones."""
        for field in self._fields.values():
            field.errors = list(field.process_errors)
            if field.required and field.data in (None, "") and not field.errors:
                field.errors = [say(f"Cần nhập “{field.label.text}”.", f"“{field.label.text}” is required.")]
        self.tidy(self.values)

    def questions(self) -> Iterator[tuple[Fact, Key]]:
        """Give what the rules will ask, so that the questions of many forms can be put together."""
        values = self.values
        for each in self.rules:
            if each.facts and self._applies(each, values):
                yield from ((fact, fact.key(values)) for fact in each.facts)

    def judge(self) -> bool:
        """Ask every rule whose fields are sound; True when the row may be saved. Call after `check_shape`."""
        values = self.values
        self.answers.prepare_row(self.questions())
        broken = (found for each in self.rules if (found := self._try(each, values)) is not None)
        self.problems = [*self._standing(), *broken]
        for problem in self.problems:
            for name in problem.fields[:1] if problem.severity is ERROR else ():
                if name in self._fields:
                    self._fields[name].errors = [*self._fields[name].errors, problem.message]
        sound = not any(field.errors for field in self._fields.values())
        return sound and not any(problem.stops for problem in self.problems)

    def _standing(self) -> Iterable[Problem]:
        """Check what no rule can say: somebody else's save in between, a step this person may not take."""
        if self.move is not None and not (
            may_move(self.person, self.move) and self.before(self.model.workflow.column) in self.move.sources  # type: ignore[union-attr]
        ):
            yield self._plain("WF", "Bước này không còn thực hiện được.", "This step is no longer possible.")
        yield from self._outside()
        seen = self.given.get("row_version", "")
        if not self.is_new and seen and str(seen) != str(self.row.row_version):
            self.show_what_stands()
            yield self._plain(
                "VER",
                "Người khác vừa sửa hồ sơ này; dữ liệu bạn gõ vẫn còn, hãy xem lại rồi lưu.",
                "Somebody else has just changed this record; what you typed is kept: look again, then save.",
            )

    def _outside(self) -> Iterable[Problem]:
        """Check that the row stays within the writer's own area (the gate would refuse it anyway)."""
        for name in self.model.scoped_by:
            place = self.values[name]
            if place is not None:
                wards = self.person.wards
                if wards is not None and place.__tablename__ == "ward" and place.id not in wards:
                    message = say("Nơi này ngoài địa bàn của bạn.", "This place is outside your area.")
                    yield Problem("AREA", "area", ERROR, message, (name,))
                return

    def _plain(self, code: str, vi: str, en: str) -> Problem:
        return Problem(code, code.lower(), ERROR, say(vi, en))

    def judge_again(self, answers: Answers) -> list[Problem]:
        """Ask the rules that depend on other rows once more, now that those were saved; give what is new."""
        self.answers, values = answers, self.values
        known = {problem.name for problem in self.problems}
        again = (self._try(each, values) for each in self.rules if each.facts and each.name not in known)
        return [problem for problem in again if problem is not None]

    def _applies(self, each: Rule, values: Mapping[str, Any]) -> bool:
        """Say whether a rule can be asked: none of its values is unsound, and none missing that it needs."""
        if any(self._fields[name].errors for name in each.fields if name in self._fields):
            return False
        return each.blank or all(values[name] is not None for name in each.fields)

    def _try(self, each: Rule, values: Mapping[str, Any]) -> Problem | None:
        """Ask one rule; None when it is kept or does not apply."""
        if not self._applies(each, values):
            return None
        asked = [values[name] for name in each.fields]
        found = [self.answers.ask(fact, values) for fact in each.facts]
        if each.predicate(self, *asked, *found):
            return None
        return self._problem(each, values, found)

    def _problem(self, each: Rule, values: Mapping[str, Any], found: list[Any]) -> Problem:
        """Put a broken rule into words, with what the person said to it if it may be confirmed."""
        specs = described(self.model)
        words = {name: self._said(name, values[name]) for name in each.fields}
        words |= {fact.name: shown(answer, fact.unit) for fact, answer in zip(each.facts, found, strict=True)}
        problem = Problem(each.code, each.name, each.weight(self), each.sentence(words), each.fields)
        problem.fingerprint = print_of(each, values)
        hidden = {name for name in each.fields if name in specs and specs[name].secrecy is not PUBLIC}
        problem.neutral = each.sentence({name: text for name, text in words.items() if name not in hidden})
        if problem.severity is CONFIRM:
            problem.stored = previously_confirmed(self.session, self.row, problem)
            problem.ticked = self.given.get(problem.tick_name, "") not in ("", "0", False)
            problem.reason = " ".join(str(self.given.get(problem.reason_name, "")).split())
            if problem.ticked and not problem.reason:
                problem.reason_error = say("Cần ghi lý do.", "A reason is needed.")
        return problem

    def _said(self, name: str, value: Any) -> str:
        """Write a value into a sentence for this person: what they neither see nor typed stays masked."""
        spec = described(self.model).get(name)
        if spec is None:
            return shown(value, person=self.person)
        clear = name in self._fields or sees(self.person, spec.secrecy, Place.RECORD, self.model.holds)
        return shown(value, spec.unit, self.person) if clear else MASKED

    def refuse(self, message: str) -> None:
        """Add what only the save could find out: the database's own last wall."""
        self.problems = [*self.problems, Problem("DB", "db", ERROR, message)]
