"""What a person may see, as criteria on every statement of the ORM, made once and used by many requests."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql.util import ClauseAdapter
from sqlalchemy.sql.visitors import anon_map

from models.access import Person, scope
from models.base import Model, entities
from models.schema import Kind


class _Criteria(LoaderCriteriaOption):
    """What `with_loader_criteria` makes, but following an alias into an explicit JOIN too.

    SQLAlchemy 2.1 adapts plain criteria to an alias everywhere but there, where they would bind the wrong
    table; its own way out, a lambda, keeps values of the person it was first compiled for.
    """

    __slots__ = ()
    _traverse_internals = LoaderCriteriaOption._traverse_internals  # noqa: SLF001 - by which statements are cached

    def _resolve_where_criteria(self, ext_info: Any) -> ColumnElement[bool]:
        rule = super()._resolve_where_criteria(ext_info)
        return ClauseAdapter(ext_info.selectable).traverse(rule) if ext_info.is_aliased_class else rule


class _Key:
    """What tells criteria from others, as one thing: SQLAlchemy would walk through all of it each time."""

    __slots__ = ("hash", "parts")

    def __init__(self, parts: tuple[Any, ...]) -> None:
        self.parts, self.hash = parts, hash(parts)

    def __hash__(self) -> int:
        return self.hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, _Key) and self.parts == other.parts)


class _Gate(CriteriaOption):
    """All criteria of a person as one option, whose cache key is worked out once and not at every statement.

    The values in the criteria (which wards) are handed over with the key, so that SQL compiled for one person
    is run with the values of another.
    """

    propagate_to_loaders = True

    def __init__(self, criteria: list[_Criteria]) -> None:
        self.criteria, self.values = criteria, list[Any]()
        self._guarded: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        known = anon_map()
        self.key = _Key(tuple(each._gen_cache_key(known, self.values) for each in criteria))  # noqa: SLF001 - as above

    def guard(self, statement: Any) -> Any:
        """Put the criteria on a statement; on one that is made once for many requests, once."""
        found = self._guarded.get(statement)
        if found is None:
            found = self._guarded[statement] = statement.options(self)
        return found

    def _gen_cache_key(self, anon_map: Any, bindparams: list[Any]) -> tuple[Any, ...]:
        del anon_map  # no value stands both in the criteria and in the statement
        bindparams.extend(self.values)
        return _Gate, self.key

    def process_compile_state(self, compile_state: Any) -> None:
        self.get_global_criteria(compile_state.global_attributes)

    def process_compile_state_replaced_entities(self, compile_state: Any, mapper_entities: Any) -> None:
        del mapper_entities
        self.process_compile_state(compile_state)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        for each in self.criteria:
            each.get_global_criteria(attributes)


def criteria_of(person: Person | None, *, counting: bool = False, with_deleted: bool = False) -> _Gate:
    """Give the criteria for what a person may see; for nobody, what lies in no trash."""
    return _made(person, counting, with_deleted, scope, len(entities()))


@lru_cache(maxsize=512)
def _made(
    person: Person | None,
    counting: bool,  # noqa: FBT001 - these and the two below tell one made gate from another
    with_deleted: bool,  # noqa: FBT001
    scoping: Callable[..., ColumnElement[bool] | None],
    _tables: int,
) -> _Gate:
    """Make the criteria; they are kept from one request to the next."""
    found: list[tuple[type[Model], ColumnElement[bool] | None]] = []
    if person is not None:
        found += ((model, scoping(model, person, counting=counting)) for model in entities())
    if not with_deleted:
        found += ((each, each.deleted_at.is_(None)) for each in entities() if each.holds is not Kind.RECORD)
    return _Gate([_Criteria(model, rule, include_aliases=True) for model, rule in found if rule is not None])
