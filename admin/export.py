"""A list as a file: what the list shows and its reader may know, streamed as the database writes it."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from hashlib import sha256
from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from admin.export_order import Asked, Order, is_named, order_of, public_eye, under
from admin.listing import Listing
from forms.excel_book import Book
from forms.file_rows import lines
from forms.pen_csv import BOM
from forms.words import say, speaking
from models.access import RefusedError
from models.audit import Action, record_look
from models.visit import still_visits

ASKED_EVERY = 0.2
"""Seconds between two questions whether whoever takes a file still may."""

_public_eye = public_eye

Allowed = Callable[[Session], bool]
Pieces = Generator[tuple[int, bytes], None, None]
"""Rows and bytes, some at a time."""

__all__ = ["BOM", "Allowed", "asked_for", "file_of", "pieces", "watched"]


def asked_for(listing: Listing, asked: Asked, *, reason: str = "", **said: Any) -> Order:
    """Record that a file was asked for: by whom, why, of which rows in words, with which columns."""
    order = order_of(listing, asked)
    receipt = record_look(
        listing.session, Action.exported, table=listing.model.__tablename__, columns=list(asked.names),
        filter=listing.sentence(public_eye(listing.person)), format=asked.kind, reason=reason,
        named=is_named(listing.model, asked.names), **said,
    )  # fmt: skip
    return under(order, receipt)


def file_of(order: Order, engine: Any) -> Response:
    """Stream a file to whoever asked for it, as long as they may have it."""
    visit, person = g.visit.id, order.person
    still: Allowed = lambda session: still_visits(session, visit, person)  # noqa: E731
    headers = {"Content-Disposition": f'attachment; filename="{file_name(order)}"'}
    return Response(_delivered(order, engine, still), mimetype=order.pen.mime, headers=headers)


def file_name(order: Order) -> str:
    """Name the file by its table and its receipt, so that paper, file and record can be put together."""
    return f"{order.wanted.model.__tablename__}-{order.receipt}.{order.kind}"


def _delivered(order: Order, engine: Any, allowed: Allowed) -> Iterator[bytes]:
    """Send the file and record what was sent of it, whether it was taken whole or not."""
    sent, digest, whole = 0, sha256(), False
    try:
        with closing(watched(pieces(order, engine), order, engine, allowed)) as parts:
            for rows, data in parts:
                sent += rows
                digest.update(data)
                yield data
        whole = True
    finally:
        with Session(engine, info={"person": order.person}) as session:
            record_look(
                session, Action.delivered, table=order.wanted.model.__tablename__, exported=order.receipt,
                rows=sent, sha256=digest.hexdigest(), whole=whole,
            )  # fmt: skip


def watched(parts: Pieces, order: Order, engine: Any, allowed: Allowed) -> Pieces:
    """Cut the file short once whoever asked for it has signed out, or may see something else than before."""
    asked = float("-inf")
    with closing(parts):
        for rows, data in parts:
            if rows and time.monotonic() - asked >= ASKED_EVERY:
                with Session(engine, info={"person": order.person}) as session:
                    if not allowed(session):
                        raise RefusedError("Whoever asked for this file may not have it any more.")
                asked = time.monotonic()
            yield rows, data


def pieces(order: Order, engine: Any) -> Pieces:
    """Write in a session of its own, so that the file outlives the request and no row is loaded twice."""
    with Session(engine, info={"person": order.person}) as session:
        batches = lines(session, order.wanted, order.pen)
        with closing(batches):
            yield from _book(order, batches) if order.kind == "xlsx" else _plain(order, batches)


def _plain(order: Order, batches: Iterator[list[Any]]) -> Pieces:
    if order.kind == "csv":
        pen = order.pen
        head = pen.line([pen.text(text) for text in order.headings])
        yield 0, ((BOM if order.bom else "") + head).encode()
    for batch in batches:
        yield len(batch), b"".join(batch)


def _book(order: Order, batches: Iterator[list[Any]]) -> Pieces:
    book = Book(order.look)
    yield 0, book.taken()
    for batch in batches:
        book.add(batch)
        yield len(batch), book.taken()
    with speaking(order.language):
        book.finish(order.about_all(book.rows), say("Thông tin tệp", "About this file"))
    yield 0, book.taken()
