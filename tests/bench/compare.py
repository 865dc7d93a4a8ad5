"""The panel, its peers and the floor, side by side: `make bench`, `make bench-growth`; see `--help`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.bench.data import Data, databases_in, prepared
from tests.bench.facts import facts_of
from tests.bench.operations import OPERATIONS, PAGES
from tests.bench.report import KINDS, keep_part, missed, put_growth, tables
from tests.bench.serving import serving
from tests.bench.site import Site
from tests.bench.site_django import Django
from tests.bench.site_flask_admin import FlaskAdmin
from tests.bench.site_floor import Floor
from tests.bench.site_panel import Panel
from tests.bench.site_starlette_admin import StarletteAdmin
from tests.bench.timing import Results, measure_crowd, measure_files, measure_pages, measure_start
from tests.structure.sources import ROOT

SITES: dict[str, type[Site]] = {
    "panel": Panel, "django": Django, "flask-admin": FlaskAdmin, "starlette-admin": StarletteAdmin,
    "floor": Floor,
}  # fmt: skip
PAPER = ROOT / "docs" / "performance.md"
LEFT_OUT = Path(__file__).with_name("leaves-out.md")
GROWTH = (10_000, 100_000, 1_000_000)
THAT_GROW = {each.name for each in PAGES} - {"edit_form", "create_form"}


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read what is asked for."""
    reader = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    add = reader.add_argument
    add("--clients", type=int, default=1_000_000, help="people; three sessions each")
    add("--database", choices=KINDS, default="postgresql")
    add("--sites", nargs="+", choices=SITES, default=list(SITES), metavar="SITE", help=", ".join(SITES))
    add("--operations", nargs="+", choices=OPERATIONS, default=list(OPERATIONS), metavar="NAME",
        help=", ".join(OPERATIONS))  # fmt: skip
    add("--rounds", type=int, default=40, help="how often each page is asked for")
    add("--file-rounds", type=int, default=1, help="how often each file is taken")
    add("--seconds", type=float, default=8, help="how long sixteen clients ask")
    add("--keep", type=Path, help="a folder whose databases are kept, and used again")
    add("--growth", nargs="*", type=int, metavar="CLIENTS",
        help=f"pages only, at each of these sizes; none named: {GROWTH}")  # fmt: skip
    add("--paper", type=Path, default=PAPER, help="where the tables go")
    return reader.parse_args(arguments)


def tell(words: str) -> None:
    """Say what is being done."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201


def measured(data: Data, asked: argparse.Namespace, folder: Path) -> Results:
    """Start the servers, ask, and stop them."""
    facts, names, results = facts_of(data), set(asked.operations), Results()
    with ExitStack() as running:
        sites = [SITES[name](data, facts) for name in asked.sites]
        servers = [running.enter_context(serving(site, folder / f"{site.name}.log")) for site in sites]
        if "start" in names:
            results |= measure_start(servers, 3, tell)
        results |= measure_pages(servers, names, asked.rounds, tell)
        if "crowd" in names:
            results |= measure_crowd(servers, asked.seconds, tell)
        results |= measure_files(servers, names, asked.file_rounds, tell)
    for name, of in results.items():
        for site, figures in of.items():
            if figures.failed:
                tell(f"{OPERATIONS[name].words}, {site}: FAILED: {figures.failed[:500]}")
    return results


def circumstances(data: Data) -> str:
    """Say on what it was measured."""
    names = {name for site in SITES.values() for name in site.version}
    versions = ", ".join(f"{name} {version(name)}" for name in sorted(names, key=str.lower))
    today = date.today()  # noqa: DTZ011 - of the machine
    rows = ", ".join(f"{count:,} {name}" for name, count in data.volume.items())
    return f"{today}, {os.cpu_count()} cores, Python {platform.python_version()}; {rows}. {versions}."


def compare(asked: argparse.Namespace, folder: Path) -> None:
    """Measure one size, and write it down."""
    kind = asked.database
    with databases_in(folder, kind) as databases:
        tell(f"filling a database with {asked.clients:,} clients, unless one is kept …")
        data = prepared(databases, asked.clients)
        results = measured(data, asked, folder)
    command = f'make bench ARGS="--database {kind} --clients {asked.clients} --rounds {asked.rounds}"'
    found = tables(results, [SITES[name].name for name in asked.sites], kind)
    part = f"## {KINDS[kind]}\n\n{circumstances(data)} Again with `{command}`.\n\n{found}"
    keep_part(asked.paper, kind, part)
    keep_part(asked.paper, "leaves-out", LEFT_OUT.read_text())
    tell(part)
    too_much = missed(results, kind)
    tell("\n".join(["Missed:", *too_much]) if too_much else "No target was missed.")


def compare_growth(asked: argparse.Namespace, folder: Path) -> None:
    """Measure the pages at each size, and write down how each cost grows."""
    asked.operations = [name for name in asked.operations if name in THAT_GROW]
    found: dict[int, Results] = {}
    with databases_in(folder, asked.database) as databases:
        for clients in asked.growth or GROWTH:
            tell(f"{clients:,} clients")
            data = prepared(databases, clients)
            found[clients] = measured(data, asked, folder)
    part = f"## How each cost grows\n\n{circumstances(data)}\n\n{put_growth(found)}"
    keep_part(asked.paper, "growth", part)
    tell(part)


def main() -> None:
    """Do what is asked."""
    asked = options()
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        (compare if asked.growth is None else compare_growth)(asked, asked.keep or Path(made))


if __name__ == "__main__":
    main()
