"""What a list draws out of plain values is what a page of details draws out of rows: one look of a cell."""

import re

import pytest
from flask import render_template_string
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from admin.cells import Cell, cells_of, details_url, is_number
from admin.drawing import draw
from admin.listing import Listing, shown_links
from admin.shapes import drawn
from forms.base import FORMS
from forms.registry import declare
from forms.words import speaking, spoken
from models.account import account_named, person_for
from models.base import Model, db, described
from tests.clients import statements

declare()

BY_MACRO = (
    '{% import "admin/cell.html" as cells with context %}'
    "{% for entry in entries %}{{ cells.row(entry, labels) }}{% endfor %}"
)
LINKED = '{% import "admin/cell.html" as cells with context %}{{ cells.linked(cell, url) }}'
HOSTILE = "100% %s %(text)s \ue000\ue001 {{ 7 * 7 }} <script>alert(1)</script> & \"'"


def settled(html):
    """Leave blanks between tags out of account."""
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", str(html))).strip()


def asked_by(app, username, address="/admin/"):
    """Open a request in which one of the cast asks."""
    context = app.test_request_context(address)
    context.push()
    db.session().info["person"] = person_for(db.session(), account_named(db.session(), username))
    return context


@pytest.mark.parametrize("username", ["lan", "hoa", "an"])
def test_a_list_draws_every_row_as_the_macro_of_a_cell_does(seeded, username):
    context = asked_by(seeded, username)
    try:
        for form in FORMS.values():
            for language in ("vi", "en"):
                with speaking(language):
                    assert by_list(form.model) == by_macro(form.model), form.model
    finally:
        context.pop()


def by_list(model: type[Model]) -> str:
    listing = Listing(model, db.session(), MultiDict())
    return settled(draw(model, listing.columns, listing.found().rows, listing.person))


def by_macro(model: type[Model]) -> str:
    listing = Listing(model, db.session(), MultiDict())
    columns, person = listing.columns, listing.person
    newest = select(model).order_by(model.id.desc()).limit(50).options(*shown_links(model, columns))
    entries = [
        {"url": details_url(row, person), "cells": cells_of(row, columns, person)}
        for row in db.session().scalars(newest)
    ]
    labels = [(spoken(described(model)[name].words), is_number(model, name)) for name in columns]
    return settled(render_template_string(BY_MACRO, entries=entries, labels=labels))


def test_no_text_is_taken_for_anything_but_a_text(seeded):
    shapes = [
        ("text", ""),
        ("date", ""),
        ("number", "/admin/ward/details/?id=1"),
        ("status", ""),
        ("empty", "/x"),
    ]
    with seeded.test_request_context("/admin/"):
        for kind, url in shapes:
            for text in (HOSTILE, HOSTILE[:9], "<b>", "", "x" * 300):
                cell = Cell(text, kind, url)
                macro = render_template_string(LINKED, cell=cell, url="")
                assert settled(drawn(cell, "", "vi")) == settled(macro), (kind, text)
        assert "<script>" not in drawn(Cell(HOSTILE), "/y", "vi")
        assert not isinstance(drawn(Cell("x"), "", "vi"), Markup)


def test_a_list_asks_for_no_value_that_it_masks(seeded, hoa):
    with statements(seeded) as sent:
        page = hoa.get("/admin/client/").text
    rows = next(each for each in sent if "FROM client" in each and "LIMIT" in each)
    assert "client.client_code" in rows
    assert "full_name" not in rows.split("coordinator_1")[0]
    assert "birth_year" not in rows
    assert page.count("••••") >= 2 * 50
