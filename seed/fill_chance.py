"""Chance for a volume of rows: the same seed draws the same columns, thousands of values at a time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate

FIRST_DAY = date(2018, 1, 1)
"""On which the synthetic work begins."""

ENTERED = "02:30:00.000000"
"""UTC, so half past nine in the morning in Vietnam: when a row is said to have been entered."""

VERSION_4 = 0x4000 << 64 | 0x8000 << 48
NOT_VERSION = ~(0xF000 << 64 | 0xC000 << 48)


class Chance:
    """What a volume is drawn from: random numbers, and the days from the first to the last as texts."""

    def __init__(self, seed: int, last: date) -> None:
        """Begin; days are counted from 0."""
        self.rng = random.Random(seed)  # noqa: S311 - no secret
        self.days = [FIRST_DAY + timedelta(days=count) for count in range((last - FIRST_DAY).days + 1)]
        self.iso = [day.isoformat() for day in self.days]
        self.last = len(self.days) - 1

    def words(self, shares: dict[str, int] | dict[str | None, int], count: int) -> list[str]:
        """Draw words by their shares."""
        return self.rng.choices(list(shares), cum_weights=list(accumulate(shares.values())), k=count)  # type: ignore[arg-type]

    def yes(self, share: float) -> bool:
        """Say yes in so many cases of one."""
        return self.rng.random() < share

    def ids(self, count: int) -> list[str]:
        """Draw opaque ids (UUID, version 4) as 32 hex digits."""
        bits = self.rng.getrandbits
        return [f"{bits(128) & NOT_VERSION | VERSION_4:032x}" for _ in range(count)]

    def row(self, days: Sequence[int]) -> dict[str, Sequence[object]]:
        """Give the columns every row has, entered on the days given."""
        entered = [f"{self.iso[day]} {ENTERED}" for day in days]
        return {
            "public_id": self.ids(len(days)),
            "created_at": entered,
            "updated_at": entered,
            "row_version": [1] * len(days),
        }

    def dates(self, days: Iterable[int | None]) -> list[str | None]:
        """Write days as the database takes them."""
        return [None if day is None else self.iso[day] for day in days]

    def day(self, first: int, last: int) -> int:
        """Draw a day between two, both included, but none after the last there is."""
        first, last = min(first, self.last), min(last, self.last)
        return first + int(self.rng.random() * (last - first + 1))
