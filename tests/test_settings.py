"""Settings that cannot be meant are refused at start; how much may be sent is limited, and said at once."""

import secrets
import time
from urllib.parse import urlencode

import pytest

from admin.secret_keys import weakness
from admin.settings import SettingError
from app import create_app
from tests.applications import SETTINGS
from tests.clients import client_for, token

OWN = {"SECRET_KEY": secrets.token_urlsafe(48), "DATA_KEY": secrets.token_urlsafe(48)}
WEAK = {
    "short": "k3-Jd82_mQ", "thirty-one": "Zk3-Jd82_mQx7Lw0aPf4Tn6Vb9Rc1Ye", "empty": "",
    "a number": 12_345_678, "dev": "dev", "dev again and again": "dev" * 20, "one sign": "a" * 48,
    "two signs": "ab" * 24, "changeme": "changeme-changeme-please-changeme-now",
    "a default": "this is the default key of the product",
    "the word secret": "SuperSecretKey-8372-qwzx-9283-plmo",
    "counting": "abcdefghijklmnopqrstuvwxyz0123456789",
    "counting down": "zyxwvutsrqponmlkjihgfedcba9876543210", "digits": "0123456789" * 4,
    "a word six times": "Kh0ng!" * 6, "the tests' own": SETTINGS["SECRET_KEY"],
    "the tests' own for data": SETTINGS["DATA_KEY"], "the word password": "MyPassword-for-the-panel-2026-ABC",
}  # fmt: skip


@pytest.fixture
def start(tmp_path):
    """Make an application with some settings of its own."""
    return lambda **rest: create_app({**OWN, "DATABASE_URL": f"sqlite:///{tmp_path / 'p.sqlite'}", **rest})


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATA_KEY"])
@pytest.mark.parametrize("key", WEAK.values(), ids=WEAK)
def test_a_key_that_can_be_guessed_is_refused_with_a_sentence(start, name, key):
    with pytest.raises(SettingError, match=f"FLASK_{name} .+: make one with"):
        start(**{name: key})


def test_a_random_key_never_looks_weak(start):
    for size in (24, 32, 48):
        assert [weakness(secrets.token_urlsafe(size)) for _ in range(3_000)] == [""] * 3_000
    assert [weakness(secrets.token_hex(32)) for _ in range(3_000)] == [""] * 3_000
    assert start().config["SECRET_KEY"] == OWN["SECRET_KEY"]


def test_one_key_is_not_both(start):
    with pytest.raises(SettingError, match="must differ"):
        start(DATA_KEY=OWN["SECRET_KEY"])


@pytest.mark.parametrize(
    "given", ["", " , ", "https://panel.example", "a b/c", ["x", 5], {"a": 1}, "pa_nel", "*", 5]
)
def test_names_that_are_no_hosts_are_refused(start, given):
    with pytest.raises(SettingError, match="FLASK_TRUSTED_HOSTS"):
        start(TRUSTED_HOSTS=given)


HOSTS = {
    "panel.example": 302, "panel.example:8443": 302, "10.0.0.5": 302, "ward.dn.example": 302,
    "dn.example": 302,
    "evil.example": 400, "panel.example.evil.example": 400, "evildn.example": 400, "": 400, "127.0.0.1": 400,
    "panel.example@evil.example": 400, "panel.example/evil": 400, "panel.example:99999": 400, "a,b": 400,
}  # fmt: skip


def test_only_the_names_given_are_answered(start):
    app = start(TRUSTED_HOSTS="panel.example, 10.0.0.5 .dn.example")
    for host, code in HOSTS.items():
        for method in ("GET", "HEAD", "POST"):
            answer = app.test_client().open("/admin/login/../../", method=method, headers={"Host": host})
            assert (answer.status_code == 400) == (code == 400), (host, method, answer.status)
            assert "evil" not in f"{answer.location} {answer.headers} {answer.text}"
            assert "Content-Security-Policy" in answer.headers, host


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=part"
SIZES = {
    "a field of a megabyte": ({"note": "x" * 1_000_001}, FORM),
    "a field of a megabyte beside files": ({"note": "x" * 1_000_001}, PARTS),
    "1,001 parts": ({f"f{number}": "x" for number in range(1_001)}, PARTS),
    "a body of 13 megabytes": ({"note": "x" * 13_000_000}, FORM),
    "13 megabytes in parts": ({"note": "x" * 13_000_000}, PARTS),
}
ADDRESSES = ("/admin/client/new/", "/admin/client/search/", "/admin/load/", "/admin/login/")


def body_of(data, kind) -> bytes:
    """Write a form the way its kind says."""
    if kind == FORM:
        return urlencode(data).encode()
    head = '--part\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    return ("".join(head.format(*each) for each in data.items()) + "--part--\r\n").encode()


@pytest.mark.parametrize("data, kind", SIZES.values(), ids=SIZES)
def test_too_much_is_refused_within_a_second(street, data, kind):
    client = client_for(street, "an")
    body = body_of(data | {"csrf_token": token(client.get("/admin/").text)}, kind)
    for address in ADDRESSES:
        begun = time.perf_counter()
        answer = client.post(address, data=body, content_type=kind)
        assert answer.status_code == 413, address
        assert time.perf_counter() - begun < 1, address


@pytest.mark.parametrize("kind", [FORM, PARTS])
def test_a_form_of_ordinary_size_is_read(street, kind):
    client = client_for(street, "an")
    data = {"q": "x" * 900_000, "csrf_token": token(client.get("/admin/").text)}
    body = body_of(data | {f"f{number}": "x" for number in range(900)}, kind)
    assert client.post("/admin/client/search/", data=body, content_type=kind).status_code < 400


def test_a_new_database_file_is_its_owners_alone(tmp_path):
    file = tmp_path / "new.sqlite"
    create_app({**SETTINGS, "DATABASE_URL": f"sqlite:///{file}"})
    assert file.stat().st_mode & 0o077 == 0


def test_a_method_that_is_not_answered_names_those_that_are(street):
    answer = client_for(street, "lan").put("/admin/")
    assert (answer.status_code, "GET" in answer.headers.get("Allow", "")) == (405, True)
