"""Reading a list's address: names it knows, values it can read, or a 400 that says what is near."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.filters import FROM, Filter
from forms.fields import most_held
from forms.lookup import id_in
from forms.reading import Unreadable, read_date, read_integer, read_text
from forms.words import say
from models.base import Model

KEPT = ("sort", "page", "search")
"""Names in a list's address that are not filters."""

LONGEST_NAME = 40
"""Characters of an unknown filter's name that are compared and said back."""


def read_filters(filters: list[Filter], args: MultiDict[str, str], session: Session) -> None:
    """Take what is asked from the address; what is unknown or unreadable is a 400 that helps."""
    by_name = {each.name: each for each in filters if each.kind != "range"}
    by_name |= {
        bound: each for each in filters if each.kind == "range" for bound in (each.low_name, each.high_name)
    }
    for name, values in args.lists():
        if name in KEPT:
            continue
        if name not in by_name:
            raise BadRequest(_unknown(name, [*by_name, *KEPT]))
        for text in filter(None, values):
            _take(by_name[name], name, text, session)


def _unknown(name: str, known: list[str]) -> str:
    name = name[:LONGEST_NAME]
    nearest = get_close_matches(name, known, 1, 0)
    return say(
        f"Không có bộ lọc “{name}”; gần nhất là “{nearest[0]}”.",
        f"There is no filter “{name}”; the nearest is “{nearest[0]}”.",
    )


def _take(asked: Filter, name: str, text: str, session: Session) -> None:
    """Read one value of one filter."""
    unreadable = BadRequest(
        say(
            f"Không đọc được giá trị của bộ lọc “{asked.label}”.",
            f"The value of the filter “{asked.label}” cannot be read.",
        )
    )
    if asked.kind == "range":
        try:
            setattr(asked, "low" if name.endswith(FROM) else "high", _bound(asked, text))
        except Unreadable:
            raise unreadable from None
    elif asked.kind == "choice":
        options = dict(asked.options)
        if text not in options:
            raise unreadable
        asked.asked.append(options[text])
    elif asked.kind == "text":
        asked.asked.append(read_text(text))
    else:
        asked.asked.append(_row(asked, text, session, unreadable))


def _bound(asked: Filter, text: str) -> Any:
    """Read one end of a range; a number that the column cannot hold is as unreadable as a word."""
    if asked.input_type == "date":
        return read_date(text)
    number, sql = read_integer(text), asked.model.__table__.c[asked.name].type
    held = most_held(sql)
    if number is not None and abs(number) > held:
        raise Unreadable(("Số quá lớn.", "The number is too large."))
    return number


def _row(asked: Filter, text: str, session: Session, unreadable: BadRequest) -> Model:
    """Find the linked row inside the gate; one that is not there and one that is not theirs answer alike."""
    target = inspect(asked.model).relationships[asked.name].mapper.class_
    number = id_in(text)
    row = None if number is None else session.get(target, number)
    if row is None:
        raise unreadable
    found: Model = row
    return found
