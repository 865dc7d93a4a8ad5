"""The columns of a list: chosen by each person for themselves, put in order, asked for in an address."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from forms.registry import declare
from models.list_setting import ListSetting, choose_columns, chosen_columns
from tests.clients import client_for, token
from tests.neighbours import NAMES, as_system
from tests.test_saved_views import heads

declare()

LIST = "/admin/client/"
CHOOSER = f"{LIST}columns/"


@pytest.fixture
def lan(two_wards):
    return client_for(two_wards, "lan")


def choice(person, order, ticked=None, **pressed):
    """Send the chooser with columns in an order, some or all of them ticked."""
    data = {
        "csrf_token": token(person.get(LIST).text),
        "order": order,
        "columns": order if ticked is None else ticked,
    }
    return person.post(CHOOSER, data=data | pressed)


def offered(page: str) -> list[str]:
    """Read the names the chooser offers, in order, those that are ticked with a mark."""
    boxes = re.findall(r'name="columns" value="(\w+)" (checked)?', page)
    return [f"{name}*" if ticked else name for name, ticked in boxes]


def test_a_choice_is_kept_for_its_person_and_its_table_and_given_back(two_wards, lan):
    minh = client_for(two_wards, "minh")
    usual = heads(lan.get(LIST).text)
    assert choice(lan, ["gender", "full_name", "client_code"], ["full_name", "gender"]).location == LIST
    assert heads(lan.get(LIST).text) == ["Giới tính", "Họ và tên"]
    assert heads(minh.get(LIST).text) == usual
    assert "Giới tính" not in heads(lan.get("/admin/counselling_session/").text)
    assert choice(lan, [], reset="1").status_code == 303
    assert heads(lan.get(LIST).text) == usual
    with two_wards.app_context():
        assert as_system(two_wards).scalars(select(ListSetting)).all() == []


def test_up_and_down_lay_the_form_out_anew_and_keep_nothing(lan):
    usual = heads(lan.get(LIST).text)
    moved = choice(lan, ["client_code", "gender", "full_name"], ["full_name"], up="full_name")
    assert moved.status_code == 200
    assert offered(moved.text)[:3] == ["client_code", "full_name*", "gender"]
    last = choice(lan, ["client_code", "gender"], down="gender")
    assert offered(last.text)[:2] == ["client_code*", "gender*"]
    assert heads(lan.get(LIST).text) == usual


def test_no_column_at_all_is_refused_in_words(lan):
    refused = choice(lan, ["client_code"], [])
    assert refused.status_code == 422
    assert "Chọn ít nhất một cột" in refused.text


def test_an_address_outweighs_the_choice_and_one_that_cannot_be_read_says_what_is_near(lan):
    choice(lan, ["gender"])
    assert heads(lan.get(f"{LIST}?columns=full_name,client_code").text) == ["Họ và tên", "Mã số"]
    assert heads(lan.get(f"{LIST}?columns=").text) == ["Giới tính"]
    for page in (LIST, f"{LIST}export/csv/"):
        refused = lan.get(f"{page}?columns=full_name,gendr")
        assert refused.status_code == 400
        assert "“gendr”; gần nhất là “gender”" in refused.text


def test_the_choice_shows_in_the_list_one_comes_from_whatever_its_address_said(lan):
    answer = choice(lan, ["gender"], next=f"{LIST}?columns=full_name&sort=-gender")
    assert answer.location == f"{LIST}?sort=-gender"
    assert choice(lan, ["gender"], next="//evil.example/?columns=x").location == LIST


def test_what_is_masked_is_offered_only_where_the_list_shows_its_mask_anyway(two_wards, lan):
    hoa = client_for(two_wards, "hoa")
    mine, hers = ({name.rstrip("*") for name in offered(each.get(CHOOSER).text)} for each in (lan, hoa))
    assert {"phone", "alias"} <= mine
    assert "citizen_number" not in mine | hers
    assert mine - hers >= {"phone", "alias"}
    assert "full_name" in hers
    telling = [hoa.get(f"{LIST}?columns={name}") for name in ("phone", "phont")]
    assert [each.status_code for each in telling] == [400, 400]
    assert "gần nhất là “phone”" not in telling[1].text
    page = hoa.get(f"{LIST}?columns=full_name,client_code").text
    assert NAMES["lan"] not in page
    assert 'class="masked"' in page


def test_a_choice_of_what_is_gone_falls_back_quietly(two_wards, lan):
    with two_wards.app_context():
        session = as_system(two_wards)
        account = (
            session.connection().exec_driver_sql("SELECT id FROM account WHERE username = 'lan'").scalar()
        )
        choose_columns(session, account, "client", ["full_name", "long_gone"])
        session.commit()
        assert chosen_columns(session, account, "client") == ["full_name", "long_gone"]
    assert heads(lan.get(LIST).text) == ["Họ và tên"]
