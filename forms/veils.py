"""What a person may not change because the answer would tell them of a value they do not see."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable

from sqlalchemy import inspect

from forms.rules import Rule
from models.access import SYSTEM, Person, Place, Right, may, sees
from models.base import Model, described
from models.schema import Kind, Spec


class Off(enum.Enum):
    """Why a column does not stand on somebody's form."""

    UNTYPED = "the product or a step of the workflow writes it"
    MASKED = "the person does not see it"
    TELLING = "its change would tell of what the person does not see"


def clear_to(person: Person, model: type[Model]) -> Callable[[Spec], bool]:
    """Give the question whether a person sees a column's value on the row's own page."""
    return lambda spec: person is SYSTEM or sees(person, spec.secrecy, Place.RECORD, model.holds)


def kept_off(
    model: type[Model], rules: Iterable[Rule], person: Person, *, is_new: bool = False
) -> dict[str, Off]:
    """Name the columns that a person may not type, with the reason; who may add a row types all of it."""
    specs = described(model)
    untyped = {name: Off.UNTYPED for name, spec in specs.items() if not spec.typed}
    if is_new and may(person, Right.CREATE, model):
        return untyped
    clear = clear_to(person, model)
    masked = {name: Off.MASKED for name, spec in specs.items() if not clear(spec)}
    return dict.fromkeys(would_tell(model, rules, clear), Off.TELLING) | masked | untyped


def would_tell(model: type[Model], rules: Iterable[Rule], clear: Callable[[Spec], bool]) -> set[str]:
    """List the columns whose change would tell something of a masked one.

    A rule that weighs a shown column against a masked one answers a question about the masked one at
    every try; so does a link to another person. Whoever does not see the one may not change the other.
    """
    hidden = {name for name, spec in described(model).items() if not clear(spec)}
    if not hidden and clear(_PERSONAL):
        return set()
    weighed = {name for each in rules if hidden & set(each.fields) for name in each.fields}
    links = inspect(model).relationships
    return weighed | {found.key for found in links if found.mapper.class_.holds is Kind.CASE}


_PERSONAL = Spec(words=("", ""))
"""A column nothing is said about is personal."""
