"""A migration broken off before one of its statements; run as a program, it is killed or held there.

`python -m tests.breaking_off URL up|down` reads `kill N` or `hold N` from its input, each done in a child.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, event

from tests.applications import application_on
from tests.clients import engine_of

DIRECTIONS = {"up": upgrade, "down": lambda: downgrade(revision="0001")}


class BrokenOffError(Exception):
    """What a test breaks a migration off with."""


def give_up() -> None:
    """Break off as an error in a migration does."""
    raise BrokenOffError


@contextlib.contextmanager
def before_statement(engine: Engine, number: int, act: Callable[[], None]) -> Iterator[list[str]]:
    """Act before the statement of that number; the commit counts as one more. Collects the statements."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)
        if len(sent) == number:
            act()

    def ends(connection) -> None:
        note(connection, None, "COMMIT")

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", ends)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
        event.remove(engine, "commit", ends)


def migrate(app: Flask, direction: str, number: int = 0, act: Callable[[], None] = give_up) -> list[str]:
    """Migrate, acting before one statement; give the statements sent."""
    with app.app_context(), before_statement(engine_of(app), number, act) as sent:
        DIRECTIONS[direction]()
    return sent


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _hold() -> None:
    print("holding", flush=True)  # noqa: T201 - this is how the test is told
    sys.stdin.readline()


def main(url: str, direction: str) -> None:
    """Break off a migration in a child of its own for every line, and print how the child ended."""
    with application_on(url) as app:
        print("ready", flush=True)  # noqa: T201 - as above
        for line in sys.stdin:
            how, number = line.split()
            child = os.fork()
            if child == 0:
                migrate(app, direction, int(number), {"kill": _die, "hold": _hold}[how])
                os._exit(0)
            _child, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    main(*sys.argv[1:])
