"""Forms sent back with something changed: what the page held, and one value more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.base import FORMS
from models.base import described
from tests.typed_pages import typed_on

if TYPE_CHECKING:
    import random

    from models.base import Model
    from tests.two_worlds.knowledge import Knowledge
    from tests.two_worlds.pair import Answer

FORM_PAGES = {"new/", "edit/", "move/", "delete/"}
NO_TOKEN = {"csrf_token"}


def asks_past_the_gate(model: type[Model]) -> bool:
    """Say whether a rule of a table rests on a fact that looks past the gate: a declared leak."""
    rules = FORMS[model.__tablename__].rules
    return any(fact.looks_past for rule in rules for fact in rule.facts)


def filled_in(
    path: str, model: type[Model], page: Answer, knowledge: Knowledge, dice: random.Random
) -> tuple[tuple[str, str], ...] | None:
    """Fill in a form as its page stands; None where sending it is no question to the gate.

    Nothing new is saved (its id would tell how many rows there are: ids are declared to run on), nothing
    is deleted, and nothing is sent where the answer is a declared leak.
    """
    if page.status != 200 or path.endswith("delete/") or asks_past_the_gate(model):
        return None
    data = {name: value for name, value in typed_on(page.text).items() if name not in NO_TOKEN}
    fields = [name for name in described(model) if name in data] or list(data)
    if path.endswith("new/"):
        unreadable = _unreadable(model, fields)
        if not unreadable:
            return None
        data |= {name: knowledge.value_for(model, name, dice) for name in fields}
        data[dice.choice(unreadable)] = "không đọc được"
    elif fields:
        name = dice.choice(fields)
        data[name] = knowledge.value_for(model, name, dice)
    return tuple(data.items())


def _unreadable(model: type[Model], fields: list[str]) -> list[str]:
    """Name the fields that take no free text: what is typed there is refused."""
    cells = model.__table__.c
    return [name for name in fields if name not in cells or cells[name].type.python_type is not str]
