"""Why a person sees or changes what they do: the explanation says what the gate does, and no more."""

import random
from dataclasses import dataclass
from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from admin.cells import cell_of
from forms.base import FORMS
from forms.explaining import standing_on, why_changed, why_clear, why_of_row
from forms.registry import declare
from forms.why_words import told
from forms.words import speaking
from models.access import SYSTEM, Place, RefusedError, Right, may
from models.account import account_named, person_for
from models.base import db, described, now
from models.explaining import Ask, all_yes, deleting, seeing_field, seeing_row, writing
from models.schema import Kind
from models.support_grant import SupportGrant
from models.support_grant_choices import GrantStatus
from tests.neighbours import neighbour

declare()

CAST = ("an", "lan", "minh", "hoa", "binh")
ROWS = 3
"""Rows of each table that are asked about, for each of the cast."""
FEWEST_COMPARED = 5_000
PLACES = (Place.LIST, Place.RECORD)


@dataclass
class Watched:
    """One of the cast before the demo data: what they see for themselves, and who asks about them."""

    person: object
    asker: Session
    own: Session
    chance: random.Random

    def rows(self, model):
        """Draw some rows of a table, seen or not."""
        rows = self.asker.scalars(select(model).order_by(model.id)).all()
        return self.chance.sample(rows, min(ROWS, len(rows)))

    def sees(self, row):
        """Load a row as the person does; None where there is no page of it."""
        mine = self.own.scalar(select(type(row)).where(type(row).id == row.id))
        return mine if may(self.person, Right.VIEW, type(row)) else None


@pytest.fixture(params=CAST)
def watched(seeded, request):
    with seeded.test_request_context(), Session(db.engine) as asker, Session(db.engine) as own:
        asker.info["person"] = SYSTEM
        person = person_for(asker, account_named(asker, request.param))
        own.info["person"] = person
        yield Watched(person, asker, own, random.Random(request.param))


def test_the_page_of_a_row_opens_where_the_explanation_says_so(watched):
    for form in FORMS.values():
        for row in watched.rows(form.model):
            steps = why_of_row(watched.asker, watched.person, row, Right.VIEW)
            assert all_yes(steps) == (watched.sees(row) is not None), (row, steps)


def test_a_value_is_clear_where_the_explanation_says_so(watched):
    compared = 0
    for form in FORMS.values():
        for row in watched.rows(form.model):
            mine = watched.sees(row)
            opens = all_yes(list(seeing_row(watched.asker, watched.person, row)))
            for name, place in product(described(form.model), PLACES):
                steps = list(seeing_field(watched.asker, watched.person, row, name, place))
                assert (opens and all_yes(steps)) == shows(mine, name, watched.person, place), (
                    row,
                    name,
                    steps,
                )
                compared += 1
    assert compared * len(CAST) > FEWEST_COMPARED


def shows(mine, name, person, place) -> bool:
    """Say whether a value stands clear on a page; `mine` is the row as the person loads it."""
    if mine is None or (place is Place.LIST and not described(type(mine))[name].listed):
        return False
    return cell_of(mine, name, person, place).kind != "masked"


def test_a_field_stands_on_the_form_where_the_explanation_says_so(watched):
    for form in FORMS.values():
        mine = [row for each in watched.rows(form.model)[:2] if (row := watched.sees(each)) is not None]
        for row in mine if may(watched.person, Right.EDIT, form.model) else ():
            opened = form(watched.own, row=row)
            for name in described(form.model):
                step = standing_on(form, watched.person, name)
                assert step.yes == (name in opened), (row, name, step)


def refused(session, person) -> bool:
    """Say whether a flush as somebody is refused, and undo it."""
    session.info["person"] = person
    try:
        session.flush()
    except RefusedError:
        return True
    finally:
        session.info["person"] = SYSTEM
        session.rollback()
    return False


WRITTEN = [form for form in FORMS.values() if form.model.holds is not Kind.RECORD]
"""The gate leaves to the product what the product writes itself."""


def test_a_write_is_refused_where_the_explanation_says_so(watched):
    for form in WRITTEN:
        columns = [name for name in described(form.model) if name in form.model.__table__.c]
        for row in watched.rows(form.model) if columns else ():
            name = watched.chance.choice(columns)
            step = writing(watched.person, Right.EDIT, row, {name})
            watched.asker.refresh(row)
            flag_modified(row, name)
            assert step.yes != refused(watched.asker, watched.person), (row, name, step)


def test_a_deletion_is_refused_where_the_explanation_says_so(watched):
    for form in WRITTEN:
        for row in watched.rows(form.model):
            steps = list(deleting(watched.person, row))
            row.deleted_at = now()
            assert all_yes(steps) != refused(watched.asker, watched.person), (row, steps)


# --- in words


@pytest.mark.parametrize("watched", ["lan"], indirect=True)
def test_every_step_is_told_in_both_languages(watched):
    asked = set()
    for form in FORMS.values():
        for row in watched.rows(form.model)[:1]:
            steps = why_of_row(watched.asker, watched.person, row, Right.DELETE)
            for name in list(described(form.model))[:4]:
                steps += why_changed(watched.asker, watched.person, row, name)
                steps += why_clear(watched.asker, watched.person, row, name, Place.LIST)
            asked |= {step.ask for step in steps}
            for step, language in product(steps, ("vi", "en")):
                with speaking(language):
                    said = told(step)
                assert said["question"].endswith("?")
                assert said["reason"].endswith((".", "…")), said
    assert asked >= {Ask.RIGHT, Ask.BOUND, Ask.CLASS, Ask.LISTED, Ask.WRITE, Ask.KEPT, Ask.FORM}


def test_a_field_that_a_rule_holds_fast_is_named_with_its_rule(two_wards):
    number = neighbour(two_wards, "lan").ids["support_grant"]
    with two_wards.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        row, lan = session.get(SupportGrant, number), person_for(session, account_named(session, "lan"))
        assert all_yes(why_changed(session, lan, row, "amount_vnd"))
        row.status = GrantStatus.submitted
        steps = why_changed(session, lan, row, "amount_vnd")
        assert not all_yes(steps)
        assert [rule.code for rule in steps[-1].said["rules"]]
