"""A list as a file: what the list shows and everybody may know, streamed row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from flask import Response, g
from sqlalchemy import Select
from sqlalchemy.orm import Session

from admin.listing import Listing, shown_links
from forms.comma_files import guarded
from forms.showing import shown
from forms.words import Language, locale, speaking, spoken
from models.access import Person, Place, RefusedError, Role, sees
from models.audit import Action, record_look
from models.base import Model, described
from models.schema import PUBLIC, VND, Choice
from models.visit import still_visits

CHUNK = 500
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Order:
    """A file somebody asked for: all it takes to write it once the request is over."""

    model: type[Model]
    names: list[str]
    statement: Select[Any]
    person: Person
    visit: int
    receipt: str
    language: Language


def csv_of(listing: Listing) -> Response:
    """Stream the whole list, unpaged, without names: only public columns leave (DESIGN, the contract)."""
    names = [name for name, spec in described(listing.model).items() if spec.secrecy is PUBLIC]
    statement = listing.statement().options(*shown_links(listing.model, names))
    table, sentence = listing.model.__tablename__, listing.sentence(_public_eye(listing.person))
    visit, engine = g.visit.id, listing.session.get_bind()
    receipt = record_look(listing.session, Action.exported, table=table, columns=names, filter=sentence)
    order = Order(listing.model, names, statement, listing.person, visit, receipt, locale())
    headers = {"Content-Disposition": f'attachment; filename="{table}.csv"'}
    return Response(_delivered(order, engine), mimetype="text/csv", headers=headers)


def _delivered(order: Order, engine: Any) -> Iterator[str]:
    """Send the file and record what was sent of it, whether it was taken whole or not."""
    sent, digest, whole = 0, sha256(), False
    try:
        for rows, text in _lines(order, engine):
            sent += rows
            digest.update(text.encode())
            yield text
        whole = True
    finally:
        with Session(engine, info={"person": order.person}) as session:
            record_look(
                session, Action.delivered, table=order.model.__tablename__, exported=order.receipt, rows=sent,
                sha256=digest.hexdigest(), whole=whole,
            )  # fmt: skip


def _lines(order: Order, engine: Any) -> Iterator[tuple[int, str]]:
    """Write in a session of its own, so that the file outlives the request and no row is loaded twice."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    statement = order.statement.execution_options(yield_per=CHUNK)
    with Session(engine, info={"person": order.person}) as session, speaking(order.language):
        specs = described(order.model)
        writer.writerow([spoken(specs[name].words) for name in order.names])
        yield 0, BOM + _taken(buffer)
        for chunk in session.scalars(statement).partitions():
            _or_stop(order, engine)
            for row in chunk:
                writer.writerow([plain(row, name, order.person) for name in order.names])
            yield len(chunk), _taken(buffer)


def _or_stop(order: Order, engine: Any) -> None:
    """Cut the file short once whoever asked for it has signed out, or may see something else than before."""
    with Session(engine, info={"person": order.person}) as session:
        if not still_visits(session, order.visit, order.person):
            message = "Whoever asked for this file may not have it any more."
            raise RefusedError(message)


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


def _public_eye(person: Person) -> Person:
    """Look at linked rows as somebody who sees only what is public, so that their titles carry no name."""
    return Person(Role.supervisor, person.account_id, person.wards)
