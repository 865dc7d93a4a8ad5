"""What is asked of a list, and the rows that answer: filtered, searched, sorted, page by page, in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, inspect, select
from sqlalchemy.orm import Session, joinedload
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.filter_reading import read_filters
from admin.filters import Filter, filters_of
from admin.paging import page_asked
from forms.words import say
from models.access import Person, Place, person_of, sees
from models.base import Model, described
from models.kept_search import kept_search
from models.keys import person_sort_key
from models.search import matching

PAGE_ROWS = 50


@dataclass
class Listing:
    """What is asked of a list, read from its address; raises BadRequest where the address makes no sense."""

    model: type[Model]
    session: Session
    args: MultiDict[str, str]
    filters: list[Filter] = field(init=False)
    text: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Read filters, search, sort and page."""
        self.person: Person = person_of(self.session)
        self.filters = filters_of(self.model, self.person, self.session)
        read_filters(self.filters, self.args, self.session)
        self.sort, self.descending = self._sort()
        self.page = page_asked(self.args)
        token = self.args.get("search", "")
        if token:
            found = kept_search(self.session, self.person.account_id or 0, self.model.__tablename__, token)
            self.text = found or ""

    @property
    def columns(self) -> list[str]:
        """List the columns shown, in written order."""
        return [name for name, spec in described(self.model).items() if spec.listed]

    def _sort(self) -> tuple[str, bool]:
        asked = self.args.get("sort", "")
        name = asked.removeprefix("-")
        if asked and name not in self.sortable():
            raise BadRequest(
                say("Không sắp xếp được theo cột này.", "The list cannot be sorted by that column.")
            )
        return name, asked.startswith("-")

    def sortable(self) -> list[str]:
        """List the columns a person may sort by: only what they see clear in the list."""
        return [
            name
            for name, spec in described(self.model).items()
            if spec.sortable and sees(self.person, spec.secrecy, Place.LIST, self.model.holds)
        ]

    # --- in SQL

    def criteria(self) -> list[ColumnElement[bool]]:
        """Give what is asked; the gate adds what may be seen."""
        rules = [each.criterion() for each in self.filters if each.is_on]
        if self.args.get("search"):
            rules.append(matching(self.model, self.person, self.text))
        return rules

    def order(self) -> Iterable[ColumnElement[Any]]:
        """Sort stably: by what is asked, then by the key, so that no row is shown twice or never."""
        key = self.model.__table__.c.id
        if self.sort:
            cell = _sort_cell(self.model, self.sort)
            yield cell.desc().nulls_last() if self.descending else cell.asc().nulls_last()
            yield key.desc() if self.descending else key
        else:
            yield key.desc()

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

    def rows(self) -> list[Model]:
        """Load one page."""
        statement = self.statement().limit(PAGE_ROWS).offset((self.page - 1) * PAGE_ROWS)
        return list(self.session.scalars(statement))

    def sentence(self, reader: Person | None = None) -> str:
        """Say what is asked in words, without the words of a search; for somebody else as they may see it."""
        asked = [each for each in self.filters if each.is_on]
        parts = [replace(each, person=reader or self.person).sentence() for each in asked]
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


def _sort_cell(model: type[Model], name: str) -> ColumnElement[Any]:
    """Sort people by their sort key, everything else by itself."""
    for cell in model.__table__.c:
        rule = cell.info.get("derived")
        if rule is not None and rule.source == name and rule.compute is person_sort_key:
            return cell
    return model.__table__.c[name]
