"""My bulk edits: what would come of one, how far it is, what became of each row, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, make_response, redirect, request, url_for
from flask_admin import BaseView, expose

from admin.background import background
from admin.batch_page import listed, page_of
from admin.batch_steps import STEPS
from admin.bulk_rights import edits_many
from admin.once import spend
from forms.base import FORMS
from models.access import Person, Right, may, person_of
from models.base import db
from models.batch import UNDER_WAY, Batch, batch_by, batches_of
from models.transactions import begin_write

LOOKS_AGAIN = 2
"""Seconds after which the page asks anew while an edit is under way."""


class BatchesView(BaseView):
    """A person's own edits, whichever list they are of."""

    def __init__(self) -> None:
        """Give the pages their address."""
        super().__init__(name="batches", endpoint="batches", url="/admin/batches")

    def is_accessible(self) -> bool:
        """Say whether there is any table of which this person may edit many rows."""
        person = db.session().info.get("person")
        return isinstance(person, Person) and edits_many(person.role)

    def _handle_view(self, name: str, **kwargs: Any) -> Any:
        """Send whoever is not signed in to the sign-in page; refuse whoever may edit nothing."""
        del name, kwargs
        if not isinstance(db.session().info.get("person"), Person):
            return redirect(url_for("sign_in.login"))
        return None if self.is_accessible() else abort(403)

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run the endpoint as it is: Flask-Admin would hide a real TypeError."""
        return fn(self, *args, **kwargs)

    @expose("/")
    def index(self) -> str:
        """List my edits."""
        session = db.session()
        found = listed(session, batches_of(session, person_of(session)))
        return str(self.render("admin/batches.html", batches=found))

    @expose("/batch/")
    def batch(self) -> Any:
        """Show one edit."""
        return self._page(_mine(request.args.get("batch", "")))

    @expose("/step/", methods=("POST",))
    def step(self) -> Any:
        """Take the next step with an edit."""
        begin_write(db.session())
        spend()
        batch = _mine(request.form.get("batch", ""))
        take = STEPS.get(request.form.get("step", "")) or abort(400)
        answer = take(batch)
        return self._page(batch, answer) if isinstance(answer, str) else answer

    def _page(self, batch: Batch, wrong: str = "") -> Any:
        """Show an edit; ask anew by itself as long as it is under way, script or no script."""
        going = batch.state in UNDER_WAY and not batch.is_silent
        page = make_response(self.render("admin/batch.html", **page_of(db.session(), batch, wrong)))
        if going:
            background().see_to_it()
            page.headers["Refresh"] = str(LOOKS_AGAIN)
        page.status_code = 422 if wrong else 200
        return page


def _mine(receipt: str) -> Batch:
    """Find one of one's own edits, of a table one may still edit."""
    person = person_of(db.session())
    batch = batch_by(db.session(), person, receipt[:40]) or abort(404)
    if not may(person, Right.EDIT, FORMS[batch.table_name].model):
        abort(404)
    return batch
