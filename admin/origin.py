"""Who sent the browser here: nothing is changed for another site's page, and no other Host is answered.

The second wall behind the token of a form; the browser itself says where a request comes from
(https://www.w3.org/TR/fetch-metadata/), and a page of another site cannot change what it says.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.exceptions import SecurityError

READS = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})
"""What `Sec-Fetch-Site` says of a page of our own, and of an address somebody typed."""

NOT_OUR_HOST = "This name is not one of the panel's: see FLASK_TRUSTED_HOSTS.\n"


def look_at_origin() -> None:
    """Refuse what another site's page sends: every change, and everything but a link followed."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in READS:
        if site not in OURS or not _is_our_origin():
            abort(403)
    elif site not in OURS and request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        abort(403)  # our pages are no pictures, scripts or frames of others


def _is_our_origin() -> bool:
    """Compare hosts only: behind a proxy that ends TLS the scheme is the proxy's."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def tell_host(_error: SecurityError) -> Response:
    """Answer a request for a host that is not ours without a page: no address can be made for it."""
    return Response(NOT_OUR_HOST, 400, mimetype="text/plain")


def init_app(app: Flask) -> None:
    """Look before anything else does."""
    app.before_request(look_at_origin)
    app.register_error_handler(SecurityError, tell_host)
