"""The rows of an edit of many, one by one: what each would be given, or what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from forms.words import put_number, say, spoken
from models.access import Place, person_of
from models.base import Model, described
from models.batch import BatchState
from models.batch_rows import Met, Outcome, rows_of

PAGE_ROWS, FEW = 25, 5


def value_of(given: Any) -> Any:
    """Read what a form is given for a field: the empty text empties it."""
    return None if given == "" else given


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of one edit as its page lists them; `url` is the page's own."""

    errand: Errand
    counts: Counts
    url: str

    def told(self) -> list[dict[str, Any]]:
        """List rows: those of one outcome, where it is asked for; else some that change, and what stops."""
        page, asked = page_asked(request.args), Outcome.__members__.get(request.args.get("show", ""))
        if asked is not None:
            return self._of([asked], page)
        first, rest = self.counts.looked_at()
        if not rest:
            return self._of(first, page)
        return [*(self._of(first, 1, FEW) if page == 1 else []), *self._of(rest, page)]

    def _of(self, outcomes: Sequence[Outcome], page: int, most: int = PAGE_ROWS) -> list[dict[str, Any]]:
        """List some rows, with the way to the others; none where there are none."""
        errand, number = self.errand, self.counts.number(*outcomes)
        if not number:
            return []
        kinds, start = self.counts.kept(*outcomes), (page - 1) * most
        met = rows_of(errand.session, errand.batch.id, kinds, limit=most, offset=start)
        rows = {row.id: row for row in errand.loaded(met)}
        tries = Outcome.will in outcomes and errand.batch.state is BatchState.checked
        given = errand.given(list(rows.values())) if tries else {}
        names = errand.names() if tries else []
        table = {
            "title": _heading(outcomes),
            "labels": [spoken(described(errand.model)[name].words) for name in names],
            "rows": [_row(errand, rows[key], met[key], given.get(key)) for key in met if key in rows],
            "pager": _pager(self.url, page, len(met), number) if most == PAGE_ROWS else None,
            "more": _more(outcomes, self.url, number - most) if most < PAGE_ROWS else None,
        }
        return [table]


def _heading(outcomes: Sequence[Outcome]) -> str:
    if len(outcomes) > 1:
        return say("Chưa sửa được, và vì sao", "What cannot simply be changed, and why")
    return spoken(outcomes[0].words)


def _more(outcomes: Sequence[Outcome], url: str, left: int) -> dict[str, str] | None:
    text = say(f"Xem thêm {put_number(left)} dòng", f"See {put_number(left)} more")
    return {"url": f"{url}&show={outcomes[0].name}", "text": text} if left > 0 else None


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
