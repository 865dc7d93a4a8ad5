"""The figures tests obtain, kept in docs/assurance.md: the last result of each, its date, its command."""

import dataclasses
import datetime
import fcntl
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.structure.sources import ROOT

PAPER = ROOT / "docs" / "assurance.md"
COMMONS = pytest.StashKey[Path]()  # the folder the workers of a run share
PASSED = pytest.StashKey[bool]()
HEAD = """# Assurance: what was tried, and what came of it

Each line is one class of attack or fault: its row in the list of test classes, the figure to reach, the
figure the last run obtained, its date, and the command that runs it again. `make test-long` writes this file;
a line that was not run keeps its last result. **Not held** marks a test that failed.

| Row | What is tried | To reach | Obtained | On | Date | Again with |
| --- | --- | --- | --- | --- | --- | --- |
"""


@dataclasses.dataclass
class Figure:
    """One line of the paper."""

    row: str
    what: str
    target: str
    obtained: str
    on: str
    date: str
    command: str

    def key(self) -> tuple[str, int, str, str]:
        """Sort as people count (A2 before A10); two lines of one key are one line."""
        letter, number = re.fullmatch(r"(\D*)(\d*).*", self.row).groups()
        return letter, int(number or 0), self.what, self.on

    def line(self) -> str:
        """Write it as a line of a table."""
        cells = (str(cell).replace("|", "¦").replace("\n", " ") for cell in dataclasses.astuple(self))
        return f"| {' | '.join(cells)} |"


def read(paper: str) -> list[Figure]:
    """Read the lines a paper holds."""
    cells = [line[1:-1].split("|") for line in paper.splitlines() if re.match(r"\| (?!Row |---)", line)]
    return [Figure(*(cell.strip() for cell in row)) for row in cells]


def merged(old: Iterable[Figure], new: Iterable[Figure]) -> str:
    """Write the paper: new figures in the place of old ones; a test that is gone takes its line along."""
    lines = {figure.key(): figure for figure in (*filter(has_its_test, old), *new)}
    return HEAD + "".join(f"{lines[key].line()}\n" for key in sorted(lines))


def has_its_test(figure: Figure) -> bool:
    """Tell whether the test a line names is still among the tests."""
    name = re.search(r"-k (\w+)", figure.command)
    return bool(name) and any(f"def {name[1]}(" in path.read_text() for path in ROOT.glob("tests/**/*.py"))


def keep(figures: list[Figure], paper: Path = PAPER) -> None:
    """Bring figures into the paper, one run at a time."""
    with paper.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        text = merged(read(file.read()), figures)
        file.truncate(0)
        file.write(text)


def figures_of(commons: Path) -> list[Figure]:
    """Gather what the workers of a run have left."""
    files = sorted(commons.glob("figures-*.jsonl"))
    return [Figure(**json.loads(line)) for file in files for line in file.read_text().splitlines()]


def again_with(node: pytest.Item) -> str:
    """Say how a test is run again, so that its line is written anew."""
    name = getattr(node, "originalname", node.name)
    if node.get_closest_marker("long"):
        return f'`make test-long ARGS="-k {name}"`'
    return f'`make test ARGS="--assurance -k {name}"`'


def engine_of_test(node: pytest.Item) -> str:
    """Tell which database a test runs on."""
    engine = getattr(node, "callspec", None) and node.callspec.params.get("databases")
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(engine, "–")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:  # noqa: ARG001 (the hook)
    """Remember whether the test held."""
    report = yield
    item.stash[PASSED] = report.passed and item.stash.get(PASSED, True)
    return report


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Iterator[Callable[..., None]]:
    """Take the figures of a test before it asserts: `measured(row="A3", what=…, target=…, obtained=…)`."""
    taken: list[dict] = []

    def take(*, row: str, what: str, target: object, obtained: object, on: str | None = None) -> None:
        engine = on or engine_of_test(request.node)
        taken.append(
            {"row": row, "what": what, "target": str(target), "obtained": str(obtained), "on": engine}
        )

    yield take
    held = "" if request.node.stash.get(PASSED, False) else " **Not held**"
    file = request.config.stash[COMMONS] / f"figures-{os.getpid()}.jsonl"
    today = datetime.datetime.now().astimezone().date().isoformat()
    with file.open("a") as lines:
        for figure in taken:
            line = Figure(**figure, date=today, command=again_with(request.node))
            line.obtained += held
            lines.write(json.dumps(dataclasses.asdict(line)) + "\n")
