"""What is asked for, found in the data itself, so that each size and each database is asked the like."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any

from models.schema import today
from models.working_days import is_working_day
from tests.bench.data import Data
from tests.bench.floor_sql import Reader

SAMPLE = 20_000
HITS = 0.0043
"""Of the people, how many a search should find: the 4,340 in a million of the first measurement."""

SHEET_ROWS = 0.1
"""Of the people, how many go into the workbook: 100,000 of a million."""

PAGE_ROWS = 50
A_FEW = 5
"""Sessions of a coordinator on one day, at most."""

LONGEST_AGO = 1000
"""Days."""


Person = tuple[int, int, int, str]
"""The keys of a client, their ward and their coordinator, and the day of their intake."""


@dataclass
class Facts:
    """What every site is asked for."""

    clients: int
    page: int
    after: int
    ward: int
    status: str
    days: tuple[str, str]
    sheet: tuple[str, str]
    phrase: str
    people: Any
    sessions: Any
    nobody: str = "Zzyzxqw"

    @property
    def one(self) -> int:
        """Give the key of the next client of a coordinator."""
        return next(self.people)[0]

    @property
    def session(self) -> tuple[int, int, int, str]:
        """Give whom to counsel next, the ward, the coordinator, the day: nobody twice on one day."""
        return next(self.sessions)


def facts_of(data: Data) -> Facts:
    """Look into the data."""
    read, people = Reader(data.url), data.people["lan"]["people"]
    with closing(read.connection):
        clients, top = read.execute("SELECT count(*), max(id) FROM client").fetchone()
        page = max(2, clients // PAGE_ROWS // 2)
        after = f"SELECT id FROM client ORDER BY id DESC LIMIT 1 OFFSET {(page - 1) * PAGE_ROWS - 1}"  # noqa: S608
        seen = ", ".join(map(str, data.people["hoa"]["wards"]))
        ward = f"""SELECT ward_id FROM client WHERE ward_id IN ({seen})
            GROUP BY ward_id ORDER BY count(*) DESC, ward_id LIMIT 1"""  # noqa: S608
        rows = _sample(read, top, random.Random(clients))
        return Facts(
            clients, page, read.execute(after).fetchone()[0], read.execute(ward).fetchone()[0],
            "counselling", _share(rows, 1 / 8), _share(rows, SHEET_ROWS), _phrase(rows),
            cycle(people), _sessions(_past_sessions(read, people), people),
        )  # fmt: skip


def _sample(read: Reader, top: int, draw: random.Random) -> list:
    """Take some names and days of intake."""
    keys = ", ".join(str(draw.randrange(top) + 1) for _ in range(SAMPLE))
    some = f"SELECT full_name, intake_on FROM client WHERE id IN ({keys}) ORDER BY id"  # noqa: S608 - numbers
    return read.execute(some).fetchall()


def _share(rows: list, share: float) -> tuple[str, str]:
    """Find two days between which so many people were taken in."""
    days = sorted(str(day) for _name, day in rows)
    first = int(len(days) * (0.5 - share / 2))
    return days[first], days[min(first + int(len(days) * share), len(days) - 1)]


def _phrase(rows: list) -> str:
    """Find two words that end about as many names as are to be found."""
    ends = Counter(" ".join(name.split()[-2:]) for name, _day in rows)
    return min(ends, key=lambda phrase: (abs(ends[phrase] / len(rows) - HITS), phrase))


def _past_sessions(read: Reader, people: list[Person]) -> list:
    """List who was counselled by these people's coordinators when."""
    staff = ", ".join({str(coordinator) for _client, _ward, coordinator, _since in people})
    theirs = f"FROM counselling_session WHERE coordinator_id IN ({staff})"
    return read.execute(f"SELECT client_id, coordinator_id, session_on {theirs}").fetchall()


def _sessions(past: list, people: list[Person]) -> Iterator[tuple[int, int, int, str]]:
    """Find, day by day backwards, whom their coordinator may counsel without a question back.

    Nobody twice on one day or before their intake, and only a few people a day: after eight it would ask.
    """
    seen = {(client, str(day)) for client, _coordinator, day in past}
    busy = Counter((coordinator, str(day)) for _client, coordinator, day in past)
    for day in filter(is_working_day, (today() - timedelta(days=back) for back in range(1, LONGEST_AGO))):
        for client, ward, coordinator, since in people:
            known = busy[coordinator, str(day)] >= A_FEW or (client, str(day)) in seen
            if not known and since < str(day):
                busy[coordinator, str(day)] += 1
                yield client, ward, coordinator, str(day)
