"""Every rule, kept and broken: through the form, and again through the page, on both databases."""

import html
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import func, select

import tests.cases
from forms.base import CONFIRM, ERROR, FORMS, WARNING
from forms.lookup import key_of
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
def test_the_page_refuses_what_the_form_refuses(case, small_app, world):
    _kept, broken, _row, row = built(case, world)
    model = FORMS[case.table].model
    world.session.commit()
    address = f"/admin/{case.table}/new/"
    if row is not None:
        address = f"/admin/{case.table}/edit/?id={row.id}"
    if case.move:
        address = f"/admin/{case.table}/move/?id={row.id}&step={case.move}"
    severity, message = _said_by_the_form(case, world, broken, row)
    before = world.session.scalar(select(func.count(model.id)))
    world.session.rollback()
    person = client_for(small_app, case.by)
    posted = {name: as_typed(value) for name, value in broken.items()} | {
        "csrf_token": token(person.get(address).text)
    }
    answer = person.post(address, data=posted)
    if severity is WARNING:
        posted |= _ticks(world, case, broken, row)
        answer = person.post(address, data=posted)
        assert answer.status_code == 303, answer.text
        assert ALL_RULES[case.table, case.rule].code in person.get(answer.location).text
        return
    assert answer.status_code == 422
    assert message in html.unescape(answer.text)
    assert world.session.scalar(select(func.count(model.id))) == before
    assert severity in {ERROR, CONFIRM}


def as_typed(value) -> str:
    """Write a value as a browser would send it."""
    if isinstance(value, Model):
        return str(value.id) if value.picked_from_a_list else key_of(value)
    return str(value)


def _said_by_the_form(case, world, broken, row):
    with world.asked_by(person_for(world.session, account_named(world.session, case.by))):
        form = world.form(case.table, broken, row, case.move)
        form.validate()
        problem = next(problem for problem in form.problems if problem.name == case.rule)
        return problem.severity, problem.message


def _ticks(world, case, broken, row):
    """Tick the other doubts of a row that only has to show a warning."""
    with world.asked_by(person_for(world.session, account_named(world.session, case.by))):
        form = world.form(case.table, broken, row, case.move)
        form.validate()
        names = [problem for problem in form.problems if problem.severity is CONFIRM]
        ticks = {problem.tick_name: "1" for problem in names}
        world.session.rollback()
        return ticks | {problem.reason_name: "Đã đối chiếu hồ sơ giấy." for problem in names}
