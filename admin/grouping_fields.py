"""What the rows of a list can be counted by, and which of their numbers added up: read from the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.types import Integer

from admin.filter_choices import Choices, Texts
from admin.filter_fields import STEP, linked_fields, within
from admin.filter_making import filter_for
from admin.filter_ranges import Days, Numbers
from admin.filter_rows import Rows
from admin.filters import Filter
from admin.listing import Listing
from forms.words import say, spoken
from models.access import Place, sees
from models.base import described
from models.choice_set import ChoiceSet
from models.grouping import By, Part
from models.schema import MINUTES, PUBLIC, VND, YEAR, Spec

PART = "__"
"""Between the name of a day and the stretch of the calendar it is counted by: `intake_on__month`."""

ADDED = {None, VND, MINUTES}
"""Units of whole numbers that make sense when they are added up."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """One thing rows are counted by: whatever they can be filtered by, so that every count has its list."""

    asked: Filter  # over the same field, with what is asked of it now
    part: Part | None = None

    @property
    def name(self) -> str:
        """Name the grouping in the address."""
        return f"{self.asked.key}{PART}{self.part.name}" if self.part else self.asked.key

    @property
    def label(self) -> str:
        """Name it on the page: “Ngày tiếp nhận, theo tháng”."""
        if self.part is None:
            return self.asked.label
        part = _PARTS[self.part]
        return say(f"{self.asked.label}, theo {part[0]}", f"{self.asked.label}, by {part[1]}")

    @property
    def by(self) -> By:
        """Say it as the query takes it."""
        field = self.asked.field
        return By(field.column, field.steps[0][1] if field.steps else "", self.part)

    @property
    def is_set(self) -> bool:
        """Say whether one row may stand in several groups."""
        return isinstance(self.asked.field.sql, ChoiceSet)


_PARTS = {part: part.words for part in Part} | {Part.reporting_month: ("kỳ báo cáo", "reporting month")}


def groupings_of(listing: Listing) -> dict[str, Grouping]:
    """List, by name, what the rows can be counted by: their own fields, and those one link away."""
    asked = {each.key: each for each in listing.filters}
    linked = linked_fields(listing.model, listing.person)
    near = {key: field for key, field in linked.items() if key.count(STEP) == 1}
    own = [each for each in listing.filters if not each.field.steps]
    more = [asked.get(key) or filter_for(field, listing.session) for key, field in near.items()]
    return {found.name: found for each in (*own, *more) for found in _of(each)}


def _of(asked: Filter) -> Iterator[Grouping]:
    """Give a filter's groupings: days by stretches of the calendar, and what has few values by them."""
    if isinstance(asked, Days):
        parts = () if asked.field.steps else Part
        yield from (Grouping(asked, part) for part in parts)
        return
    few = isinstance(asked, Choices | Rows | Texts) and asked.listed and asked.field.condition is None
    if few or (isinstance(asked, Numbers) and asked.field.spec.unit in {None, YEAR}):
        yield Grouping(asked)


def sums_of(listing: Listing) -> dict[str, Spec]:
    """List, by name, the numbers that can be added up: those the person sees clear in lists."""
    model, cells = listing.model, listing.model.__table__.c
    return {
        name: spec
        for name, spec in described(model).items()
        if spec.secrecy is PUBLIC
        and name in cells
        and isinstance(cells[name].type, Integer)
        and spec.unit in ADDED
        and sees(listing.person, spec.secrecy, Place.LIST, model.holds)
    }


def sum_label(spec: Spec) -> str:
    """Name a sum: “Tổng số tiền”."""
    label = within(spoken(spec.words))
    return say(f"Tổng {label}", f"Total {label}")
