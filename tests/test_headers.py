"""What every answer tells the browser: on every address, by every method, for everybody, wrong ones too."""

import re

import pytest

from admin.headers import OFF
from tests.clients import LOGIN, client_for, token
from tests.test_routes import answers

NONCE = re.compile(r"'nonce-([\w-]{24})'")
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")
ODD = (
    "/nowhere", "//evil.example/", "/admin/client", "/admin/client/details/?id=999999", "/%00",
    "/admin/client/?page=x", "/admin/client/?case_statu=open", "/static/nothing.css", "/static/../app.py",
    "/admin/x/y/z/",
)  # fmt: skip


def policy_of(answer) -> dict[str, list[str]]:
    """Read the policy: directive by directive."""
    said = answer.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in map(str.split, said)}


def check(answer, address) -> None:
    """Check the headers that keep a browser from doing what it should not."""
    policy, headers = policy_of(answer), answer.headers
    assert len(headers.getlist("Content-Security-Policy")) == 1, address
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == ["'none'"], address
    assert policy["frame-ancestors"] == policy["trusted-types"] == ["'none'"], address
    assert policy["require-trusted-types-for"] == ["'script'"], address
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "*" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff", address
    assert headers["X-Frame-Options"] == "DENY", address
    assert headers["Referrer-Policy"] == "same-origin", address
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin", address
    assert all(f"{name}=()" in headers["Permissions-Policy"] for name in OFF), address
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(headers.keys()), address


def check_page(answer, address) -> None:
    """Check that a page's scripts and styles carry its own number and that nothing else may run."""
    policy, page = policy_of(answer), answer.text
    number = NONCE.fullmatch(policy["script-src"][0])
    assert number, address
    assert policy["script-src"] == policy["style-src"] == [number.group()], address
    assert policy["form-action"] == policy["connect-src"] == policy["font-src"] == ["'self'"], address
    loading = re.findall(r"<script[^>]*>|<link[^>]*stylesheet[^>]*>", page)
    assert loading, address
    assert all(f'nonce="{number.group(1)}"' in tag for tag in loading), address
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:|<base", page), address


@pytest.mark.parametrize("username", [None, "an", "lan", "hoa", "binh"])
def test_every_answer_of_every_address_carries_every_header(street, username):
    client = client_for(street, username) if username else street.test_client()
    mark = token(client.get("/admin/password/" if username else LOGIN).text)
    pages = 0
    for rule, method, answer in answers(street, client, mark):
        check(answer, (rule, method))
        if answer.mimetype == "text/html" and answer.location is None:
            check_page(answer, (rule, method))
            pages += 1
    assert (pages > 30) == bool(username)


@pytest.mark.parametrize("method", METHODS)
def test_a_request_that_makes_no_sense_is_answered_no_less_strictly(street, method):
    for username in (None, "lan"):
        client = client_for(street, username) if username else street.test_client()
        for address in (*ODD, LOGIN, "/admin/", "/healthz", "/"):
            answer = client.open(address, method=method, buffered=True)
            assert answer.status_code < 500, (method, address)
            check(answer, (method, address))
            if answer.mimetype == "text/html" and answer.data and answer.location is None:
                check_page(answer, (method, address))


def test_a_failure_is_answered_no_less_strictly(street):
    views = dict(street.view_functions)
    street.view_functions["healthz"] = lambda: 1 // 0
    try:
        answer = street.test_client().get("/healthz")
    finally:
        street.view_functions.update(views)
    assert answer.status_code == 500
    check(answer, "a failure")
    check_page(answer, "a failure")


def test_no_two_answers_share_a_number(street):
    client = client_for(street, "lan")
    numbers = [NONCE.search(client.get("/admin/").headers["Content-Security-Policy"])[1] for _ in range(50)]
    assert len(set(numbers)) == 50


def test_nothing_but_the_panels_own_files_is_kept_by_anybody(street):
    client = client_for(street, "lan")
    mark = token(client.get("/admin/password/").text)
    for rule, method, answer in answers(street, client, mark):
        if answer.status_code == 200 and rule.startswith("/static/"):
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        else:
            assert answer.headers["Cache-Control"] == "no-store", (rule, method)
            assert "Cookie" in answer.headers["Vary"], (rule, method)


def test_over_tls_the_browser_is_told_to_stay_with_tls(street):
    client = street.test_client()
    said = client.get(LOGIN, base_url="https://panel.example").headers["Strict-Transport-Security"]
    assert said == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in client.get(LOGIN).headers


def test_signing_out_clears_what_the_browser_kept(small_app):
    client = client_for(small_app, "lan")
    answer = client.post("/admin/logout/", data={"csrf_token": token(client.get("/admin/").text)})
    assert '"cache"' in answer.headers["Clear-Site-Data"]
