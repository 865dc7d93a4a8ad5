"""What is asked of a list, and the rows that answer: filtered, searched, sorted, page by page, in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, func, inspect, select
from sqlalchemy.orm import Session, joinedload
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.columns import columns_asked, own_columns, still_offered
from admin.counting import MOST_FOUND, Count, capped, count_some, exact_asked
from admin.filter_making import filters_of
from admin.filter_reading import read_filters
from admin.filters import Filter
from admin.keyset import Found, Walk
from admin.looks import COLUMNS, VIEW, BrokenViewError, laid_open
from admin.paging import Place, place_asked
from admin.rows import loaded, shape_of
from admin.sorting import order_asked, path_to
from forms.words import say
from models.access import Person, person_of
from models.base import Model
from models.kept_search import kept_search
from models.list_setting import chosen_columns
from models.saved_view import SavedView
from models.search import Match, matching

PAGE_ROWS = 50


@dataclass
class Listing:
    """What is asked of a list, read from its address; raises BadRequest where the address makes no sense."""

    model: type[Model]
    session: Session
    args: MultiDict[str, str]
    filters: list[Filter] = field(init=False)
    text: str = field(init=False, default="")
    view: SavedView | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Read the address, with the view it names laid under it; from here on `args` says all of it."""
        self.person: Person = person_of(self.session)
        opens = bool(self.args.get(VIEW))
        self.args, self.view = laid_open(self.session, self.model, self.args)
        try:
            self._read()
        except BadRequest as wrong:
            if self.view is None or not opens:
                raise
            raise BrokenViewError(self.view, wrong) from None

    def _read(self) -> None:
        """Read filters, search, sort, columns and page."""
        own = filters_of(self.model, self.person, self.session)
        self.filters = read_filters(self.model, own, self.args, self.session)
        self.sorted = order_asked(self.model, self.person, self.args.get("sort", ""))
        self.place: Place = place_asked(self.model, self.args)
        self.exact = exact_asked(self.args)
        token = self.args.get("search", "")
        if token:
            found = kept_search(self.session, self.person.account_id or 0, self.model.__tablename__, token)
            self.text = found or ""
        if token and not self.sorted.name:
            self.sorted = replace(self.sorted, first=self.match.exact)
        self._asked_columns = columns_asked(self.model, self.person, self.args.get(COLUMNS, ""))

    @cached_property
    def columns(self) -> list[str]:
        """List the columns shown, in order: asked for, else this person's choice, else the schema's own."""
        if self._asked_columns:
            return self._asked_columns
        mine = self.person.account_id
        chosen = [] if mine is None else chosen_columns(self.session, mine, self.model.__tablename__)
        return still_offered(self.model, self.person, chosen) if chosen else own_columns(self.model)

    @property
    def sort(self) -> str:
        """Name the column the list is sorted by; none for the newest first."""
        return self.sorted.name

    @property
    def descending(self) -> bool:
        """Say whether that column goes down."""
        return bool(self.sorted.name) and self.sorted.descending

    def sortable(self) -> list[str]:
        """List the columns a person may sort by: only what they see clear in the list."""
        return [name for name in self.columns if path_to(self.model, name, self.person)]

    @cached_property
    def match(self) -> Match:
        """Say which rows the search matches."""
        return matching(self.session, self.model, self.text)

    # --- in SQL

    def criteria(self, but: Filter | None = None) -> list[ColumnElement[bool]]:
        """Give what is asked, but for one filter where its own values are counted; the gate adds the rest."""
        rules = [each.rule() for each in self.filters if each.is_on and each is not but]
        if self.args.get("search"):
            rules.append(self.match.rule)
        return rules

    def order(self) -> Iterable[ColumnElement[Any]]:
        """Sort stably: by what is asked, then by the key, so that no row is shown twice or never."""
        return self.sorted.terms()

    def statement(self) -> Select[Any]:
        """Select the rows with the links their columns show."""
        return (
            select(self.model)
            .where(*self.criteria())
            .order_by(*self.order())
            .options(*shown_links(self.model, self.columns))
        )

    def count(self) -> int:
        """Count the rows that match."""
        return self.session.scalar(select(func.count(self.model.id)).where(*self.criteria())) or 0

    def found(self) -> Found:
        """Load what one page shows; where its cursor is gone or out of sight, the first page."""
        criteria, place = self.criteria(), self.place
        shape = shape_of(self.model, self.columns, self.person)
        rows = loaded(self.model, shape, is_counted=not criteria)
        unnarrowed = not criteria and self.person.wards is None
        walk = Walk(self.session, self.sorted, criteria, rows.statement, unnarrowed=unnarrowed)
        if place.cursor:
            spot = walk.spot(place.cursor)
            found = spot and walk.onward(spot, PAGE_ROWS, back=place.back)
            if found and found.rows and (found.before or not place.back):
                return found
            self.place = Place(lost=spot is None)
        return walk.from_top((self.place.page - 1) * PAGE_ROWS, PAGE_ROWS)

    def total(self, found: Found) -> Count:
        """Count the rows that match: all of them where that is asked or soon done.

        The whole list is counted while its page is found; a narrowed one only where it goes on beyond the
        page, as what finds few rows without an index would look for them twice.
        """
        if self.exact:
            return Count(self.count())
        if not (self.place.cursor or found.after) and (found.rows or not found.before):
            return Count((self.place.page - 1) * PAGE_ROWS + len(found.rows))
        criteria = self.criteria()
        if found.rows and not criteria:
            return capped(found.rows[0][-1])
        if not self.text:
            return count_some(self.session, self.model, criteria)
        if len(criteria) == 1 and self.match.total is not None:
            return Count(self.match.total)
        return count_some(self.session, self.model, criteria, MOST_FOUND)

    def sentence(self, reader: Person | None = None) -> str:
        """Say what is asked in words, without the words of a search; for somebody else as they may see it."""
        parts = [each.sentence(reader or self.person) for each in self.filters if each.is_on]
        if self.args.get("search"):
            parts.append(say("theo từ tìm kiếm", "matching the search"))
        return "; ".join(parts)


def shown_links(model: type[Model], names: Iterable[str]) -> list[Any]:
    """Load in the same statement the rows whose titles will be shown, and the links in those titles."""
    links = inspect(model).relationships
    options = []
    for name in names:
        if name in links:
            target = links[name].mapper.class_
            inner = shown_links(target, target.titled_by)
            options.append(joinedload(getattr(model, name)).options(*inner))
    return options
