"""Wrong or missing declarations, numbered, each with a hint: found before the server starts."""

from __future__ import annotations

import inspect as python
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import inspect

from forms.base import SchemaForm
from models.base import Model, described
from models.keys import search_key
from models.schema import CITIZEN_NUMBER, PUBLIC, SENSITIVE, Area, Choice, Kind

NEEDED = {"words": tuple, "menu": Area, "holds": Kind, "scoped_by": tuple, "titled_by": tuple}


@dataclass(frozen=True, slots=True)
class Finding:
    """One wrong declaration: its number, where it stands, what is wrong, what to do."""

    code: str
    place: str
    message: str
    hint: str


Check = Callable[[type[SchemaForm]], Iterator[Finding]]


def findings(forms: Iterable[type[SchemaForm]]) -> list[Finding]:
    """Run every check over every form; a form whose model is not whole is not looked at further."""
    found: list[Finding] = []
    for form in forms:
        first = list(_whole(form.model))
        found += first or [each for check in CHECKS for each in check(form)]
    return found


def _whole(model: type[Model]) -> Iterator[Finding]:
    for name, kind in NEEDED.items():
        if not isinstance(getattr(model, name, None), kind):
            yield Finding(
                "P001",
                model.__name__,
                f"`{name}` is not declared.",
                f"Write `{name} = …` ({kind.__name__}) at the head of the class.",
            )


def _words(form: type[SchemaForm]) -> Iterator[Finding]:
    for place, words in [
        ("words", form.model.words),
        *((name, spec.words) for name, spec in described(form.model).items()),
    ]:
        if len(words) != 2 or not all(isinstance(text, str) and text.strip() for text in words):
            yield Finding(
                "P002",
                f"{form.model.__name__}.{place}",
                "It is not named in both languages.",
                'Give (vi, en), both non-empty: column("Họ và tên", "Full name").',
            )


def _titles(form: type[SchemaForm]) -> Iterator[Finding]:
    model = form.model
    for name in (*model.titled_by, *model.keyed_by):
        if name not in described(model):
            yield Finding(
                "P003",
                f"{model.__name__}.titled_by",
                f"There is no described column `{name}`.",
                "Name attributes declared with column() or link().",
            )


def _scopes(form: type[SchemaForm]) -> Iterator[Finding]:
    model, links = form.model, inspect(form.model).relationships
    for name in model.scoped_by:
        if name not in links or not (
            links[name].mapper.class_.__tablename__ == "ward" or links[name].mapper.class_.scoped_by
        ):
            yield Finding(
                "P004",
                f"{model.__name__}.scoped_by",
                f"`{name}` does not lead to a ward.",
                "Name a link to a ward, or to a table that is itself scoped.",
            )
    if model.holds is Kind.CASE and not model.scoped_by:
        yield Finding(
            "P005",
            model.__name__,
            "Rows about people belong to no area.",
            'Write scoped_by = ("client",) or ("ward",).',
        )


def _filters(form: type[SchemaForm]) -> Iterator[Finding]:
    for name, spec in described(form.model).items():
        if spec.filtered and spec.secrecy is not PUBLIC:
            yield Finding(
                "P006",
                f"{form.model.__name__}.{name}",
                "A filter on it would put a person's data into an address.",
                "Declare it PUBLIC, or take filtered=True away.",
            )
        if spec.sortable and name in inspect(form.model).relationships:
            yield Finding(
                "P007",
                f"{form.model.__name__}.{name}",
                "A link has no order of its own.",
                "Take sortable=True away.",
            )
        if spec.unit is CITIZEN_NUMBER and spec.secrecy is not SENSITIVE:
            yield Finding(
                "P008",
                f"{form.model.__name__}.{name}",
                "A citizen number is sensitive.",
                "Declare it with encrypted(…, SENSITIVE, CITIZEN_NUMBER).",
            )


def _searches(form: type[SchemaForm]) -> Iterator[Finding]:
    folded = {
        cell.info["derived"].source
        for cell in form.model.__table__.c
        if cell.info.get("derived") and cell.info["derived"].compute is search_key
    }
    for name, spec in described(form.model).items():
        if (
            spec.searched
            and spec.unit is None
            and name not in folded
            and form.model.__table__.c[name].type.python_type is str
            and not _is_code(name)
        ):
            yield Finding(
                "P009",
                f"{form.model.__name__}.{name}",
                "It is searched but has no folded companion.",
                f'Add {name}_search: Mapped[str] = derived(search_key, "{name}").',
            )


def _is_code(name: str) -> bool:
    return name.endswith(("code", "_no", "number"))


def _derivations(form: type[SchemaForm]) -> Iterator[Finding]:
    for cell in form.model.__table__.c:
        rule = cell.info.get("derived")
        if rule is not None and not hasattr(form.model, rule.source):
            yield Finding(
                "P010",
                f"{form.model.__name__}.{cell.name}",
                f"It is derived from `{rule.source}`, which does not exist.",
                "Name a column of the same table.",
            )


def _workflows(form: type[SchemaForm]) -> Iterator[Finding]:
    model, flow = form.model, form.model.workflow
    if flow is None:
        return
    place = f"{model.__name__}.workflow"
    if flow.column not in described(model) or described(model)[flow.column].typed:
        yield Finding(
            "P011",
            place,
            f"`{flow.column}` must be a described column that is not typed.",
            "Declare it with typed=False: a state moves by its steps.",
        )
    for move in flow.moves:
        for name in (*move.asks, *move.today, *move.signs):
            if name not in described(model):
                yield Finding(
                    "P012",
                    place,
                    f"The step `{move.name}` names `{name}`, which is not a described column.",
                    "Declare the column, or correct the name.",
                )


def _choices(form: type[SchemaForm]) -> Iterator[Finding]:
    for cell in form.model.__table__.c:
        kind = getattr(cell.type, "enum_class", None)
        if kind is not None and issubclass(kind, Choice) and len(kind.__members__) != len(list(kind)):
            yield Finding(
                "P013",
                f"{kind.__name__}",
                "Two choices have the same words, so they are one.",
                "Give each choice words of its own.",
            )


def _rules(form: type[SchemaForm]) -> Iterator[Finding]:
    specs = described(form.model)
    for rule in form.rules:
        place = f"{form.__name__}.{rule.name}"
        known = {*specs, *form.computed, *(name for name in form.extra_names)}
        unknown = [name for name in rule.fields if name not in known]
        if unknown:
            yield Finding(
                "P014",
                place,
                f"The rule names `{unknown[0]}`, which is not on the form.",
                "Name described columns, or list it in `computed`.",
            )
        takes = len(python.signature(rule.predicate).parameters) - 1
        if takes != len(rule.fields) + len(rule.facts):
            yield Finding(
                "P015",
                place,
                f"The rule has {len(rule.fields)} fields and {len(rule.facts)} facts, its method takes {takes}.",
                "Take one argument a field, then one a fact.",
            )
        blanks = set(re.findall(r"{(\w+)}", " ".join(rule.words)))
        filled = {*rule.fields, *rule.given, *(fact.name for fact in rule.facts)}
        if blanks - filled:
            yield Finding(
                "P016",
                place,
                f"Nothing fills the blank {{{min(blanks - filled)}}}.",
                "Name a field, a fact, or a keyword of the rule.",
            )
        for fact in rule.facts:
            missing = [name for name in fact.needs if name != "id" and name not in known]
            if missing:
                yield Finding(
                    "P017",
                    place,
                    f"The fact {fact.name} needs `{missing[0]}`.",
                    "Ask it from a form that has that value.",
                )


CHECKS: tuple[Check, ...] = (
    _words,
    _titles,
    _scopes,
    _filters,
    _searches,
    _derivations,
    _workflows,
    _choices,
    _rules,
)
