"""The form of a table: its fields come from the columns, its rules from the class, its words from both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from forms.acknowledging import keep_outcome
from forms.fields import ChoicesField, FlagField, field_beside, field_for
from forms.finder import Finder
from forms.judging import Judging
from forms.laid_out import SHOWN, LaidOut
from forms.opening import Speaking, as_lists, preset
from forms.rules import CONFIRM, ERROR, WARNING, Problem, Rule, Severity, rule
from forms.veils import clear_to, kept_off
from models.access import Person, person_of
from models.base import Model, described
from models.facts import Answers
from models.schema import Move, Spec

__all__ = ["CONFIRM", "ERROR", "FORMS", "WARNING", "SchemaForm", "Severity", "form_for", "rule"]

FORMS: dict[str, type[SchemaForm]] = {}
"""Every form by the name of its table, in the order of declaration: the panel is derived from this."""


class SchemaForm(LaidOut, Judging):
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
    pretended: Iterable[str] = ()  # columns the rules are to take for changed (forms/explaining.py)

    def __init_subclass__(cls, **options: Any) -> None:
        """Collect the rules in written order, those of the form it builds on first."""
        super().__init_subclass__(**options)
        said = [value for base in reversed(cls.__mro__) for value in vars(base).values()]
        cls.rules = tuple(value for value in said if isinstance(value, Rule))
        cls.extra_names = tuple(cls.beside)

    def __init__(  # noqa: PLR0913 - a row, what is new about it, and how it is being written
        self,
        session: Session,
        data: Mapping[str, Any] | None = None,
        row: Model | None = None,
        *,
        move: Move | None = None,
        answers: Answers | None = None,
        finder: Finder | None = None,
        opening: bool = False,
    ) -> None:
        """`move` makes it the form of a workflow step: only what the step asks for, every rule as ever.

        `answers` and `finder` are shared by the forms of a file, so that nothing is asked or looked up twice;
        `opening` fills in what is nearly always right.
        """
        self.session, self.move, self.opening = session, move, opening
        self.person: Person = person_of(session)
        self.row = row if row is not None else self.model()
        self.is_new = row is None or not inspect(row).persistent
        self.version: int | None = self.row.row_version
        self.answers = answers or Answers(session)
        self.finder = finder or Finder(session)
        super().__init__(self._columns_and_questions(), meta=Speaking())
        self.given = as_lists(data)
        self.problems: list[Problem] = []
        self._fill()
        self._hang_hints()

    # --- which fields, and what is in them

    def _columns_and_questions(self) -> dict[str, Any]:
        """Make the fields: the columns this person may type, and what the form asks beside them."""
        specs = described(self.model)
        names = list(self.editable())
        clear = clear_to(self.person, self.model)
        self.veiled = {name for name in names if not self.is_new and not clear(specs[name])}
        fields = {name: field_for(self.model, name, specs[name], self.finder) for name in names}
        if self.move is None:
            fields |= {name: field_beside(spec) for name, spec in self.beside.items()}
        return fields

    def _hang_hints(self) -> None:
        """Put the sentences that help before typing under their fields."""
        for each in self.rules:
            field = self._fields.get(each.fields[0]) if each.hint else None
            if field is not None:
                field.hint = f"{field.hint} {each.sentence()}".strip()

    def editable(self) -> Iterable[str]:
        """List the columns this person may type: those of the step, or those the class of value allows."""
        if self.move is not None:
            return self.move.asks
        off = kept_off(self.model, self.rules, self.person, is_new=self.is_new)
        return [name for name in described(self.model) if name not in off]

    def _fill(self) -> None:
        """Start from the row (or the columns' defaults), then read what was given."""
        for name, field in self._fields.items():
            start = None if name in self.veiled else self.before(name)
            if self.opening and field.spec.preset is not None:
                start = preset(field.spec.preset, self.session)
            named = name in self.given or f"{name}{SHOWN}" in self.given
            texts = [
                text for key in (name, f"{name}__id", f"accept-{name}") for text in self.given.getlist(key)
            ]
            field.process(MultiDict({name: texts}) if named and texts else None, start)
            if named and not texts and isinstance(field, FlagField | ChoicesField):
                field.data = frozenset() if isinstance(field, ChoicesField) else False

    def typed(self) -> dict[str, Any]:
        """Give what the fields hold; a veiled one left empty keeps what nobody here could see."""
        fields = self._fields.items()
        return {
            name: field.data for name, field in fields if field.data is not None or name not in self.veiled
        }

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
        typed = self.typed()
        names = [name for name in [*described(self.model), *self.beside] if name not in typed]
        known = {name: self.before(name) for name in names} | typed
        if self.move is not None and self.model.workflow is not None:
            known[self.model.workflow.column] = self.move.target
        return known | {"id": self.row.id or 0}

    def changed(self, name: str) -> bool:
        """Say whether this form gives a column another value."""
        return self.is_new or name in self.pretended or bool(self.values[name] != self.before(name))

    def put(self, name: str, value: Any) -> None:
        """Give a field a value that follows from others."""
        if name in self._fields:
            self._fields[name].data = value

    # --- saving

    def save(self) -> Model:
        """Write the row, the step and what the rules came to, after `validate`; the caller commits."""
        self.write()
        self.session.flush()
        self.keep()
        self.session.flush()
        return self.row

    def write(self) -> None:
        """Put the values and the step into the row, and the row into the session, not yet the database."""
        for name, value in self.typed().items():
            if name not in self.beside and (self.is_new or value != self.before(name)):
                setattr(self.row, name, value)
        if self.move is not None:
            self.move.take(self.row, self.person.account_id)
        self.session.add(self.row)

    def keep(self) -> None:
        """Keep the confirmations and the warnings of a row that has been flushed."""
        keep_outcome(self.session, self.row, self.problems, is_new=self.is_new)


def form_for(model: type[Model]) -> Any:
    """Bind a form class to its table and list it among the forms."""

    def bind(form: type[SchemaForm]) -> type[SchemaForm]:
        form.model = model
        FORMS[model.__tablename__] = form
        return form

    return bind
