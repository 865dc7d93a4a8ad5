"""Two people deciding at the same moment cannot break a cap: one is accepted, the other told what is left."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from forms.registry import declare
from forms.support_grant import SupportGrantForm
from models.access import SYSTEM
from models.base import db
from models.support_grant import SupportGrant
from models.transactions import begin_write
from tests.cases.client import day
from tests.cases.support_grant import grant
from tests.world import World

declare()

PATIENCE = 0.5
"""Seconds the first waits, decided and not yet saved, for the second to find room as well.

The lock keeps the second from answering, so a sound program always waits this long; a broken one does not.
"""

APPROVE = SupportGrant.workflow.move("approve")


@pytest.fixture
def waiting(app):
    """Two verified grants of six million for one person, under a cap of ten."""
    with app.app_context():
        world = World(db.session())
        first = grant(world, "submit", "verify")
        second = grant(world, "submit", "verify", client=first.client)
        return first.id, second.id


def approve(app, key, *, wait_for=None, found_room=None, pause=None):
    """Approve a grant in a session of its own, pausing between check and save; tell what was said."""
    if wait_for:
        assert wait_for.wait(timeout=30)
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        begin_write(session)
        decision = {"decision_no": f"{key}/QĐ-UBND", "decision_on": day(1)}
        form = SupportGrantForm(session, decision, session.get(SupportGrant, key), move=APPROVE)
        sound = form.validate()
        found_room.set()
        if pause:
            pause.wait(timeout=PATIENCE)
        if sound:
            form.save()
            session.commit()
        return [problem.message for problem in form.problems]


def states(app, keys):
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        return [session.get(SupportGrant, key).status.name for key in keys]


def test_of_two_grants_approved_at_once_one_is_accepted_and_the_other_told_what_is_left(app, waiting):
    first_checked, second_checked = Event(), Event()
    with ThreadPoolExecutor() as threads:
        first = threads.submit(approve, app, waiting[0], found_room=first_checked, pause=second_checked)
        second = threads.submit(approve, app, waiting[1], wait_for=first_checked, found_room=second_checked)
    assert first.result() == []
    assert second.result() == ["Còn được hỗ trợ tối đa 4.000.000\N{NO-BREAK SPACE}₫ theo chính sách này."]
    assert states(app, waiting) == ["approved", "verified"]
