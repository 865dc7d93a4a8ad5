"""How a typed word becomes a criterion: folded, escaped, over the columns a person sees clear."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, false, or_

from models.access import Person, Place, sees
from models.base import Model, described
from models.keys import search_key
from models.schema import PHONE

ESCAPE = "\\"


def searchable(model: type[Model], person: Person) -> list[str]:
    """List the columns of a table that this person may search, in written order."""
    return [
        name
        for name, spec in described(model).items()
        if spec.searched and sees(person, spec.secrecy, Place.LIST, model.holds)
    ]


def matching(model: type[Model], person: Person, text: str) -> ColumnElement[bool]:
    """Match rows in which every word is found in some searchable column; no words match no row."""
    text = "".join(filter(str.isprintable, text))  # PostgreSQL takes no NUL, no driver half a character
    words = search_key(text).split()
    names = searchable(model, person)
    if not words or not names:
        return false()
    whole = [rule for name in names for rule in _whole(model, name, text)]
    return or_(and_(*(or_(*_word(model, names, word)) for word in words)), *whole)


def _word(model: type[Model], names: Iterable[str], word: str) -> Iterable[ColumnElement[bool]]:
    """Look for one folded word in every folded column."""
    for name in names:
        key = _key_of(model, name)
        if key is not None:
            yield key.like(f"%{word}%")  # a search key holds letters, digits and spaces: nothing to escape
    yield false()


def _whole(model: type[Model], name: str, text: str) -> Iterable[ColumnElement[bool]]:
    """Compare a code or a number that has no folded companion with the text as it stands."""
    cell = model.__table__.c[name]
    compact = "".join(text.split())
    if described(model)[name].unit is PHONE:
        yield cell == ("+84" + compact[1:] if compact.startswith("0") else compact)
    elif _key_of(model, name) is None:
        escaped = compact.upper().replace(ESCAPE, ESCAPE * 2).replace("%", r"\%").replace("_", r"\_")
        yield cell.like(f"{escaped}%", escape=ESCAPE)


def _key_of(model: type[Model], name: str) -> ColumnElement[str] | None:
    """Find the folded companion of a column."""
    for cell in model.__table__.c:
        rule = cell.info.get("derived")
        if rule is not None and rule.source == name and rule.compute is search_key:
            return cell
    return None
