"""The views of a list as its page offers them: which there are, which is open, what may be done with it."""

from __future__ import annotations

from typing import Any

from admin.addresses import address_of, path_of
from admin.filter_bar import address, asked_pairs
from admin.listing import Listing
from admin.looks import COLUMNS, VIEW, VIEWED, Pairs, as_query
from forms.words import say
from models.access import Right
from models.saved_view import SEARCH, SavedView, Titled, views_of
from models.sharing import SHARERS, offered


def look_of(listing: Listing) -> Pairs:
    """Say how a list is looked at, for a view to keep: its search as words, its columns one by one."""
    apart = {SEARCH, COLUMNS, VIEWED}
    found = [pair for pair in asked_pairs(listing) if pair[0] not in apart]
    found += [(SEARCH, listing.text)] if listing.text else []
    return [*found, (COLUMNS, ",".join(listing.columns))]


def query_of(listing: Listing) -> str:
    """Write how a list is looked at."""
    return as_query(look_of(listing))


def is_changed(listing: Listing, view: SavedView) -> bool:
    """Say whether a list is looked at otherwise than its view says."""
    said = [pair for pair in view.asked if pair[0] not in {VIEW, VIEWED}]
    here = look_of(listing)
    if COLUMNS not in dict(said):
        here = [pair for pair in here if pair[0] != COLUMNS or COLUMNS in listing.args]
    return sorted(said) != sorted(here)


def views_of_list(listing: Listing, url: str) -> dict[str, Any]:
    """Give the template the views of a list, and the ways to keep another and to choose columns."""
    table, view = listing.model.__tablename__, listing.view
    found = views_of(listing.session, table)
    here = asked_pairs(listing)
    return {
        "own": [_told(each, url, view) for each in found if each.is_own],
        "shared": [_told(each, url, view) for each in found if not each.is_own],
        "all_url": url,
        "open": _open(listing, view) if view is not None else None,
        "keep_url": address(path_of(f"{table}.keep_view"), here),
        "columns_url": address(path_of(f"{table}.columns_view"), here),
    }


def _told(each: Titled, url: str, view: SavedView | None) -> dict[str, Any]:
    is_open = view is not None and view.id == each.id
    return {"name": each.name, "url": f"{url}?{VIEW}={each.public_id.hex}", "is_open": is_open}


def _open(listing: Listing, view: SavedView) -> dict[str, Any]:
    """Say which view is open, whether it was changed since, and what may be done with it."""
    person, changed = listing.person, is_changed(listing, view)
    edits = offered(person, Right.EDIT, view)
    update = address(path_of(f"{listing.model.__tablename__}.update_view"), asked_pairs(listing))
    return {
        "name": view.name,
        "mark": say("đã thay đổi", "changed") if changed else "",
        "update_url": update if edits and changed else "",
        "version": view.row_version,
        "edit_words": say("Đổi tên, chia sẻ", "Rename, share")
        if person.role in SHARERS
        else say("Đổi tên", "Rename"),
        "edit_url": address_of("saved_view.edit_view", id=view.id) if edits else "",
        "delete_url": address_of("saved_view.delete_view", id=view.id)
        if offered(person, Right.DELETE, view)
        else "",
    }
