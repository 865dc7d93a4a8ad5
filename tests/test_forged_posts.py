"""Nobody acts in another's name: no forged request is taken by any address that changes something."""

import re
from urllib.parse import urlencode

import pytest

from tests.clients import LOGIN, client_for, token
from tests.neighbours import neighbour
from tests.test_routes import NOTED, contents

ELSEWHERE = "https://evil.example"
SAFE = {"GET", "HEAD", "OPTIONS"}


def changing(app) -> list[str]:
    """List the addresses that take anything but reading, each with a row of its own table named."""
    ids = neighbour(app, "lan").ids
    found = []
    for rule in app.url_map.iter_rules():
        if rule.methods - SAFE:
            table = rule.rule.split("/")[2] if rule.rule.count("/") > 2 else ""
            path = re.sub(r"<[^>]*>", "x", rule.rule)
            found.append(f"{path}?id={ids.get(table, 1)}&step=submit")
    return found


FORGED = {
    "no token": {"mark": None},
    "a wrong token": {"mark": "wrong"},
    "another person's token": {"mark": "theirs"},
    "the token of a session that ended": {"mark": "old"},
    "a token in the address only": {"query": True, "mark": None},
    "by GET": {"method": "GET"},
    "by HEAD": {"method": "HEAD"},
    "by GET with a form in it": {"method": "GET", "kind": "application/x-www-form-urlencoded"},
    "by HEAD with a form in it": {"method": "HEAD", "kind": "application/x-www-form-urlencoded"},
    "as JSON": {"kind": "application/json"},
    "as plain text": {"kind": "text/plain"},
    "from another origin": {"headers": {"Origin": ELSEWHERE}},
    "from an origin that begins alike": {"headers": {"Origin": "http://localhost.evil.example"}},
    "from nowhere": {"headers": {"Origin": "null"}},
    "from another site": {"headers": {"Sec-Fetch-Site": "cross-site"}},
    "from a sister site": {"headers": {"Sec-Fetch-Site": "same-site"}},
    "from another site, said twice": {"headers": {"Sec-Fetch-Site": "same-origin, cross-site"}},
    "by another method named in a header": {"method": "GET", "headers": {"X-HTTP-Method-Override": "POST"}},
    "by another method named in the form": {"mark": None, "fields": {"_method": "POST"}},
}
"""Each way of forging: what differs from the own page's post; where no `mark` is said, its token is right."""

FIELDS = {
    "confirm": "1", "row_version": "1", "alias": "Đã đổi", "username": "an", "reason": "vì thế",
    "language": "en", "theme": "dark", "q": "x", "table": "ward", "token": "x", "action": "delete",
}  # fmt: skip


class Forger:
    """A signed-in browser that another site's page makes send requests."""

    def __init__(self, app, username) -> None:
        """Collect every token an attacker could have."""
        self.client, other = client_for(app, username), client_for(app, "minh")
        gone = client_for(app, username)
        self.marks = {"theirs": token(other.get("/admin/").text), "old": token(gone.get("/admin/").text)}
        gone.post("/admin/logout/", data={"csrf_token": self.marks["old"]})
        self.own = token(self.client.get("/admin/").text)

    def send(self, address, **forged):
        """Send what a forged page would."""
        method, mark = forged.get("method", "POST"), forged.get("mark", "own")
        given = {**self.marks, "own": self.own, None: ""}.get(mark, mark)
        data = FIELDS | forged.get("fields", {}) | {"csrf_token": given}
        sent = {"headers": forged.get("headers"), "method": method, "buffered": True}
        if method in SAFE or forged.get("query"):
            address = f"{address}&{urlencode(data | {'csrf_token': self.own})}"
        if method not in SAFE or forged.get("kind"):
            body, own = urlencode(data), data | {"csrf_token": self.own}
            kind = forged.get("kind", "application/x-www-form-urlencoded")
            as_json = kind == "application/json"
            sent |= {"json": own} if as_json else {"data": body, "content_type": kind}
        return self.client.open(address, **sent)


@pytest.mark.parametrize("username", ["lan", pytest.param("an", marks=pytest.mark.long)])
def test_no_forged_request_is_taken_and_no_row_changes(two_wards, username):
    forger, sent = Forger(two_wards, username), 0
    for way, forged in FORGED.items():
        before, is_read = contents(two_wards), forged.get("method") in SAFE
        refused = {200, 302, 303, 400, 403, 404, 405} if is_read else {400, 403}
        for address in changing(two_wards):
            answer = forger.send(address, **forged)
            assert answer.status_code in refused, (way, address, answer.status)
            sent += 1
        after = contents(two_wards)
        changed = {name for name in before if before[name] != after[name]}
        assert changed <= (NOTED if is_read else {"sign_in_session"}), (
            way
        )  # a look is noted, and a session seen
    assert sent > 17 * 150
    assert forger.client.get("/admin/").status_code == 200


def test_the_same_posts_from_the_panels_own_page_are_taken(two_wards):
    forger = Forger(two_wards, "lan")
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    before = contents(two_wards)
    codes = {forger.send(address, headers=own).status_code for address in changing(two_wards)
             if "logout" not in address}  # fmt: skip
    assert {200, 303, 422} <= codes
    assert contents(two_wards) != before


def test_nobody_is_signed_in_by_another_sites_page(small_app):
    client = small_app.test_client()
    data = {"username": "lan", "password": small_app.config["DEMO_PASSWORD"]}
    data["csrf_token"] = token(client.get(LOGIN).text)
    for headers in ({"Origin": ELSEWHERE}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(LOGIN, data=data, headers=headers).status_code == 403
    assert client.get("/admin/").status_code == 302
    assert client.post(LOGIN, data=data, headers={"Origin": "http://localhost"}).status_code == 303


def test_our_pages_are_nobodys_pictures_scripts_or_frames(street):
    client = client_for(street, "lan")
    for mode in ("no-cors", "cors", "same-origin", "websocket"):
        said = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}
        assert client.get("/admin/client/", headers=said).status_code == 403
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/admin/client/", headers=followed).status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "PATCH", "DELETE", "PROPFIND", "LOCK", "X"])
def test_a_method_no_page_uses_is_refused_everywhere(two_wards, method):
    client, before = client_for(two_wards, "lan"), contents(two_wards)
    mark = token(client.get("/admin/").text)
    for address in changing(two_wards):
        answer = client.open(address, method=method, data=FIELDS, headers={"X-CSRFToken": mark})
        assert answer.status_code in {400, 405}, (address, answer.status)
    assert contents(two_wards) == before
