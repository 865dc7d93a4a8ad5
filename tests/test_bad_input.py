"""Hostile parameters on every address: a clear refusal, nothing changed, nothing in the logs."""

import html
import logging
import re

import pytest

from forms.base import FORMS
from forms.registry import declare
from models.base import described
from tests.clients import client_for, token
from tests.neighbours import NAMES, neighbour
from tests.test_routes import contents

declare()

ODD = (
    "", "abc", "1,2", "-1", "0", "1.5", "1e9", "٣", "²", "2147483648", "9" * 30, "1' OR '1'='1", "%", "_",
    "\\", "\x00", "a\x00b", "%00", "\ud800", "\u202e", "\ufffd", "Đặng", "'\"><script>", "{{7*7}}", "=1+1",
    "../../etc/passwd", "\r\nX: y", "None", "null", "[]", "{}", "true", "x" * 9_000, "١٢", "31/02/2026",
    "0000-00-00", "99999-01-01", "-32769", "32768", "NaN", "Infinity",
)  # fmt: skip
PARAMETERS = (
    "id",
    "page",
    "sort",
    "search",
    "step",
    "client",
    "intake_on__from",
    "case_status",
    "__class__",
    "next",
)
ENDS = ("", "details/", "edit/", "delete/", "move/", "new/", "export/csv/")


def bytes_of(text: str) -> bytes:
    """Write a text as a hostile client would: surrogates and all."""
    return text.encode("utf-8", "surrogatepass")


def encoded(text: str) -> str:
    """Write a text so for an address."""
    return "".join(f"%{byte:02X}" for byte in bytes_of(text))


def some_of(odd, *places: int) -> str:
    """Choose an odd text for a place, another for the next: all are tried, but not all everywhere."""
    return odd[sum(prime * place for prime, place in zip((7, 5, 3), places, strict=False)) % len(odd)]


def test_no_parameter_of_an_address_breaks_a_page(street):
    people = [client_for(street, username) for username in ("an", "lan")]
    for i, table in enumerate(FORMS):
        for j, end in enumerate(ENDS):
            for k, name in enumerate(PARAMETERS[(i + j) % 2 :: 2]):
                text = some_of(ODD, i, j, k)
                address = f"/admin/{table}/{end}?{name}={encoded(text)}"
                answer = people[(i + k) % 2].get(address, buffered=True)
                assert answer.status_code < 500, (table, end, name, text[:40], answer.status)


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


def test_no_odd_filter_value_breaks_a_list(street):
    person = client_for(street, "an")
    for i, (table, form) in enumerate(FORMS.items()):
        filtered = [name for name, spec in described(form.model).items() if spec.filtered]
        for j, name in enumerate(filtered):
            for k, end in enumerate(("", "__from", "__to", "__to")):
                text = some_of(ODD, i, j, k)
                answer = person.get(f"/admin/{table}/?{name}{end}={encoded(text)}", buffered=True)
                assert answer.status_code in {200, 400}, (table, name, end, text[:40], answer.status)


def test_no_odd_address_breaks_the_panel(street):
    person = client_for(street, "an")
    for text in ODD:
        for address in (
            "/admin/{}/",
            "/admin/client/{}/",
            "/admin/client/export/{}/",
            "/{}",
            "/static/{}",
            "/admin/client/details/{}",
        ):
            answer = person.get(address.format(encoded(text)), buffered=True)
            assert answer.status_code in {200, 302, 308, 400, 404, 405, 415}, (
                address,
                text[:40],
                answer.status,
            )


@pytest.mark.parametrize("username", ["an", "lan"])
def test_nothing_odd_typed_into_a_form_breaks_it(two_wards, username):
    person, ids = client_for(two_wards, username), neighbour(two_wards, "lan").ids
    mark = token(person.get("/admin/").text)
    for number, (table, form) in enumerate(FORMS.items()):
        for place in range(8):
            text = some_of(ODD, number, place)
            address = ("new/", f"edit/?id={ids.get(table, 1)}")[(number + place) % 2]
            names = described(form.model)
            fields = dict.fromkeys(
                [*names, *(f"{name}__id" for name in names), "row_version", "then"], bytes_of(text)
            )
            answer = person.post(f"/admin/{table}/{address}", data=fields | {"csrf_token": mark})
            assert answer.status_code < 500, (table, address, text[:40], answer.status)


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
    assert contents(two_wards) == before


def test_a_version_that_is_not_the_rows_changes_nothing(two_wards):
    person, mine = client_for(two_wards, "lan"), neighbour(two_wards, "lan").ids["client"]
    address = f"/admin/client/edit/?id={mine}"
    before = contents(two_wards)
    for version in ("0", "99", "abc", "1 OR 1"):
        data = {"row_version": version, "alias": "Đã đổi", "csrf_token": token(person.get(address).text)}
        assert person.post(address, data=data).status_code == 422
    assert contents(two_wards) == before


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


def test_no_log_holds_what_somebody_typed(two_wards, caplog):
    caplog.set_level(logging.DEBUG)
    two_wards.logger.propagate = True
    person = client_for(two_wards, "lan")
    mark = token(person.get("/admin/").text)
    told = neighbour(two_wards, "lan")
    for text in (*told.words, NAMES["minh"], "2147483648"):
        person.post("/admin/client/search/", data={"csrf_token": mark, "q": text}, follow_redirects=True)
        person.post("/admin/client/lookup/", json={"q": text}, headers={"X-CSRFToken": mark})
        fields = dict.fromkeys(described(FORMS["client"].model), text)
        person.post("/admin/client/new/", data=fields | {"csrf_token": mark})
        person.post(
            f"/admin/client/edit/?id={told.ids['client']}", data={"citizen_number": text, "csrf_token": mark}
        )
    said = "\n".join(record.getMessage() + str(record.exc_text or "") for record in caplog.records)
    assert [word for word in told.words | {NAMES["minh"]} if word in said] == []


def test_a_defect_is_logged_by_its_place_and_never_by_its_values(street, caplog):
    client = street.test_client()
    secret = "Nguyễn Thị Bí Mật"
    views = dict(street.view_functions)
    street.view_functions["healthz"] = lambda: int(secret)
    try:
        answer = client.get("/healthz")
    finally:
        street.view_functions.update(views)
    assert answer.status_code == 500
    assert secret not in answer.text
    assert "ValueError" in caplog.text
    assert secret not in caplog.text
    assert re.search(r"line \d+, in", caplog.text)
