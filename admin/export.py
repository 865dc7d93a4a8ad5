"""A list as a file: what the list shows and everybody may know, streamed row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from admin.listing import Listing, shown_links
from forms.showing import shown
from forms.words import Language, locale, speaking, spoken
from models.access import Person, Place, Role, sees
from models.base import Model, described
from models.schema import PUBLIC, VND, Choice

CHUNK = 500
BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_of(listing: Listing) -> Response:
    """Stream the whole list, unpaged, without names: only public columns leave (DESIGN, the contract)."""
    names = [name for name, spec in described(listing.model).items() if spec.secrecy is PUBLIC]
    body = _lines(listing, names, listing.session.get_bind(), locale())
    file = f"{listing.model.__tablename__}.csv"
    return Response(
        body, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{file}"'}
    )


def _lines(listing: Listing, names: list[str], engine: Any, language: Language) -> Iterator[str]:
    """Write in a session of its own, so that the file outlives the request and no row is loaded twice."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    statement = (
        listing.statement().options(*shown_links(listing.model, names)).execution_options(yield_per=CHUNK)
    )
    with Session(engine, info={"person": listing.person}) as session, speaking(language):
        specs = described(listing.model)
        writer.writerow([spoken(specs[name].words) for name in names])
        yield BOM + _taken(buffer)
        for chunk in session.scalars(statement).partitions():
            for row in chunk:
                writer.writerow([plain(row, name, listing.person) for name in names])
            yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def plain(row: Model, name: str, person: Person) -> str:
    """Write one value for a file: dates and amounts as machines read them, formulas as text."""
    spec, value = described(type(row))[name], getattr(row, name)
    if value is None or not sees(person, spec.secrecy, Place.LIST, row.holds):
        return ""
    if isinstance(value, bool | Choice | Model | frozenset):
        return guarded(shown(value, person=_public_eye(person)))
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if spec.unit is VND or isinstance(value, int) else guarded(shown(value, spec.unit))


def guarded(text: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before what looks like a formula (EX2)."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _public_eye(person: Person) -> Person:
    """Look at linked rows as somebody who sees only what is public, so that their titles carry no name."""
    return Person(Role.supervisor, person.account_id, person.wards)
