"""What a form made from a table does with what is typed: reads it, keeps it, asks back, saves it once."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from flask import has_app_context
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from forms.acknowledging import acknowledgements_of, findings_of
from forms.base import FORMS
from forms.registry import declare
from models import cipher
from models.access import SYSTEM
from models.account import account_named, person_for
from models.base import Model, db, described
from tests.applications import SETTINGS
from tests.world import World, confirmed

declare()

REASON = "Đã đối chiếu hồ sơ giấy."


@pytest.fixture(scope="module")
def session():
    """A database session of no application at all, on a few empty tables in memory."""
    cipher.use_key(SETTINGS["DATA_KEY"])
    engine = create_engine("sqlite://")
    Model.metadata.create_all(engine)
    with Session(engine, info={"person": SYSTEM}) as session:
        yield session
    engine.dispose()


@pytest.fixture
def read(session):
    """Read one typed value into a field of a table's form."""

    def field_of(table, name, *typed):
        assert not has_app_context()
        data = MultiDict({name: typed[0]})
        data.setlist(f"accept-{name}", list(typed[1:]))
        form = FORMS[table](session, data)
        form.check_shape()
        return form[name]

    return field_of


@pytest.fixture
def world(app):
    """An empty database of an application, on each engine."""
    with app.app_context():
        yield World(db.session())


@pytest.fixture
def ward(world):
    """A ward that stands."""
    return world.make("ward", name="Bình Minh", legal_document="NQ 1", has_programme="1")


@pytest.fixture
def edit(world, ward):
    """Open the ward's form with typed values, as the page sends them."""
    return lambda **typed: world.form("ward", {"row_version": ward.row_version, **typed}, ward)


# --- reading, outside any application


def test_a_web_form_and_a_plain_mapping_are_read_alike(session):
    typed = {
        "gso_code": " 20209",
        "name": "Bình  Minh",
        "kind": "Phường",
        "valid_from": "1/7/2025",
        "valid_to": "mai",
    }
    forms = [FORMS["ward"](session, given) for given in (typed, MultiDict(typed))]
    assert [form.validate() for form in forms] == [False, False]
    assert forms[0].values == forms[1].values
    assert forms[0].errors == forms[1].errors
    assert forms[0].errors["valid_to"]


def test_text_is_trimmed_collapsed_and_composed(read):
    typed = unicodedata.normalize("NFD", "  Bình\u00a0 \t Minh\u200b ")
    assert read("ward", "name", typed).data == "Bình Minh"
    assert read("ward", "legal_document", " \u00a0 ").data is None


@pytest.mark.parametrize("typed", ["1/7/2025", "01.07.2025", "1-7-2025", "01072025", "2025-07-01"])
def test_a_date_is_read_in_every_spelling(typed, read):
    assert read("ward", "valid_from", typed).data == date(2025, 7, 1)


@pytest.mark.parametrize("typed", ["10.000.000", "10,000,000 đ", "10 triệu", "10tr", "10000000"])
def test_money_is_read_in_every_spelling(typed, read):
    assert read("grant_policy", "cap_vnd", typed).data == 10_000_000


@pytest.mark.parametrize("typed", ["0905 123 456", "0905.123.456", "+84 905 123 456", "84905123456"])
def test_a_phone_is_read_in_every_spelling(typed, read):
    assert read("coordinator", "phone", typed).data == "+84905123456"


@pytest.mark.parametrize("typed", ["phuong", "Phường", " Ward "])
def test_a_choice_is_read_by_its_code_and_by_either_label(typed, read):
    assert read("ward", "kind", typed).data.name == "phuong"


@pytest.mark.parametrize(
    "table,name,typed",
    [
        ("ward", "valid_from", "31/02/2025"),
        ("grant_policy", "cap_vnd", "mười triệu"),
        ("coordinator", "phone", "không có"),
        ("ward", "province", "Nước Ngoài"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays_as_it_was_typed(table, name, typed, read):
    field = read(table, name, typed)
    assert field.data is None
    assert len(field.errors) == 1
    assert field._value() == typed


def test_a_proposal_is_taken_only_when_it_is_ticked(read):
    asked = read("coordinator", "phone", "01234567890")
    assert asked.data is None
    assert asked.errors
    assert asked.proposal["text"] == "0834 567 890"
    assert read("coordinator", "phone", "01234567890", "084 111 1111").data is None
    taken = read("coordinator", "phone", "01234567890", asked.proposal["value"])
    assert taken.data == "+84834567890"
    assert not taken.errors


def test_what_must_be_given_is_asked_for_by_its_name(session):
    form = FORMS["ward"](session, {})
    assert not form.validate()
    assert form.errors["name"] == ["Cần nhập “Tên”."]
    assert "legal_document" not in {name for name, errors in form.errors.items() if errors}


@pytest.mark.parametrize("table", FORMS)
def test_every_form_opens_empty_outside_an_application(table, session):
    form = FORMS[table](session)
    typed = {name for name, spec in described(form.model).items() if spec.typed}
    assert typed <= set(form.editable())
    assert set(form._fields) == set(form.editable()) | set(form.beside)
    assert not form.validate() or not typed


# --- saving


def test_an_unticked_box_is_a_no_only_where_it_was_shown(world, ward, edit):
    world.save(edit(name="Bình Yên"))
    assert ward.has_programme is True
    world.save(edit(has_programme__shown="1"))
    assert ward.has_programme is False
    assert ward.name == "Bình Yên"


def test_a_doubt_is_saved_only_with_a_tick_and_a_reason(world, ward, edit):
    doubtful = {"district_name": "Quận 1"}
    for answer in ({}, {"confirm-tiers_fit_the_time": "1"}, {"reason-tiers_fit_the_time": REASON}):
        form = edit(**doubtful, **answer)
        assert not form.validate(), answer
    form = edit(**doubtful, **{"confirm-tiers_fit_the_time": "1", "reason-tiers_fit_the_time": REASON})
    world.save(form)
    kept = acknowledgements_of(world.session, ward)
    assert [(each.rule_code, each.reason) for each in kept] == [("WA3", REASON)]


def test_a_confirmation_holds_while_its_values_stand_and_lapses_when_one_changes(world, ward, edit):
    world.save(confirmed_once(edit(district_name="Quận 1")))
    assert edit(name="Bình Yên").validate()
    assert not edit(district_name="Quận 2").validate()
    world.save(confirmed_once(edit(district_name="Quận 2")))
    assert len(acknowledgements_of(world.session, ward)) == 2
    assert edit(district_name="Quận 1").validate()


def confirmed_once(form):
    """Have the form ask, and answer it."""
    assert not form.validate()
    return confirmed(form)


def test_a_warning_is_saved_listed_and_gone_once_mended(world, ward, edit):
    world.save(edit(valid_to="01/10/2025"))
    assert [found.rule_code for found in findings_of(world.session, ward)] == ["WA5"]
    world.save(edit(name="Bình Yên"))
    assert [found.rule_code for found in findings_of(world.session, ward)] == ["WA5"]
    world.save(edit(valid_to=""))
    assert findings_of(world.session, ward) == []


def test_what_somebody_else_changed_in_between_is_not_overwritten(world, ward, edit):
    seen = ward.row_version
    world.save(edit(name="Bình Yên"))
    late = edit(name="Bình An", row_version=str(seen))
    assert not late.validate()
    assert [problem.code for problem in late.problems] == ["VER"]
    assert late["name"]._value() == "Bình An"
    assert edit(name="Bình An").validate()


def test_a_supervisor_corrects_what_they_see_and_leaves_the_rest(small_app):
    with small_app.app_context():
        world = World(db.session())
        grant = world.make("support_grant", purpose="Mua máy may")
        with world.asked_by(person_for(world.session, account_named(world.session, "hoa"))):
            form = world.form("support_grant", {"amount_vnd": "5.000.000", "purpose": "Đã đổi"}, grant)
            assert "amount_vnd" in form
            assert "purpose" not in form
            world.save(form)
        fresh = world.session.scalar(select(type(grant)).execution_options(populate_existing=True))
        assert (fresh.amount_vnd, fresh.purpose) == (5_000_000, "Mua máy may")
