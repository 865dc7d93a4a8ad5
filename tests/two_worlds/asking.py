"""Both worlds asked the same stream, and what came of it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.two_worlds.knowledge import known_of
from tests.two_worlds.pair import Request, difference
from tests.two_worlds.streams import Stream, mark_on, tail_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.two_worlds.pair import Pair

SENT_AWAY = "/admin/login/"


@dataclass
class Outcome:
    """How many requests were answered how, which ways were asked, and which answers differed."""

    statuses: Counter[int] = field(default_factory=Counter)
    ways: set[str] = field(default_factory=set)
    sent_away: int = 0
    differences: list[tuple[str, str]] = field(default_factory=list)


def compared(
    pair: Pair, times: int, *, left_out: Iterable[str] = (), tables: Iterable[str] = (), patient: bool = True
) -> Outcome:
    """Ask both worlds the same so many times; not `patient`: only until the first difference."""
    rules = [
        rule
        for rule in pair.first.url_map.iter_rules()
        if not tables or rule.rule.split("/")[2:3] in [[table] for table in tables]
    ]
    match = pair.first.url_map.bind("localhost").match
    outcome, mark = Outcome(), mark_on(pair.ask(Request("/admin/password/"))[0])
    dice = random.Random(f"{pair.username} {times}")
    stream = Stream(rules, known_of(pair.first, pair.second), mark, dice, frozenset(left_out)).run()
    request = next(stream)
    for _number in range(times):
        answers = pair.ask(request)
        outcome.statuses[answers[0].status] += 1
        outcome.sent_away += SENT_AWAY in answers[0].location and "/login" not in request.path
        outcome.ways.add(tail_of(match(request.path, method=request.method, return_rule=True)[0].rule))
        if told := difference(answers):
            outcome.differences.append((str(request), told))
            if not patient:
                break
        request = stream.send(answers[0])
    return outcome
