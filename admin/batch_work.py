"""Working on an edit of many rows, some at a time: each chunk is a transaction that asks for its right anew.

What a chunk has done stands with the note that it is done, or neither does: after a crash the work goes on
where it stopped, twice the same task does nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from admin.batch_asked import Errand
from forms.changing import change, has_already, is_doubt
from forms.load_report import Fault
from forms.loader import Typed
from forms.words import say, speaking
from models.access import Right, may
from models.audit import Action, mark_changes, record
from models.base import Model, db
from models.batch import UNDER_WAY, Batch, BatchState, taken, turn
from models.batch_rows import Met, Outcome, Said, counted, note, rows_of, settle
from models.transactions import begin_write

CHUNK = 200
"""Rows of one transaction: others wait for it on SQLite, and it is all a crash can cost."""

TRIES = 3
"""How often a chunk is tried that meets other work half-way."""


def work(batch_id: int) -> None:
    """Work on an edit until there is nothing more to do."""
    try:
        while _tried(batch_id):
            pass
    except Exception:
        _give_up(batch_id)
        raise


def _tried(batch_id: int) -> bool:
    for _time in range(TRIES - 1):
        try:
            return chunk(batch_id)
        except OperationalError:
            continue
    return chunk(batch_id)


def chunk(batch_id: int) -> bool:
    """Take the next rows in one transaction; say whether there are more."""
    with Session(db.engine, info={"person": None}) as session:
        begin_write(session)
        found = taken(session, batch_id)
        if found is None:
            return False
        batch, person = found
        if person is None or not may(person, Right.EDIT, Errand(session, batch).model):
            turn(session, batch, BatchState.refused, among=UNDER_WAY)
            session.commit()
            return False
        session.info["person"] = person
        stage = {BatchState.checking: _check, BatchState.running: _carry_out}[batch.state]
        with speaking("en" if batch.language == "en" else "vi"):
            more = stage(Errand(session, batch))
        session.commit()
        return more


def _give_up(batch_id: int) -> None:
    with Session(db.engine, info={"person": None}) as session:
        begin_write(session)
        if (found := taken(session, batch_id)) is not None:
            turn(session, found[0], BatchState.failed, among=UNDER_WAY)
            session.commit()


# --- before: what would come of it


def _check(errand: Errand) -> bool:
    """Try the next rows, keep what came of it, and leave them as they are."""
    session, batch = errand.session, errand.batch
    wanted = errand.next_rows(batch.last_id, CHUNK)
    rows = errand.loaded(wanted)
    met = dict.fromkeys(wanted, Met(0, Outcome.gone))
    met |= {row.id: Met(row.row_version, Outcome.since) for row in rows}
    fresh = [row for row in rows if wanted[row.id] in {None, row.row_version}]
    for row_id, found in _weighed(errand, fresh, dry=True).items():
        met[row_id] = Met(met[row_id].version, *found)
    note(session, batch.id, batch.table_name, met)
    last = {"last_id": max(wanted)} if wanted else {}
    if len(wanted) == CHUNK:
        return turn(session, batch, BatchState.checking, among=UNDER_WAY, **last)
    counts = counted(session, batch.id)
    total, failed, doubts = sum(counts.values()), counts[Outcome.refused], counts[Outcome.doubt]
    tell(errand, dry=True, rows=total, failed=failed, doubts=doubts)
    turn(session, batch, BatchState.checked, among=UNDER_WAY, rows_total=total, **last)
    return False


def _weighed(
    errand: Errand, rows: list[Model], *, dry: bool, confirm: str = "", shown: Collection[str] = ()
) -> Mapping[int, tuple[Outcome, tuple[Said, ...]]]:
    """Give rows their values, or only try to; say what came of each."""
    typed = errand.given(rows)
    found: dict[int, tuple[Outcome, tuple[Said, ...]]] = {row.id: (Outcome.refused, _lost()) for row in rows}
    found |= {row.id: (Outcome.same, ()) for row in rows if _is_same(row, typed)}
    changing = [row for row in rows if row.id in typed and found[row.id][0] is not Outcome.same]
    asked = {row.id: typed[row.id] for row in changing}
    faults = change(errand.session, changing, asked, confirm=confirm, shown=shown, dry=dry)
    for row_id in asked:
        found[row_id] = _outcome(faults.get(row_id, ()), Outcome.will if dry else Outcome.done)
    return found


def _is_same(row: Model, typed: Mapping[int, Typed]) -> bool:
    return row.id in typed and has_already(row, typed[row.id])


def _outcome(faults: Iterable[Fault], otherwise: Outcome) -> tuple[Outcome, tuple[Said, ...]]:
    told = list(faults)
    if not told:
        return otherwise, ()
    outcome = Outcome.doubt if is_doubt(told) else Outcome.refused
    return outcome, tuple(Said(each.code, each.rule, each.message) for each in told)


def _lost() -> tuple[Said, ...]:
    message = say("Giá trị cần ghi không còn đọc được.", "The value to be given cannot be read any more.")
    return (Said("", "", message),)


# --- after: done


def _carry_out(errand: Errand) -> bool:
    """Give the next rows their values, those that are still as they were looked at."""
    session, batch = errand.session, errand.batch
    planned = [Outcome.will, *([Outcome.doubt] if batch.reason else [])]
    todo = rows_of(session, batch.id, planned, after=batch.last_id, limit=CHUNK)
    rows = errand.loaded(todo, held=True)
    met = {row_id: Met(each.version, Outcome.gone) for row_id, each in todo.items()}
    met |= {row.id: Met(todo[row.id].version, Outcome.since) for row in rows}
    fresh = [row for row in rows if row.row_version == todo[row.id].version]
    shown = {said.rule for each in todo.values() for said in each.said}
    mark_changes(session, batch.receipt)
    found = _weighed(errand, fresh, dry=False, confirm=batch.reason or "", shown=shown)
    versions = _versions(session, errand.model, found)
    settle(session, batch.id, met | {key: Met(versions[key], *each) for key, each in found.items()})
    last = {"last_id": max(todo)} if todo else {}
    is_over = len(todo) < CHUNK
    to = BatchState.done if is_over else BatchState.running
    return turn(session, batch, to, among=(BatchState.running,), **last) and not is_over


def _versions(session: Session, model: type[Model], ids: Iterable[int]) -> dict[int, int]:
    """Read the versions of rows as they stand in the database by now."""
    session.flush()
    found: Any = session.execute(select(model.id, model.row_version).where(model.id.in_(list(ids))))
    return dict(found.all())


def tell(errand: Errand, **said: Any) -> None:
    """Enter an edit into the record of everything, in words and numbers."""
    batch, undoes = errand.batch, errand.batch.undoes_id
    taken_back = errand.session.get(Batch, undoes) if undoes is not None else None
    if taken_back is not None:
        said["undoes"] = taken_back.receipt
    record(
        errand.session, Action.changed, table=batch.table_name, reason=batch.reason or "",
        batch=batch.receipt, filter=batch.sentence, columns=errand.names(), **said,
    )  # fmt: skip
