"""Conditions that have a name: written once, asked for in any list, counted on the first page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from models.base import Model
from models.schema import Words

Rule = Callable[[Any], ColumnElement[bool]]
"""Says of a table, or of an alias of it, which of its rows are meant; looked at anew each day."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the rows of a table: everybody who sees the list may know whether one holds."""

    name: str
    words: Words
    rule: Rule


_OF: dict[type[Model], dict[str, Condition]] = {}


def condition(model: type[Model], vi: str, en: str) -> Callable[[Rule], Rule]:
    """Declare a condition, named as its function is; it may rest on public columns only."""

    def declared(rule: Rule) -> Rule:
        _OF.setdefault(model, {})[rule.__name__] = Condition(rule.__name__, (vi, en), rule)
        return rule

    return declared


def conditions_of(model: type[Model]) -> Mapping[str, Condition]:
    """List the conditions of a table by name, as declared."""
    return _OF.get(model, {})
