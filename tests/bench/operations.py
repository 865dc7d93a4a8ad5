"""What is measured, and what is to be reached, each said once."""

from dataclasses import dataclass

MILLISECOND = 0.001
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Target:
    """A figure to reach: at most so much, at most so often the floor; of what should be large, at least."""

    figure: str
    most: float | None = None
    times_floor: float | None = None
    least_of_floor: float | None = None

    def missed(self, obtained: float, floor: float | None) -> bool:
        """Say whether a figure misses it; a ratio counts where no figure is asked for."""
        if self.most is not None and obtained > self.most:
            return True
        if floor is None:
            return False
        if self.least_of_floor is not None:
            return obtained < self.least_of_floor * floor
        return self.most is None and self.times_floor is not None and obtained > self.times_floor * floor


@dataclass(frozen=True)
class Operation:
    """One thing that is asked of every site that can do it."""

    name: str
    words: str
    row: int = 0
    targets: tuple[Target, ...] = ()


def page(name: str, words: str, row: int, *wanted: Target) -> Operation:
    """Name a page, and what is to be reached."""
    return Operation(name, words, row, wanted)


def median(most: float, times_floor: float) -> Target:
    """Ask for a median of so many milliseconds; the multiple of the floor is told beside it."""
    return Target("median", most * MILLISECOND, times_floor)


PAGES = (
    page("list_first", "list page 1", 1, Target("median", times_floor=3), Target("p95", 8 * MILLISECOND)),
    page("list_next", "next page, from the middle of the list", 2, median(4, 3)),
    page("list_previous", "previous page, from there", 2, median(4, 3)),
    page("list_middle", "jump to the page in the middle", 2, median(22, 1.3)),
    page("filter_ward", "filter ward + status", 3, median(5, 2)),
    page("filter_days", "filter date range", 4, median(6, 2)),
    page("search_hits", "search with hits", 5, median(8, 0.3)),
    page("search_none", "search without a hit", 5, median(4, 2.4)),
    page("sort_name", "sort by name", 6, median(5, 2.6)),
    page("edit_form", "edit form (a client)", 7, median(3, 2.3)),
    page("create_form", "create form (a session)", 8, median(1.5, 3)),
    page("look_up", "look-up with matches", 9, median(3.5, 2.5)),
    page("look_up_none", "look-up without a match", 9, median(3.5, 2.5)),
    page("save", "save a session", 10, median(4, 3.6)),
)
OF_THE_PANEL = (
    page("list_as_lan", "list page 1, by a coordinator of 15 wards", 0),
    page("list_as_an", "list page 1, by an administrator", 0),
    page("list_as_mai", "list page 1, by a coordinator of every ward", 0),
    page("search_as_lan", "search with hits, by a coordinator of 15 wards", 0),
)
"""What other people at the panel wait; the peers know no such difference."""

FILES = (
    Operation("csv_all", "CSV of everybody", 11, (
        Target("median", 2), Target("first", 50 * MILLISECOND), Target("memory", 20 * MEGABYTE),
    )),
    Operation("sheet", "XLSX of a tenth", 12, (
        Target("median", 0.8, 0.16), Target("memory", 30 * MEGABYTE),
    )),
)  # fmt: skip
CROWD = Operation("crowd", "list page 1, 16 clients", 14, (
    Target("rate", least_of_floor=0.3), Target("p99", 120 * MILLISECOND),
))  # fmt: skip
START = Operation("start", "start and rest", 15, (Target("cold", 0.4), Target("idle", 60 * MEGABYTE)))
OPERATIONS = {each.name: each for each in (*PAGES, *OF_THE_PANEL, *FILES, CROWD, START)}
SQLITE_HAS_ITS_OWN = {("csv_all", "median"): 8.0}
"""Where SQLite has a target of its own."""
