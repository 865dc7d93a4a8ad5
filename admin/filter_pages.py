"""A filter on a page of its own, its values with their counts; and the filters over linked rows."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_admin import expose
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.addresses import without
from admin.facets import facet_of
from admin.filter_bar import FACET, address, bar_of, carried, sentence_of
from admin.filter_fields import Field, linked_fields
from admin.filter_making import filter_for
from admin.filter_reading import nearest_filter
from admin.filters import Filter
from admin.listing import Listing
from forms.words import put_number, spoken
from models.base import db


class FilterPages:
    """Part of SchemaView."""

    model: Any
    render: Any

    @expose("/facet/")
    def facet_view(self) -> str:
        """Show a filter with the counts of its values; a script puts them into the bar above the list."""
        listing = Listing(self.model, db.session(), _address())
        bar, name = bar_of(listing), request.args.get(FACET, "")
        page = {
            "list_title": spoken(self.model.words),
            "asked": sentence_of(listing),
            "list_url": bar["list_url"],
            "back_url": address(bar["list_url"], bar["carried"]),
            "clear_url": "",
            "facet_url": bar["facet_url"],
        }
        if not name:
            return str(self.render("admin/facet.html", page=page | {"groups": _groups(listing)}))
        asked = _filter(listing, name)
        facet = facet_of(listing, asked)
        counts = {pair: put_number(count) for pair, count in facet.counts.items()}
        drawn = {"carried": carried(listing, asked), "filter": asked, "values": facet.values}
        return str(
            self.render("admin/facet.html", page=page | drawn | {"counts": counts, "late": facet.late})
        )


def _address() -> MultiDict[str, str]:
    """Give the address of the list the filter is to narrow."""
    return without(request.args, FACET)


def _filter(listing: Listing, name: str) -> Filter:
    """Find the filter an address names; a person's row is never picked above a list."""
    found = next((each for each in listing.filters if each.key == name), None)
    if found is None and name in (linked := linked_fields(listing.model, listing.person)):
        found = filter_for(linked[name], listing.session)
    if found is None or not found.listed:
        raise BadRequest(nearest_filter(name, listing.model, listing.person, listing.filters))
    return found


def _groups(listing: Listing) -> list[tuple[str, list[tuple[str, str]]]]:
    """List the filters over linked rows, by the link that leads to them: name and label."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for field in linked_fields(listing.model, listing.person).values():
        *before, (model, link) = field.steps
        way = Field(model, link, tuple(before)).label
        groups.setdefault(way, []).append((field.key, spoken(field.spec.words)))
    return list(groups.items())
