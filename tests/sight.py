"""What somebody may not find on any page: rows of other areas, and words that give a person away."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Enum, select

from forms.acknowledging import ward_of
from forms.base import FORMS
from forms.showing import shown
from models.access import SYSTEM
from models.account import account_named, person_for
from models.base import db, described
from models.schema import PUBLIC, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

    from models.base import Model

SHORTEST = 7
"""Letters of a text that does not stand on a page by chance."""


@dataclass
class Sight:
    """The rows about people by table, one person's own and the others', and words found only on each."""

    mine: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    others: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    my_words: set[str] = field(default_factory=set)
    other_words: set[str] = field(default_factory=set)


def sights_of(app: Flask, *usernames: str) -> dict[str, Sight]:
    """Sort every row about a person by whose area it lies in, asking as the product itself."""
    found = {username: Sight() for username in usernames}
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        areas = {name: person_for(session, account_named(session, name)).wards for name in usernames}
        for form in FORMS.values():
            if form.model.holds in {Kind.CASE, Kind.RECORD} and form.model.scoped_by:
                for row in session.scalars(select(form.model)):
                    _sort(row, areas, found)
        common = set(_public_words(session))
    for sight in found.values():
        sight.other_words -= sight.my_words | common
        sight.my_words -= common
    return found


def _sort(row: Any, areas: dict[str, frozenset[int] | None], found: dict[str, Sight]) -> None:
    """Put a row and its words where each person's area puts them."""
    ward, words, table = ward_of(row), set(telling(row)), row.__tablename__
    for username, wards in areas.items():
        sight = found[username]
        here = wards is None or (ward is not None and ward.id in wards)
        (sight.mine if here else sight.others)[table].append(row.id)
        (sight.my_words if here else sight.other_words).update(words)


def telling(row: Model) -> Iterator[str]:
    """Give the texts of a row that are not public, as kept and as shown."""
    for name, spec in described(type(row)).items():
        value: Any = getattr(row, name)
        if spec.secrecy is not PUBLIC and isinstance(value, str):
            texts = {value, shown(value, spec.unit)}
            yield from (text for text in texts if len(text) >= SHORTEST)


def _public_words(session: Any) -> Iterator[str]:
    """Give the names of public servants and places, which people may share, and the labels of choices."""
    for form in FORMS.values():
        for cell in form.model.__table__.columns:
            if isinstance(cell.type, Enum):
                yield from (label for member in cell.type.enum_class for label in member.words)
        if form.model.holds in {Kind.REFERENCE, Kind.ACCOUNT}:
            for row in session.scalars(select(form.model)):
                yield from (value for value in vars(row).values() if isinstance(value, str))


def seen_by(client: FlaskClient, addresses: Iterable[str]) -> dict[str, str]:
    """Read pages as text: tags and escapes undone, so that a word is found however it was set."""
    return {address: plain(client.get(address, buffered=True).text) for address in addresses}


def plain(page: str) -> str:
    """Undo a page's tags and escapes."""
    return html.unescape(re.sub(r"<(?!input|option)[^>]*>", "", page))


def given_away(words: set[str], pages: dict[str, str]) -> dict[str, list[str]]:
    """Find the words on the pages, by address."""
    whole = "\n".join({line.strip() for text in pages.values() for line in text.splitlines()})
    found = [word for word in words if word in whole]
    return {
        address: hits for address, text in pages.items() if (hits := [word for word in found if word in text])
    }
