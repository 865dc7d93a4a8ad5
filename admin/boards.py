"""The figures of the first page: each is counted by the list that its link opens, so the two always agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from admin.addresses import path_of
from admin.counting import count_some
from admin.filter_rows import MYSELF
from admin.grouping_fields import groupings_of
from admin.grouping_table import table_of
from admin.listing import Listing
from forms.showing import shown
from forms.words import put_number, say, spoken
from models.access import Person, Right, may, person_of
from models.base import Model, now
from models.deadline import TooSlowError, at_most
from models.desk import BOARDS, Board, Breakdown, Count, Newest

PATIENCE = 1_000
"""Milliseconds a figure may take: nobody waits for a number in order to begin their work."""

MOST_GROUPS = 8
"""Groups a breakdown shows; its own page has all of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows of one question: their list, and its address."""

    listing: Listing
    url: str

    def count(self, *, exact: bool = False) -> str:
        """Count the rows, exactly or as far as that is soon done; "…" where it takes too long."""
        session, model = self.listing.session, self.listing.model
        try:
            with at_most(session, PATIENCE):
                if exact:
                    return put_number(self.listing.count())
                return count_some(session, model, self.listing.criteria()).words
        except TooSlowError:
            return "…"


def boards_of(session: Session) -> list[dict[str, Any]]:
    """Lay out what stands on the first page for whoever asks."""
    return [_laid_out(session, board) for board in BOARDS[person_of(session).role]]


def _laid_out(session: Session, board: Board) -> dict[str, Any]:
    person = person_of(session)
    tiles = [_count(session, each) for each in board.counts if may(person, Right.VIEW, each.model)]
    tiles += [_newest(session, each) for each in board.newest if may(person, Right.VIEW, each.model)]
    parted = [_parted(session, each) for each in board.parted if may(person, Right.VIEW, each.model)]
    return {"title": spoken(board.words), "tiles": tiles, "parted": parted}


def asked(session: Session, model: type[Model], query: str) -> Asked:
    """Open the list that a question is about; for an account that is nobody's own, for its whole area."""
    person: Person = person_of(session)
    pairs = [pair for pair in parse_qsl(query) if pair[1] != MYSELF or person.coordinator_id is not None]
    url = path_of(f"{model.__tablename__}.index_view")
    return Asked(Listing(model, session, MultiDict(pairs)), f"{url}?{urlencode(pairs)}" if pairs else url)


def _count(session: Session, wanted: Count) -> dict[str, Any]:
    here = asked(session, wanted.model, wanted.asked)
    tile = {"label": spoken(wanted.words), "url": here.url, "text": here.count(exact=bool(wanted.against))}
    if wanted.against:
        before = asked(session, wanted.model, wanted.against)
        tile |= {"before_url": before.url, "before": before.count(exact=True)}
    return tile | {"is_urgent": wanted.urgent and tile["text"] != "0"}


def _newest(session: Session, wanted: Newest) -> dict[str, Any]:
    here = asked(session, wanted.model, wanted.asked)
    newest = select(func.max(getattr(wanted.model, wanted.at))).where(*here.listing.criteria())
    at: datetime | None = session.scalar(newest)
    is_late = at is None or at < now() - timedelta(days=wanted.days)
    text = say("chưa có", "none yet") if at is None else shown(at)
    return {"label": spoken(wanted.words), "url": here.url, "text": text, "is_urgent": is_late}


def _parted(session: Session, wanted: Breakdown) -> dict[str, Any]:
    here = asked(session, wanted.model, wanted.asked)
    table = table_of(here.listing, [groupings_of(here.listing)[wanted.by]], "")
    lines = [
        {
            "label": group.label,
            "text": put_number(table.of_rows[group.key].count),
            "url": f"{path_of(f'{wanted.model.__tablename__}.index_view')}?{group.query}"
            if group.query
            else "",
        }
        for group in table.rows[:MOST_GROUPS]
    ]
    url = path_of(f"{wanted.model.__tablename__}.groups_view")
    return {"title": spoken(wanted.words), "lines": lines, "url": f"{url}?by={wanted.by}"}
