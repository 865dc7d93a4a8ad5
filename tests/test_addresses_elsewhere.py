"""No redirect leaves the panel: not by any spelling of an address, not by the Host that was asked for."""

import re
from itertools import product
from urllib.parse import quote, unquote, urlencode

import pytest
from flask import redirect

from admin.headers import local
from tests.clients import LOGIN, client_for, same_person, token

ALONE = (
    "javascript:alert(1)", "data:text/html,x", "vbscript:x", "evil.example", "@evil.example",
    "http:evil.example", "https:evil.example", "ftp://evil.example", "//localhost@evil.example/admin/",
    "http://localhost@evil.example", "//localhost:80@evil.example", "?next=//evil.example",
    "#//evil.example", "./evil.example", "..//evil.example", "/ /evil.example\r\nX: y",
    "/admin/\r\nLocation: //evil.example", "/\u2028/evil.example", "//evil\u3002example", "//еvil.example",
    "//xn--vil-qdd.example", "//[::1]", "//2130706433/", "//0x7f.1", "//evil.example:80\\@localhost/",
)  # fmt: skip
SLASHES = (
    "//", "///", "////", "/\\", "\\/", "\\\\", "/\t/", "/\n/", "/\r/", "\t//", " //", "\x00//", "/\x00/",
    "/\x0b/", "/\x7f/", "/\u202e//", "http://", "https://", "http:///", "HTTP:\\\\", "http:\\",
)  # fmt: skip
ENDS = ("evil.example", "evil.example/admin/", "evil.example/%2f..", "user@evil.example")
ELSEWHERE = (*ALONE, *map("".join, product(SLASHES, ENDS)))
"""Ways to write an address elsewhere, or one a browser would take for it."""

NAMES = ("next", "url", "return_url", "redirect", "continue", "back")
HOSTS = ("evil.example", "localhost.evil.example", "evil.example:80", "localhost:8000@evil.example")


def stays(location: str | None) -> bool:
    """Say whether a browser that is sent there stays: it drops tabs and line ends and bends backslashes."""
    plain = re.sub(r"[\t\r\n]", "", location or "/").lstrip("\x00 ").replace("\\", "/")
    return (location or "/").startswith("/") and not plain.startswith("//") and "\\" not in (location or "")


def test_there_are_at_least_a_hundred_spellings():
    assert len(set(ELSEWHERE)) >= 100


@pytest.mark.parametrize("address", ELSEWHERE, ids=ascii)
def test_no_spelling_is_taken_for_a_way_back(address):
    assert local(address) == ""
    assert stays(local(unquote(address)))


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/client/?sort=-intake_on&page=2", "/admin/ward/#summary"]
)
def test_a_way_back_within_the_panel_is_kept(address):
    assert local(address) == address


@pytest.mark.parametrize("username", [None, "lan"])
def test_no_parameter_of_any_address_leads_elsewhere(street, username):
    client = client_for(street, username) if username else street.test_client()
    mark = token(client.get("/admin/password/" if username else LOGIN).text)
    tried = 0
    for place, rule in enumerate(street.url_map.iter_rules()):
        if "logout" in rule.rule:
            continue
        address = ELSEWHERE[7 * place % len(ELSEWHERE)]
        named = dict.fromkeys(NAMES, address) | {"id": "99999999", "csrf_token": mark}
        for method in sorted(rule.methods & {"GET", "POST"}):
            path = re.sub(r"<[^>]*>", "csv", rule.rule)
            query = "" if method == "POST" else f"?{urlencode(named)}"
            answer = client.open(path + query, method=method, data=named, buffered=True)
            assert stays(answer.location), (method, path, address, answer.location)
            assert answer.headers.get("Refresh") is None
            tried += 1
    assert tried > 300


def test_every_spelling_at_the_doors_leads_home(street):
    outside, inside = street.test_client(), client_for(street, "lan")
    marks = {client: token(client.get(LOGIN if client is outside else "/admin/").text)
             for client in (outside, inside)}  # fmt: skip
    for address in ELSEWHERE:
        for client, mark in marks.items():
            for button, chosen in (("language", "vi"), ("theme", "auto")):
                data = {"csrf_token": mark, "next": address, button: chosen}
                assert client.post(f"/admin/{button}/", data=data).location == "/admin/", address
        page = outside.get(f"{LOGIN}?next={quote(address)}", headers={"Accept": "text/html"})
        assert not re.search(r'(href|action)="[^"]*evil', page.text), address


def test_signing_in_leads_nowhere_else(small_app):
    for address in ELSEWHERE[::16]:
        client = small_app.test_client()
        data = {"username": "lan", "password": small_app.config["DEMO_PASSWORD"], "next": address}
        answer = client.post(LOGIN, data=data | {"csrf_token": token(client.get(LOGIN).text)})
        assert (answer.status_code, answer.location) == (303, "/admin/"), address


def test_even_a_page_that_wanted_to_could_not_send_anybody_elsewhere(street):
    views, client = dict(street.view_functions), street.test_client()
    try:
        for address in ELSEWHERE:
            street.view_functions["healthz"] = lambda address=address: redirect(
                quote(address, safe="/:\\@?#%")
            )
            answer = client.get("/healthz")
            assert stays(answer.location), (address, answer.location)
    finally:
        street.view_functions.update(views)


@pytest.mark.parametrize("host", HOSTS)
def test_the_host_that_was_asked_for_plays_no_part(street, host):
    forwarded = (
        "X-Forwarded-Host",
        "X-Host",
        "X-Forwarded-Server",
        "X-Original-URL",
        "X-Rewrite-URL",
        "Forwarded",
    )
    person = client_for(street, "lan")
    for client in (street.test_client(), same_person(street, person)):
        for address in (
            "/",
            "/admin",
            "/admin/client",
            "//admin///client",
            "/admin/client/?page=2",
            LOGIN,
            "/x",
        ):
            for name in ("Host", *forwarded):
                answer = client.get(address, headers={name: host})
                assert stays(answer.location), (name, address, answer.location)
                assert "evil" not in f"{answer.headers}{answer.text}", (name, address)
