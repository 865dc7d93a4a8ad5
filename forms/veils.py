"""What a person may not change because the answer would tell them of a value they do not see."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import inspect

from forms.rules import Rule
from models.base import Model, described
from models.schema import Kind, Spec


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
