"""Which filter a field gets, by its type; and the filters a list has for whoever looks at it."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Enum
from sqlalchemy.orm import Session

from admin.filter_choices import Choices, Conditions, Flags, Sets, SmallTable, Tables, Texts
from admin.filter_fields import Field, leads_to_a_case, linked_fields, own_fields
from admin.filter_ranges import Days, Moments, Numbers, is_day, is_moment
from admin.filter_rows import Cases, Rows
from admin.filters import Filter
from models.access import Person
from models.base import Model
from models.choice_set import ChoiceSet
from models.schema import TABLE


def filters_of(model: type[Model], person: Person, session: Session) -> list[Filter]:
    """Make the filters of a list's own columns: only over what the person sees clear in lists."""
    return [filter_for(field, session) for field in own_fields(model, person)]


def linked_filter(model: type[Model], key: str, session: Session, person: Person) -> Filter | None:
    """Make a filter over the rows that a list's rows link to, if there is one of that name."""
    field = linked_fields(model, person).get(key)
    return None if field is None else filter_for(field, session)


def filter_for(field: Field, session: Session) -> Filter:
    """Make the filter of a field."""
    return _kind_of(field)(field, session)


@lru_cache(maxsize=4096)
def _kind_of(field: Field) -> type[Filter]:
    if field.target is not None:
        small = SmallTable if field.target.picked_from_a_list else Rows
        return Cases if leads_to_a_case(field) else small
    sql = field.sql
    kinds: tuple[tuple[bool, type[Filter]], ...] = (
        (field.condition is not None, Conditions),
        (isinstance(sql, ChoiceSet), Sets),
        (isinstance(sql, Enum), Choices),
        (field.spec.unit is TABLE, Tables),
        (sql.python_type is bool, Flags),
        (sql.python_type is str, Texts),
        (is_moment(sql), Moments),
        (is_day(sql), Days),
    )
    return next((kind for fits, kind in kinds if fits), Numbers)
