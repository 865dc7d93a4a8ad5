"""Filters by name in the address: what can be asked of a list, in SQL, on the page, and as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Enum, String, and_, cast, inspect, or_
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from forms.lookup import all_of
from forms.showing import shown
from forms.words import first_moment, say, spoken
from models.access import Person, Place, Right, may, person_of, sees
from models.base import Model, described, entities
from models.choice_set import ChoiceSet
from models.schema import TABLE, Kind, Spec

FROM, TO = "__from", "__to"


@dataclass
class Filter:
    """One filter of a list, with what is asked of it now; the template draws it by `kind`."""

    name: str
    model: type[Model]
    spec: Spec
    person: Person
    kind: str  # choice, text, range, link or row
    asked: list[Any] = field(default_factory=list)
    low: Any = None
    high: Any = None
    options: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Name the filter as its column."""
        return spoken(self.spec.words)

    @property
    def is_on(self) -> bool:
        """Say whether anything is asked."""
        return bool(self.asked) or self.low is not None or self.high is not None

    def criterion(self) -> ColumnElement[bool]:
        """Put what is asked into SQL: OR inside a filter, AND between them."""
        cell: ColumnElement[Any] = self.model.__table__.c[self._column]
        if self.kind == "range":
            return and_(*_between(cell, self.low, self.high))
        if isinstance(cell.type, ChoiceSet):
            return or_(*(cast(cell, String).like(f"%|{value.name}|%") for value in self.asked))
        return cell.in_([value.id if isinstance(value, Model) else value for value in self.asked])

    @property
    def _column(self) -> str:
        return f"{self.name}_id" if self.kind in {"link", "row"} or self._lists_rows else self.name

    @property
    def _lists_rows(self) -> bool:
        return self.name in inspect(self.model).relationships

    def sentence(self) -> str:
        """Say what is asked in words: the same sentence stands above the list and in an export."""
        if self.kind == "range":
            parts = [say(f"từ {shown(self.low)}", f"from {shown(self.low)}")] if self.low is not None else []
            parts += (
                [say(f"đến {shown(self.high)}", f"to {shown(self.high)}")] if self.high is not None else []
            )
            return f"{self.label} {' '.join(parts)}"
        joint = say(" hoặc ", " or ")
        return f"{self.label}: {joint.join(self._named(value) for value in self.asked)}"

    def _named(self, value: Any) -> str:
        """Name what is asked for as its reader may see it: on the page, in the sentence, in an export."""
        return shown(value, self.spec.unit, self.person)

    # --- what the template asks

    @property
    def choices(self) -> list[dict[str, Any]]:
        """List the options, the empty one first."""
        rows = [
            {"value": code, "label": self._named(value), "selected": value in self.asked}
            for code, value in self.options
        ]
        return [{"value": "", "label": say("Tất cả", "All"), "selected": not self.asked}, *rows]

    @property
    def input_type(self) -> str:
        """Name the browser's own control for a range."""
        return "date" if issubclass(self.model.__table__.c[self.name].type.python_type, date) else "number"

    @property
    def bounds(self) -> tuple[str, str]:
        """Write both ends as they would be typed."""
        return shown(self.low), shown(self.high)

    @property
    def low_name(self) -> str:
        """Name the lower bound in the address."""
        return self.name + FROM

    @property
    def high_name(self) -> str:
        """Name the upper bound in the address."""
        return self.name + TO

    @property
    def text(self) -> str:
        """Show the text or the linked row that is asked for."""
        return self._named(self.asked[0]) if self.asked else ""

    @property
    def value(self) -> str:
        """Give the id of the linked row that is asked for."""
        return str(self.asked[0].id) if self.asked else ""

    @property
    def lookup_url(self) -> str:
        """Give the address that answers look-ups of the linked table."""
        return url_for(f"{inspect(self.model).relationships[self.name].mapper.class_.__tablename__}.lookup")


def _between(cell: ColumnElement[Any], low: Any, high: Any) -> Iterator[ColumnElement[bool]]:
    """Put both ends of a range into SQL; of a moment the day is asked, as Vietnam counts it."""
    moments = cell.type.python_type is datetime
    if low is not None:
        yield cell >= (first_moment(low) if moments else low)
    if high is not None:
        yield cell < first_moment(high + timedelta(days=1)) if moments else cell <= high


def filters_of(model: type[Model], person: Person, session: Session) -> list[Filter]:
    """List the filters a person may use: only over what they see clear in lists."""
    found = []
    for name, spec in described(model).items():
        asked_for = spec.filtered or _leads_to_a_case(model, name)
        if asked_for and sees(person, spec.secrecy, Place.LIST, model.holds) and _opens(model, name, person):
            found.append(_filter(model, name, spec, session))
    return found


def _opens(model: type[Model], name: str, person: Person) -> bool:
    """Say whether a person could pick what a link leads to; what is no link needs no picking."""
    links = inspect(model).relationships
    return name not in links or may(person, Right.VIEW, links[name].mapper.class_)


def _leads_to_a_case(model: type[Model], name: str) -> bool:
    """Say whether a column links to a person's row: its rows are listed from that row's page, by id."""
    links = inspect(model).relationships
    return name in links and links[name].mapper.class_.holds is Kind.CASE


def _filter(model: type[Model], name: str, spec: Spec, session: Session) -> Filter:
    made, links = partial(Filter, name, model, spec, person_of(session)), inspect(model).relationships
    if name in links:
        target = links[name].mapper.class_
        if target.picked_from_a_list:
            rows: list[tuple[str, Any]] = [(str(row.id), row) for row in all_of(session, target)]
            return made("choice", options=rows)
        return made("row" if _leads_to_a_case(model, name) else "link")
    sql = model.__table__.c[name].type
    if isinstance(sql, Enum | ChoiceSet):
        members: Any = sql.choices if isinstance(sql, ChoiceSet) else sql.enum_class or ()
        return made("choice", options=[(member.name, member) for member in members])
    if sql.python_type is bool:
        return made("choice", options=[("1", True), ("0", False)])
    if spec.unit is TABLE:
        return made("choice", options=[(each.__tablename__, each.__tablename__) for each in entities()])
    return made("text" if sql.python_type is str else "range")


def without(args: Mapping[str, Any], *names: str) -> MultiDict[str, str]:
    """Copy an address without some of its names."""
    kept: MultiDict[str, str] = MultiDict(args)
    for name in names:
        kept.poplist(name)
    return kept
