"""What the gate and the record of everything cost, pages with and without them: `make bench-trust`.

Both ways take turns in one process on one database, so that whatever else the machine does weighs on both.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from models import audit_writing, gate
from models.client import Client
from tests.applications import application_on_copy, migrate, plant
from tests.clients import client_for, statements
from tests.databases import SQLite
from tests.neighbours import as_system
from tests.typed_pages import typed_on

ROUNDS = 40
MOST_TIME, MOST_STATEMENTS = 1.20, 2
"""The list page may take a fifth longer, and any page two statements more."""

LISTENERS = (
    (gate, "do_orm_execute", "_guard_reads"),
    (gate, "before_flush", "_guard_writes"),
    (audit_writing, "after_flush", "_gather"),
    (audit_writing, "after_transaction_create", "_mark"),
    (audit_writing, "after_soft_rollback", "_forget"),
    (audit_writing, "before_commit", "_write"),
)
_OF_TRANSACTIONS = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


@contextlib.contextmanager
def untrusted() -> Iterator[None]:
    """Take the gate and the record away for a while."""
    listeners = [(name, getattr(module, function)) for module, name, function in LISTENERS]
    for name, listener in listeners:
        assert event.contains(Session, name, listener), f"{listener} does not listen to {name} any more"
        event.remove(Session, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners:
            event.listen(Session, name, listener)


@dataclass
class Cost:
    """What one page took, with and without: seconds of each time, and statements."""

    page: str
    seconds: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})
    count: dict[bool, int] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """Tell how many times longer it takes with the gate and the record."""
        return median(self.seconds[True]) / median(self.seconds[False])

    @property
    def more(self) -> int:
        """Tell how many statements the gate and the record add."""
        return self.count[True] - self.count[False]

    def __str__(self) -> str:
        with_it, without = (median(self.seconds[guarded]) * 1000 for guarded in (True, False))
        return (
            f"{self.page}: {with_it:.1f} ms with, {without:.1f} ms without ({self.ratio - 1:+.0%}); "
            f"{self.count[True]} and {self.count[False]} statements ({self.more:+})"
        )


Ask = tuple[Callable[[], Any], Callable[[Any], object]]
"""What is fetched before the clock starts, and what is then asked with it."""


def pages(app: Flask, client: FlaskClient) -> dict[str, Ask]:
    """Give the four things people do all day."""
    with app.app_context():
        mine = as_system(app).scalars(select(Client).where(Client.full_name.isnot(None)).order_by(Client.id))
        known = [row.id for row in mine]
    key = next(key for key in known if client.get(f"/admin/client/edit/?id={key}").status_code == 200)
    edit = f"/admin/client/edit/?id={key}"
    turns = iter(range(10**9))

    def typed() -> dict[str, str]:
        return typed_on(client.get(edit).text) | {"alias": f"Còi {next(turns)}"}

    def save(typed: dict[str, str]) -> None:
        answer = client.post(edit, data=typed)
        assert answer.status_code in {302, 303}, answer.status

    def shown(address: str) -> None:
        assert client.get(address).status_code == 200, address

    return {
        "list page": (lambda: "/admin/client/", shown),
        "details page": (lambda: f"/admin/client/details/?id={key}", shown),
        "form": (lambda: edit, shown),
        "save": (typed, save),
    }


def measure(app: Flask, rounds: int = ROUNDS) -> list[Cost]:
    """Take the pages' times, guarded and not by turns, and count their statements."""
    asked = pages(app, client_for(app, "lan"))
    costs = {name: Cost(name) for name in asked}
    for number in range(rounds + 1):
        for guarded in (True, False) if number % 2 else (False, True):
            with contextlib.nullcontext() if guarded else untrusted():
                for name, ask in asked.items():
                    _take(app, costs[name], ask, guarded=guarded, counts=number == 0)
    return list(costs.values())


def _take(app: Flask, cost: Cost, ask: Ask, *, guarded: bool, counts: bool) -> None:
    """Ask once: the first time counts the statements and warms up, the others are timed."""
    prepare, send = ask
    if counts:
        send(prepare())
        given = prepare()
        with statements(app) as sent:
            send(given)
        cost.count[guarded] = sum(not one.startswith(_OF_TRANSACTIONS) for one in sent)
        return
    given = prepare()
    start = time.perf_counter()
    send(given)
    cost.seconds[guarded].append(time.perf_counter() - start)


def main() -> None:
    """Measure on the demo data in SQLite and print it."""
    with tempfile.TemporaryDirectory() as folder:
        databases = SQLite(Path(folder))
        planted = databases.template("planted", plant, databases.template("migrated", migrate))
        with application_on_copy(databases, planted) as app:
            for cost in measure(app):
                print(cost)  # noqa: T201


if __name__ == "__main__":
    main()
