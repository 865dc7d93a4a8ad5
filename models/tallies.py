"""Counts of a table's rows by place and by one choice, for people who see numbers only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Enum, func, inspect, select
from sqlalchemy.orm import Session

from models.access import Right, may, person_of, scope
from models.base import Model, described
from models.gate import look_past
from models.province import Province
from models.schema import PUBLIC, Choice, Kind
from models.small_counts import hidden, with_totals
from models.ward import Ward, WardSuccession

MOST_PLACES = 40
"""Rows of a table people can take in; where there are more wards, their provinces stand for them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a table: a row a place, a column a choice, totals last; None for what is hidden."""

    model: type[Model]
    by: str
    places: list[Ward | Province]
    choices: list[Choice]
    counts: list[list[int | None]]


def counted_by(model: type[Model]) -> tuple[str, list[str]] | None:
    """Choose by what a table about people is counted: its link to a ward; its state, or what it lists."""
    specs, links = described(model), inspect(model).relationships
    open_ones = [name for name, spec in specs.items() if spec.secrecy is PUBLIC and spec.filtered]
    wards = [name for name in open_ones if name in links and links[name].mapper.class_ is Ward]
    choices = [name for name in open_ones if name not in links and _is_choice(model, name)]
    if model.workflow is not None:
        choices.sort(key=lambda name: name != model.workflow.column)  # type: ignore[union-attr]
    return (wards[0], choices) if wards and choices and model.holds is Kind.CASE else None


def _is_choice(model: type[Model], name: str) -> bool:
    kind = model.__table__.c[name].type
    return isinstance(kind, Enum) and kind.enum_class is not None and described(model)[name].listed


def tally(session: Session, model: type[Model]) -> Tally | None:
    """Count a table by place and choice, for whoever may count it and not open its rows.

    The counts are exact where they are shown; small ones are hidden with whatever would give them away.
    None where nothing can be shown.
    """
    person, by = person_of(session), counted_by(model)
    if by is None or not may(person, Right.COUNT, model):
        return None
    found = (_by_choice(session, model, by[0], name) for name in by[1])
    return next((each for each in found if each is not None and len(each.choices) > 1), None)


def _by_choice(session: Session, model: type[Model], link: str, name: str) -> Tally | None:
    """Count a table by place and one choice."""
    ward_id, choice = getattr(model, f"{link}_id"), getattr(model, name)
    rule = scope(model, person_of(session), counting=True)
    asked = select(ward_id, choice, func.count(model.id)).group_by(ward_id, choice)
    # only counts that are kept small leave this function: the gate itself would give no groups
    found = session.execute(look_past(asked if rule is None else asked.where(rule))).all()
    places, where = _places(session, {ward for ward, _choice, _count in found})
    counts: Counter[tuple[int, Any]] = Counter()
    for ward, member, count in found:
        counts[where[ward], member] += count
    return _kept_small(model, name, places, counts)


def _kept_small(
    model: type[Model], by: str, places: list[Any], counts: Counter[tuple[int, Any]]
) -> Tally | None:
    """Lay the counts out and hide what has to be."""
    members: Iterable[Any] = model.__table__.c[by].type.enum_class  # type: ignore[attr-defined]
    choices = [member for member in members if any(counts[place.id, member] for place in places)]
    if not choices:
        return None
    table = with_totals([[counts[place.id, member] for member in choices] for place in places])
    away = hidden(table)
    if away is None:
        return None
    shown = [
        [None if (row, column) in away else count for column, count in enumerate(line)]
        for row, line in enumerate(table)
    ]
    return Tally(model, by, places, choices, shown)


def _places(session: Session, wards: set[int]) -> tuple[list[Any], dict[int, int]]:
    """Put former wards into those of today, and wards into provinces where there are too many."""
    today = _of_today(session, wards)
    found: list[Any] = [*session.scalars(select(Ward).where(Ward.id.in_(set(today.values()))))]
    if len(found) <= MOST_PLACES:
        return sorted(found, key=lambda ward: ward.name_search), today
    province = {ward.id: ward.province_id for ward in found}
    places = session.scalars(select(Province).where(Province.id.in_(set(province.values()))))
    return list(places), {ward: province[heir] for ward, heir in today.items()}


def _of_today(session: Session, wards: set[int]) -> dict[int, int]:
    """Tell for each ward which one has its cases now."""
    arrows = select(WardSuccession.from_ward_id, WardSuccession.to_ward_id).where(WardSuccession.is_default)
    into = {former: heir for former, heir in session.execute(arrows).all() if former != heir}
    found = {}
    for ward in wards:
        heir, passed = ward, {ward}
        while heir in into and into[heir] not in passed:
            heir = into[heir]
            passed.add(heir)
        found[ward] = heir
    return found
