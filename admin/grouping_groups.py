"""The groups of a grouping: which of them rows fall into, what they are called, the list behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from admin.filter_choices import Choices, SmallTable, Tables
from admin.filter_ranges import Numbers
from admin.filters import EMPTY, NOTHING, Filter
from admin.grouping_days import days_asked, filled, stretch
from admin.grouping_fields import Grouping
from forms.words import MASKED, say, spoken
from models.base import described
from models.grouping import Gap
from models.keys import search_key

MOST_ASKED = 150
"""Conditions a link may take: days that no single range covers are asked for one by one."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its place among the others' keys, its name, and what of the address asks for its rows."""

    key: Any
    label: str
    replaced: frozenset[str] = frozenset()  # names of the address that make way
    query: str | None = None  # None: no list shows exactly these rows


class Groups:
    """What one grouping makes of the values that were found."""

    def __init__(self, grouping: Grouping, values: Iterable[Any]) -> None:
        self.grouping, self.asked, self.part = grouping, grouping.asked, grouping.part
        self.values = {value for value in values if not isinstance(value, Gap)}

    @cached_property
    def told(self) -> Mapping[Any, tuple[str, Any]]:
        """Give, for each value, what stands for it in the address and what it is; unseen rows are missing."""
        return self.asked.told(
            sorted({key for value in self.values for key in self._members(value)}, key=str)
        )

    def keys(self, value: Any) -> list[Any]:
        """List the groups that rows with a value fall into: one, but for sets."""
        if isinstance(value, Gap):
            return [value]
        if self.part:
            return [self.part.days(value)]
        return [key if key in self.told else Gap.UNSEEN for key in self._members(value)]

    def _members(self, value: Any) -> Iterable[Any]:
        """Take a set apart; where members were asked for, only into those."""
        if not self.grouping.is_set:
            return (value,)
        wanted = {each.value for each in self.asked.asked if not each.end}
        everything = not wanted or any(each.end for each in self.asked.asked)
        members: frozenset[Any] = value
        return members if everything else members & wanted

    def ordered(self, sizes: Mapping[Any, int], *, whole: bool = True) -> list[Group]:
        """Put the groups in order: days and numbers as they run, choices as declared, the rest by size.

        `whole` puts in the stretches of the calendar without a row.
        """
        keys = [key for key in sizes if not isinstance(key, Gap)]
        if self.part:
            keys = filled(self.part, sorted(keys)) if whole else sorted(keys)
        elif isinstance(self.asked, Numbers):
            keys.sort()
        elif isinstance(self.asked, Choices) and not isinstance(self.asked, SmallTable | Tables):
            declared = [value for _text, value in self.asked.offers()]
            keys.sort(key=declared.index)
        else:
            keys.sort(key=lambda key: (-sizes[key], search_key(self._label(key)), str(key)))
        return [self._group(key) for key in (*keys, *(gap for gap in Gap if gap in sizes))]

    def _group(self, key: Any) -> Group:
        pairs, names = self._conditions(key), self.asked.names()
        if key is Gap.NO_ROW:
            way = _way_to(self.asked)
            names = [way, way + EMPTY]
        query = None if pairs is None or len(pairs) > MOST_ASKED else urlencode(pairs)
        return Group(key, self._label(key), frozenset(names), query)

    def _label(self, key: Any) -> str:
        if key is Gap.UNSEEN:
            return MASKED
        if key is Gap.EMPTY:
            return say("(để trống)", "(empty)")
        if key is Gap.NO_ROW:
            model, link = self.asked.field.steps[-1]
            label = spoken(described(model)[link].words)
            return say(f"({label}: để trống)", f"({label}: empty)")
        if self.part:
            return stretch(self.part, key)
        return self.asked.said(self.told[key][1], self.asked.person)

    def _conditions(self, key: Any) -> list[tuple[str, str]] | None:
        """Say in names and values of the address which rows are meant; None where that cannot be said."""
        if key is Gap.UNSEEN:
            return None
        if key is Gap.EMPTY:
            return [(self.asked.key + EMPTY, NOTHING)]
        if key is Gap.NO_ROW:
            return [(_way_to(self.asked) + EMPTY, NOTHING)]
        if self.part:
            return days_asked(self.asked, key)
        return [(self.asked.key, self.told[key][0])]


def _way_to(asked: Filter) -> str:
    """Name the link that leads to a field."""
    return asked.field.key.rpartition(".")[0]
