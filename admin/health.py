"""Whether the database answers: for the proxy and the watchman, who need no account."""

from __future__ import annotations

from flask import Flask, Response
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from models.base import db


def init_app(app: Flask) -> None:
    """Answer at /healthz."""
    app.add_url_rule("/healthz", "healthz", healthz)


def healthz() -> Response:
    """Ask the database for nothing in particular: 200 when it answers, 503 when it does not."""
    try:
        with db.engine.connect() as connection:
            connection.execute(select(1))
    except SQLAlchemyError:
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
