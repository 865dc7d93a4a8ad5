"""Reading a list's address: names it knows, values it can read, or a 400 that says what is near."""

from __future__ import annotations

from difflib import get_close_matches

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.counting import ASKED
from admin.filter_fields import STEP, linked_fields
from admin.filter_making import linked_filter
from admin.filters import EMPTY, FROM, TO, Filter
from admin.looks import NAMES as LOOKS
from admin.paging import NAMES
from forms.reading import Unreadable
from forms.words import say
from models.access import Person, person_of
from models.base import Model

KEPT = ("sort", "search", ASKED, *NAMES, *LOOKS)
"""Names in a list's address that are not filters."""

LONGEST_NAME = 40
"""Characters of an unknown filter's name that are compared and said back."""

MOST_ASKED = 200
"""Conditions in one address: more than anybody ticks."""


def read_filters(
    model: type[Model], filters: list[Filter], args: MultiDict[str, str], session: Session
) -> list[Filter]:
    """Take what is asked from the address; what is unknown or unreadable is a 400 that helps.

    Gives the filters with those over linked rows that are asked for.
    """
    person, found = person_of(session), {each.key: each for each in filters}
    asked = [(name, text) for name, text in args.items(multi=True) if name not in KEPT]
    if len(asked) > MOST_ASKED:
        raise BadRequest(say("Có quá nhiều điều kiện lọc.", "There are too many conditions."))
    for name, text in asked:
        key, end = _parts(name)
        here = found.get(key) or (linked_filter(model, key, session, person) if STEP in key else None)
        if here is None or name not in here.names():
            raise BadRequest(nearest_filter(name, model, person, filters))
        if text:
            found[key] = here
            _take(here, end, text)
    for each in found.values():
        _settle(each)
    return list(found.values())


def _parts(name: str) -> tuple[str, str]:
    """Split a name of the address into that of the filter and its end."""
    end = next((end for end in (FROM, TO, EMPTY) if name.endswith(end)), "")
    return name.removesuffix(end), end


def nearest_filter(name: str, model: type[Model], person: Person, filters: list[Filter]) -> str:
    """Say which name is near; linked ones are named only to whoever writes one."""
    name = name[:LONGEST_NAME]
    known = [*(known for each in filters for known in each.names()), *KEPT]
    if STEP in name:
        known += linked_fields(model, person)
    nearest = get_close_matches(name, known, 1, 0)
    return say(
        f"Không có bộ lọc “{name}”; gần nhất là “{nearest[0]}”.",
        f"There is no filter “{name}”; the nearest is “{nearest[0]}”.",
    )


def _take(asked: Filter, end: str, text: str) -> None:
    """Read one value of one filter."""
    try:
        asked.take(end, text)
    except Unreadable as refusal:
        near = "" if end == EMPTY else asked.nearest(text)
        hint = say(f"Gần nhất là “{near}”.", f"The nearest is “{near}”.") if near else str(refusal)
        raise _unreadable(asked, hint) from None


def _settle(asked: Filter) -> None:
    try:
        asked.settle()
    except Unreadable as refusal:
        raise _unreadable(asked, str(refusal)) from None


def _unreadable(asked: Filter, hint: str) -> BadRequest:
    return BadRequest(
        say(
            f"Không đọc được giá trị của bộ lọc “{asked.label}”. {hint}",
            f"The value of the filter “{asked.label}” cannot be read. {hint}",
        )
    )
