"""A set of choices kept in one column, the same way on every database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, String, TypeDecorator


class ChoiceSet(TypeDecorator[frozenset[Any]]):
    """A set of choices in one text column, `|a|b|`, so that a member is found with LIKE on any database."""

    impl = String(255)
    cache_ok = True

    def __init__(self, choices: type[Any]) -> None:
        """`choices` is the Choice class of the members."""
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: frozenset[Any] | None, dialect: Dialect) -> str | None:
        """Write the members' names in their declared order."""
        del dialect
        if not value:
            return None
        return "|" + "|".join(member.name for member in self.choices if member in value) + "|"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> frozenset[Any]:
        """Read the members back; an empty cell is the empty set."""
        del dialect
        return frozenset(self.choices[name] for name in (value or "").strip("|").split("|") if name)
