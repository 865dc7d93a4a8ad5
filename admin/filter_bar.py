"""What stands above a list: a control for every filter, and what is asked as one sentence, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from admin.addresses import path_of
from admin.filter_fields import linked_fields
from admin.filters import Asked, Filter
from admin.listing import Listing
from admin.looks import COLUMNS, VIEWED
from forms.words import say

CARRIED = ("sort", "search", COLUMNS, VIEWED)
"""Names of the address, beside filters, that stay when a filter changes; a number of a page does not."""

FACET = "of"
"""Names, in the address of a filter's own page, the filter it is about."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition of the sentence, with the address of the list without it."""

    words: str
    url: str


def bar_of(listing: Listing) -> dict[str, Any]:
    """Give the template what it draws above a list: the way to each filter, and what is asked now.

    The controls are fetched when a filter is opened: drawn here they would cost more than the rows.
    """
    shown, pairs = [each for each in listing.filters if each.listed], asked_pairs(listing)
    facets = address(_page(listing, "facet_view"), pairs)
    return {
        "filters": [(each.key, each.label, len(each.asked)) for each in shown],
        "on": sum(each.is_on for each in shown),
        "carried": pairs,
        "list_url": _page(listing, "index_view"),
        "facet_url": f"{facets}{'&' if '?' in facets else '?'}{FACET}=",
        "more_url": facets if linked_fields(listing.model, listing.person) else "",
    }


def sentence_of(listing: Listing) -> list[dict[str, Any]]:
    """Take the sentence above the list apart: what is asked of each field, and how to take it away."""
    url, pairs = _page(listing, "index_view"), asked_pairs(listing)
    found = [
        {
            "label": each.label,
            "chips": [
                Chip(words, address(url, _less(pairs, each, conditions)))
                for words, conditions in each.phrases(listing.person)
            ],
        }
        for each in listing.filters
        if each.is_on
    ]
    if listing.args.get("search"):
        rest = [(name, text) for name, text in pairs if name != "search"]
        words = say("theo từ tìm kiếm", "matching the search")
        found.append({"label": "", "chips": [Chip(words, address(url, rest))]})
    return found


def carried(listing: Listing, drawn: Filter) -> Pairs:
    """List what the form of one filter carries along unseen: what else is asked, sort and search."""
    own = drawn.names()
    return [(name, text) for name, text in asked_pairs(listing) if name not in own]


def asked_pairs(listing: Listing) -> Pairs:
    """List what the address asks for, without blanks and without where in the list one was."""
    names = {*CARRIED, *(name for each in listing.filters if each.is_on for name in each.names())}
    return [(name, text) for name, text in listing.args.items(multi=True) if name in names and text]


def _less(pairs: Pairs, asked: Filter, conditions: list[Asked]) -> Pairs:
    gone = {(asked.key + each.end, each.text) for each in conditions}
    return [pair for pair in pairs if pair not in gone]


def _page(listing: Listing, page: str) -> str:
    return path_of(f"{listing.model.__tablename__}.{page}")


def address(url: str, pairs: Pairs) -> str:
    """Write an address with what is asked."""
    return f"{url}?{urlencode(pairs)}" if pairs else url
