"""Fields for what is typed: read, kept as typed when unreadable, and never silently changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wtforms import Field
from wtforms.widgets import CheckboxInput, PasswordInput, TextArea, TextInput

from forms import reading
from forms.showing import shown
from forms.words import spoken
from models.schema import VND, Spec


class SchemaField(Field):
    """One column on a form. `data` is the value, or None when there is none or it cannot be read."""

    kind = "text"
    widget: Any = TextInput()
    picked_id = ""  # of the row a link leads to

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
        self.now = ""  # what stands by now, where somebody else has saved in between

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

    def drawn_with(self) -> tuple[Any, ...]:
        """Give what is drawn of it beside its words and its value, such as the options of a list."""
        return ()


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

    def drawn_with(self) -> tuple[Any, ...]:
        """Give whether the box is ticked."""
        return (self.checked,)

    @property
    def checked(self) -> bool:
        """Tell the widget whether the box is ticked."""
        return bool(self.data)
