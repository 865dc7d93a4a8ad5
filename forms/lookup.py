"""How a row is found by what people type: its key, its title, or words of its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, case, inspect, select
from sqlalchemy.orm import Session

from forms.reading import Unreadable
from forms.reading_dates import read_date
from forms.showing import title_from, title_of, title_parts
from models.access import Person, Place, person_of, sees
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


def find(session: Session, model: type[Model], text: str, row_id: str = "") -> Model | None:
    """Find the one row that a text means; raises Unreadable when none or several are meant."""
    person = person_of(session)
    if (number := id_in(row_id)) is not None:
        row = session.scalar(select(model).where(model.id == number))
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


class Finder:
    """Finds rows for one form or for all forms of a file, where each text and each list is asked once."""

    def __init__(self, session: Session, growing: type[Model] | None = None) -> None:
        """What is not found is remembered too, but of the table that is growing the file may still add it."""
        self.session, self.growing = session, growing
        self._missing: dict[tuple[type[Model], str], Unreadable] = {}
        self._found: dict[tuple[type[Model], str], Model] = {}
        self._lists: dict[type[Model], list[Model]] = {}

    def find(self, model: type[Model], text: str, row_id: str = "") -> Model | None:
        """Find as `find` does."""
        if row_id or not text:
            return find(self.session, model, text, row_id)
        if (model, text) in self._missing:
            raise self._missing[model, text]
        if (model, text) not in self._found:
            self._found[model, text] = self._look(model, text)
        return self._found[model, text]

    def _look(self, model: type[Model], text: str) -> Model:
        """Ask the database, once for each text that means nothing there."""
        try:
            row = find(self.session, model, text)
        except Unreadable as refusal:
            if model is not self.growing:
                self._missing[model, text] = refusal
            raise
        assert row is not None  # noqa: S101 - find() has no row only for no text
        return row

    def all_of(self, model: type[Model]) -> list[Model]:
        """List as `all_of` does."""
        if model not in self._lists:
            self._lists[model] = all_of(self.session, model)
        return self._lists[model]

    def prepare(self, model: type[Model], texts: Iterable[str]) -> None:
        """Look up many keys at once, where the key is one column; what is not a key is left to `find`."""
        cell = model.__table__.c.get(model.keyed_by[0]) if len(model.keyed_by) == 1 else None
        wanted = sorted({text for text in texts if (model, text) not in self._found})
        if cell is None or cell.type.python_type is not str:
            return
        rows = self.session.scalars(select(model).where(cell.in_(wanted))).all() if wanted else ()
        once = Counter(getattr(row, cell.name) for row in rows)
        self._found |= {(model, key): row for row in rows if once[key := getattr(row, cell.name)] == 1}


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
