"""Which columns a list shows, in which order: those of the address, of a person, or of the schema."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from sqlalchemy import inspect
from werkzeug.exceptions import BadRequest

from admin.cells import is_clear
from forms.words import say, spoken
from models.access import Person, Place, Right, may
from models.base import Model, described

LONGEST_NAME = 40
"""Characters of an unknown name that are compared and said back."""


def own_columns(model: type[Model]) -> list[str]:
    """List the columns the schema shows, in written order."""
    return [name for name, spec in described(model).items() if spec.listed]


def offered_columns(model: type[Model], person: Person) -> list[str]:
    """List what may be chosen: what the schema shows anyway, masked or not, and what else is seen clear."""
    links = inspect(model).relationships
    return [
        name
        for name, spec in described(model).items()
        if spec.listed
        or (
            is_clear(model, name, person, Place.LIST)
            and (name not in links or may(person, Right.VIEW, links[name].mapper.class_))
        )
    ]


def columns_asked(model: type[Model], person: Person, text: str) -> list[str]:
    """Read the columns of an address, `a,b,c`; raises BadRequest for one this person cannot choose."""
    asked = [name for name in text.split(",") if name]
    offered = offered_columns(model, person) if asked else []
    unknown = next((name for name in asked if name not in offered), None)
    if unknown is not None:
        unknown = unknown[:LONGEST_NAME]
        near = get_close_matches(unknown, offered, 1, 0)[0]
        raise BadRequest(
            say(
                f"Danh sách không có cột “{unknown}”; gần nhất là “{near}”.",
                f"The list has no column “{unknown}”; the nearest is “{near}”.",
            )
        )
    return list(dict.fromkeys(asked))


def still_offered(model: type[Model], person: Person, chosen: Sequence[str]) -> list[str]:
    """Take of somebody's choice what there still is for them; the schema's own where nothing is left."""
    offered = set(offered_columns(model, person))
    return [name for name in chosen if name in offered] or own_columns(model)


def choice_of(
    model: type[Model], person: Person, shown: Sequence[str], order: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """List what may be chosen for the chooser: what is shown first, in its order, then the rest."""
    specs, offered = described(model), offered_columns(model, person)
    first = [name for name in (order or shown) if name in offered]
    names = dict.fromkeys([*first, *offered])
    return [{"name": name, "label": spoken(specs[name].words), "shown": name in shown} for name in names]


def moved(order: Sequence[str], name: str, step: int) -> list[str]:
    """Put a name one place up (-1) or down (1)."""
    found = list(order)
    if name in found:
        here = found.index(name)
        there = min(max(here + step, 0), len(found) - 1)
        found.insert(there, found.pop(here))
    return found
