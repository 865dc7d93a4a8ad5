"""Which test runs which line of the code that is broken on purpose, and how long the test takes."""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from coverage import Coverage

from tests.structure.sources import ROOT

IMPORTED = ""
"""The context of lines that run while modules are imported, before any test."""


@dataclasses.dataclass
class Covered:
    """The tests by the lines they run (`models/access.py`, 12), and the seconds each takes."""

    tests: dict[tuple[str, int], list[str]]
    seconds: dict[str, float]

    def save(self, file: Path) -> None:
        """Keep it for the next run."""
        lines = [[path, line, names] for (path, line), names in self.tests.items()]
        file.write_text(json.dumps({"tests": lines, "seconds": self.seconds}))

    @classmethod
    def load(cls, file: Path) -> Covered:
        """Take up what an earlier run has kept."""
        kept = json.loads(file.read_text())
        return cls({(path, line): names for path, line, names in kept["tests"]}, kept["seconds"])


class Recorder:
    """A plugin of pytest that notes the lines and the seconds of each test."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.coverage = Coverage(
            data_file=None, include=[str(ROOT / path) for path in paths], config_file=False
        )
        self.seconds: dict[str, float] = defaultdict(float)
        self.coverage.start()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Give each test a context of its own; what an earlier one left in a cache is worked out again."""
        if made := sys.modules.get("models.gate_criteria"):
            made._made.cache_clear()
        self.coverage.switch_context(item.nodeid)
        begun = time.monotonic()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] += time.monotonic() - begun

    def covered(self) -> Covered:
        """Give what was noted."""
        self.coverage.stop()
        data, tests = self.coverage.get_data(), {}
        for file in data.measured_files():
            path = str(Path(file).relative_to(ROOT))
            for line, names in data.contexts_by_lineno(file).items():
                tests[path, line] = sorted(names)
        return Covered(tests, dict(self.seconds))
