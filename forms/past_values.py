"""Values as the record of everything keeps them (JSON), made values of the schema again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Enum, inspect, select
from sqlalchemy.orm import Session

from models.audit import Told
from models.base import Model, described
from models.choice_set import ChoiceSet

READ: dict[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
}


class Lost:
    """Stands for a row a link led to that the reader cannot see, or that is gone."""


LOST = Lost()


class PastValues:
    """Reads the values of some entries about one row; the rows their links lead to are loaded together."""

    def __init__(self, session: Session, model: type[Model], entries: Iterable[Told]) -> None:
        """Look up every linked row, inside the gate: one statement for each table that is linked to."""
        self.model, self.links = model, inspect(model).relationships
        ids: dict[type[Model], set[int]] = defaultdict(set)
        for entry in entries:
            for name, pair in entry.changes.items():
                if name in self.links:
                    ids[self.links[name].mapper.class_] |= {key for key in pair if key is not None}
        self.rows = {
            (target, row.id): row
            for target, wanted in ids.items()
            for row in session.scalars(select(target).where(target.id.in_(wanted)))
        }

    def read(self, name: str, kept: Any) -> Any:
        """Give the value a column or a link had; LOST where a link leads out of sight."""
        if kept is None:
            return None
        if name in self.links:
            return self.rows.get((self.links[name].mapper.class_, kept), LOST)
        kind = self.model.__table__.c[name].type
        if isinstance(kind, ChoiceSet):
            members = kind.choices.__members__
            return frozenset(members[code] for code in kept if code in members)
        if isinstance(kind, Enum) and kind.enum_class is not None:
            return kind.enum_class.__members__.get(kept, kept)
        return READ.get(kind.python_type, lambda value: value)(kept)


def undone(newer: Iterable[Told], names: Iterable[str]) -> Mapping[str, Any]:
    """Give, as kept, what some columns held before these entries, the newest entry first."""
    before: dict[str, Any] = {}
    for entry in newer:
        before |= {name: entry.changes[name][0] for name in names if name in entry.changes}
    return before


def typed_names(model: type[Model]) -> list[str]:
    """List the columns a version of a row is made of: what people type."""
    return [name for name, spec in described(model).items() if spec.typed]
