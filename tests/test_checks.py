"""Each numbered finding of `flask check`, by one declaration made wrong; the product itself has none."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace

import pytest
from sqlalchemy import Enum

from forms.base import FORMS, rule
from forms.checks import CHECKS, findings
from forms.finding import check
from forms.registry import declare
from models.facts_places import clients_to_confirm
from models.keys import search_key
from models.schema import CITIZEN_NUMBER, PERSONAL, Choice, Derived
from tests.applications import application_on
from tests.structure.sources import ROOT

declare()

WRONG = {}
"""By number, a function that makes one declaration wrong and gives the form in which it shows."""


def wrong(code):
    def keep(make):
        WRONG[code] = make
        return make

    return keep


def said(patch, model, name, **words):
    """Have a column say something else about itself."""
    patch.setitem(model.__described__, name, replace(model.__described__[name], **words))


def moved(patch, model, *moves):
    """Give a workflow other steps."""
    patch.setattr(model, "workflow", replace(model.workflow, moves=moves))


def ruled(*fields, vi="Câu.", en="Sentence.", method=lambda _form, _value: True, **given):
    """Add one rule to the form of wards, unknown to the product."""
    return type("WrongForm", (FORMS["ward"],), {"kept": rule("XX1", *fields, vi=vi, en=en, **given)(method)})


@wrong("P001")
def a_table_outside_the_menu(patch):
    patch.delattr(FORMS["ward"].model, "menu")
    return FORMS["ward"]


@wrong("P002")
def a_column_named_in_one_language(patch):
    said(patch, FORMS["ward"].model, "name", words=("Tên", " "))
    return FORMS["ward"]


@wrong("P003")
def a_title_that_does_not_exist(patch):
    patch.setattr(FORMS["ward"].model, "titled_by", ("nothing",))
    return FORMS["ward"]


@wrong("P004")
def a_scope_that_leads_to_a_programme(patch):
    patch.setattr(FORMS["client"].model, "scoped_by", ("programme",))
    return FORMS["client"]


@wrong("P005")
def people_of_no_area(patch):
    patch.setattr(FORMS["client"].model, "scoped_by", ())
    return FORMS["client"]


@wrong("P006")
def a_filter_on_a_phone_number(patch):
    said(patch, FORMS["client"].model, "phone", filtered=True)
    return FORMS["client"]


@wrong("P007")
def a_list_sorted_by_a_link(patch):
    said(patch, FORMS["ward"].model, "province", sortable=True)
    return FORMS["ward"]


@wrong("P008")
def a_citizen_number_shown_in_lists(patch):
    said(patch, FORMS["client"].model, "phone", unit=CITIZEN_NUMBER, secrecy=PERSONAL)
    return FORMS["client"]


@wrong("P009")
def a_searched_text_without_its_folded_companion(patch):
    said(patch, FORMS["ward"].model, "legal_document", searched=True)
    return FORMS["ward"]


@wrong("P010")
def a_column_derived_from_nothing(patch):
    derived = FORMS["client"].model.__table__.c.full_name_sort.info
    patch.setitem(derived, "derived", Derived(search_key, "nothing"))
    return FORMS["client"]


@wrong("P011")
def a_state_that_can_be_typed(patch):
    said(patch, FORMS["client"].model, "case_status", typed=True)
    return FORMS["client"]


@wrong("P012")
def a_step_that_asks_for_nothing_there_is(patch):
    model = FORMS["client"].model
    moved(patch, model, replace(model.workflow.moves[0], asks=("nothing",)))
    return FORMS["client"]


@wrong("P013")
def two_choices_with_the_same_words(patch):
    doubled = Choice("Doubled", {"one": ("Một", "One"), "also_one": ("Một", "One")})
    patch.setattr(FORMS["ward"].model.__table__.c.kind, "type", Enum(doubled))
    return FORMS["ward"]


@wrong("P014")
def a_rule_about_nothing(_patch):
    return ruled("nothing")


@wrong("P015")
def a_method_with_too_few_arguments(_patch):
    return ruled("name", "valid_to")


@wrong("P016")
def a_blank_that_nothing_fills(_patch):
    return ruled("name", vi="Còn {left}.", en="{left} left.")


@wrong("P017")
def a_fact_asked_without_its_values(_patch):
    return ruled("name", facts=(clients_to_confirm,), method=lambda _form, _value, _clients: True)


@wrong("P018")
def a_sentence_with_other_blanks_in_english(_patch):
    return ruled("name", vi="{name} trùng.", en="It is taken.")


@wrong("P019")
def a_list_without_columns(patch):
    model = FORMS["province"].model
    for name in model.__described__:
        said(patch, model, name, listed=False)
    return FORMS["province"]


@wrong("P020")
def a_person_named_past_the_masks(patch):
    patch.setattr(FORMS["client"].model, "named", lambda row: (row.full_name, row.full_name))
    return FORMS["client"]


@wrong("P021")
def a_search_in_ciphertext(patch):
    said(patch, FORMS["client"].model, "citizen_number", sortable=True)
    return FORMS["client"]


@wrong("P022")
def two_steps_of_one_name(patch):
    model = FORMS["client"].model
    moved(patch, model, *model.workflow.moves, model.workflow.moves[0])
    return FORMS["client"]


@wrong("P023")
def a_name_given_to_many_rows(patch):
    said(patch, FORMS["programme"].model, "code", bulk=True)
    return FORMS["programme"]


def test_the_product_has_no_finding():
    assert findings(FORMS.values()) == []


def test_every_number_is_shown():
    assert sorted(CHECKS) == sorted(WRONG)


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_declaration_is_found_by_its_number_with_a_hint(code, monkeypatch):
    found = findings([WRONG[code](monkeypatch)])
    assert {each.code for each in found} == {code}, found
    assert all(each.place and each.message and each.hint for each in found)


def test_a_number_is_given_once():
    with pytest.raises(ValueError, match="P001"):
        check("P001", "A hint.")(lambda _form: iter(()))


def test_the_command_says_what_to_do_and_fails(tmp_path, monkeypatch):
    with application_on(f"sqlite:///{tmp_path / 'empty.sqlite'}") as app:
        clean = app.test_cli_runner().invoke(args=["check"])
        assert clean.exit_code == 0, clean.output
        WRONG["P006"](monkeypatch)
        told = app.test_cli_runner().invoke(args=["check"])
        assert told.exit_code == 1
        assert "P006 Client.phone" in told.output
        assert CHECKS["P006"].hint in told.output


def test_make_run_serves_nothing_when_the_check_fails(tmp_path):
    flask = tmp_path / "flask"
    flask.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n[ "$1" != check ]\n')
    flask.chmod(0o755)
    order = ["make", "--assume-old=.venv/runtime-installed", "run", f"FLASK={flask}", f"BIN={tmp_path}"]
    done = subprocess.run(order, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert (tmp_path / "asked").read_text().split() == ["check"], done.stderr
