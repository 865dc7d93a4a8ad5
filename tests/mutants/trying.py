"""How a mutant is tried: in a process of its own, until a test notices it or the time is over."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mutants.sharing import run_tests
from tests.mutants.swapping import Broken

UNNOTICED, TOO_LONG, UNBORN = "", "too long", "not importable"
"""What is heard of a mutant besides the name of the test that noticed it."""

Tell = Callable[[str], None]


def apart(run: Callable[[Tell], None], seconds: float, commons: Path) -> str:
    """Run something in a process of its own; give the first line it told, or that it took too long."""
    end, told = os.pipe()
    child = os.fork()
    if not child:
        os.close(end)
        _silently(run, lambda words: _tell(told, words))
    os.close(told)
    try:
        return _heard(end, seconds)
    finally:
        os.close(end)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # with all it has started
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for copy in commons.glob("copy_*"):
            copy.unlink(missing_ok=True)


def _tell(told: int, words: str) -> None:
    os.write(told, f"{words}\n".encode())


def _silently(run: Callable[[Tell], None], tell: Tell) -> None:
    os.setsid()
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    try:
        run(tell)
    finally:
        tell(UNNOTICED)
        os._exit(0)


def _heard(end: int, seconds: float) -> str:
    """Listen until a line is complete, or the child is gone without a word."""
    words, until = b"", time.monotonic() + seconds
    while not words.endswith(b"\n"):
        if not select.select([end], [], [], max(0, until - time.monotonic()))[0]:
            return TOO_LONG
        more = os.read(end, 4096)
        if not more:
            return UNBORN
        words += more
    return words.decode().splitlines()[0]


class FirstFailure:
    """A plugin of pytest that tells the first test that fails."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell a failure at once: whoever listens ends this process."""
        if report.failed:
            self.tell(report.nodeid)


def imported(broken: Broken, tests: list[str], commons: Path) -> Callable[[Tell], None]:
    """Make what runs tests in a program that imports a mutant."""

    def run(tell: Tell) -> None:
        broken.install()
        result = run_tests(commons, ["-x", *tests], FirstFailure(tell))
        if result not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            tell(UNBORN)

    return run


def exchanged(exchange: Callable[[], None], items: list[pytest.Item]) -> Callable[[Tell], None]:
    """Make what runs collected tests in a program whose functions are exchanged."""

    def run(tell: Tell) -> None:
        exchange()
        manager = items[0].config.pluginmanager
        manager.register(FirstFailure(tell))
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    return run
