"""The one cookie of a session: an id, the secret of its forms and a language; all else stays here."""

from __future__ import annotations

import json

from flask import Flask, Response, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from sqlalchemy.exc import OperationalError

from models.base import db
from models.sign_in_session import keep_said
from models.transactions import begin_write
from models.visit import Visit

LOOPBACK = ("127.0.0.1", "localhost")
ID = "id"
"""Under which the cookie carries the id of a session."""

HALF = "half"
"""Under which it carries that of somebody whose code is still due: it opens nothing but the page for it."""

FLASHES = "_flashes"
PREFIX = "__Host-"
"""A browser takes a cookie of such a name only over https, from this very host, for all of it."""


class CookieByAddress(SecureCookieSessionInterface):
    """On plain http at loopback the cookie is not `Secure`; anywhere else it is, and says so in its name."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Look at the address asked for."""
        del app
        host = request.environ.get("HTTP_HOST", "")  # as sent: `request.host` raises for one that is not ours
        return request.is_secure or host.partition(":")[0] not in LOOPBACK

    def get_cookie_name(self, app: Flask) -> str:
        """Name the cookie."""
        name = super().get_cookie_name(app)
        return f"{PREFIX}{name}" if self.get_cookie_secure(app) else name

    def get_cookie_domain(self, app: Flask) -> None:
        """Give the cookie to no other host, whatever the settings say."""
        del app

    def get_cookie_path(self, app: Flask) -> str:
        """Send it to every page."""
        del app
        return "/"

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie without what the next page will tell, which may be a password: that stays here."""
        told = session.pop(FLASHES, [])
        visit: Visit | None = g.get("visit")
        text = _text(told)
        if visit is not None and text != g.get("kept", visit.said):
            _keep(visit.id, text)
        super().save_session(app, session, response)


def tell_what_was_kept(session: SessionMixin, visit: Visit) -> None:
    """Put what was said last time where the page looks for it."""
    if visit.said:
        session[FLASHES] = [(kind, said) for kind, said in json.loads(visit.said)]


def keep_with_the_save() -> None:
    """Keep what the next page will tell in the transaction that is being written."""
    visit: Visit | None = g.get("visit")
    if visit is not None:
        g.kept = _text(session.get(FLASHES, []))
        keep_said(db.session(), visit.id, g.kept)


def take_back() -> None:
    """Tell nothing of a save that the database has refused."""
    visit: Visit | None = g.get("visit")
    g.pop("kept", None)
    session.pop(FLASHES, None)
    if visit is not None:
        tell_what_was_kept(session, visit)


def _text(told: list[tuple[str, str]]) -> str:
    return json.dumps([[kind, str(said)] for kind, said in told]) if told else ""


def _keep(number: int, text: str) -> None:
    """Keep it with the session, in a short transaction of its own; the answer is not lost with it."""
    try:
        begin_write(db.session())
        keep_said(db.session(), number, text)
        db.session.commit()
    except OperationalError:
        db.session.rollback()
        current_app.logger.warning("what the next page tells could not be kept")
