"""Which counts of a table are hidden, so that no small one can be worked out from those that are shown."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

from models.access import FEWEST

Spot = tuple[int, int]
"""A place in a table of counts: row, column; the last of each is the total."""

_MARGIN = 1_000_000
"""What it costs to hide a total: more than any count within."""


def with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Add to each row its sum, and beneath them all the sums of the columns."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def hidden(table: Sequence[Sequence[int]]) -> set[Spot] | None:
    """Choose what is hidden of a table with its totals; None where no part of it can be shown.

    Hidden are the counts below FEWEST but for zeros, then whatever else keeps each of them open: somebody
    who knows every shown count, that the sums are sums, and that no hidden count is zero, finds at least two
    values for every hidden one. The sum of all is never hidden: other tables of the same rows may show it.
    """
    grid = _Grid(table)
    if grid.whole < FEWEST:
        return None
    found = {spot for spot in grid.spots if 0 < grid.count(spot) < FEWEST}
    for spot in sorted(found):
        if not grid.is_open(spot, found):
            way = grid.cheapest_way(spot, found)
            if way is None:
                return None
            found |= way
    return found


class _Grid:
    """A table of counts as a network: each count joins its row's equation to its column's.

    One count may grow by one where others along a closed walk through rows and columns give way in turn;
    with the totals' signs turned, every equation says that its counts add up to nothing.
    """

    def __init__(self, table: Sequence[Sequence[int]]) -> None:
        self.table = table
        self.last: Spot = len(table) - 1, len(table[0]) - 1
        self.whole = table[-1][-1]
        self.spots = [(row, column) for row, counts in enumerate(table) for column in range(len(counts))]
        self.spots.remove(self.last)

    def count(self, spot: Spot) -> int:
        """Give the count in a place."""
        return self.table[spot[0]][spot[1]]

    def is_open(self, spot: Spot, found: set[Spot]) -> bool:
        """Say whether another value fits a hidden count as well as its own does."""
        return any(self._walk(spot, step, found, found) is not None for step in (1, -1))

    def cheapest_way(self, spot: Spot, found: set[Spot]) -> set[Spot] | None:
        """Choose what else to hide so that a count is open: little, and within before totals."""
        usable = {other for other in self.spots if self.count(other)}
        ways = [way for step in (1, -1) if (way := self._walk(spot, step, usable, found)) is not None]
        return min(ways)[1] if ways else None

    def _gives(self, spot: Spot, step: int) -> bool:
        """Say whether a count can change by a step in its equations and stay above zero."""
        inner_row, inner_column = spot[0] < self.last[0], spot[1] < self.last[1]
        grows = (step > 0) == (inner_row == inner_column)
        return grows or self.count(spot) > 1

    def _cost(self, spot: Spot, found: set[Spot]) -> int:
        if spot in found:
            return 0
        inner = spot[0] < self.last[0] and spot[1] < self.last[1]
        return self.count(spot) + (0 if inner else _MARGIN)

    def _walk(
        self, spot: Spot, step: int, usable: set[Spot], found: set[Spot]
    ) -> tuple[int, set[Spot]] | None:
        """Find the cheapest closed walk that changes a count by a step, and its cost (Dijkstra)."""
        if not self._gives(spot, step):
            return None
        # a place in the walk: (is it a column, its number); from columns one leaves by the opposite step
        goal, queue = (False, spot[0]), [(0, (True, spot[1]), frozenset[Spot]())]
        seen: set[tuple[bool, int]] = set()
        while queue:
            cost, here, way = heapq.heappop(queue)
            if here == goal:
                return cost, {*way, spot}
            if here in seen:
                continue
            seen.add(here)
            for other in self._beside(here, usable - {spot}):
                if self._gives(other, -step if here[0] else step):
                    there = (False, other[0]) if here[0] else (True, other[1])
                    heapq.heappush(queue, (cost + self._cost(other, found), there, way | {other}))
        return None

    @staticmethod
    def _beside(here: tuple[bool, int], usable: set[Spot]) -> Iterator[Spot]:
        return (spot for spot in sorted(usable) if spot[1 if here[0] else 0] == here[1])
