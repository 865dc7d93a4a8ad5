"""What may be wrong with a form: a rule that names what is not there, a step that leads nowhere."""

from __future__ import annotations

import inspect
from collections import Counter
from string import Formatter

from forms.base import SchemaForm
from forms.finding import Wrong, check
from forms.rules import Rule
from models.base import described

Form = type[SchemaForm]


def known_to(form: Form) -> set[str]:
    """Name every value a rule of the form may ask for."""
    return {*described(form.model), *form.computed, *form.extra_names, "id"}


def blanks(sentence: str) -> set[str]:
    """Name the blanks of a sentence; raises ValueError where a brace is left open."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name is not None}


def accepts(each: Rule) -> bool:
    """Say whether a rule's method can be called with the form, its values and its facts' answers."""
    arguments = [None] * (1 + len(each.fields) + len(each.facts))
    try:
        inspect.signature(each.predicate).bind(*arguments)
    except TypeError:
        return False
    return True


@check("P011", "Declare it with typed=False and the first state as its default: a state moves by its steps.")
def states_are_not_typed(form: Form) -> Wrong:
    """A state that could be typed would skip the guards of its steps."""
    model, flow = form.model, form.model.workflow
    if flow is None:
        return
    spec = described(model).get(flow.column)
    if spec is None or spec.typed:
        yield "workflow", f"`{flow.column}` must be a described column that is not typed."
    elif getattr(model.__table__.c[flow.column].default, "arg", None) is not flow.initial:
        yield "workflow", f"`{flow.column}` does not begin as `{flow.initial.name}`."


@check("P012", "Declare the column, or correct the name.")
def steps_name_columns(form: Form) -> Wrong:
    """A step asks for, stamps and signs columns that have words."""
    flow = form.model.workflow
    for move in flow.moves if flow else ():
        for name in (*move.asks, *move.today, *move.signs):
            if name not in described(form.model):
                yield "workflow", f"The step `{move.name}` names `{name}`, which is not a described column."


@check("P014", "Name described columns, or list it in `computed`.", of_rules=True)
def rules_name_values(form: Form) -> Wrong:
    """A rule is asked with what stands on the form."""
    for each in form.rules:
        for name in each.fields:
            if name not in known_to(form):
                yield each.name, f"The rule names `{name}`, which is not on the form."


@check("P015", "Take one argument a field, then one a fact.", of_rules=True)
def methods_take_what_they_are_given(form: Form) -> Wrong:
    """The method is called with its values, then its facts' answers."""
    for each in form.rules:
        if not accepts(each):
            given = f"{len(each.fields)} fields and {len(each.facts)} facts"
            yield each.name, f"The rule has {given}; its method does not take them."


@check("P016", "Name a field, a fact, or a keyword of the rule.", of_rules=True)
def blanks_are_filled(form: Form) -> Wrong:
    """A sentence with dots in it tells a person nothing."""
    for each in form.rules:
        filled = {*each.fields, *each.given, *(fact.name for fact in each.facts)}
        for name in sorted(blanks(" ".join(each.words)) - filled):
            yield each.name, f"Nothing fills the blank {{{name}}}."


@check("P017", "Ask it from a form that has that value.", of_rules=True)
def facts_are_given_what_they_need(form: Form) -> Wrong:
    """A fact asked without a value it needs answers its default, and nobody notices."""
    for each in form.rules:
        for fact in each.facts:
            for name in fact.needs:
                if name not in known_to(form):
                    yield each.name, f"The fact {fact.name} needs `{name}`."


@check("P018", "Say the same in both languages, with the same blanks.", of_rules=True)
def sentences_say_the_same(form: Form) -> Wrong:
    """The sentence is hint, message and handbook: one that is missing is missing three times."""
    for each in form.rules:
        vi, en = each.words
        if not (vi.strip() and en.strip()):
            yield each.name, "The sentence is not there in both languages."
        elif blanks(vi) != blanks(en):
            yield each.name, "The two languages have different blanks."


@check("P022", "Give each step of a workflow a name of its own.")
def steps_have_their_own_names(form: Form) -> Wrong:
    """A step is found by its name; the second of two could never be taken."""
    flow = form.model.workflow
    names = Counter(move.name for move in flow.moves) if flow else {}
    for name, times in names.items():
        if times > 1:
            yield "workflow", f"There are {times} steps named `{name}`."
