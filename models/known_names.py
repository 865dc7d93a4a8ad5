"""Which names there are, each once: a search looks through thousands of names, then finds their rows.

A million people share some ten thousand names, and ten thousand people most words of a name: an index of
words or of trigrams reads and intersects as many entries. A name is forgotten with its last row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Select,
    String,
    Table,
    bindparam,
    delete,
    event,
    exists,
    func,
    insert,
    inspect,
    literal,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import TEXT_LENGTH, Model, entities
from models.keys import search_key
from models.schema import Kind

KNOWN_NAME = Table(
    "known_name",
    Model.metadata,
    Column("source", String(80), primary_key=True),
    Column("name", String(TEXT_LENGTH), primary_key=True),
    Column("key", String(TEXT_LENGTH + 1), nullable=False),
    Index(None, "key", postgresql_using="gin", postgresql_ops={"key": "gin_trgm_ops"}),
    sqlite_with_rowid=False,
)
"""Names as they were written, with the column they stand in; before every word of the key stands a space."""

AT_A_TIME = 300


class Source(NamedTuple):
    """A column whose names are known, and the column of their search keys."""

    table: Table
    name: str
    key: str

    @property
    def label(self) -> str:
        """Name the column across all tables."""
        return f"{self.table.name}.{self.name}"


def source_of(model: type[Model], name: str) -> Source | None:
    """Say whether the names in a column are known: those of people helped, where their keys have an index."""
    if model.holds is not Kind.CASE:
        return None
    table = Model.metadata.tables[model.__tablename__]
    for cell in table.columns:
        rule = cell.info.get("derived")
        if rule is not None and rule.source == name and rule.compute is search_key:
            return Source(table, name, cell.name) if cell.index else None
    return None


def sources() -> Iterator[Source]:
    """List every column whose names are known."""
    for model in entities():
        for cell in Model.metadata.tables[model.__tablename__].columns:
            rule = cell.info.get("derived")
            found = source_of(model, rule.source) if rule is not None else None
            if found is not None and found.key == cell.name:
                yield found


def names_with(
    connection: Connection, labels: list[str], words: Iterable[str], most: int
) -> dict[str, list[tuple[str, str]]] | None:
    """List by column the names in which each word begins a word, with their keys; None: more than `most`."""
    if not labels:
        return {}
    found = dict[str, list[tuple[str, str]]]()
    patterns = {f"word_{number}": f"% {word}%" for number, word in enumerate(words)}
    rows = connection.execute(_with(len(patterns), most + 1), patterns | {"labels": labels}).all()
    for source, name, key in rows:
        found.setdefault(source, []).append((name, key[1:]))
    return None if len(rows) > most else found


@lru_cache(maxsize=64)
def _with(words: int, most: int) -> Select[str, str, str]:
    """Ask for the names in which so many words stand; made once, as every look-up asks."""
    cells = KNOWN_NAME.c
    rules = [cells.key.like(bindparam(f"word_{number}")) for number in range(words)]
    among = cells.source.in_(bindparam("labels", expanding=True))
    return select(cells.source, cells.name, cells.key).where(among, *rules).limit(most)


def learn_all(connection: Connection) -> None:
    """Learn the names of all rows there are, after they were written past the ORM; forget all others."""
    connection.execute(delete(KNOWN_NAME))
    for table, name, key in sources():
        known = table.c[name]
        rows = select(
            literal(f"{table.name}.{name}"), known, literal(" ").concat(func.min(table.c[key]))
        ).where(known.is_not(None))
        connection.execute(insert(KNOWN_NAME).from_select(["source", "name", "key"], rows.group_by(known)))


# --- kept in step with what the ORM writes


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: Any) -> None:
    """Learn the names just written, and forget those that stand in no row any more."""
    new, old = set[tuple[str, str]](), set[tuple[Source, str]]()
    for row in [*session.new, *session.dirty, *session.deleted]:
        for source in _sources_in(row):
            history = inspect(row).attrs[source.name].history
            now = getattr(row, source.name)
            if row in session.deleted:
                old |= {(source, each) for each in (*history.deleted, *history.unchanged) if each}
            elif history.has_changes():
                new |= {(source.label, now)} if now else set()
                old |= {(source, each) for each in history.deleted if each}
    if new:
        _learn(session.connection(), sorted(new))
    for source, name in sorted(old, key=lambda pair: (pair[0].label, pair[1])):
        _forget(session.connection(), source, name)


def _sources_in(row: Any) -> Iterable[Source]:
    return _by_table(len(entities())).get(row.__tablename__, ())


@lru_cache(maxsize=4)
def _by_table(_tables: int) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for source in sources():
        found.setdefault(source.table.name, []).append(source)
    return found


def _learn(connection: Connection, pairs: list[tuple[str, str]]) -> None:
    """Add names that are not known, and hold all of them until the commit: nobody forgets them meanwhile."""
    adding = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(KNOWN_NAME)
    cells = KNOWN_NAME.c
    while pairs:
        rows = [{"source": source, "name": name, "key": f" {search_key(name)}"} for source, name in pairs]
        connection.execute(adding.on_conflict_do_nothing(), rows)
        if connection.dialect.name != "postgresql":
            return
        held: set[tuple[str, str]] = set()
        for start in range(0, len(pairs), AT_A_TIME):
            some = tuple_(cells.source, cells.name).in_(pairs[start : start + AT_A_TIME])
            rows_held = connection.execute(
                select(cells.source, cells.name).where(some).with_for_update(read=True, key_share=True)
            )
            held |= {(source, name) for source, name in rows_held}
        pairs = [pair for pair in pairs if pair not in held]


def _forget(connection: Connection, source: Source, name: str) -> None:
    """Forget a name that stands in no row; one that somebody is writing just now stays."""
    mine = KNOWN_NAME.c.source == source.label, KNOWN_NAME.c.name == name
    if connection.scalar(select(KNOWN_NAME.c.name).where(*mine).with_for_update(skip_locked=True)) is None:
        return
    there = exists().where(
        source.table.c[source.key] == search_key(name), source.table.c[source.name] == name
    )
    connection.execute(delete(KNOWN_NAME).where(*mine, ~there))
