"""The form of a table: its fields come from the columns, its rules from the class, its words from both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from forms.acknowledging import keep_outcome, previously_confirmed, print_of
from forms.fields import ChoicesField, FlagField, SchemaField, field_beside, field_for
from forms.lookup import Finder
from forms.rules import CONFIRM, ERROR, WARNING, Problem, Rule, Severity, rule
from forms.showing import shown
from forms.words import say, spoken, wtforms_translations
from models.access import Person, Place, Right, may, may_move, person_of, sees
from models.base import Model, described, entity
from models.facts import Answers, Fact, Key
from models.schema import PUBLIC, Move, Preset, Spec, Words, today

__all__ = ["CONFIRM", "ERROR", "FORMS", "WARNING", "SchemaForm", "Severity", "form_for", "form_of", "rule"]

FORMS: dict[str, type[SchemaForm]] = {}
"""Every form by the name of its table, in the order of declaration: the panel is derived from this."""

SHOWN = "__shown"
"""Suffix of the hidden input that says a box stood on the page, so that an unticked one is a no."""


class Speaking(DefaultMeta):
    """WTForms' settings: its own messages come from our catalogue; CSRF is the application's."""

    def get_translations(self, form: BaseForm) -> Any:
        """Speak the person's language."""
        del form
        return wtforms_translations()


class SchemaForm(BaseForm):
    """One row of a table on its way in: read, checked, confirmed, saved.

    `data` is a web form or a plain mapping of column names; what it does not name keeps its value.
    Raises RefusedError where the person may not write such a row at all (models/gate.py).
    """

    model: ClassVar[type[Model]]
    _fields: Any  # of SchemaField, every one
    rules: ClassVar[tuple[Rule, ...]] = ()
    computed: ClassVar[tuple[str, ...]] = ()  # values a form works out for its rules and facts
    extra_names: ClassVar[tuple[str, ...]] = ()  # fields that are not columns
    beside: ClassVar[Mapping[str, Spec]] = {}
    """What the form asks for that is no column of the table; `save` of the class says what becomes of it."""
    told_once: str = ""  # a sentence for whoever saved, kept nowhere

    def __init_subclass__(cls, **options: Any) -> None:
        """Collect the rules in written order, those of the form it builds on first."""
        super().__init_subclass__(**options)
        said = [value for base in reversed(cls.__mro__) for value in vars(base).values()]
        cls.rules = tuple(value for value in said if isinstance(value, Rule))
        cls.extra_names = tuple(cls.beside)

    def __init__(  # noqa: PLR0913 - a row, what is new about it, and how it is being written
        self, session: Session, data: Mapping[str, Any] | None = None, row: Model | None = None, *,
        move: Move | None = None, answers: Answers | None = None, only: Iterable[str] | None = None,
        finder: Finder | None = None,
    ) -> None:
        """`move` makes it the form of a workflow step: only what the step asks for, every rule as ever.

        `answers` and `finder` are shared by the forms of a file, so that nothing is asked or looked up twice.
        """
        self.session, self.move = session, move
        self.person: Person = person_of(session)
        self.row = row if row is not None else self.model()
        self.is_new = row is None or not inspect(row).persistent
        self.answers = answers or Answers(session)
        self.finder = finder or Finder(session)
        names = list(self.editable()) if only is None else [name for name in self.editable() if name in set(only)]
        specs = described(self.model)
        fields = {name: field_for(self.model, name, specs[name], self.finder) for name in names}
        if move is None and only is None:
            fields |= {name: field_beside(spec) for name, spec in self.beside.items()}
        super().__init__(fields, meta=Speaking())
        self.given = _as_lists(data)
        self.problems: list[Problem] = []
        self._fill()
        for each in self.rules:
            if each.hint and each.fields[0] in self._fields:
                self._fields[each.fields[0]].hint = f"{self._fields[each.fields[0]].hint} {each.sentence()}".strip()

    # --- which fields, and what is in them

    def editable(self) -> Iterable[str]:
        """List the columns this person may type: those of the step, or those the class of value allows."""
        if self.move is not None:
            return self.move.asks
        everything = self.is_new and may(self.person, Right.CREATE, self.model)
        return [
            name
            for name, spec in described(self.model).items()
            if spec.typed and (everything or sees(self.person, spec.secrecy, Place.RECORD, self.model.holds))
        ]

    def _fill(self) -> None:
        """Start from the row (or the columns' defaults), then read what was given."""
        start = {name: self.before(name) for name in self._fields}
        if self.is_new and not self.given:
            start |= {name: preset(field.spec.preset, self.session) for name, field in self._fields.items() if field.spec.preset}
        for name, field in self._fields.items():
            named = name in self.given or f"{name}{SHOWN}" in self.given
            lists = self.given.getlist(name) + self.given.getlist(f"{name}__id") + self.given.getlist(f"accept-{name}")
            field.process(MultiDict({name: lists}) if named and lists else None, start[name])
            if named and not lists and isinstance(field, FlagField | ChoicesField):
                field.data = frozenset() if isinstance(field, ChoicesField) else False

    def before(self, name: str) -> Any:
        """Give the value a column had before this form, or its default on a new row."""
        if name in self.beside:
            return None
        value = getattr(self.row, name)
        if value is None and self.is_new and name in self.model.__table__.c:
            default = self.model.__table__.c[name].default
            value = default.arg if default is not None and default.is_scalar else None
        return value

    @property
    def values(self) -> dict[str, Any]:
        """Give every described value as it would stand after the save."""
        known = {name: self.before(name) for name in [*described(self.model), *self.beside]}
        known.update({name: field.data for name, field in self._fields.items()})
        if self.move is not None and self.model.workflow is not None:
            known[self.model.workflow.column] = self.move.target
        return known | {"id": self.row.id or 0}

    def changed(self, name: str) -> bool:
        """Say whether this form gives a column another value."""
        return self.is_new or bool(self.values[name] != self.before(name))

    def tidy(self, values: dict[str, Any]) -> None:
        """Fill in what follows from what was typed (`self.put`); forms override it where something does."""

    def put(self, name: str, value: Any) -> None:
        """Give a field a value that follows from others."""
        if name in self._fields:
            self._fields[name].data = value

    # --- checking

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
        self.problems = [*self._standing(), *(found for each in self.rules if (found := self._try(each, values)))]
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
            yield self._plain(
                "VER", "Người khác vừa sửa hồ sơ này; dữ liệu bạn gõ vẫn còn, hãy xem lại rồi lưu.",
                "Somebody else has just changed this record; what you typed is kept: look again, then save.",
            )

    def _outside(self) -> Iterable[Problem]:
        """Check that the row stays within the writer's own area (the gate would refuse it anyway)."""
        for name in self.model.scoped_by:
            place = self.values[name]
            if place is not None:
                mine = self.person.wards is None or place.__tablename__ != "ward" or place.id in self.person.wards
                if not mine:
                    message = say("Nơi này ngoài địa bàn của bạn.", "This place is outside your area.")
                    yield Problem("AREA", "area", ERROR, message, (name,))
                return

    def _plain(self, code: str, vi: str, en: str) -> Problem:
        return Problem(code, code.lower(), ERROR, say(vi, en))

    def judge_again(self, answers: Answers) -> list[Problem]:
        """Ask once more, now that other rows were saved too, the rules that depend on them; give what is new."""
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
        units = {name: specs[name].unit if name in specs else None for name in each.fields}
        words = {name: shown(values[name], unit, self.person) for name, unit in units.items()}
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

    def refuse(self, message: str) -> None:
        """Add what only the save could find out: the database's own last wall."""
        self.problems = [*self.problems, Problem("DB", "db", ERROR, message)]

    # --- saving

    def save(self) -> Model:
        """Write the row, the step, the confirmations and the warnings; the caller commits. Call after `validate`."""
        self.write()
        self.session.flush()
        self.keep()
        self.session.flush()
        return self.row

    def write(self) -> None:
        """Put the values and the step into the row, and the row into the session, not yet into the database."""
        for name, field in self._fields.items():
            if name not in self.beside and (self.is_new or field.data != self.before(name)):
                setattr(self.row, name, field.data)
        if self.move is not None:
            self.move.take(self.row, self.person.account_id)
        self.session.add(self.row)

    def keep(self) -> None:
        """Keep the confirmations and the warnings of a row that has been flushed."""
        keep_outcome(self.session, self.row, self.problems, is_new=self.is_new)

    # --- what the page asks

    @property
    def groups(self) -> list[dict[str, Any]]:
        """List the fields under their group's name, in written order."""
        found: dict[Words | None, list[SchemaField]] = {}
        for field in self._fields.values():
            found.setdefault(field.spec.group, []).append(field)
        return [{"label": spoken(group) if group else "", "fields": fields} for group, fields in found.items()]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """List the hidden inputs: the version read, and which boxes stood on the page."""
        boxes = [name for name, field in self._fields.items() if isinstance(field, FlagField | ChoicesField)]
        version = [] if self.is_new else [("row_version", str(self.row.row_version))]
        return version + [(f"{name}{SHOWN}", "1") for name in boxes]


def preset(what: Preset, session: Session) -> Any:
    """Give what an empty form is opened with: the day, or whose account it is."""
    if what is Preset.TODAY:
        return today()
    mine = person_of(session).coordinator_id
    return None if mine is None else session.get(entity("coordinator"), mine)


def form_for(model: type[Model]) -> Any:
    """Bind a form class to its table and list it among the forms."""

    def bind(form: type[SchemaForm]) -> type[SchemaForm]:
        form.model = model
        FORMS[model.__tablename__] = form
        return form

    return bind


def form_of(table: str) -> type[SchemaForm]:
    """Find the form of a table; raises KeyError."""
    return FORMS[table]


def _as_lists(data: Mapping[str, Any] | None) -> MultiDict[str, Any]:
    """Take a web form as it is and a plain mapping as a form that names each value once."""
    if isinstance(data, MultiDict):
        return data
    return MultiDict({name: [value] for name, value in (data or {}).items() if value is not None})
