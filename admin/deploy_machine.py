"""Checks of the machine and the process, numbered from S020: who may read its files, and how it runs."""

from __future__ import annotations

from admin.deploy_finding import Deployment, looks

LAST_MONTHS = {(3, 11): (2027, 10), (3, 12): (2028, 10), (3, 13): (2029, 10), (3, 14): (2030, 10)}
"""The month a version of Python gets its last security fix (https://devguide.python.org/versions/)."""

MOST_WORKERS_ON_SQLITE = 4
STRANGERS = 0o007
"""The part of a umask that is about everybody else."""

MOST_WORKERS = 64
"""Processes of one machine; more is a slip of the finger."""


def outlived(it: Deployment) -> str:
    """Name the version of Python if nobody mends it any more."""
    last = LAST_MONTHS.get(it.machine.python, (9999, 1) if it.machine.python > max(LAST_MONTHS) else (0, 1))
    return ".".join(map(str, it.machine.python)) if it.machine.year_and_month > last else ""


def odd_workers(it: Deployment) -> str:
    """Give the number of workers where it is none."""
    workers = it.machine.workers
    is_number = workers.isascii() and workers.isdigit()
    return "" if is_number and 1 <= int(workers) <= MOST_WORKERS else repr(workers)


def crowded(it: Deployment) -> bool:
    """Say whether more processes than it carries write to one file."""
    return it.is_sqlite and not odd_workers(it) and int(it.machine.workers) > MOST_WORKERS_ON_SQLITE


looks(
    "S020",
    "Others on this machine may read {found}.",
    "chmod 700 the folder and 600 the files; serve as a user of its own.",
    lambda it: ", ".join(it.machine.open_files),
)
looks(
    "S021",
    "The data key lies in one folder with the data it locks: one copy of the folder is both.",
    "Give FLASK_DATA_KEY from elsewhere (systemd credentials, a vault), and keep a copy on paper.",
    lambda it: it.machine.keys_lie_beside_data,
    serious=False,
)
looks(
    "S022",
    "The panel runs as root.",
    "Make a user that owns nothing but instance/.",
    lambda it: it.machine.is_root,
)
looks(
    "S023",
    "What the panel writes, everybody on this machine may read (umask {found}).",
    "Set UMask=0077 in the service.",
    lambda it: f"{it.machine.umask:03o}" if it.machine.umask & STRANGERS != STRANGERS else "",
    serious=False,
)
looks(
    "S024",
    "Nobody mends Python {found} any more.",
    "Install a version that still gets security fixes.",
    outlived,
)
looks(
    "S025",
    "The zone Asia/Ho_Chi_Minh is not known here: days would begin at the wrong hour.",
    "Install the package tzdata.",
    lambda it: not it.machine.knows_our_zone,
)
looks("S026", "WEB_CONCURRENCY is {found}.", "Set it to a number: two for each core at most.", odd_workers)
looks(
    "S027",
    "More processes write to one SQLite file than it carries.",
    f"Set WEB_CONCURRENCY to {MOST_WORKERS_ON_SQLITE} at most, or move to PostgreSQL.",
    crowded,
)
looks(
    "S028",
    "The database is an SQLite file: one machine only, and its disk is its only guard.",
    "Fine for one office with one machine; for more, or for several servers, use PostgreSQL.",
    lambda it: it.is_sqlite,
    serious=False,
)
