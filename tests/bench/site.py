"""What a site under comparison is: how it is started, how one signs in, what is asked for."""

from __future__ import annotations

import sys
from typing import ClassVar
from urllib.parse import urlencode

from tests.bench.asking import Ask, Visitor
from tests.bench.data import Data
from tests.bench.facts import Facts

GUNICORN = ("gunicorn", "--bind", "fd://{fd}", "--keep-alive", "75")
UVICORN = (
    "uvicorn",
    "--fd",
    "{fd}",
    "--workers",
    "2",
    "--timeout-keep-alive",
    "75",
    "--log-level",
    "warning",
)


class Site:
    """A site; each operation it knows is a method of that name, which makes the request outside the clock."""

    name: ClassVar[str]
    version: ClassVar[tuple[str, ...]] = ()
    serves: ClassVar[tuple[str, ...]]
    starts: ClassVar[str]
    """Python that makes the application, and nothing else."""

    def __init__(self, data: Data, facts: Facts) -> None:
        self.data, self.facts = data, facts
        self.password = data.keys["password"]

    def command(self, fd: int) -> list[str]:
        """Say how it is served on a socket that listens already."""
        return [sys.executable, "-m", *(word.format(fd=fd) for word in self.serves)]

    def account(self, operation: str) -> str:
        """Name who asks for an operation."""
        del operation
        return ""

    def typed_session(self) -> dict[str, object]:
        """Type a session that has not been typed yet."""
        client, ward, coordinator, day = self.facts.session
        return {
            "audience": "client", "client": client, "ward": ward, "coordinator": coordinator,
            "session_on": day, "mode": "individual", "outcome": "info_only",
        }  # fmt: skip

    def sign_in(self, visitor: Visitor, account: str) -> None:
        """Sign a visitor in."""


def at(address: str, **asked: object) -> Ask:
    """Ask for a page."""
    return Ask(f"{address}?{urlencode(asked)}" if asked else address)
