"""Two applications asked the same at the same moment, with the same dice: answers to be compared whole."""

from __future__ import annotations

import contextlib
import os
import random
import re
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from werkzeug.datastructures import MultiDict

from tests.clients import client_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient


@dataclass(frozen=True)
class Request:
    """One request, the same for both worlds."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    data: tuple[tuple[str, str], ...] = ()
    json: Any = None
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        sent = self.data if self.json is None else self.json
        return f"{self.method} {self.path} {dict(self.query)} {sent or ''}"


@dataclass(frozen=True)
class Answer:
    """All of an answer that a person, or a program of theirs, can see."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")

    @property
    def location(self) -> str:
        """Where the answer sends on to."""
        return dict(self.headers).get("Location", "")


@contextlib.contextmanager
def loaded_dice(seed: object) -> Iterator[None]:
    """Let every token, nonce and salt drawn here meanwhile be the same whenever the seed is.

    SQLAlchemy names subqueries at random when it compiles a statement; either world may have done so before.
    """
    dice, here, real = random.Random(repr(seed)), threading.get_ident(), os.urandom

    def drawn(count: int) -> bytes:
        asker = sys._getframe(1).f_globals.get("__name__", "")
        loaded = threading.get_ident() == here and not asker.startswith("sqlalchemy.")
        return dice.randbytes(count) if loaded else real(count)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", drawn)
        patch.setattr(random, "_urandom", drawn)
        yield


@dataclass
class Asker:
    """One person signed in to one world, where the clock stands still and the dice are loaded."""

    app: Flask
    username: str
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    asked: int = 0
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        """Sign in."""
        with loaded_dice(self.moment), time_machine.travel(self.moment, tick=False):
            self.client = client_for(self.app, self.username)

    def ask(self, request: Request) -> Answer:
        """Put a request."""
        self.asked += 1
        sent = {"json": request.json} if request.json is not None else {"data": MultiDict(request.data)}
        with loaded_dice((self.moment, self.asked)), time_machine.travel(self.moment, tick=False):
            answer = self.client.open(
                request.path, method=request.method, query_string=MultiDict(request.query),
                headers=list(request.headers), buffered=True, **({} if request.method == "GET" else sent),
            )  # fmt: skip
            return Answer(answer.status_code, tuple(sorted(answer.headers.items())), answer.get_data())


@dataclass
class Pair:
    """One person signed in to two worlds at the same moment."""

    first: Flask
    second: Flask
    username: str
    askers: tuple[Asker, Asker] = field(init=False)

    def __post_init__(self) -> None:
        """Sign the person in to both."""
        here = Asker(self.first, self.username)
        self.askers = here, Asker(self.second, self.username, here.moment)

    def ask(self, request: Request) -> tuple[Answer, Answer]:
        """Put a request to both worlds."""
        first, second = self.askers
        return first.ask(request), second.ask(request)


MARKS = re.compile(r'(name="(?:csrf_token|once)" value|name="csrf-token" content|nonce)="[^"]*"')
"""What differs from one answer to the next in one world: tokens drawn for it."""


def unmarked(text: str) -> str:
    """Take from a page what is drawn anew for every page."""
    return MARKS.sub(r"\1", text)


def difference(answers: tuple[Answer, Answer]) -> str:
    """Say in what two answers differ; nothing when not a byte does."""
    first, second = answers
    if first == second:
        return ""
    if first.status != second.status:
        return f"{first.status} and {second.status}"
    lines = zip(first.text.splitlines(), second.text.splitlines(), strict=False)
    if first.body == second.body:
        return f"{set(first.headers) ^ set(second.headers)}"
    here = next(((one, two) for one, two in lines if one != two), (first.text[-80:], second.text[-80:]))
    return f"{here[0].strip()[:160]!r} and {here[1].strip()[:160]!r}"
