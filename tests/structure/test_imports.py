"""Imports point down only, and no folder contains what it may never contain, as far as syntax shows."""

import re

import pytest

from tests.structure.prohibitions import BENEATH, complaints, entity_words, named_entities
from tests.structure.sources import ROOT, Source, sources


@pytest.mark.parametrize("source", sources(*BENEATH, "tests"), ids=lambda source: source.path)
def test_a_file_contains_only_what_its_folder_may(source):
    assert not complaints(source)


@pytest.mark.parametrize("source", sources("admin"), ids=lambda source: source.path)
def test_the_panel_knows_no_entity_by_name(source):
    assert not named_entities(source, entity_words())


def test_no_template_knows_an_entity_by_name():
    entities = entity_words()
    for path in sorted((ROOT / "admin" / "templates").rglob("*.html")):
        shown = re.sub(r"\{#.*?#\}|<!--.*?-->", "", path.read_text(), flags=re.DOTALL)
        assert not entities & set(re.findall(r"\w+", shown)), path


def test_no_folder_but_models_holds_sql_files():
    assert [path for path in ROOT.glob("[a-z]*/**/*.sql") if "models" not in path.parts] == []


@pytest.mark.parametrize(
    "path,code",
    [
        ("models/ward.py", "from forms.base import rule"),
        ("models/ward.py", "from flask import request"),
        ("models/ward.py", "import flask\nflask.session['x']"),
        ("models/ward.py", "from flask_login import current_user"),
        ("forms/base.py", "from admin.view import SchemaView"),
        ("forms/base.py", "from sqlalchemy import text"),
        ("forms/base.py", "from models.gate import look_past"),
        ("forms/ward.py", "from sqlalchemy import select\n@form_for(Ward)\nclass WardForm: ..."),
        ("forms/ward.py", "@form_for(Ward)\nclass WardForm:\n  def rule(self): self.session.scalars(1)"),
        ("forms/ward.py", "from wtforms import StringField\n@form_for(Ward)\nclass WardForm: ..."),
        ("admin/view.py", "from seed import plant_demo"),
        ("admin/view.py", "import app"),
        ("admin/view.py", "from sqlalchemy import update as change"),
        ("admin/view.py", "from models.base import db\ndb.text('select 1')"),
        ("admin/view.py", "rows = model.__table__.select()"),
        ("admin/view.py", "cells = select(model.__table__.c.name)"),
        ("seed/plant.py", "from models.base import db\ndb.session.add(row)"),
        ("seed/plant.py", "run('INSERT INTO ward VALUES (1)')"),
        ("app.py", "@app.route('/')\ndef home(): ..."),
        ("tests/test_x.py", "import time\ntime.sleep(1)"),
        ("tests/test_x.py", "from unittest.mock import patch"),
    ],
)
def test_each_prohibition_catches_an_example(path, code):
    assert complaints(Source(path, code))


@pytest.mark.parametrize(
    "code", ["from models.ward import Ward", "def f(ward): ...", "x.ward", "url('ward.index')", "f(ward=1)"]
)
def test_an_entity_named_in_the_panel_is_noticed(code):
    assert named_entities(Source("admin/view.py", code), {"ward", "Ward"})


@pytest.mark.parametrize(
    "path,code",
    [
        ("models/ward.py", "def f(session): return session.execute(select(Ward))"),
        ("forms/ward.py", "@form_for(Ward)\nclass WardForm:\n  'Insert into a ward.'"),
        ("admin/list.py", "from sqlalchemy import select\nfrom forms.base import FORMS\nbody = answer.text"),
        ("forms/fields.py", "required = not model.__table__.c[name].nullable"),
    ],
)
def test_what_belongs_in_a_folder_is_let_through(path, code):
    assert complaints(Source(path, code)) == []
