"""Grants taken through any steps by anybody in any order: never over the cap, never by one pair of eyes."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from forms.registry import declare
from forms.support_grant import SupportGrantForm
from models.access import SYSTEM, RefusedError
from models.account import account_named, person_for
from models.base import db
from models.client import Client
from models.support_grant import SupportGrant
from models.support_grant_choices import GrantStatus
from models.transactions import begin_write
from tests.cases.client import day
from tests.cases.support_grant import grant, own_policy
from tests.world import World, confirmed

declare()

CAP = 10_000_000
STEPS = 50
FEW, MANY = 6, 200
"""Runs of so many steps: in every run of the tests, and in the long one."""

BINDING = {
    GrantStatus.approved, GrantStatus.paid, GrantStatus.monitoring, GrantStatus.closed, GrantStatus.recovered,
}  # fmt: skip
PEOPLE = ("an", "lan", "minh", "hoa", "binh")
MOVES = tuple(move.name for move in SupportGrant.workflow.moves)
AMOUNTS = tuple(f"{millions} triệu" for millions in (1, 2, 3, 4, 5, 6, 9, 10, 11))
ANSWERS = {
    "verified_on": day(8), "decision_no": "7/QĐ-UBND", "decision_on": day(7), "paid_on": day(6),
    "receiver_name": "Nguyễn Văn An", "review_note": "Thiếu đơn", "followup_on": day(1), "result": "working",
    "recovered_vnd": "1 triệu",
}  # fmt: skip
REFUSALS = (RefusedError, IntegrityError, StaleDataError)


class Grants(RuleBasedStateMachine):
    """One person helped, one policy, some grants, and five people at them."""

    world: World
    policy: Any
    authors: dict[int, tuple[str, str]]  # who made it, and who typed the sum that stands
    taken = 0  # steps tried, by all machines

    @initialize()
    def settle(self) -> None:
        """Make somebody with two grants."""
        with self.world.asked_by(SYSTEM):
            self.client = self.world.make("client")
        self.ids, self.authors = [], {}
        for amount in ("6 triệu", "4 triệu"):
            self.ask_for("lan", amount)

    def write(self, who: str, data: dict, key: int | None = None, step: str | None = None) -> int | None:
        """Let somebody write, whatever they must confirm; give the row's id where it was saved."""
        Grants.taken += 1
        session = self.world.session
        session.info["person"] = SYSTEM
        session.info["person"] = person_for(session, account_named(session, who))
        row = session.get(SupportGrant, key) if key else None
        move = SupportGrant.workflow.move(step) if step else None
        try:
            if key and row is None:
                return None
            form = SupportGrantForm(session, data, row, move=move)
            if not (form.validate() or confirmed(form).validate()):
                return None
            saved = form.save().id
            session.commit()
        except REFUSALS:
            return None
        else:
            return saved
        finally:
            session.rollback()
            session.info["person"] = SYSTEM

    @rule(who=st.sampled_from(PEOPLE), amount=st.sampled_from(AMOUNTS))
    def ask_for(self, who: str, amount: str) -> None:
        """Make a grant."""
        data = self.world.typical("support_grant") if not self.ids else dict(self.typed)
        self.typed = data | {"client": self.client, "policy": self.policy}
        key = self.write(who, self.typed | {"amount_vnd": amount})
        if key:
            self.ids.append(key)
            self.authors[key] = (who, who)

    @rule(who=st.sampled_from(PEOPLE), amount=st.sampled_from(AMOUNTS), which=st.integers(0, 9))
    def correct(self, who: str, amount: str, which: int) -> None:
        """Change the sum."""
        key = self.ids[which % len(self.ids)]
        before = self.row(key).amount_vnd
        if self.write(who, {"amount_vnd": amount}, key) and self.row(key).amount_vnd != before:
            self.authors[key] = (self.authors[key][0], who)

    @rule(who=st.sampled_from(PEOPLE), step=st.sampled_from(MOVES), which=st.integers(0, 9))
    def take(self, who: str, step: str, which: int) -> None:
        """Take a step; two pairs of eyes decide."""
        key = self.ids[which % len(self.ids)]
        asks = SupportGrant.workflow.move(step).asks
        done = self.write(who, {name: ANSWERS[name] for name in asks if name in ANSWERS}, key, step)
        if done and step in {"verify", "approve"}:
            assert who not in self.authors[key], (who, step)
        if done and step == "pay":
            assert self.row(key).approved_by_id != self.account(who), who

    @invariant()
    def stays_under_the_cap(self) -> None:
        """Sum up what is promised or paid, less what came back."""
        if hasattr(self, "ids"):
            rows = [self.row(key) for key in self.ids]
            promised = sum(row.amount_vnd - (row.recovered_vnd or 0) for row in rows if row.status in BINDING)
            assert promised <= CAP, promised

    def row(self, key: int) -> SupportGrant:
        """Load a grant as it stands."""
        self.world.session.expire_all()
        return self.world.session.get(SupportGrant, key)

    def account(self, who: str) -> int:
        """Tell the id of an account."""
        return account_named(self.world.session, who).id


def run(app, times):
    """Run the machine so many times on one database; tell the steps."""
    with app.app_context():
        world = World(db.session())
        with world.asked_by(SYSTEM):
            Grants.world, Grants.policy, Grants.taken = world, own_policy(world), 0
        kept = settings(
            max_examples=times, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run_state_machine_as_test(Grants, settings=kept)
        return Grants.taken


def test_no_order_of_steps_breaks_the_cap_or_the_four_eyes(small_app, measured):
    steps = run(small_app, FEW)
    figure(measured, steps)
    assert steps > FEW * STEPS / 2


@pytest.mark.long
def test_ten_thousand_steps_break_neither_the_cap_nor_the_four_eyes(small_app, measured):
    steps = run(small_app, MANY)
    figure(measured, steps)
    assert steps > MANY * STEPS / 2


def figure(measured, steps):
    """Take the figure of a machine that held."""
    what = "Grants in any order of steps by everybody"
    obtained = f"0 and 0 in {steps:,} steps"
    measured(row="A12", what=what, target="0 over the cap, 0 self-approved", obtained=obtained)


# --- at the same moment

EACH = 1_000_000
"""Each grant of the rush: ten of them have room."""


@pytest.fixture(params=[14, pytest.param(50, marks=pytest.mark.long)])
def rushed(request, app):
    """Verified grants of a million each for one person, together far over the cap."""
    with app.app_context():
        world = World(db.session())
        policy = own_policy(world)
        first = grant(world, "submit", "verify", amount_vnd="1 triệu", policy=policy)
        more = [
            grant(world, "submit", "verify", amount_vnd="1 triệu", policy=policy, client=first.client)
            for _number in range(request.param - 1)
        ]
        return first.client_id, [row.id for row in (first, *more)]


def approved(app, key):
    """Approve one grant in a session of its own, as often as the database asks to wait."""
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        for _try in range(20):
            try:
                begin_write(session)
                decision = {"decision_no": f"{key}/QĐ-UBND", "decision_on": day(1)}
                row, move = session.get(SupportGrant, key), SupportGrant.workflow.move("approve")
                form = SupportGrantForm(session, decision, row, move=move)
                if sound := form.validate():
                    form.save()
                    session.commit()
            except (OperationalError, StaleDataError):
                session.rollback()
            else:
                session.rollback()
                return sound
        return False


def test_approvals_at_once_fill_the_cap_and_no_more(app, rushed, measured):
    client, keys = rushed
    with ThreadPoolExecutor(8) as threads:
        won = sum(threads.map(lambda key: approved(app, key), keys))
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        assert session.get(Client, client) is not None
        rows = [session.get(SupportGrant, key) for key in keys]
        promised = sum(row.amount_vnd for row in rows if row.status is GrantStatus.approved)
    obtained = f"{promised:,} of {CAP:,} đ"
    measured(
        row="A12", what=f"{len(keys)} approvals at once under one cap", target="0 over", obtained=obtained
    )
    assert (promised, won) == (CAP, CAP // EACH)
