"""Why a person may or may not change a field: the gate's answers, then the form's and its rules'."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from forms.base import ERROR, FORMS, SchemaForm
from forms.rules import Rule
from forms.veils import Off, clear_to, kept_off
from models.access import Person, Place, Right, may
from models.base import Model, described
from models.explaining import (
    Ask,
    Step,
    all_yes,
    deleting,
    moving,
    seeing_field,
    seeing_row,
    writers_of,
    writing,
)


def why_of_row(session: Session, person: Person, row: Model, right: Right) -> list[Step]:
    """Explain whether a person may open (VIEW), change something of (EDIT) or delete (DELETE) a row."""
    steps = list(seeing_row(session, person, row))
    if right is Right.EDIT:
        steps.append(writing(person, right, row, set()))
    if right is Right.DELETE:
        steps += deleting(person, row)
    return steps


def why_clear(session: Session, person: Person, row: Model, name: str, place: Place) -> list[Step]:
    """Explain whether a person sees a value clear in a place."""
    return [*seeing_row(session, person, row), *seeing_field(session, person, row, name, place)]


def why_changed(session: Session, person: Person, row: Model, name: str) -> list[Step]:
    """Explain whether a person may change a field: on the form, or else by a step of the workflow."""
    form = FORMS[row.__tablename__]
    steps = list(seeing_row(session, person, row))
    on_form = standing_on(form, person, name)
    by_step = not on_form.yes and bool(writers_of(type(row), name))
    steps += [
        moving(person, row, name) if by_step else on_form,
        writing(person, Right.EDIT, row, {name}),
    ]
    if all_yes(steps) and not by_step:
        frozen = _freezing(session, form, person, row, name)
        steps.append(Step(Ask.RULE, not frozen, {"rules": frozen}))
    return steps


def standing_on(form: type[SchemaForm], person: Person, name: str) -> Step:
    """Explain whether a column stands on the form with which this person changes a row."""
    opens = may(person, Right.EDIT, form.model)
    off = kept_off(form.model, form.rules, person).get(name)
    rules = list(_weighing(form, person, name)) if off is Off.TELLING else []
    return Step(Ask.FORM, opens and off is None, {"opens": opens, "off": off, "rules": rules})


def _weighing(form: type[SchemaForm], person: Person, name: str) -> Iterator[Rule]:
    """List the rules that weigh a column against one this person does not see."""
    specs, clear = described(form.model), clear_to(person, form.model)
    for each in form.rules:
        hidden = [other for other in each.fields if other in specs and not clear(specs[other])]
        if hidden and name in each.fields:
            yield each


def _freezing(session: Session, form: type[SchemaForm], person: Person, row: Model, name: str) -> list[Rule]:
    """List the rules that refuse every change of a field now: each is asked as if it had changed."""
    broken = [_broken(session, form, person, row, pretended) for pretended in ((), (name,))]
    return [each for each in form.rules if each.name in broken[1] - broken[0]]


def _broken(
    session: Session, form: type[SchemaForm], person: Person, row: Model, pretended: tuple[str, ...]
) -> set[str]:
    """Name the rules that stop the row, were these columns changed."""
    asked = form(session, row=row)
    asked.person, asked.pretended = person, pretended
    asked.judge()
    return {problem.name for problem in asked.problems if problem.severity is ERROR}
