"""Finding rows for one form, or for all forms of a file: each is looked for once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.lookup import by_id, find, id_in, titles_of
from forms.reading import Unreadable
from models.base import Model


class Finder:
    """Finds rows for one form or for all forms of a file, where each text and each list is asked once."""

    def __init__(self, session: Session, growing: type[Model] | None = None) -> None:
        """What is not found is remembered too, but of the table that is growing the file may still add it."""
        self.session, self.growing = session, growing
        self._missing: dict[tuple[type[Model], str], Unreadable] = {}
        self._found: dict[tuple[type[Model], str], Model] = {}
        self._known: dict[tuple[type[Model], int], Model | None] = {}
        self._titles: dict[type[Model], list[tuple[str, str]]] = {}

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

    def by_id(self, model: type[Model], text: str) -> Model | None:
        """Find a row by its id as somebody has written it; None for any other text."""
        number = id_in(text)
        if number is None:
            return None
        if (model, number) not in self._known:
            self._known[model, number] = by_id(self.session, model, number)
        return self._known[model, number]

    def titles(self, model: type[Model]) -> list[tuple[str, str]]:
        """List the ids and titles of a small table."""
        if model not in self._titles:
            self._titles[model] = titles_of(self.session, model)
        return self._titles[model]

    def prepare(self, model: type[Model], texts: Iterable[str]) -> None:
        """Look up many keys at once, where the key is one column; what is not a key is left to `find`."""
        cell = model.__table__.c.get(model.keyed_by[0]) if len(model.keyed_by) == 1 else None
        wanted = sorted({text for text in texts if (model, text) not in self._found})
        if cell is None or cell.type.python_type is not str:
            return
        rows = self.session.scalars(select(model).where(cell.in_(wanted))).all() if wanted else ()
        once = Counter(getattr(row, cell.name) for row in rows)
        self._found |= {(model, key): row for row in rows if once[key := getattr(row, cell.name)] == 1}
