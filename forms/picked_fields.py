"""Fields for what is picked: one of a list, several of a set, another row."""

from __future__ import annotations

from typing import Any

from forms import reading
from forms.finder import Finder
from forms.showing import shown
from forms.typed_fields import SchemaField
from forms.widgets import LinkInput, OptionsInput
from forms.words import say, spoken
from models.access import person_of
from models.base import Model
from models.schema import Choice, Spec

LONGEST_TEXT = 255
"""What a row is named by is never longer; a search for more would only cost."""


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
            labels = {code, *(value.words if isinstance(value, Choice) else (self._label(value),))}
            if text in labels:
                return value
        listed = ", ".join(self._label(value) for _code, value in self.options[:8])
        raise reading.Unreadable((f"Chọn một trong: {listed}…", f"Choose one of: {listed}…"))

    def iter_options(self) -> list[tuple[str, str, bool]]:
        """List (code, label, selected) for the widget, an empty one first where nothing may be chosen."""
        rows = [
            (code, self._label(value), self.raw == code or value == self.data) for code, value in self.options
        ]
        chosen = any(selected for *_rest, selected in rows)
        return rows if self.required and chosen else [("", "", not chosen), *rows]

    def drawn_with(self) -> tuple[Any, ...]:
        """Give the list."""
        return tuple(self.iter_options())

    def _label(self, value: Any) -> str:
        return shown(value, self.spec.unit)


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

    def drawn_with(self) -> tuple[Any, ...]:
        """Give the boxes."""
        return tuple(self.boxes())


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
                self.data = self.finder.find(
                    self.target, reading.read_text(self.raw, LONGEST_TEXT) or "", picked
                )
            except reading.Unreadable as refusal:
                self.data = None
                raise ValueError(spoken(refusal.words)) from None
        elif valuelist:
            self.data = valuelist[0]

    def written(self) -> str:
        """Write the linked row's title."""
        return shown(self.data, person=person_of(self.finder.session))

    @property
    def picked_id(self) -> str:  # type: ignore[override]  # of most fields it is a constant
        """Give the linked row's id, as the look-up puts it beside the text."""
        return "" if self.data is None else str(self.data.id)

    def drawn_with(self) -> tuple[Any, ...]:
        """Give where its look-ups go."""
        return (self.lookup_url,)


class LinkListField(LinkField):
    """A link to a small table, offered as a list; nothing of it is loaded but to show it."""

    kind = "choice"
    widget = OptionsInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take a row by its id, or as any link does."""
        text = valuelist[0] if valuelist else None
        chosen = self.finder.by_id(self.target, text) if isinstance(text, str) else None
        super().process_formdata(valuelist if chosen is None else [chosen])

    def iter_options(self) -> list[tuple[str, str, bool]]:
        """List (id, title, selected), an empty one first."""
        picked, titles = self.picked_id, self.finder.titles(self.target)
        return [("", "", self.data is None), *((code, title, code == picked) for code, title in titles)]

    def drawn_with(self) -> tuple[Any, ...]:
        """Give the list."""
        return tuple(self.iter_options())
