"""One thing a list can be narrowed by: its SQL, its control and its sentence, and what is asked of it now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Session

from admin.filter_asked import EMPTY, FROM, NOTHING, SOMETHING, TO, Asked, Option, emptiness, said_empty
from admin.filter_fields import Field
from forms.reading import Unreadable
from forms.showing import shown
from forms.words import say
from models.access import Person, person_of

__all__ = ["EMPTY", "FROM", "NOTHING", "SOMETHING", "TO", "Asked", "Filter", "Option"]


class Filter:
    """A filter of a list. Within it any of the conditions may hold, but both ends of a range must."""

    ends: ClassVar[tuple[str, ...]] = ()
    """Ends of a range that can be typed."""

    listed: ClassVar[bool] = True
    """Whether it stands in the bar above the list."""

    overlapping: ClassVar[bool] = False
    """Whether a row may lie behind several of its options: then each is counted by itself."""

    typed_whole: ClassVar[bool] = False
    """Whether a value is typed, not ticked."""

    example: ClassVar[str] = ""
    """How an end of a range is written."""

    def __init__(self, field: Field, session: Session) -> None:
        self.field, self.session = field, session
        self.person: Person = person_of(session)
        self.asked: list[Asked] = []

    # --- the address

    @property
    def key(self) -> str:
        """Name the filter in the address."""
        return self.field.key

    @property
    def label(self) -> str:
        """Name the filter as its column."""
        return self.field.label

    def names(self) -> list[str]:
        """List every name of the address that is this filter's."""
        ends = ("", *self.ends, *((EMPTY,) if self.field.nullable else ()))
        return [self.key + end for end in ends]

    @property
    def is_on(self) -> bool:
        """Say whether anything is asked."""
        return bool(self.asked)

    def take(self, end: str, text: str) -> None:
        """Read one condition from the address; raises Unreadable."""
        value = emptiness(text) if end == EMPTY else self.read(end, text)
        if value is None:
            raise Unreadable(("Chưa ghi giá trị.", "There is no value."))
        self.asked.append(Asked(end, text, value))

    def settle(self) -> None:
        """Look up at once, where that is needed, what was taken one by one; raises Unreadable."""

    def read(self, end: str, text: str) -> Any:
        """Read one value; raises Unreadable."""
        raise NotImplementedError

    def nearest(self, text: str) -> str:
        """Give what may have been meant by a value that cannot be read."""
        del text
        return ""

    # --- in SQL

    def rule(self) -> ColumnElement[bool]:
        """Put what is asked into SQL."""
        return self.field.reached(self.holds(self.field.cell()))

    def holds(self, cell: Any) -> ColumnElement[bool]:
        """Say of a cell that what is asked holds."""
        values = [each.value for each in self.asked if not each.end]
        ends = [self.bound(cell, each.end, each.value) for each in self.asked if each.end in self.ends]
        rules = [self.any_of(cell, values)] if values else []
        rules += [and_(*ends)] if ends else []
        rules += [cell.is_(None) if each.value else cell.is_not(None) for each in self._empties()]
        return or_(*rules)

    def any_of(self, cell: Any, values: Sequence[Any]) -> ColumnElement[bool]:
        """Say of a cell that it is one of some values."""
        found: ColumnElement[bool] = cell.in_(values)
        return found

    def bound(self, cell: Any, end: str, value: Any) -> ColumnElement[bool]:
        """Say of a cell on which side of an end it lies."""
        raise NotImplementedError

    # --- in words

    def phrases(self, reader: Person) -> list[tuple[str, list[Asked]]]:
        """Say each condition as its reader may see it, with what of the address asks for it."""
        found = [(self.said(each.value, reader), [each]) for each in self.asked if not each.end]
        ends = sorted((each for each in self.asked if each.end in self.ends), key=lambda each: each.end)
        if ends:
            found.append((" ".join(self.said_bound(each) for each in ends), ends))
        return found + [(said_empty(is_empty=each.value), [each]) for each in self._empties()]

    def sentence(self, reader: Person) -> str:
        """Say what is asked: the same sentence stands above the list, in an export and in its record."""
        return f"{self.label}: {say(' hoặc ', ' or ').join(words for words, _asked in self.phrases(reader))}"

    def said(self, value: Any, reader: Person) -> str:
        """Name a value."""
        return shown(value, self.field.spec.unit, reader)

    def said_bound(self, asked: Asked) -> str:
        """Name an end of a range."""
        value = self.said(asked.value, self.person)
        return (
            say(f"từ {value}", f"from {value}") if asked.end == FROM else say(f"đến {value}", f"to {value}")
        )

    # --- on the page

    def offers(self) -> list[tuple[str, Any]]:
        """List the values that are always offered, as they stand in the address."""
        return []

    def told(self, values: Sequence[Any]) -> dict[Any, tuple[str, Any]]:
        """Give, for values of the column, what stands for them in the address and what they are."""
        codes = {value: text for text, value in self.offers()}
        return {value: (codes.get(value, str(value)), value) for value in values}

    def options(self, more: Sequence[tuple[str, Any]] = ()) -> Iterator[Option]:
        """List the boxes to tick: what is offered, what is asked beside it, and whether there is anything."""
        asked = {each.text: each.value for each in self.asked if not each.end}
        for text, value in {**dict(self.offers()), **asked, **dict(more)}.items():
            if text not in asked and value in asked.values():
                continue  # asked for under another name
            yield Option(self.key, text, self.said(value, self.person), text in asked)
        if self.field.nullable:
            on = {each.text for each in self._empties()}
            for text in (NOTHING, SOMETHING):
                label = said_empty(is_empty=text == NOTHING)
                yield Option(self.key + EMPTY, text, label, text in on)

    def bounds(self) -> Iterator[tuple[str, str, str]]:
        """List the ends that can be typed: name, label, and what was typed."""
        labels = {FROM: say("từ", "from"), TO: say("đến", "to")}
        for end in self.ends:
            for text in [self.typed(each) for each in self.asked if each.end == end] or [""]:
                yield self.key + end, labels[end], text

    def typed(self, asked: Asked) -> str:
        """Write an end into its box."""
        return asked.text

    @property
    def lookup_url(self) -> str:
        """Give the address that answers look-ups of the linked table, if that is how it is picked."""
        return ""

    def _empties(self) -> list[Asked]:
        return [each for each in self.asked if each.end == EMPTY]
