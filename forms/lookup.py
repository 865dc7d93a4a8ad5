"""How a row is found by what people type: its key, its title, or words of its name."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, case, inspect, select
from sqlalchemy.orm import Session

from forms.reading import Unreadable
from forms.reading_dates import read_date
from forms.showing import title_from, title_of, title_parts
from models.access import Person, Place, Role, person_of, sees
from models.base import Model, described
from models.search import matching

OFFERED = 20
"""How many rows a picker offers; more are found by typing more."""

LARGEST_ID = 2_147_483_647
"""What the key of a row holds at most, on every database."""

LONGEST_KEY = 40
"""Characters of what names a row in an address."""

KEY_MARK = "@"
"""Between the parts of a key of several columns, as files write it: `20209@2025-07-01`."""


def id_in(text: str) -> int | None:
    """Read a row's id out of an address or a hidden input; anything else is the id of nothing."""
    sound = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))
    return int(text) if sound and 0 < int(text) <= LARGEST_ID else None


def key_in(model: type[Model], text: str) -> int | str | None:
    """Read what names a row of a table in an address; None for what names nothing."""
    if model.addressed_by == "id":
        return id_in(text)
    return text if text.isascii() and text.isprintable() and 0 < len(text) <= LONGEST_KEY else None


def address_key(of: Model | type[Model]) -> Any:
    """Give what names a row in addresses; of a table, the column that holds it."""
    return getattr(of, of.addressed_by)


def look_up(session: Session, model: type[Model], text: str, limit: int = OFFERED) -> list[Model]:
    """Offer the rows that match, inside the gate, never more than `limit`."""
    return list(session.scalars(_matching(session, model, text, select(model)).limit(min(limit, OFFERED))))


def offers(session: Session, model: type[Model], text: str) -> list[tuple[int | str, str]]:
    """Offer the same rows by what names them and title, for a picker: nothing else of them is loaded."""
    person = person_of(session)
    parts = title_parts(model, person)
    if any(part in inspect(model).relationships for part in parts):
        return [(address_key(row), title_of(row, person)) for row in look_up(session, model, text)]
    cells: Select[Any] = select(address_key(model), *(getattr(model, part) for part in parts))
    rows = session.execute(_matching(session, model, text, cells).limit(OFFERED))
    return [(key, title_from(model, dict(zip(parts, values, strict=True)), person)) for key, *values in rows]


def _matching(session: Session, model: type[Model], text: str, statement: Select[Any]) -> Select[Any]:
    """Narrow a statement to what a text matches, those spelled as typed first."""
    match = matching(session, model, text)
    if match.exact is not None:
        statement = statement.order_by(case((match.exact, 0), else_=1))
    return _newest_first(model, statement.where(match.rule), person_of(session))


def all_of(session: Session, model: type[Model]) -> list[Model]:
    """List every row of a small table for a drop-down."""
    return list(session.scalars(_newest_first(model, select(model), person_of(session))))


def titles_of(session: Session, model: type[Model]) -> list[tuple[str, str]]:
    """List id and title of every row of a small table for a drop-down: nothing else of them is loaded."""
    person = person_of(session)
    parts = title_parts(model, person)
    if any(part in inspect(model).relationships for part in parts):
        return [(str(row.id), title_of(row, person)) for row in all_of(session, model)]
    rows = session.execute(_all(model, parts, person.role))
    return [
        (str(number), title_from(model, dict(zip(parts, values, strict=True)), person))
        for number, *values in rows
    ]


@cache
def _all(model: type[Model], parts: tuple[str, ...], role: Role) -> Select[Any]:
    """Ask for the titles of a table; made once, as every form with such a list asks."""
    cells: Select[Any] = select(model.id, *(getattr(model, part) for part in parts))
    return _newest_first(model, cells, Person(role))


def find(session: Session, model: type[Model], text: str, row_id: str = "") -> Model | None:
    """Find the one row that a text means; raises Unreadable when none or several are meant."""
    person = person_of(session)
    if (number := id_in(row_id)) is not None:
        row = by_id(session, model, number)
        if row is not None and text in {"", title_of(row, person)}:
            return row
    if not text:
        return None
    found = _by_key(session, model, text) or _by_title(session, model, person, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise Unreadable(
            (
                "Có nhiều kết quả trùng tên: gõ thêm hoặc chọn trong danh sách.",
                "Several match: type more, or pick from the list.",
            )
        )
    raise Unreadable(
        (
            "Không tìm thấy trong danh mục; gõ mã hoặc tên rồi chọn.",
            "Not found: type a code or a name, then pick.",
        )
    )


def by_id(session: Session, model: type[Model], number: int) -> Model | None:
    """Load a row by its id, inside the gate."""
    found: Model | None = session.scalar(_one(model), {"number": number})
    return found


@cache
def _one(model: type[Model]) -> Select[Any]:
    """Ask for one row; made once, as every form asks for some."""
    return select(model).where(model.id == bindparam("number"))


def key_of(row: Model) -> str:
    """Write a row's key as files do."""
    parts = (getattr(row, name) for name in row.keyed_by)
    return KEY_MARK.join(str(key_of(part)) if isinstance(part, Model) else str(part) for part in parts)


def _by_key(session: Session, model: type[Model], text: str) -> list[Model]:
    """Match the key's columns; a title that begins with the key (`KH26-… · name`) counts as the key."""
    head = text.split(" · ", maxsplit=1)[0].strip()
    parts = head.split(KEY_MARK)
    if not model.keyed_by or len(parts) != len(model.keyed_by):
        return []
    statement: Select[Any] = select(model)
    for name, part in zip(model.keyed_by, parts, strict=True):
        cell = model.__table__.c.get(name)
        if cell is None:
            return []
        try:
            value = read_date(part) if cell.type.python_type.__name__ == "date" else part
        except Unreadable:
            return []
        statement = statement.where(cell == value)
    return list(session.scalars(statement.limit(2)))


def _by_title(session: Session, model: type[Model], person: Person, text: str) -> list[Model]:
    """Match the words of the title; a title that reads exactly so wins over one that only contains them."""
    rows = all_of(session, model) if model.picked_from_a_list else look_up(session, model, text)
    exact = [row for row in rows if title_of(row, person) == text]
    return exact or ([] if model.picked_from_a_list else rows)


def _newest_first(model: type[Model], statement: Select[Any], person: Person) -> Select[Any]:
    """Put versions in force before those that ended, then by name, where the reader sees names clear."""
    cells = model.__table__.c
    if "valid_to" in cells:
        statement = statement.order_by(cells.valid_to.isnot(None), cells.valid_to.desc())
    named = {"full_name_sort": "full_name", "name_search": "name", "name": "name"}
    clear = (
        cells[key]
        for key, name in named.items()
        if key in cells and sees(person, described(model)[name].secrecy, Place.LIST, model.holds)
    )
    return statement.order_by(next(clear, cells.id), cells.id)
