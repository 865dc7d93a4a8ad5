"""What was measured, as tables for docs/performance.md; each run replaces the part that is its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.bench.judging import FLOOR, judged, milliseconds
from tests.bench.operations import FILES, MEGABYTE, OF_THE_PANEL, OPERATIONS, PAGES, Operation
from tests.bench.timing import Figures, Results

NOTHING, FAILED = "–", "failed"
KINDS = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
PARTS = (*KINDS, "growth", "leaves-out")
HEAD = """# How fast it is

`make bench` writes this file: the panel, its peers and the floor, each in a server of its own, on one
database, asked in turn, request by request. A part that was not measured again keeps its last figures.
The **floor** is one WSGI callable with the best raw SQL and one Jinja template: no sign-in, no rules.
"""


def put_part(text: str, name: str, part: str) -> str:
    """Put a part of the paper in its place; the parts keep their order."""
    found = dict(re.findall(r"<!-- part ([\w-]+) -->\n(.*?)<!-- end -->\n", text, re.DOTALL))
    found[name] = part.strip() + "\n"
    parts = (f"<!-- part {each} -->\n{found[each]}<!-- end -->\n" for each in PARTS if each in found)
    return HEAD + "\n" + "\n".join(parts)


def keep_part(paper: Path, name: str, part: str) -> None:
    """Write a part into the paper."""
    paper.write_text(put_part(paper.read_text() if paper.exists() else "", name, part))


def table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table."""
    lines = [list(heading)]
    lines += [["---"] * len(lines[0]), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def tables(results: Results, sites: list[str], kind: str) -> str:
    """Write everything one run has found."""
    parts = ["Median / p95 in ms (× floor).\n", table(["operation", *sites], _pages(results, sites))]
    files = [each for each in FILES if each.name in results]
    if files:
        parts += ["To the last byte; to the first; the server's memory at its most (more than before).\n",
                  table(["file", *sites], _files(results, files, sites))]  # fmt: skip
    rest = list(_rest(results, sites))
    if rest:
        parts.append(table(["otherwise", *sites], rest))
    heading = ("row", "operation", "figure", "target", "obtained", "", "× floor", "× best peer")
    return "\n".join([*parts, "What was to be reached:\n", table(heading, judged(results, kind))])


def missed(results: Results, kind: str) -> list[str]:
    """Name the targets that were missed."""
    lines = (line for line in judged(results, kind) if line[5])
    return [
        f"{row}: {words}, {figure}: {obtained} ({target})"
        for row, words, figure, target, obtained, *_ in lines
    ]


def put_growth(found: dict[int, Results]) -> str:
    """Write how the median of each page grows with the data."""
    heading = ("operation", "site", *(f"{clients:,}" for clients in found))
    smallest = found[min(found)]
    rows = (
        [OPERATIONS[name].words, site, *(_median(results[name].get(site)) for results in found.values())]
        for name, of in smallest.items()
        for site in of
    )
    return f"Median in ms, with so many clients.\n\n{table(heading, rows)}"


def _median(figures: Figures | None) -> str:
    return milliseconds(figures.plain()["median"]) if figures and figures.seconds else FAILED


def _pages(results: Results, sites: list[str]) -> Iterator[list[str]]:
    for each in (*PAGES, *OF_THE_PANEL):
        if each.name in results:
            of = results[each.name]
            yield [each.words, *(_page(of.get(site), of.get(FLOOR)) for site in sites)]


def _page(figures: Figures | None, floor: Figures | None) -> str:
    if figures is None or not figures.seconds:
        return NOTHING if figures is None else FAILED
    found = figures.plain()
    text = f"{milliseconds(found['median'])} / {milliseconds(found['p95'])}"
    if floor is None or floor is figures or not floor.seconds:
        return text
    ratio = found["median"] / floor.plain()["median"]
    return f"{text} ({ratio:.0f}×)" if ratio >= 10 else f"{text} ({ratio:.1f}×)"


def _files(results: Results, files: list[Operation], sites: list[str]) -> Iterator[list[str]]:
    for each in files:
        yield [each.words, *(_file(results[each.name].get(site)) for site in sites)]


def _file(figures: Figures | None) -> str:
    if figures is None or not figures.seconds:
        return NOTHING if figures is None else FAILED
    found = figures.plain()
    peak, more = (f"{found[name] / MEGABYTE:.0f}" for name in ("peak", "memory"))
    return f"{found['median']:.2f} s; {milliseconds(found['first'])} ms; {peak} MB (+{more})"


REST = (
    ("crowd", "list page 1, 16 clients: requests a second", lambda of: f"{of['rate']:.0f}"),
    ("crowd", "the same: 99 of 100 answered in", lambda of: f"{of['p99'] * 1000:.0f} ms"),
    ("start", "until the application is made", lambda of: f"{of['cold']:.2f} s"),
    ("start", "memory of a worker that has shown a list", lambda of: f"{of['idle'] / MEGABYTE:.0f} MB"),
    ("start", "HTML of the list, gzipped", lambda of: f"{of['html'] / 1000:.1f} KB"),
)  # fmt: skip


def _rest(results: Results, sites: list[str]) -> Iterator[list[str]]:
    for name, words, put in REST:
        if name in results:
            yield [words, *(put(results[name][site].more) for site in sites)]
