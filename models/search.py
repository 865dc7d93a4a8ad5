"""How typed words become a criterion: folded, over the columns a person sees clear, by stored keys alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from models.access import Person, Place, person_of, sees
from models.among import among
from models.base import Model, described
from models.cipher import Encrypted, blind_index
from models.keys import marked_words, search_key
from models.known_names import names_with, source_of
from models.schema import CITIZEN_NUMBER, PHONE, Spec

ESCAPE = "\\"
MOST_NAMES = 500
"""Names whose rows are looked for by an index; words that more names share are found by reading rows."""

MOST_ROWS = 5_000
"""Rows that are named one by one; where there are more, any fifty of them are soon found."""

FEWEST_DIGITS = 8
"""Of a phone number; a shorter one is not looked for."""

HIGHEST = "\U0010ffff"
_SIGNS_IN_NUMBERS = re.compile(r"[\s.()\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What a search matches, and which of the rows come first: those with the marks that were typed."""

    rule: ColumnElement[bool]
    exact: ColumnElement[bool] | None = None
    total: int | None = None
    """How many rows the reader sees of those, where looking for them has told."""


def searchable(model: type[Model], person: Person) -> list[str]:
    """List the columns of a table that this person may search, in written order."""
    specs = described(model).items()
    return [name for name, spec in specs if spec.searched and _may(person, model, name, spec)]


def _may(person: Person, model: type[Model], name: str, spec: Spec) -> bool:
    """Say whether somebody sees clear in the list what they search; a whole number, on the record's page.

    Whoever types a number of twelve digits knows it: within the gate, they are led to a page that shows it.
    """
    place = Place.RECORD if _is_encrypted(model, name) else Place.LIST
    return sees(person, spec.secrecy, place, model.holds)


def _is_encrypted(model: type[Model], name: str) -> bool:
    return isinstance(model.__table__.c[name].type, Encrypted)


def matching(session: Session, model: type[Model], text: str) -> Match:
    """Match rows in which every word begins a word of some searchable column; no words match no row."""
    text = "".join(filter(str.isprintable, text))  # PostgreSQL takes no NUL, no driver half a character
    words, names = search_key(text).split(), searchable(model, person_of(session))
    if not words or not names:
        return Match(false())
    sources = {name: source for name in names if (source := source_of(model, name))}
    labels = [source.label for source in sources.values()]
    found = names_with(session.connection(), labels, words, MOST_NAMES)
    keys = [_companion(model, name, search_key) for name in names if found is None or name not in sources]
    rules = [rule for name in names for rule in _whole(session, model, name, text)]
    exact: list[ColumnElement[bool]] = []
    for name, source in sources.items():
        if pairs := (found or {}).get(source.label):
            rules.append(among(getattr(model, source.key), {key for _name, key in pairs}))
            exact += _first(getattr(model, name), [each for each, _key in pairs], text)
    if read := [key for key in keys if key is not None]:
        rules.append(and_(*(or_(*(_begins_a_word(key, word) for key in read)) for word in words)))
    first = or_(*exact) if exact else None
    if sources and not read:
        return _few(session, model, rules, first)
    return Match(or_(false(), *rules), first)


def _few(
    session: Session,
    model: type[Model],
    rules: list[ColumnElement[bool]],
    first: ColumnElement[bool] | None,
) -> Match:
    """Name the rows themselves where they are few enough, within the gate; each rule has its own index.

    Asked for the newest fifty of some hundred, a database walks through a million rows in their order.
    """
    asked = (select(model.id).where(rule).limit(MOST_ROWS + 1) for rule in rules)
    found = [set(session.scalars(each)) for each in asked]
    ids = set[int]().union(*found)
    if len(ids) <= MOST_ROWS:
        return Match(among(model.id, ids) if ids else false(), first, len(ids))
    return Match(or_(*(rule for rule, rows in zip(rules, found, strict=True) if rows)), first)


def _first(cell: ColumnElement[str], names: list[str], text: str) -> Iterator[ColumnElement[bool]]:
    """Say which of some names come first, where some do and some do not."""
    exact = _marked_alike(names, text)
    if 0 < len(exact) < len(names):
        yield cell.in_(exact)


def _marked_alike(names: Iterable[str], text: str) -> list[str]:
    """Pick the names in which every word typed begins one with the same marks."""
    typed = marked_words(text)
    return [name for name in names if all(_begins_one(word, marked_words(name)) for word in typed)]


def _begins_one(typed: tuple[str, str], words: Iterable[tuple[str, str]]) -> bool:
    letters, tone = typed
    return any(tone == its_tone and its.startswith(letters) for its, its_tone in words)


def _begins_a_word(key: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Look for one folded word; a search key holds letters, digits and spaces: nothing to escape."""
    return or_(key.like(f"{word}%"), key.like(f"% {word}%"))


def _whole(session: Session, model: type[Model], name: str, text: str) -> Iterator[ColumnElement[bool]]:
    """Compare a code or a number that has no folded companion with the text as it stands."""
    cell: Any = getattr(model, name)
    unit, compact = described(model)[name].unit, _SIGNS_IN_NUMBERS.sub("", text)
    if unit is PHONE:
        if len(re.sub(r"\D", "", compact)) >= FEWEST_DIGITS:
            yield cell == re.sub(r"^(00|\+)?84|^0", "+84", compact)
    elif unit is CITIZEN_NUMBER:
        if compact.isdigit() and len(compact) > FEWEST_DIGITS:
            yield _companion(model, name, blind_index) == blind_index(compact)
    elif _companion(model, name, search_key) is None and re.search(r"\d", compact):  # every code has one
        yield _beginning(session, cell, "".join(text.split()).upper())


def _beginning(session: Session, cell: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Match a beginning, found by an index: SQLite's LIKE, blind to case, can use none."""
    if session.get_bind().dialect.name == "sqlite":
        return and_(cell >= text, cell < text + HIGHEST)
    escaped = text.replace(ESCAPE, ESCAPE * 2).replace("%", r"\%").replace("_", r"\_")
    return cell.like(f"{escaped}%", escape=ESCAPE)


def _companion(model: type[Model], name: str, compute: Any) -> Any:
    """Find the stored column that is computed from another in a certain way."""
    for cell in model.__table__.c:
        rule = cell.info.get("derived")
        if rule is not None and rule.source == name and rule.compute is compute:
            return getattr(model, cell.name)
    return None
