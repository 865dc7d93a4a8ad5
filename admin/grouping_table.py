"""Counts by one thing or two: groups in order, a cell where two meet, totals that count each row once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from admin.grouping_fields import Grouping
from admin.grouping_groups import Group, Groups
from admin.listing import Listing
from forms.words import put_number, say
from models.grouping import Counted, grouped

MOST_ROWS, MOST_COLUMNS = 200, 24
"""Groups shown beneath and beside one another; the file has all of them."""


@dataclass(slots=True)
class Cell:
    """How many rows, and what they add up to."""

    count: int = 0
    total: int = 0

    def add(self, found: Counted) -> None:
        """Take some more rows in."""
        self.count += found.rows
        self.total += found.total


def _cells() -> defaultdict[Any, Cell]:
    return defaultdict(Cell)


@dataclass
class Table:
    """What was counted; `rest` of an axis stands for the groups that found no place."""

    groupings: Sequence[Grouping]
    rows: list[Group] = field(default_factory=list)
    columns: list[Group] = field(default_factory=list)  # none where rows are counted by one thing
    cells: defaultdict[Any, Cell] = field(default_factory=_cells)  # by the keys of a row and a column
    of_rows: defaultdict[Any, Cell] = field(default_factory=_cells)
    of_columns: defaultdict[Any, Cell] = field(default_factory=_cells)
    whole: Cell = field(default_factory=Cell)


REST: Any = object()
"""The key of what found no place."""


def table_of(listing: Listing, groupings: Sequence[Grouping], summed: str, *, whole: bool = False) -> Table:
    """Count the rows of a list by one or two groupings; `whole` leaves no group out."""
    by = [each.by for each in groupings]
    found = grouped(listing.session, listing.model, listing.criteria(), by, summed)
    kept, places = [], []
    for at, (grouping, most) in enumerate(zip(groupings, (MOST_ROWS, MOST_COLUMNS), strict=False)):
        sizes: Counter[Any] = Counter()
        for one in found:
            sizes[one.values[at]] += one.rows
        axis = Groups(grouping, sizes)
        keys = {value: axis.keys(value) for value in sizes}
        groups = axis.ordered(_by_key(sizes, keys), whole=at == 0)  # columns of zeros only take room
        kept.append(groups if whole else _kept(groups, most, latest=axis.part is not None))
        known = {group.key for group in kept[at]}
        places.append({value: {key if key in known else REST for key in keys[value]} for value in sizes})
    table = Table(groupings, kept[0], kept[1] if kept[1:] else [])
    for one in found:
        _lay(table, one, [known[value] for known, value in zip(places, one.values, strict=True)])
    return table


def _by_key(sizes: Mapping[Any, int], keys: Mapping[Any, list[Any]]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for value, count in sizes.items():
        for key in keys[value]:
            found[key] += count
    return found


def _kept(groups: list[Group], most: int, *, latest: bool) -> list[Group]:
    """Keep the first groups, of days the latest; what is left over stands in one group without a list."""
    left = len(groups) - most
    if left <= 0:
        return groups
    rest = Group(REST, say(f"{put_number(left)} nhóm còn lại", f"{put_number(left)} more groups"))
    return [rest, *groups[left:]] if latest else [*groups[:most], rest]


def _lay(table: Table, one: Counted, places: list[set[Any]]) -> None:
    """Put rows that hold the same into every cell they belong to, and once into each total."""
    table.whole.add(one)
    for row in places[0]:
        table.of_rows[row].add(one)
    for column in places[1] if places[1:] else ():
        table.of_columns[column].add(one)
        for row in places[0]:
            table.cells[row, column].add(one)
