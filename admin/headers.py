"""What every answer tells the browser: what it may run, keep, show elsewhere and tell others."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, g, request

NONCE_BYTES = 18
YEAR_SECONDS = 31_536_000

SHUT = (
    "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""For what is no page of ours (files, redirects, a word to the watchman): nothing runs, nothing loads."""

PAGE = (
    f"{SHUT}; script-src 'nonce-{{nonce}}'; style-src 'nonce-{{nonce}}'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'"
)
"""For a page: only scripts and styles that carry this answer's own number, nothing written into the page."""

OFF = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""Abilities of a browser that no page here asks for."""

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in OFF),
    # Not no-referrer: a browser would then send `Origin: null` with our own forms (admin/origin.py).
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def nonce() -> str:
    """Give the number this answer's own scripts and styles carry; drawn once an answer."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(NONCE_BYTES)
    return str(g.nonce)


def local(address: str) -> str:
    """Keep an address only if it leads back into the panel: one slash first, nothing a browser would bend."""
    bends = any(mark in address for mark in "\\\t\r\n") or not address.isprintable()
    return "" if bends or not address.startswith("/") or address.startswith("//") else address


def add_headers(response: Response) -> Response:
    """Send the policy with every answer; a page with rows in it is never kept by anybody."""
    drawn = g.pop("nonce", "")
    response.headers["Content-Security-Policy"] = PAGE.format(nonce=drawn) if drawn else SHUT
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"
    if request.endpoint == "static" and response.status_code != HTTPStatus.NOT_FOUND:
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return stay_here(response)


def stay_here(response: Response) -> Response:
    """Let a redirect name only a path of this panel, whoever wrote it and whatever Host was asked for."""
    if response.location:
        _scheme, _host, *rest = urlsplit(response.location)
        response.location = local(urlunsplit(("", "", *rest))) or "/"
        response.set_data(b"")  # it would repeat the address, Host and all
    return response


def init_app(app: Flask) -> None:
    """Put the headers on every answer, and the number into every template."""
    app.after_request(add_headers)
    app.add_template_global(nonce)
