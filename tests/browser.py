"""The panel in a real browser: a server on this machine, and a page that fails its test if it breaks."""

import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from werkzeug.serving import make_server

from tests.clients import LOGIN
from tests.needs import find_chromium

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 10_000  # milliseconds an expectation waits before it fails


@pytest.fixture
def server(seeded_copy: Flask) -> Iterator[str]:
    """Serve a copy of the demo data that belongs to this test, and hand over its address."""
    service = make_server("127.0.0.1", 0, seeded_copy, threaded=True)
    thread = threading.Thread(target=service.serve_forever, name="server under test")
    thread.start()
    yield f"http://127.0.0.1:{service.server_port}"
    service.shutdown()
    thread.join()
    service.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once a worker."""
    program = find_chromium()
    assert program, "no Chromium found: `make needs` says how to get it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """Open an empty page; at the end no script, no policy may have broken, nobody else been asked."""
    context = browser.new_context(base_url=server, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(PATIENCE)
    wrong = watch(context, server)
    yield context.new_page()
    context.close()
    assert not wrong, "in the browser: " + "; ".join(wrong)


def watch(context: BrowserContext, server: str) -> list[str]:
    """Collect what no page may do: break its content security policy, raise an error, ask another server."""
    wrong: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    def follow(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != urlsplit(server).netloc:
            wrong.append(f"asked {request.url}")

    context.on("console", listen)
    context.on("weberror", lambda broken: wrong.append(f"uncaught: {broken.error}"))
    context.on("request", follow)
    return wrong


def sign_in(page: Page, app: Flask, username: str) -> None:
    """Sign one of the cast in by typing into the page, as they do."""
    page.goto(LOGIN)
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", app.config["DEMO_PASSWORD"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: LOGIN not in url)
