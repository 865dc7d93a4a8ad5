"""Firefox, driven over its own Marionette protocol: no driver for it comes from a package registry."""

import json
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.clients import LOGIN
from tests.needs import find_firefox

PATIENCE = 60  # seconds until the browser answers
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference to an element


class Marionette:
    """The wire: a length, a colon and a JSON array of type, number, command and parameters."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.file, self.number = self.socket.makefile("rb"), 0
        self._read()  # its greeting

    def _read(self) -> Any:
        length = b""
        while (sign := self.file.read(1)) != b":":
            length += sign
        return json.loads(self.file.read(int(length)))

    def call(self, command: str, **parameters: Any) -> Any:
        """Ask for one thing; raises RuntimeError with WebDriver's name of what went wrong."""
        self.number += 1
        asked = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(asked), asked))
        _kind, _number, error, result = self._read()
        if error is not None:
            raise RuntimeError(error["error"])
        return result

    def close(self) -> None:
        """End the browser."""
        self.call("Marionette:Quit")
        self.socket.close()


class Firefox:
    """One window on one server; every dialog a page opens is kept."""

    def __init__(self, wire: Marionette, server: str) -> None:
        self.wire, self.server = wire, server
        self.dialogs: list[str] = []

    def _ask(self, where: str, command: str, **parameters: Any) -> Any:
        """Ask; where a dialog stood in the way, note it (it is dismissed by then) and ask again."""
        for _dialog in range(10):
            try:
                return self.wire.call(command, **parameters)
            except RuntimeError as error:
                if str(error) != "unexpected alert open":
                    raise
                self.dialogs.append(where)
        raise RuntimeError(where)

    def goto(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self._ask(address, "WebDriver:Navigate", url=address if ":" in address else self.server + address)

    def finds(self, selector: str) -> bool:
        """Say whether anything on the page matches."""
        script = "return document.querySelector(arguments[0]) !== null"
        answer = self._ask(selector, "WebDriver:ExecuteScript", script=script, args=[selector])
        return bool(answer["value"])

    def _element(self, selector: str) -> str:
        found = self.wire.call("WebDriver:FindElement", using="css selector", value=selector)
        return str(found["value"][ELEMENT])

    def sign_in(self, username: str, password: str) -> None:
        """Sign in as people do."""
        self.wire.call("WebDriver:DeleteAllCookies")
        self.goto(LOGIN)
        for name, text in (("username", username), ("password", password)):
            self.wire.call("WebDriver:ElementSendKeys", id=self._element(f"[name={name}]"), text=text)
        self.wire.call("WebDriver:ElementClick", id=self._element("form button:not([name])"))
        self.goto("/admin/")
        assert not self.finds("input[name=password]"), "signing in did not work"


@pytest.fixture(scope="session")
def marionette(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marionette]:
    """Start Firefox once a worker, with a profile of its own."""
    program = find_firefox()
    assert program, "no Firefox found: `make needs` says how to get it"
    profile = tmp_path_factory.mktemp("firefox")
    (profile / "user.js").write_text('user_pref("marionette.port", 0);\n')
    words = [program, "--marionette", "--headless", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        with closing(Marionette(_port(profile))) as wire:
            wire.call(
                "WebDriver:NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": NOTIFY}}
            )
            yield wire
        started.wait(PATIENCE)


NOTIFY = "dismiss and notify"


def _port(profile: Path) -> int:
    """Wait until the browser has written down where it listens."""
    until, pause = time.monotonic() + PATIENCE, threading.Event()
    while not (said := profile / "MarionetteActivePort").exists() or not said.read_text():
        assert time.monotonic() < until, "Firefox did not start"
        pause.wait(0.1)
    return int(said.read_text())


@pytest.fixture
def firefox(marionette: Marionette, server: str) -> Firefox:
    """Give a window on the demo data of this test."""
    return Firefox(marionette, server)
