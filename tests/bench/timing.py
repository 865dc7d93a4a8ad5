"""The measuring: every site in turn, so that whatever else the machine does weighs on all."""

import gzip
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles

from tests.bench.asking import Ask, Visitor
from tests.bench.operations import FILES, OF_THE_PANEL, PAGES
from tests.bench.serving import Server, cold_start

WARMED = 3
CLIENTS = 16
Tell = Callable[[str], None]


@dataclass
class Figures:
    """What one site took for one operation; seconds and bytes."""

    seconds: list[float] = field(default_factory=list)
    more: dict[str, float] = field(default_factory=dict)
    failed: str = ""

    def plain(self) -> dict[str, float]:
        """Give the figures the report is made of."""
        found = dict(self.more)
        if self.seconds:
            found |= {
                "median": median(self.seconds),
                "p95": share(self.seconds, 95),
                "times": len(self.seconds),
            }
        return found


def share(values: list[float], percent: int) -> float:
    """Tell what so many percent of the values do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


Results = dict[str, dict[str, Figures]]
"""By operation, then by site."""


def in_turn(servers: list[Server], number: int) -> Iterable[Server]:
    """Let another site begin each time."""
    first = number % len(servers)
    return (*servers[first:], *servers[:first])


def measure_pages(servers: list[Server], names: set[str], rounds: int, tell: Tell) -> Results:
    """Ask each page so many times; the first requests only warm up."""
    results: Results = {}
    for each in (*PAGES, *OF_THE_PANEL):
        able = [server for server in servers if hasattr(server.site, each.name)]
        if each.name not in names or not able:
            continue
        tell(each.words)
        figures = results[each.name] = {server.site.name: Figures() for server in able}
        for number in range(-WARMED, rounds):
            for server in in_turn(able, number):
                _once(server, each.name, figures[server.site.name], counts=number >= 0)
    return results


def _once(server: Server, name: str, figures: Figures, *, counts: bool) -> None:
    """Ask one site once; one that fails is asked no more, and is said to have failed."""
    if figures.failed:
        return
    try:
        visitor = server.visitor(server.site.account(name))
        ask: Ask = getattr(server.site, name)(visitor)
        seconds = visitor.ask(ask).seconds
    except (RuntimeError, OSError) as failure:
        figures.failed = str(failure)
        return
    if counts:
        figures.seconds.append(seconds)


def measure_files(servers: list[Server], names: set[str], rounds: int, tell: Tell) -> Results:
    """Take each file so many times: its last byte, its first, the memory it took the server at most."""
    results: Results = {}
    for each in (one for one in FILES if one.name in names):
        able = [server for server in servers if hasattr(server.site, each.name)]
        figures = results[each.name] = {server.site.name: Figures() for server in able}
        for number in range(rounds):
            for server in in_turn(able, number):
                tell(f"{each.words}: {server.site.name}")
                _take(server, each.name, figures[server.site.name])
    return results


def _take(server: Server, name: str, figures: Figures) -> None:
    if figures.failed:
        return
    visitor = server.visitor(server.site.account(name))
    try:
        ask = getattr(server.site, name)(visitor)
        server.forget_the_most()
        before = server.memory()
        answer = visitor.ask(ask, keep=False)
    except (RuntimeError, OSError) as failure:
        figures.failed = str(failure)
        return
    most = server.memory("VmHWM")
    figures.seconds.append(answer.seconds)
    kept = figures.more
    kept["first"] = min(kept.get("first", answer.first), answer.first)
    kept["peak"] = max(kept.get("peak", 0), *most.values())
    kept["memory"] = max(kept.get("memory", 0), *(top - before.get(pid, 0) for pid, top in most.items()))
    kept["size"] = answer.size


def measure_crowd(servers: list[Server], seconds: float, tell: Tell) -> Results:
    """Let sixteen clients ask for the first page all at once, as fast as they are answered."""
    figures = {}
    for server in servers:
        tell(f"{CLIENTS} clients: {server.site.name}")
        account = server.site.account("list_first")
        crowd = [server.another(account) for _ in range(CLIENTS)]
        times = _all_at_once(server, crowd, seconds)
        figures[server.site.name] = Figures(more={"rate": len(times) / seconds, "p99": share(times, 99)})
    return {"crowd": figures}


def _all_at_once(server: Server, crowd: list[Visitor], seconds: float) -> list[float]:
    times: list[float] = []
    until = time.perf_counter() + seconds

    def keep_asking(visitor: Visitor) -> None:
        while time.perf_counter() < until:
            times.append(visitor.ask(server.site.list_first(visitor), keep=False).seconds)

    threads = [threading.Thread(target=keep_asking, args=(visitor,)) for visitor in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for visitor in crowd:
        visitor.close()
    return times


def measure_start(servers: list[Server], rounds: int, tell: Tell) -> Results:
    """Start fresh processes by turns; weigh a worker that has shown one list, and the page it showed."""
    tell("start and rest")
    results = {server.site.name: Figures() for server in servers}
    cold: dict[str, list[float]] = {name: [] for name in results}
    for number in range(rounds):
        for server in in_turn(servers, number):
            cold[server.site.name].append(cold_start(server.site))
    for server in servers:
        visitor = server.visitor(server.site.account("list_first"))
        page = visitor.ask(server.site.list_first(visitor)).body
        results[server.site.name].more = {
            "cold": median(cold[server.site.name]), "idle": max(server.memory().values()),
            "html": len(gzip.compress(page, 6)),
        }  # fmt: skip
    return {"start": results}
