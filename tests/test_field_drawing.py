"""What a form draws out of shapes is what the macro of field.html draws, whatever stands in a field."""

import pytest
from flask import render_template_string
from werkzeug.datastructures import MultiDict

from admin.field_shapes import draw_field
from forms.base import FORMS
from forms.registry import declare
from forms.words import speaking
from models.access import Right, may, person_of
from models.base import db
from tests.test_list_drawing import HOSTILE, asked_by

declare()

BY_MACRO = '{% import "admin/field.html" as fields with context %}{{ fields.field(f, problems) }}'


def by_macro(field, problems=()):
    return render_template_string(BY_MACRO, f=field, problems=list(problems))


def opened(form, typed=None):
    """Open the form of a new row, with the same text in every field where one is given."""
    data = MultiDict() if typed is None else MultiDict(dict.fromkeys(form(db.session())._fields, typed))
    return form(db.session(), data, opening=typed is None)


@pytest.mark.parametrize("username", ["lan", "an"])
def test_a_field_drawn_by_its_shape_is_drawn_as_the_macro_does(seeded, username):
    context = asked_by(seeded, username)
    try:
        forms = [form for form in FORMS.values() if may(person_of(db.session()), Right.CREATE, form.model)]
        assert forms
        for language in ("vi", "en"):
            with speaking(language):
                for field in (field for form in forms for field in opened(form)):
                    drawn = [draw_field(field, []) for _time in range(2)]
                    assert set(drawn) == {by_macro(field)}, field.name
    finally:
        context.pop()


def test_what_is_typed_is_text_in_every_shape_and_what_is_wrong_is_said(seeded):
    context = asked_by(seeded, "lan")
    try:
        for form in (opened(FORMS["client"]), opened(FORMS["client"], HOSTILE)):
            form.validate()
            for field in form:
                drawn = draw_field(field, form.problems)
                assert drawn == by_macro(field, form.problems), field.name
                assert "<script" not in drawn
        sound = [field for field in form if not field.errors and field.data == HOSTILE]
        assert sound, "no field takes any text"
        for field in sound:
            assert draw_field(field, []) == by_macro(field)
    finally:
        context.pop()
