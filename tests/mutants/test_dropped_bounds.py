"""Row A11, by hand: whichever scoping predicate is dropped, rows show that plain Python keeps back."""

import pytest
from sqlalchemy import func, select, update

from models.access import SYSTEM
from models.account import account_named, person_for
from models.base import db, now
from models.gate import COUNTING
from tests.applications import application_on_copy
from tests.facts.plain import Rows
from tests.mutants.bounds import HANGS_ON, expected, ward_of
from tests.mutants.dropping import COUNTED, TRASH, WAYS, WRITTEN, drops, written
from tests.mutants.filling import fill


@pytest.fixture(scope="module")
def filled(databases, settled):
    with (
        application_on_copy(databases, databases.template("filled", fill, settled)) as app,
        app.app_context(),
    ):
        session = db.session()
        session.info["person"] = SYSTEM
        yield session
        session.rollback()


@pytest.fixture(scope="module")
def every_drop(filled):
    """List the predicates as they apply to lan and to others bounded as she is."""
    lan = person_for(filled, account_named(filled, "lan"))
    return list(drops(lan.wards, lan.account_id))


def shown(session, drop):
    """Name the rows that one of the cast is given in the way a predicate bounds."""
    session.info["person"] = drop.person
    try:
        if drop.way is not COUNTED:
            return set(session.scalars(select(drop.model.id)))
        each = select(drop.model.id).with_only_columns(func.count(drop.model.id))
        return session.scalar(each.execution_options(**{COUNTING: True}))
    finally:
        session.info["person"] = SYSTEM


def goes_wrong(session, rows, drop):
    """Say whether the gate gives, counts or lets write other rows than plain Python says."""
    table, person = drop.model.__tablename__, drop.person
    if drop.way is WRITTEN:
        elsewhere = [row for row in rows.there[table] if ward_of(rows, table, row) not in person.wards]
        return any(written(person, row) for row in elsewhere)
    kept = set() if drop.way is TRASH else expected(rows, person, table, counting=drop.way is COUNTED)
    return shown(session, drop) != (len(kept) if drop.way is COUNTED else kept)


def tried(session, every_drop, way, monkeypatch):
    """Try the predicates of one way: list those wrong with nothing dropped, and those nobody would miss."""
    rows, wrong, unnoticed = Rows(session), [], []
    if way is TRASH:
        for cells in [drop.model.__table__ for drop in every_drop if drop.way is TRASH]:
            session.connection().execute(update(cells).values(deleted_at=now()))
    for drop in [drop for drop in every_drop if drop.way is way]:
        wrong += [drop] if goes_wrong(session, rows, drop) else []
        with monkeypatch.context() as patch:
            drop.breaks(patch)
            unnoticed += [] if goes_wrong(session, rows, drop) else [drop]
    session.rollback()
    return [told(drop) for drop in wrong], [told(drop) for drop in unnoticed]


def told(drop):
    return f"{drop.model.__tablename__}: {drop.what}"


@pytest.mark.parametrize("way", WAYS)
def test_a_scoping_predicate_that_is_dropped_by_hand_is_noticed(
    filled, every_drop, way, monkeypatch, measured
):
    number = sum(drop.way is way for drop in every_drop)
    wrong, unnoticed = tried(filled, every_drop, way, monkeypatch)
    measured(
        row="A11",
        what=f"Scoping predicates dropped by hand: {way}",
        target="all noticed",
        obtained=f"{number - len(unnoticed)} of {number}",
    )
    assert wrong == []
    assert unnoticed == []
    assert number >= len(HANGS_ON) - 1
