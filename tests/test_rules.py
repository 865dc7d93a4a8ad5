"""Every rule, kept and broken: through the form, and again through the page, on both databases."""

import html
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import func, select

import tests.cases
from forms.base import CONFIRM, ERROR, FORMS, WARNING
from forms.registry import declare
from models.account import account_named, person_for
from models.base import Model, db
from tests.clients import client_for, token
from tests.world import CASES, Case, World, confirmed

declare()
for found in pkgutil.iter_modules([str(Path(tests.cases.__file__).parent)]):
    import_module(f"tests.cases.{found.name}")

ALL_RULES = {(table, rule.name): rule for table, form in FORMS.items() for rule in form.rules}


def test_every_rule_has_a_case():
    shown = {(case.table, case.rule) for case in CASES}
    assert sorted(set(ALL_RULES) - shown) == []


def test_every_case_is_of_a_rule():
    assert sorted({(case.table, case.rule) for case in CASES} - set(ALL_RULES)) == []


def built(case: Case, world: World):
    """Furnish the world and give (kept, broken, row to keep it on, row to break it on)."""
    kept, broken, *rows = case.build(world)
    row = rows[0] if rows else None
    return kept, broken, row, rows[1] if len(rows) > 1 else row


@pytest.fixture
def world(small_app):
    with small_app.app_context():
        yield World(db.session())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_form_keeps_and_breaks_it(case, world):
    kept, broken, kept_row, broken_row = built(case, world)
    with world.asked_by(person_for(world.session, account_named(world.session, case.by))):
        sound = world.form(case.table, kept, kept_row, case.move)
        sound.validate()
        assert case.rule not in [problem.name for problem in sound.problems]
        assert not sound.errors or all(not found for found in sound.errors.values()), sound.errors
        world.session.rollback()
        bad = world.form(case.table, broken, broken_row, case.move)
        bad.validate()
        problem = next(problem for problem in bad.problems if problem.name == case.rule)
        assert problem.message
        assert "{" not in problem.message
        assert "…" not in problem.message
        assert problem.stops == (problem.severity is not WARNING)
        if problem.severity is CONFIRM:
            assert not next(each for each in _confirmed(bad) if each.name == case.rule).stops


def _confirmed(form):
    confirmed(form).validate()
    return form.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_page_refuses_what_the_form_refuses(case, small_app):
    with small_app.app_context():  # left before the first request, which must find a context of its own
        asked = Asked(case, World(db.session()))
    person = client_for(small_app, case.by)
    posted = asked.typed | {"csrf_token": token(person.get(asked.address).text)}
    answer = person.post(asked.address, data=posted)
    if asked.severity is WARNING:
        saved = answer if answer.status_code == 303 else person.post(asked.address, data=posted | asked.ticks)
        assert saved.status_code == 303
        assert ALL_RULES[case.table, case.rule].code in person.get(saved.location).text
        return
    assert asked.severity in {ERROR, CONFIRM}
    assert answer.status_code == 422
    assert asked.message in html.unescape(answer.text)
    with small_app.app_context():
        assert rows_of(case, World(db.session())) == asked.rows_before


class Asked:
    """What a case comes to on the page: where it is posted, what is typed, what must be said."""

    def __init__(self, case: Case, world: World) -> None:
        _kept, broken, _row, row = built(case, world)
        world.session.commit()
        self.address = address_of(case, row)
        with world.asked_by(person_for(world.session, account_named(world.session, case.by))):
            form = world.form(case.table, broken, row, case.move)
            form.validate()
        problem = next(problem for problem in form.problems if problem.name == case.rule)
        doubts = [doubt for doubt in form.problems if doubt.severity is CONFIRM]
        self.severity, self.message = problem.severity, problem.message
        self.typed = dict(pair for name, value in broken.items() for pair in as_typed(name, value))
        if row is not None:
            self.typed["row_version"] = str(row.row_version)
        self.ticks = {doubt.tick_name: "1" for doubt in doubts}
        self.ticks |= {doubt.reason_name: "Đã đối chiếu hồ sơ giấy." for doubt in doubts}
        world.session.rollback()
        self.rows_before = rows_of(case, world)


def rows_of(case: Case, world: World) -> int:
    """Count the rows of the case's table."""
    return world.session.scalar(select(func.count(FORMS[case.table].model.id)))


def address_of(case: Case, row: Model | None) -> str:
    """Say where the case is typed: a new row, a row being changed, or a step."""
    if case.move:
        return f"/admin/{case.table}/move/?id={row.id}&step={case.move}"
    return f"/admin/{case.table}/new/" if row is None else f"/admin/{case.table}/edit/?id={row.id}"


def as_typed(name: str, value) -> list[tuple[str, str]]:
    """Give what a browser sends for a value: for a row its id, as the look-up puts it beside the text."""
    if isinstance(value, Model):
        return [(name, ""), (f"{name}__id", str(value.id))]
    return [(name, str(value))]
