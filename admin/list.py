"""A list on the page: headings, rows, filters, search, pager and the words around them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from admin.addresses import address_of, path_of
from admin.bulk_rights import edits_many_of
from admin.cells import is_number
from admin.counting import ASKED, EXACT, Count, counted
from admin.drawing import draw
from admin.filter_bar import bar_of, sentence_of
from admin.keyset import Found
from admin.listing import PAGE_ROWS, Listing
from admin.paging import AFTER, BEFORE, NAMES, PAGE, pager
from admin.views_bar import views_of_list
from forms.showing import singular
from forms.words import say, spoken
from models.access import Right, may
from models.base import described
from models.search import searchable

Pairs = list[tuple[str, str]]


def page_of(listing: Listing, url: str) -> dict[str, Any]:
    """Give the template everything a list page shows."""
    model, found = listing.model, listing.found()
    count = listing.total(found)
    name, picks = singular(model).lower(), edits_many_of(model, listing.person)
    on = listing.sentence()
    return {
        "title": spoken(model.words),
        "singular": name,
        "about": spoken(model.about) if model.about else "",
        "url": url,
        **_ways_out(listing),
        "count_text": counted(model, count),
        "count_url": "" if count.is_exact else _address(url, _asked(listing), [(ASKED, EXACT)]),
        "lost": listing.place.lost,
        "sentence": on,
        "clear_url": url if on else "",
        "columns": _headings(listing, url),
        "rows": draw(model, listing.columns, found.rows, listing.person, picked=picks),
        "bulk": _bulk(listing, found) if picks else None,
        "bar": bar_of(listing),
        "asked": sentence_of(listing),
        "search": _search(listing, url),
        "pager": _pager(listing, url, found, count),
        "views": views_of_list(listing, url),
        "empty": _empty(on, name),
    }


def _ways_out(listing: Listing) -> dict[str, Any]:
    """Lead to what else may be done with a table."""
    model, person, table = listing.model, listing.person, listing.model.__tablename__
    export = _address(path_of(f"{table}.export_page"), _asked(listing))
    typed = any(spec.typed for spec in described(model).values())
    return {
        "can_create": typed and may(person, Right.CREATE, model),
        "create_url": path_of(f"{table}.create_view"),
        "export_url": export if may(person, Right.EXPORT, model) else "",
        "groups_url": _address(path_of(f"{table}.groups_view"), _asked(listing, "sort")),
        "load_url": address_of("load.index", table=table) if may(person, Right.LOAD, model) else "",
        "trash_url": path_of(f"{table}.trash_view") if may(person, Right.RESTORE, model) else "",
    }


def _bulk(listing: Listing, found: Found) -> dict[str, Any]:
    """Give the way to an edit of many rows, with the ids of those on the page."""
    url = _address(path_of(f"{listing.model.__tablename__}.bulk_view"), _asked(listing, "sort"))
    return {"url": url, "ids": ",".join(str(row[0]) for row in found.rows)}


def _asked(listing: Listing, *but: str) -> Pairs:
    """List what is asked of the list, wherever in it one is."""
    left_out = {*NAMES, ASKED, *but}
    return [pair for pair in listing.args.items(multi=True) if pair[0] not in left_out]


def _headings(listing: Listing, url: str) -> list[dict[str, Any]]:
    specs, can, rest = described(listing.model), listing.sortable(), _asked(listing, "sort")
    found = []
    for name in listing.columns:
        is_sorted = ("desc" if listing.descending else "asc") if listing.sort == name else ""
        way = f"-{name}" if is_sorted == "asc" else name
        found.append(
            {
                "key": name,
                "label": spoken(specs[name].words),
                "sort_url": _address(url, rest, [("sort", way)]) if name in can else "",
                "sorted": is_sorted,
                "numeric": is_number(listing.model, name),
            }
        )
    return found


def _search(listing: Listing, url: str) -> dict[str, Any]:
    names = searchable(listing.model, listing.person)
    labels = ", ".join(spoken(described(listing.model)[name].words).lower() for name in names)
    return {
        "enabled": bool(names),
        "text": listing.text,
        "url": f"{url}search/",
        "placeholder": say(f"Tìm theo {labels}", f"Search by {labels}"),
    }


def _pager(listing: Listing, url: str, found: Found, count: Count) -> dict[str, Any]:
    """Lead to the pages beside this one by the rows at its ends."""

    def to(page: int, end: str, row: Any) -> str:
        here = [(PAGE, str(page)), (end, str(row[0]))] if page > 1 else []
        return _address(url, _asked(listing), here)

    page, rows = listing.place.page, found.rows
    previous = to(page - 1, BEFORE, rows[0]) if rows and found.before else ""
    following = to(page + 1, AFTER, rows[-1]) if rows and found.after else ""
    return pager((page - 1) * PAGE_ROWS + 1, len(rows), count, PAGE_ROWS, (previous, following))


def _empty(sentence: str, name: str) -> dict[str, str]:
    if sentence:
        return {
            "text": say("Không có dòng nào khớp.", "Nothing matches."),
            "hint": say("Bớt một điều kiện lọc rồi thử lại.", "Take one condition away and try again."),
        }
    return {"text": say(f"Chưa có {name} nào.", f"There is no {name} yet."), "hint": ""}


def _address(url: str, *asked: Pairs) -> str:
    pairs = [pair for each in asked for pair in each]
    return f"{url}?{urlencode(pairs)}" if pairs else url
