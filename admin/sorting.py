"""The order of a list: by any column its reader sees clear, what is empty last, the key between equals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Enum, Select, case, inspect, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import BadRequest

from forms.words import say
from models.access import Person, Place, sees
from models.base import Model, described
from models.choice_set import ChoiceSet
from models.cipher import Encrypted
from models.keys import person_sort_key, search_key, sort_key

KEYS = person_sort_key, sort_key, search_key
"""What orders a text better than its own letters do, the best first, where a table stores it."""

Path = tuple[str, ...]
"""How the value that decides is reached: links, and at last a column."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order: without a path, the newest rows come first, and before them those that `first` matches."""

    model: type[Model]
    name: str = ""
    descending: bool = True
    path: Path = ()
    first: ColumnElement[bool] | None = None

    @property
    def may_be_empty(self) -> bool:
        """Say whether a row may have nothing to be sorted by; a linked row may be out of sight."""
        if not self.path:
            return self.first is not None
        return len(self.path) > 1 or self.model.__table__.c[self.path[0]].nullable

    def joined(self, statement: Select[Any]) -> tuple[Select[Any], ColumnElement[Any] | None]:
        """Join what the order looks at, and give what is compared; None where the id alone decides."""
        if not self.path:
            return statement, None if self.first is None else case((self.first, 1))
        *links, last = self.path
        here: Any = self.model
        for name in links:
            there = aliased(inspect(here).mapper.relationships[name].mapper.class_)
            statement = statement.outerjoin(there, getattr(here, f"{name}_id") == there.id)
            here = there
        return statement, _comparable(here, last)

    def terms(self) -> Iterator[ColumnElement[Any]]:
        """Put the order into SQL for a statement that joins nothing for it."""
        key = self._asked_for() if len(self.path) > 1 else self.joined(select())[1]
        if key is not None:
            if self.may_be_empty:
                yield key.is_(None)
            yield key.desc() if self.descending else key.asc()
        yield self.model.id.desc() if self.descending else self.model.id.asc()

    def _asked_for(self) -> ColumnElement[Any]:
        """Ask for what a linked row is sorted by, row by row."""
        first, *rest = self.path
        there = aliased(inspect(self.model).relationships[first].mapper.class_)
        joined, key = Order(there, path=tuple(rest)).joined(select(there.id))
        asked: Select[Any] = joined.with_only_columns(cast("ColumnElement[Any]", key))
        return asked.where(there.id == getattr(self.model, f"{first}_id")).scalar_subquery()


def order_asked(model: type[Model], person: Person, asked: str) -> Order:
    """Read the sort of an address; raises BadRequest where the list has no such order for this person."""
    if not asked:
        return Order(model)
    name = asked.removeprefix("-")
    path = path_to(model, name, person)
    if path is None:
        raise BadRequest(say("Không sắp xếp được theo cột này.", "The list cannot be sorted by that column."))
    return Order(model, name, asked.startswith("-"), path)


def path_to(model: type[Model], name: str, person: Person) -> Path | None:
    """Find what decides the order by a column, or of a link by the title of its row; None: nothing does.

    A person sorts only by what they see clear in the list, also of a title.
    """
    spec = described(model).get(name)
    if spec is None or not sees(person, spec.secrecy, Place.LIST, model.holds):
        return None
    links = inspect(model).relationships
    if name in links:
        target = links[name].mapper.class_
        paths = (path_to(target, part, person) for part in target.titled_by)
        first = next((path for path in paths if path), None)
        return None if first is None else (name, *first)
    if spec.long or isinstance(model.__table__.c[name].type, Encrypted | ChoiceSet):
        return None
    return (_stored_key(model, name),)


def _stored_key(model: type[Model], name: str) -> str:
    """Find the stored key of a text, else the text itself."""
    rules = {cell.name: cell.info["derived"] for cell in model.__table__.c if "derived" in cell.info}
    found = (
        stored
        for compute in KEYS
        for stored, rule in rules.items()
        if rule.source == name and rule.compute is compute
    )
    return next(found, name)


def _comparable(here: Any, name: str) -> ColumnElement[Any]:
    """Give what is compared: of choices their place in the order in which they are declared."""
    cell: ColumnElement[Any] = getattr(here, name)
    if isinstance(cell.type, Enum) and cell.type.enum_class is not None:
        return case(*((cell == member, place) for place, member in enumerate(cell.type.enum_class)))
    return cell
