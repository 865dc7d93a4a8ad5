"""No request breaks the panel, however hostile: no answer is a failure, and none takes long."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from forms.base import FORMS
from forms.registry import declare
from tests.clients import LOGIN, client_for, token
from tests.hostile_requests import Attacker, Hostile, aims, names_of, names_read
from tests.neighbours import neighbour

declare()

PEOPLE = ("an", "lan", "hoa", "binh", "nobody")
SEED = 20261122
REQUESTS = 500
"""Requests of each of the five on each database: 2,500."""
MANY = {"SQLite": 20_000, "PostgreSQL": 4_000}
"""Random requests of each of the five: 100,000 and 20,000."""
LONGEST_SECONDS = 5.0
REACHED = 0.08
"""Share of the answers of somebody with rights that are pages, or came out of a form: hostile, yet deep."""

DEEP = ("200", "303", "422")


@dataclass
class Outcome:
    """What came of a stream of requests."""

    answers: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slow: str = ""

    @property
    def count(self) -> int:
        """Count the answers."""
        return self.answers.total()

    def take(self, request: Hostile, status: str, seconds: float) -> None:
        """Note one answer."""
        self.answers[status[:3]] += 1
        if status[:1] not in "1234":
            self.failures.append(f"{status}: {request}")
        if seconds > self.slowest:
            self.slowest, self.slow = seconds, str(request)


def asked(username, requests: Iterator[Hostile], client) -> Outcome:
    """Send a stream of requests as one person; an exception let through counts as a failure."""
    outcome = Outcome()
    for request in requests:
        start = time.perf_counter()
        try:
            answer = client.open(request.address, method=request.method, buffered=True, **request.rest)
            status = answer.status
        except Exception as error:  # noqa: BLE001 - whatever comes through is a defect
            status = f"5xx {error!r}"
        outcome.take(request, status, time.perf_counter() - start)
        if outcome.count % 100 == 0:
            still_there(username, client)
    return outcome


def signed_in(app, username):
    """Give a person's client and their token; nobody has a client too."""
    client = app.test_client() if username == "nobody" else client_for(app, username)
    return client, token(client.get(LOGIN if username == "nobody" else "/admin/password/").text)


def still_there(username, client) -> None:
    """See that the person is still signed in: requests that are all sent away would prove nothing."""
    home = client.get("/admin/")
    if username == "nobody":
        assert home.status_code in {302, 303}
    else:
        assert home.status_code == 200, f"{username} was signed out: {home.status}"


def attacker(app, mark: str, seed: int) -> Attacker:
    """Make somebody who knows the ids of the rows of both wards."""
    choice = random.Random(seed)  # the same requests on every run
    return Attacker(neighbour(app, choice.choice(["lan", "minh"])).ids, mark, choice)


def hold(outcome: Outcome, username, measured, target: int) -> None:
    """Take the figures, and hold them to the limits."""
    failed, count, slowest = len(outcome.failures), outcome.count, outcome.slowest
    kind = "random hostile requests" if target > REQUESTS else "hostile requests"
    what = f"{kind} answered 5xx, sent by {username}; slowest answer"
    measured(
        row="D1",
        what=what,
        target=f"0 of {target:,}; 5 s",
        obtained=f"{failed} of {count:,}; {slowest:.1f} s",
    )
    assert outcome.failures[:5] == []
    assert count == target
    assert slowest < LONGEST_SECONDS, outcome.slow
    if username in {"an", "lan", "hoa"}:
        assert sum(outcome.answers[code] for code in DEEP) > REACHED * count, outcome.answers
    if username in {"an", "lan"}:
        assert outcome.answers["422"], outcome.answers


@pytest.mark.parametrize("username", PEOPLE)
def test_no_hostile_request_breaks_the_panel(two_wards, measured, username):
    client, mark = signed_in(two_wards, username)
    place = PEOPLE.index(username)
    requests = attacker(two_wards, mark, SEED + place).requests(aims(two_wards)[place::5], REQUESTS)
    hold(asked(username, requests, client), username, measured, REQUESTS)


@pytest.mark.long
@pytest.mark.parametrize("username", PEOPLE)
def test_none_of_many_random_requests_breaks_the_panel(two_wards, measured, username):
    client, mark = signed_in(two_wards, username)
    attack = attacker(two_wards, mark, SEED + 100 + PEOPLE.index(username))
    among = aims(two_wards)
    attack.choice.shuffle(among)
    many = MANY["SQLite" if two_wards.config["DATABASE_URL"].startswith("sqlite") else "PostgreSQL"]
    hold(asked(username, attack.requests(among, many), client), username, measured, many)


def test_the_requests_aim_at_every_address_and_every_parameter(street):
    first = aims(street)[: REQUESTS * len(PEOPLE)]
    assert {rule.rule for rule in street.url_map.iter_rules()} == {aim.rule for aim in first}
    assert set(names_read()) <= {aim.name for aim in first}
    assert {"id", "next", "token", "row_version", "q", "table", "step"} <= set(names_read())
    for table in FORMS:
        assert set(names_of(table)) <= {aim.name for aim in first if aim.table == table}, table
