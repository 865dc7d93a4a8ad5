"""A list on the page: headings, rows, filters, search, pager and the words around them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from admin.cells import cells_of, details_url, is_number
from admin.filters import without
from admin.listing import PAGE_ROWS, Listing
from admin.paging import pager
from forms.showing import singular
from forms.words import put_number, say, spoken
from models.access import Right, may
from models.base import Model, described
from models.search import searchable


def page_of(listing: Listing, url: str) -> dict[str, Any]:
    """Give the template everything a list page shows."""
    model, person = listing.model, listing.person
    count = listing.count()
    name = singular(model).lower()
    on = listing.sentence()
    return {
        "title": spoken(model.words),
        "singular": name,
        "about": spoken(model.about) if model.about else "",
        "url": url,
        "can_create": may(person, Right.CREATE, model)
        and bool(any(spec.typed for spec in described(model).values())),
        "create_url": url_for(f"{model.__tablename__}.create_view"),
        "export_url": _export_url(listing) if may(person, Right.EXPORT, model) else "",
        "load_url": _load_url(model) if may(person, Right.LOAD, model) else "",
        "trash_url": _trash_url(model) if may(person, Right.RESTORE, model) else "",
        "count": count,
        "count_text": counted(model, count),
        "sentence": on,
        "clear_url": url if on else "",
        "columns": _headings(listing, url),
        "rows": [_row(row, listing) for row in listing.rows()],
        "filters": [each for each in listing.filters if each.kind != "row"],
        "kept": [(key, value) for key, value in listing.args.items(multi=True) if key in {"sort", "search"}],
        "search": _search(listing, url),
        "pager": _pager(listing, url, count),
        "empty": _empty(on, name),
    }


def _load_url(model: type[Model]) -> str:
    """Lead to the page where rows are loaded from a file."""
    return url_for("load.index", table=model.__tablename__)


def _trash_url(model: type[Model]) -> str:
    """Lead to what was deleted from a table."""
    return url_for(f"{model.__tablename__}.trash_view")


def counted(model: type[Model], count: int) -> str:
    """Say how many rows: “132 người được hỗ trợ”."""
    words = model.words[1] if count != 1 else singular(model)
    return f"{put_number(count)} {say(model.words[0], words).lower()}"


def _headings(listing: Listing, url: str) -> list[dict[str, Any]]:
    specs, can = described(listing.model), listing.sortable()
    found = []
    for name in listing.columns:
        is_sorted = ("desc" if listing.descending else "asc") if listing.sort == name else ""
        args = without(listing.args, "sort", "page")
        args["sort"] = f"-{name}" if is_sorted == "asc" else name
        found.append(
            {
                "key": name,
                "label": spoken(specs[name].words),
                "sort_url": _address(url, args) if name in can else "",
                "sorted": is_sorted,
                "numeric": is_number(listing.model, name),
            }
        )
    return found


def _row(row: Model, listing: Listing) -> dict[str, Any]:
    return {"url": details_url(row, listing.person), "cells": cells_of(row, listing.columns, listing.person)}


def _search(listing: Listing, url: str) -> dict[str, Any]:
    names = searchable(listing.model, listing.person)
    labels = ", ".join(spoken(described(listing.model)[name].words).lower() for name in names)
    return {
        "enabled": bool(names),
        "text": listing.text,
        "url": f"{url}search/",
        "placeholder": say(f"Tìm theo {labels}", f"Search by {labels}"),
    }


def _pager(listing: Listing, url: str, count: int) -> dict[str, Any]:
    def to(page: int) -> str:
        args = without(listing.args, "page")
        args["page"] = str(page)
        return _address(url, args)

    return pager(listing.page, count, PAGE_ROWS, to)


def _empty(sentence: str, name: str) -> dict[str, str]:
    if sentence:
        return {
            "text": say("Không có dòng nào khớp.", "Nothing matches."),
            "hint": say("Bớt một điều kiện lọc rồi thử lại.", "Take one condition away and try again."),
        }
    return {"text": say(f"Chưa có {name} nào.", f"There is no {name} yet."), "hint": ""}


def _address(url: str, args: MultiDict[str, str]) -> str:
    return f"{url}?{urlencode(list(args.items(multi=True)))}" if args else url


def _export_url(listing: Listing) -> str:
    return _address(
        url_for(f"{listing.model.__tablename__}.export", export_type="csv"), without(listing.args, "page")
    )
