"""Odd input where people type most: a clear refusal, nothing changed (see also test_hostile_requests.py)."""

import html

import pytest

from forms.base import FORMS
from forms.registry import declare
from models.base import described
from tests.clients import client_for, token
from tests.hostile_requests import bytes_of, encoded
from tests.hostile_texts import ODD
from tests.neighbours import neighbour
from tests.test_routes import changed, contents

declare()


@pytest.mark.parametrize(
    "address",
    [
        "client/details/?id=",
        "client/?page=",
        "client/?sort=",
        "client/?search=",
        "client/?ward=",
        "client/?intake_on__to=",
        "support_grant/?client=",
        "referral/move/?id=1&step=",
    ],
)
def test_no_odd_parameter_at_all_breaks_the_pages_used_most(street, address):
    person = client_for(street, "lan")
    for text in ODD:
        answer = person.get(f"/admin/{address}{encoded(text)}", buffered=True)
        assert answer.status_code in {200, 400, 403, 404}, (text[:40], answer.status)


def some_of(odd, *places: int) -> str:
    """Choose an odd text for a place, another for the next: all are tried, but not all everywhere."""
    return odd[sum(prime * place for prime, place in zip((7, 5, 3), places, strict=False)) % len(odd)]


def test_no_odd_value_in_one_sound_form_breaks_it(two_wards):
    person, ids = client_for(two_wards, "lan"), neighbour(two_wards, "lan").ids
    mark = token(person.get("/admin/").text)
    large = ("2147483648", "9" * 30, "-32769", "x" * 9_000, "a\x00b", "99999-01-01", "1e400")
    for i, table in enumerate(ids):
        for j, name in enumerate(described(FORMS[table].model)):
            data = {name: some_of(large, i, j), "csrf_token": mark}
            answer = person.post(f"/admin/{table}/edit/?id={ids[table]}", data=data)
            assert answer.status_code < 500, (table, name, some_of(large, i, j)[:40], answer.status)


def test_no_odd_search_or_look_up_breaks_it(two_wards):
    person = client_for(two_wards, "lan")
    mark = token(person.get("/admin/").text)
    bodies = (
        [],
        "x",
        5,
        None,
        {},
        {"q": []},
        {"q": {}},
        {"q": None},
        {"q": "\ud800"},
        {"q": "a\x00b"},
        {"q": "x" * 9_000},
    )
    for table in ("client", "support_grant"):
        for body in bodies:
            answer = person.post(f"/admin/{table}/lookup/", json=body, headers={"X-CSRFToken": mark})
            assert answer.status_code == 200, body
        for text in ODD:
            data = f"csrf_token={mark}&q={encoded(text)}"
            answer = person.post(
                f"/admin/{table}/search/",
                data=data,
                content_type="application/x-www-form-urlencoded",
                follow_redirects=True,
            )
            assert answer.status_code == 200, text[:40]


def test_nothing_odd_at_the_door_breaks_it(street):
    for text in ODD[::3]:
        person = street.test_client()
        data = dict.fromkeys(("username", "password", "next"), bytes_of(text))
        data["csrf_token"] = token(person.get("/admin/login/").text)
        answer = person.post("/admin/login/", data=data)
        assert answer.status_code in {401, 413, 429}, text[:40]


@pytest.mark.parametrize(
    "asked, nearest",
    [("case_statu", "case_status"), ("intake_on_from", "intake_on__from"), ("wards", "ward")],
)
def test_an_unknown_filter_is_refused_and_the_nearest_named(street, asked, nearest):
    answer = client_for(street, "lan").get(f"/admin/client/?{asked}=1")
    assert answer.status_code == 400
    assert f"“{nearest}”" in html.unescape(answer.text)


def test_what_cannot_be_read_stays_as_typed_and_changes_nothing(two_wards):
    person, mine = client_for(two_wards, "lan"), neighbour(two_wards, "lan").ids["client"]
    address = f"/admin/client/edit/?id={mine}"
    typed = {
        "birth_date": "ngày rằm tháng tám",
        "phone": "gọi sau nhé",
        "citizen_number": "không nhớ",
        "birth_year": "khoảng 1990",
    }
    data = typed | {
        "ward": "phường nào đó",
        "gender": "không rõ lắm",
        "csrf_token": token(person.get(address).text),
    }
    before = contents(two_wards)
    answer = person.post(address, data=data)
    assert answer.status_code == 422
    page = html.unescape(answer.text)
    for text in (*typed.values(), "phường nào đó"):
        assert f'value="{text}"' in page, text
    assert changed(before, contents(two_wards)) == set()


def test_a_version_that_is_not_the_rows_changes_nothing(two_wards):
    person, mine = client_for(two_wards, "lan"), neighbour(two_wards, "lan").ids["client"]
    address = f"/admin/client/edit/?id={mine}"
    before = contents(two_wards)
    for version in ("0", "99", "abc", "1 OR 1"):
        data = {"row_version": version, "alias": "Đã đổi", "csrf_token": token(person.get(address).text)}
        assert person.post(address, data=data).status_code == 422
    assert changed(before, contents(two_wards)) == set()


@pytest.mark.parametrize("size", [1_100_000, 13_000_000])
def test_too_much_is_refused_before_it_is_read(street, size):
    person = client_for(street, "lan")
    data = {"csrf_token": token(person.get("/admin/").text), "hardship_note": "x" * size}
    assert person.post("/admin/client/new/", data=data).status_code == 413


def test_more_fields_than_a_form_has_are_refused(street):
    person = client_for(street, "lan")
    data = {"csrf_token": token(person.get("/admin/").text), **{f"f{n}": "x" for n in range(1_100)}}
    answer = person.post("/admin/client/new/", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413
