"""Who or what stands in where one part is asked by itself: a form for its predicates, one of the cast."""

import contextlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from models.access import SYSTEM
from models.account import account_named, person_for
from models.base import db


def form(**said: Any) -> SimpleNamespace:
    """Stand in for a grant's form: what the predicate asks of it, and nothing else."""
    usual = {"is_off": False, "draws": True, "is_new": False, "net": lambda amount: amount, "values": {}}
    return SimpleNamespace(**usual | said)


@contextlib.contextmanager
def asked_by(app: Flask, username: str) -> Iterator[Session]:
    """Open a session in which one of the cast asks; what they write is not kept."""
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        session.info["person"] = person_for(session, account_named(session, username))
        yield session
        session.rollback()
