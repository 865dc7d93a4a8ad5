"""Lists asked without a page: what an address finds for one of the cast, and how it is said."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from admin.listing import Listing
from forms.base import FORMS
from models.account import account_named, person_for
from models.base import db
from tests.neighbours import as_system

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


@contextmanager
def asked_by(app: Flask, username: str) -> Iterator[Asker]:
    """Let one of the cast ask."""
    with app.test_request_context("/admin/"):
        session = as_system(app)
        session.info["person"] = person_for(session, account_named(session, username))
        yield Asker()
        session.rollback()


class Asker:
    """Somebody whose lists are asked by the words of an address."""

    def listing(self, table: str, query: str = "") -> Listing:
        """Read an address: `gender=male&sort=-intake_on`."""
        pairs = parse_qsl(urlsplit(query).query if query.startswith("/") else query, keep_blank_values=True)
        return Listing(FORMS[table].model, db.session(), MultiDict(pairs))

    def found(self, table: str, query: str = "") -> list[int]:
        """Give the ids of the rows found, each as often as it is found."""
        listing = self.listing(table, query)
        return sorted(db.session.scalars(select(listing.model.id).where(*listing.criteria())))

    def rows(self, table: str) -> list:
        """Load every row this person sees."""
        return list(db.session.scalars(select(FORMS[table].model)))
