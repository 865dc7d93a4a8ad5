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


def sight_of(app: Flask, username: str) -> Sight:
    """Sort every row about a person by whose area it lies in, asking as the product itself."""
    found = Sight()
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        wards = person_for(session, account_named(session, username)).wards
        for table, form in FORMS.items():
            if form.model.holds not in {Kind.CASE, Kind.RECORD} or not form.model.scoped_by:
                continue
            for row in session.scalars(select(form.model)):
                ward = ward_of(row)
                here = wards is None or (ward is not None and ward.id in wards)
                (found.mine if here else found.others)[table].append(row.id)
                (found.my_words if here else found.other_words).update(telling(row))
        common = set(_public_words(session))
    found.other_words -= found.my_words | common
    found.my_words -= common
    return found


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
    whole = "\n".join(pages.values())
    found = [word for word in words if word in whole]
    return {
        address: hits for address, text in pages.items() if (hits := [word for word in found if word in text])
    }
