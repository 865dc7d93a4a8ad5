"""The rows of an edit of many, one by one: what each would be given, or what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request

from admin.batch_asked import Errand
from admin.batch_counts import Counts
from admin.cells import HIDDEN, NOTHING, Cell, cell_of, details_url, is_clear
from admin.counting import Count
from admin.paging import page_asked, pager
from forms.loader import Typed
from forms.showing import shown, title_of
from forms.words import spoken
from models.access import Place, person_of
from models.base import Model, described
from models.batch import BatchState
from models.batch_rows import Met, Outcome, rows_of

PAGE_ROWS = 25


def value_of(given: Any) -> Any:
    """Read what a form is given for a field: the empty text empties it."""
    return None if given == "" else given


def table_of(errand: Errand, counts: Counts, url: str) -> dict[str, Any] | None:
    """List some rows: those of one outcome, where it is asked for, else those to be looked at first."""
    outcomes = counts.looked_at(request.args.get("show", ""))
    number, page = counts.number(*outcomes), page_asked(request.args)
    if not number:
        return None
    start = (page - 1) * PAGE_ROWS
    met = rows_of(errand.session, errand.batch.id, outcomes, limit=PAGE_ROWS, offset=start)
    rows = {row.id: row for row in errand.loaded(met)}
    tries = Outcome.will in outcomes and errand.batch.state is BatchState.checked
    given = errand.given(list(rows.values())) if tries else {}
    seen = [(row_id, each) for row_id, each in met.items() if row_id in rows]
    return {
        "labels": [spoken(described(errand.model)[name].words) for name in errand.names()] if tries else [],
        "rows": [_row(errand, rows[row_id], each, given.get(row_id)) for row_id, each in seen],
        "pager": _pager(url, page, len(met), number),
    }


def _row(errand: Errand, row: Model, met: Met, given: Typed | None) -> dict[str, Any]:
    """Name a row as its list does, say what is the matter, or what it would be given."""
    person = person_of(errand.session)
    return {
        "title": title_of(row, person),
        "url": details_url(row, person),
        "outcome": met.outcome.name,
        "what": spoken(met.outcome.words),
        "said": [(each.message, each.code) for each in met.said],
        "changes": [] if given is None else _changes(errand, row, given, errand.names()),
    }


def _changes(errand: Errand, row: Model, given: Typed, names: Sequence[str]) -> list[tuple[Cell, Cell]]:
    """Show values before and after; of what is masked in lists not what it was, nor what it was once."""
    person, specs, found = person_of(errand.session), described(errand.model), []
    for name in names:
        before = cell_of(row, name, person, Place.LIST)
        if name not in given:
            after = before
        elif errand.batch.undoes_id is not None and not is_clear(errand.model, name, person, Place.LIST):
            after = HIDDEN
        else:
            value = value_of(given[name])
            after = NOTHING if value in (None, frozenset()) else Cell(shown(value, specs[name].unit, person))
        found.append((before, after))
    return found


def _pager(url: str, page: int, length: int, number: int) -> dict[str, Any]:
    show = request.args.get("show", "")[:20]

    def to(there: int) -> str:
        return f"{url}&{urlencode({'show': show, 'page': there} if show else {'page': there})}"

    before = to(page - 1) if page > 1 else ""
    after = to(page + 1) if page * PAGE_ROWS < number else ""
    return pager((page - 1) * PAGE_ROWS + 1, length, Count(number), PAGE_ROWS, (before, after))
