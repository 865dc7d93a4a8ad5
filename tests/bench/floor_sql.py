"""The floor's statements and its connection: the best raw SQL for each page, on PostgreSQL or SQLite."""

import csv
import io
import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg

MOST_COUNTED = 10_000
COLUMNS = """c.id, c.client_code, c.case_status, c.full_name, c.birth_year, w.name, c.client_group,
    c.intake_on, k.full_name"""
LINKS = "JOIN ward w ON w.id = c.ward_id JOIN coordinator k ON k.id = c.coordinator_id"
ROWS = f"SELECT {COLUMNS} FROM client c {LINKS}"  # noqa: S608 - constants, here and below; values are bound
EVERYTHING = f"{ROWS} WHERE c.deleted_at IS NULL ORDER BY c.id DESC"
ONE = f"SELECT c.*, w.name AS ward, k.full_name AS coordinator FROM client c {LINKS} WHERE c.id = :id"  # noqa: S608
NAMES = "SELECT DISTINCT substr(key, 2) FROM known_name WHERE source = 'client.full_name' AND key LIKE :found"
AMONG = {
    True: "full_name_search = ANY(:names)",
    False: "full_name_search IN (SELECT value FROM json_each(:names))",
}
"""Some names, as PostgreSQL and as SQLite take a list."""

SAVE = """INSERT INTO counselling_session
    (public_id, audience, client_id, coordinator_id, ward_id, session_on, mode, outcome,
    created_at, updated_at, row_version)
    VALUES (:public_id, :audience, :client, :coordinator, :ward, :session_on, :mode, :outcome,
    CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)"""
ASKED = {
    "ward": "ward_id = :ward",
    "status": "case_status = :status",
    "from": "intake_on >= :from",
    "to": "intake_on <= :to",
    "after": "id < :after",
    "before": "id > :before",
}
ORDERS = {"": "id DESC", "name": "full_name_sort, id", "before": "id"}
_local = threading.local()


class Reader:
    """A connection of one thread, and its way of writing the place of a value."""

    def __init__(self, address: str) -> None:
        self.is_postgresql = address.startswith("postgresql")
        plain = re.sub(r"^postgresql\+psycopg", "postgresql", address)
        if (
            self.is_postgresql
        ):  # a generic plan knows no pattern: without this, LIKE scans from its sixth time on
            self.connection: Any = psycopg.connect(
                plain, autocommit=True, options="-c plan_cache_mode=force_custom_plan"
            )
        else:
            file = re.sub(r"^sqlite:///", "", plain)
            self.connection = sqlite3.connect(file, isolation_level=None)

    def execute(self, statement: str, values: dict[str, Any] | None = None) -> Any:
        """Run a statement written with `:name`."""
        if self.is_postgresql:
            statement = re.sub(r"(?<!:):([a-z_]+)", r"%(\1)s", statement)
        return self.connection.execute(statement, values or {})

    def bearing(self, found: str) -> dict[str, Any]:
        """Give the names in which something is found, to ask for their rows: names are few, rows are many."""
        names = [key for (key,) in self.execute(NAMES, {"found": f"% {found}%"})]
        return {"names": names if self.is_postgresql or not names else json.dumps(names)}

    def where(self, asked: dict[str, Any]) -> str:
        """Put what is asked into a condition."""
        rules = ASKED | {"names": AMONG[self.is_postgresql]}
        return " AND ".join(["deleted_at IS NULL", *(rules[name] for name in asked if name in rules)])

    def named(self, statement: str, values: dict[str, Any]) -> dict[str, Any]:
        """Give one row by its columns' names."""
        found = self.execute(statement, values)
        return dict(zip((cell[0] for cell in found.description), found.fetchone(), strict=True))


def reader(address: str) -> Reader:
    """Give this thread's connection."""
    if not hasattr(_local, "reader"):
        _local.reader = Reader(address)
    return _local.reader


def page(read: Reader, asked: dict[str, str], rows: int) -> list[tuple]:
    """Read one page: the keys first, by index alone, then what stands in those rows."""
    if asked.get("names") == []:
        return []
    order = ORDERS["before" if "before" in asked else asked.get("sort", "")]
    skipped = (int(asked.get("page", "1")) - 1) * rows
    keys = f"SELECT id FROM client WHERE {read.where(asked)} ORDER BY {order} LIMIT {rows} OFFSET {skipped}"  # noqa: S608
    outer = ", ".join(f"c.{cell.strip()}" for cell in ORDERS[asked.get("sort", "")].split(","))
    statement = f"SELECT {COLUMNS} FROM ({keys}) p JOIN client c ON c.id = p.id {LINKS} ORDER BY {outer}"  # noqa: S608
    return read.execute(statement, asked).fetchall()


def count(read: Reader, asked: dict[str, str]) -> int:
    """Count what matches, ten thousand and one at most."""
    if asked.get("names") == []:
        return 0
    asked = {name: value for name, value in asked.items() if name not in {"after", "before"}}
    some = f"SELECT 1 FROM client WHERE {read.where(asked)} LIMIT {MOST_COUNTED + 1}"  # noqa: S608
    return read.execute(f"SELECT count(*) FROM ({some}) n", asked).fetchone()[0]  # noqa: S608


def look_up(read: Reader, found: str) -> list[tuple]:
    """Name up to twenty people."""
    asked = read.bearing(found)
    statement = f"SELECT id, client_code, full_name FROM client WHERE {read.where(asked)} LIMIT 20"  # noqa: S608
    return read.execute(statement, asked).fetchall() if asked["names"] else []


def everything(read: Reader, heading: Iterable[str]) -> Iterator[bytes]:
    """Write the whole list as CSV: PostgreSQL by itself, SQLite row by row."""
    yield (",".join(heading) + "\r\n").encode()
    if read.is_postgresql:
        with read.connection.cursor().copy(f"COPY ({EVERYTHING}) TO STDOUT WITH (FORMAT csv)") as copy:
            yield from map(bytes, copy)
        return
    found, text = read.execute(EVERYTHING), io.StringIO()
    while rows := found.fetchmany(1000):
        csv.writer(text).writerows(rows)
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def between(read: Reader, asked: dict[str, str]) -> Any:
    """Read the rows of some days, for a sheet."""
    days = "c.intake_on >= :from AND c.intake_on <= :to"
    return read.execute(f"{ROWS} WHERE {days} ORDER BY c.id DESC", asked)
