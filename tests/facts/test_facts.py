"""Every fact answers as plain Python over all rows does, whatever is asked of whatever data."""

import contextlib
from dataclasses import dataclass
from functools import partial
from random import Random

import pytest
from sqlalchemy.orm import Session

from forms.registry import declare
from models.access import SYSTEM
from models.facts import FACTS, Answers, _asked
from tests.applications import application_on_copy
from tests.clients import engine_of
from tests.facts.plain import PLAIN, Rows, rows_of
from tests.facts.stirring import ROUNDS, stirred

declare()

from tests.facts.asking import questions  # noqa: E402 (the forms say who asks which fact)

ASKED = 100
"""Questions asked of each fact in each round, in one statement."""
ALONE = 8
"""Those of them that are asked one by one too, as a form does."""


@dataclass
class Stirred:
    """The demo data stirred, with every row loaded."""

    session: Session
    rows: Rows


@pytest.fixture(scope="module")
def rounds(databases, planted):
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(stirred_data(databases, planted, seed)) for seed in ROUNDS]


@contextlib.contextmanager
def stirred_data(databases, planted, seed):
    """Open a session on a copy of what was stirred once a run."""
    template = databases.template(f"stirred_{seed}", partial(stirred, seed=seed), planted)
    with application_on_copy(databases, template) as app, Session(engine_of(app)) as session:
        session.info["person"] = SYSTEM
        yield Stirred(session, rows_of(session, f"{session.get_bind().dialect.name} {seed}"))


def test_every_fact_has_a_plain_answer():
    assert set(PLAIN) == set(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_answers_as_plain_python_does(name, rounds):
    fact, given = FACTS[name], set()
    for data in rounds:
        asked = list(questions(fact, data.rows, Random(name), ASKED))
        keys = [fact.key(values) for values, _plainly in asked]
        answered = [row.n for row in data.session.execute(fact.build(_asked(fact, keys)))]
        assert len(answered) == len(set(answered)), "it answers a question twice"
        together, alone = Answers(data.session), Answers(data.session)
        together.prepare(fact, keys)
        for number, (values, plainly) in enumerate(asked):
            given.add(answer := together.ask(fact, values))
            assert answer == PLAIN[name](data.rows, plainly), values
            assert number >= ALONE or alone.ask(fact, values) == answer, values
    assert len(given) > 1, "nothing was asked"
