"""What an edit of many rows asks for: which rows, chunk by chunk, and what each is to be given."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from admin.listing import Listing, shown_links
from forms.base import FORMS, SchemaForm
from forms.bulk_edit import CHANGE, Choosing, as_given, bulk_names, choosing
from forms.loader import Typed
from forms.past_values import LOST, PastValues, typed_names, undone
from forms.veils import kept_off
from models.access import person_of
from models.audit import changed_by_batch
from models.base import Model, described
from models.batch import Batch
from models.batch_rows import Outcome, rows_of

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows picked on a list: those ticked, by id, or all that an address matches."""

    model: type[Model]
    args: Pairs
    ids: Sequence[int] | None = None

    def criteria(self, session: Session) -> list[ColumnElement[bool]]:
        """Put into SQL which rows are meant; the gate adds the rest. Raises BadRequest."""
        if self.ids is not None:
            return [self.model.id.in_(self.ids)]
        return Listing(self.model, session, MultiDict(self.args)).criteria()


def asked_of(picked: Picked, typed: MultiDict[str, str]) -> str:
    """Write down what is asked, as an edit keeps it."""
    ids = None if picked.ids is None else list(picked.ids)
    return json.dumps({"args": picked.args, "ids": ids, "typed": list(typed.items(multi=True))})


def typed_in(form: Choosing) -> MultiDict[str, str]:
    """Give the inputs of the chosen fields, and no others."""
    names = {part for name in form.chosen for part in (name, f"{name}__id", f"accept-{name}")}
    found = MultiDict[str, str]((name, text) for name, text in form.given.items(multi=True) if name in names)
    found.setlist(CHANGE, form.chosen)
    return found


@dataclass(frozen=True, slots=True)
class Errand:
    """An edit as it is worked on, by whoever the session belongs to."""

    session: Session
    batch: Batch

    @property
    def form(self) -> type[SchemaForm]:
        """Give the form of the table."""
        return FORMS[self.batch.table_name]

    @property
    def model(self) -> type[Model]:
        """Give the table."""
        return self.form.model

    def choices(self) -> Choosing:
        """Open the form on which the values were typed, with what was typed."""
        return choosing(self.form)(self.session, MultiDict(map(tuple, json.loads(self.batch.asked)["typed"])))

    def next_rows(self, after: int, limit: int) -> dict[int, int | None]:
        """Name the rows to be checked next, and the version each must still have, where that matters."""
        if self.batch.undoes_id is not None:
            left = rows_of(self.session, self.batch.undoes_id, [Outcome.done], after=after, limit=limit)
            return {row_id: each.version for row_id, each in left.items()}
        asked = json.loads(self.batch.asked)
        picked = Picked(self.model, [(name, text) for name, text in asked["args"]], asked["ids"])
        meant = select(self.model.id).where(*picked.criteria(self.session), self.model.id > after)
        return dict.fromkeys(self.session.scalars(meant.order_by(self.model.id).limit(limit)))

    def loaded(self, ids: Collection[int], *, held: bool = False) -> list[Model]:
        """Load rows with what their forms read of others; `held` until the transaction is over."""
        found = select(self.model).where(self.model.id.in_(ids)).order_by(self.model.id)
        if held:
            found = found.with_for_update(of=self.model)
        links = shown_links(self.model, described(self.model))
        return list(self.session.scalars(found.options(*links)))

    def given(self, rows: Sequence[Model]) -> Mapping[int, Typed]:
        """Say what each row is to be given: the values typed, or what it held before the edit undone.

        A row is left out where that cannot be read any more.
        """
        if self.batch.undoes_id is None:
            form = self.choices()
            typed = form.typed_for_rows()
            return {row.id: typed for row in rows} if form.reads() else {}
        return self._before(rows)

    def _before(self, rows: Sequence[Model]) -> Mapping[int, Typed]:
        """Read what rows held before; one whose former values are lost, or not to be seen, is left out."""
        undoes = self.session.get(Batch, self.batch.undoes_id)
        ids, table = [row.id for row in rows], self.batch.table_name
        if undoes is None:
            return {}
        entries = changed_by_batch(self.session, table, ids, undoes.receipt)
        past = PastValues(self.session, self.model, entries.values())
        off = kept_off(self.model, self.form.rules, person_of(self.session))
        names = [name for name in typed_names(self.model) if name not in off]
        found: dict[int, Typed] = {}
        for row_id, entry in entries.items():
            values = {name: past.read(name, old) for name, old in undone([entry], names).items()}
            wanted = set(names) & {*entry.changes, *entry.hidden}
            if wanted == {*values} and LOST not in values.values():
                found[row_id] = {name: as_given(each) for name, each in values.items()}
        return found

    def names(self, batch: Batch | None = None) -> list[str]:
        """List the fields an edit gives: of one that takes another back, those of the other."""
        batch = batch or self.batch
        if batch.undoes_id is not None:
            undoes = self.session.get(Batch, batch.undoes_id)
            return self.names(undoes) if undoes is not None else []
        chosen = [text for name, text in json.loads(batch.asked)["typed"] if name == CHANGE]
        allowed: Iterable[Any] = bulk_names(self.form, person_of(self.session))
        return [name for name in allowed if name in chosen]
