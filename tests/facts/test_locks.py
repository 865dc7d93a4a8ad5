"""Rows a cap belongs to are locked before it is asked about: who comes second waits, and finds less room."""

from types import SimpleNamespace

import pytest
from sqlalchemy.dialects import postgresql

from forms.registry import declare
from models import facts
from models.client import Client
from models.facts import FACTS, Answers, lock
from models.facts_people import hold_administrators
from models.facts_support import policy_cap, remaining_under_policy
from models.gate import PAST, WITH_DELETED

declare()
LOCKING = "ORDER BY client.id FOR UPDATE"


class ScalarsOf(list):
    """What a statement finds, all at once or one by one."""

    def all(self):
        return list(self)


class Recorder:
    """Stands in for a session on PostgreSQL, and for its connection: keeps what is sent, knows two keys."""

    def __init__(self, dialect="postgresql", found=("k", None)):
        self.sent, self.options, self.found = [], [], found
        self.bind = SimpleNamespace(dialect=SimpleNamespace(name=dialect))

    def get_bind(self):
        return self.bind

    def connection(self):
        return self

    def execute(self, statement, *_values):
        written = " ".join(str(statement.compile(compile_kwargs={"literal_binds": True})).split())
        if LOCKING in written:  # others may go on to link to the row
            assert str(statement.compile(dialect=postgresql.dialect())).endswith("FOR NO KEY UPDATE")
        self.sent.append(written)
        self.options.append(statement.get_execution_options())
        return SimpleNamespace(all=lambda: [(0, 7)], one=lambda: (7,))

    def scalars(self, statement):
        self.execute(statement)
        return ScalarsOf(self.found)


def test_rows_are_locked_in_the_order_of_their_ids_each_once():
    session = Recorder()
    lock(session, Client, [30, None, 4, 30, 0])
    (locked,) = session.sent
    assert locked.endswith(f"FROM client WHERE client.id IN (4, 30) {LOCKING}")


def test_all_rows_of_one_person_are_locked_together():
    session = Recorder()
    lock(session, Client, [4], "citizen_number_key")
    keys, locked = session.sent
    assert keys == "SELECT client.citizen_number_key FROM client WHERE client.id IN (4)"
    assert locked.endswith(f"WHERE client.id IN (4) OR client.citizen_number_key IN ('k') {LOCKING}")


@pytest.mark.parametrize("dialect, ids", [("postgresql", [None, 0]), ("postgresql", []), ("sqlite", [4])])
def test_nothing_is_locked_where_there_is_no_row_or_one_writer(dialect, ids):
    session = Recorder(dialect)
    lock(session, Client, ids, "citizen_number_key")
    assert session.sent == []


def test_the_anchors_of_all_questions_are_locked_before_the_first_is_asked(monkeypatch):
    monkeypatch.setattr(facts, "BATCH", 2)
    session = Recorder()
    keys = [(client, 1, 2026, 0) for client in (9, 5, 7, 5)]
    answers = Answers(session)
    answers.prepare(remaining_under_policy, keys)
    twins, locked, *asked = session.sent
    assert "client.id IN (5, 7, 9)" in twins
    assert locked.endswith(LOCKING)
    assert [each.count("(0, ") + each.count("(1, ") for each in asked] == [2, 1]
    assert {answers.known[remaining_under_policy.name, key] for key in keys} == {7, 0}


def test_what_is_known_is_not_asked_again_and_what_has_no_anchor_locks_nothing():
    session = Recorder()
    answers = Answers(session)
    answers.prepare(policy_cap, [(1,)])
    answers.prepare(policy_cap, [(1,)])
    assert answers.ask(policy_cap, {"policy": 1}) == 7
    assert len(session.sent) == 1
    assert "FOR UPDATE" not in session.sent[0]


@pytest.mark.parametrize("name", FACTS)
def test_a_question_looks_as_far_as_it_says_and_no_further(name):
    fact, session = FACTS[name], Recorder("sqlite")
    Answers(session).prepare(fact, [(None,) * len(fact.needs)])
    assert Answers(session).ask(fact, {}) == 7
    assert [bool(each.get(PAST)) for each in session.options] == [fact.looks_past] * 2
    assert [bool(each.get(WITH_DELETED)) for each in session.options] == [fact.deleted] * 2


def test_administrators_are_held_together_whoever_of_them_asks():
    session = Recorder(found=[9, 4])
    hold_administrators(session)
    asked, locked = session.sent
    assert asked.endswith("FROM account WHERE account.role = 'admin'")
    assert [bool(each.get(PAST)) for each in session.options] == [True, False]
    assert locked.endswith("WHERE account.id IN (4, 9) ORDER BY account.id FOR UPDATE")
