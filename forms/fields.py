"""Fields made from columns: what is typed is read, kept as typed when unreadable, and never silently changed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import Enum, String, inspect
from wtforms import Field
from wtforms.fields.core import UnboundField
from wtforms.widgets import CheckboxInput, PasswordInput, TextArea, TextInput

from forms import reading
from forms.lookup import Finder
from forms.showing import shown
from forms.widgets import LinkInput, OptionsInput
from forms.words import say, spoken
from models.access import person_of
from models.base import Model
from models.choice_set import ChoiceSet
from models.schema import (
    CITIZEN_NUMBER,
    EMAIL,
    MINUTES,
    PERCENT,
    PHONE,
    SECRET,
    VND,
    YEAR,
    Choice,
    Spec,
    Unit,
)


class SchemaField(Field):
    """One column on a form. `data` is the value, or None when there is none or it cannot be read."""

    kind = "text"
    widget: Any = TextInput()

    def __init__(
        self, spec: Spec, *, required: bool, read: Callable[[str], Any] = reading.read_text, **options: Any
    ) -> None:
        """`read` turns what is typed into the value or raises Unreadable."""
        super().__init__(spoken(spec.words), **options)
        self.spec, self.required, self.read = spec, required, read
        self.hint = "" if spec.help is None else spoken(spec.help)
        self.wide = spec.long
        self.raw: str | None = None
        self.proposal: dict[str, Any] = {}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the first value given; a value that is not text is taken as it is."""
        if not valuelist:
            return
        if not isinstance(valuelist[0], str):
            self.data = valuelist[0]
            return
        self.raw = valuelist[0]
        try:
            self.data = self.read(self.raw)
        except reading.Proposed as doubt:
            self._propose(doubt, accepted=doubt.proposal in valuelist[1:])
        except reading.Unreadable as refusal:
            self.data = None
            raise ValueError(spoken(refusal.words)) from None

    def _propose(self, doubt: reading.Proposed, *, accepted: bool) -> None:
        """Offer a repaired value; it is taken only once the person has ticked it."""
        name = f"accept-{self.name}"
        self.proposal = {"text": doubt.proposal, "name": name, "value": doubt.proposal, "ticked": accepted}
        if not accepted:
            self.data = None
            raise ValueError(spoken(doubt.words)) from None
        self.data = self.read(doubt.proposal)

    def _value(self) -> str:
        """Write what was typed if it could not be read, otherwise the value as people write it."""
        if self.raw is not None and (self.errors or self.process_errors):
            return self.raw
        return self.written()

    def written(self) -> str:
        """Write the value as it would be typed."""
        return shown(self.data, self.spec.unit)


class AreaField(SchemaField):
    """Several lines of text."""

    kind = "area"
    widget = TextArea()


class NumberField(SchemaField):
    """A whole number, a year, an amount of money or a percentage."""

    def written(self) -> str:
        """Write the bare number; money with its separators."""
        return shown(self.data) if self.spec.unit is VND else str(self.data if self.data is not None else "")


class SecretField(SchemaField):
    """A password: never sent back to the browser."""

    kind = "secret"
    widget = PasswordInput(hide_value=True)


class DateField(SchemaField):
    """A day, typed in any of the ways people write one."""

    kind = "date"

    def __init__(self, spec: Spec, **rest: Any) -> None:
        """Show the usual way to write a day."""
        super().__init__(spec, render_kw={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}, **rest)


class FlagField(SchemaField):
    """A yes or no in one box; a column that may be empty is asked with three options instead."""

    kind = "flag"
    widget = CheckboxInput()

    def _value(self) -> str:
        return "1"

    @property
    def checked(self) -> bool:
        """Tell the widget whether the box is ticked."""
        return bool(self.data)


class OptionsField(SchemaField):
    """One choice out of a list."""

    kind = "choice"
    widget = OptionsInput()

    def __init__(self, spec: Spec, options: list[tuple[str, Any]], **rest: Any) -> None:
        """`options` are (code, value) pairs."""
        self.options = options
        super().__init__(spec, read=self._choose, **rest)

    def _choose(self, text: str) -> Any:
        """Accept a code, or a label as people write it."""
        text = text.strip()
        if not text:
            return None
        for code, value in self.options:
            labels = {code, *(value.words if isinstance(value, Choice) else (shown(value),))}
            if text in labels:
                return value
        listed = ", ".join(shown(value) for _code, value in self.options[:8])
        raise reading.Unreadable((f"Chọn một trong: {listed}…", f"Choose one of: {listed}…"))

    def iter_options(self) -> list[tuple[str, str, bool]]:
        """List (code, label, selected) for the widget, an empty one first where nothing may be chosen."""
        rows = [(code, shown(value), self.raw == code or value == self.data) for code, value in self.options]
        chosen = any(selected for *_rest, selected in rows)
        return rows if self.required and chosen else [("", "", not chosen), *rows]


class ChoicesField(SchemaField):
    """A set of choices, one box each."""

    kind = "choices"

    def __init__(self, spec: Spec, choices: type[Choice], **rest: Any) -> None:
        """`choices` is the enumeration of the members."""
        self.choices = choices
        super().__init__(spec, **rest)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the ticked boxes, or one text `a;b` as files write it."""
        if valuelist and not isinstance(valuelist[0], str):
            self.data = frozenset(valuelist[0])
            return
        names = [name.strip() for text in valuelist for name in text.split(";") if name.strip()]
        known = self.choices.__members__
        by_label = {label: member for member in self.choices for label in member.words}
        self.data = frozenset(
            known.get(name) or by_label[name] for name in names if name in known or name in by_label
        )
        unknown = [name for name in names if name not in known and name not in by_label]
        if unknown:
            self.raw = ";".join(names)
            raise ValueError(say("Có lựa chọn không hợp lệ.", "One of the choices is not valid."))

    def boxes(self) -> list[tuple[str, str, bool]]:
        """List (code, label, ticked)."""
        return [(member.name, shown(member), member in (self.data or ())) for member in self.choices]


class LinkField(SchemaField):
    """Another row, found by its key or its title, or picked from what the look-up offers."""

    kind = "link"
    widget: Any = LinkInput()
    lookup_url = ""  # where the panel answers look-ups; empty outside it

    def __init__(self, spec: Spec, target: type[Model], finder: Finder, **rest: Any) -> None:
        """`target` is the table the link leads to; `finder` finds its rows inside the gate."""
        self.target, self.finder = target, finder
        super().__init__(spec, **rest)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take a row, or find it by `text` and the id the look-up put beside it."""
        if valuelist and isinstance(valuelist[0], str):
            self.raw = valuelist[0]
            picked = next((text for text in valuelist[1:] if isinstance(text, str)), "")
            try:
                self.data = self.finder.find(self.target, reading.read_text(self.raw) or "", picked)
            except reading.Unreadable as refusal:
                self.data = None
                raise ValueError(spoken(refusal.words)) from None
        elif valuelist:
            self.data = valuelist[0]

    def written(self) -> str:
        """Write the linked row's title."""
        return shown(self.data, person=person_of(self.finder.session))


class LinkListField(LinkField):
    """A link to a small table, offered as a list."""

    kind = "choice"
    widget = OptionsInput()

    def __init__(self, rows: list[tuple[str, Model]], **rest: Any) -> None:
        """`rows` are (id, row) pairs."""
        self.rows = rows
        super().__init__(**rest)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take a row by its id, or as any link does."""
        chosen = dict(self.rows).get(valuelist[0]) if valuelist and isinstance(valuelist[0], str) else None
        super().process_formdata(valuelist if chosen is None else [chosen])

    def iter_options(self) -> list[tuple[str, str, bool]]:
        """List (id, title, selected), an empty one first."""
        person = person_of(self.finder.session)
        rows = [(code, shown(row, person=person), row is self.data) for code, row in self.rows]
        return [("", "", self.data is None), *rows]


BY_UNIT: dict[Unit, tuple[type[SchemaField], Callable[[str], Any]]] = {
    VND: (NumberField, reading.read_money),
    PERCENT: (NumberField, reading.read_percentage),
    YEAR: (NumberField, reading.read_year),
    MINUTES: (NumberField, reading.read_integer),
    PHONE: (SchemaField, reading.read_phone),
    CITIZEN_NUMBER: (SchemaField, reading.read_citizen_number),
    EMAIL: (SchemaField, reading.read_email),
    SECRET: (SecretField, lambda raw: raw or None),
}
BY_TYPE: dict[type, tuple[type[SchemaField], Callable[[str], Any]]] = {
    int: (NumberField, reading.read_integer),
    Decimal: (NumberField, reading.read_percentage),
    datetime.date: (DateField, reading.read_date),
    datetime.time: (SchemaField, reading.read_time),
}


def field_for(model: type[Model], name: str, spec: Spec, finder: Finder) -> UnboundField[SchemaField]:
    """Choose the field of a column or link; WTForms binds it to its form."""
    if name in inspect(model).relationships:
        return _link_field(model, name, spec, finder)
    cell = model.__table__.c[name]
    said: dict[str, Any] = {"spec": spec, "required": not cell.nullable and cell.default is None}
    if isinstance(cell.type, ChoiceSet):
        return UnboundField(ChoicesField, choices=cell.type.choices, **said)
    if isinstance(cell.type, Enum):
        members = [(member.name, member) for member in cell.type.enum_class or ()]
        return UnboundField(OptionsField, options=members, **said | {"required": not cell.nullable})
    kind = str if spec.unit else cell.type.python_type
    if kind is bool and cell.nullable:
        return UnboundField(OptionsField, options=[("1", True), ("0", False)], **said)
    if kind is bool:
        return UnboundField(FlagField, read=reading.read_yes_no, **said)
    made, read = _reader(cell.type, spec, kind)
    return UnboundField(made, read=read, **said)


def field_beside(spec: Spec) -> UnboundField[SchemaField]:
    """Make the field of a question that is no column (`SchemaForm.beside`)."""
    made, read = _reader(None, spec, str)
    return UnboundField(made, spec=spec, required=False, read=read)


def _reader(sql: Any, spec: Spec, kind: type) -> tuple[type[SchemaField], Callable[[str], Any]]:
    """Choose by unit, then by type; plain text is no longer than its column."""
    if spec.unit is not None and spec.unit in BY_UNIT:
        return BY_UNIT[spec.unit]
    if kind in BY_TYPE:
        return BY_TYPE[kind]
    longest = sql.length if isinstance(sql, String) else None
    if spec.long:
        return AreaField, lambda raw: reading.read_lines(raw, longest or 10_000)
    return SchemaField, lambda raw: reading.read_text(raw, longest)


def _link_field(model: type[Model], name: str, spec: Spec, finder: Finder) -> UnboundField[SchemaField]:
    """Offer a small table as a list, a large one as a look-up."""
    target = inspect(model).relationships[name].mapper.class_
    said: dict[str, Any] = {
        "spec": spec,
        "target": target,
        "finder": finder,
        "required": not model.__table__.c[f"{name}_id"].nullable,
    }
    if not target.picked_from_a_list:
        return UnboundField(LinkField, **said)
    return UnboundField(LinkListField, rows=[(str(row.id), row) for row in finder.all_of(target)], **said)
