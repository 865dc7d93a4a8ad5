"""The rows of a bulk edit: which version of each was looked at, what was found then, what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import (
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from models.base import Model
from models.cipher import Encrypted
from models.schema import Choice


class Outcome(Choice):
    """What a check found of a row, or what became of it."""

    will = "Sẽ đổi", "Will change"
    doubt = "Cần xác nhận", "To be confirmed"
    same = "Đã có giá trị này", "Has this value already"
    refused = "Không đổi được", "Cannot be changed"
    since = "Đã có người sửa sau đó", "Changed by somebody since"
    gone = "Không còn thấy", "No longer to be seen"
    done = "Đã đổi", "Changed"


@dataclass(frozen=True, slots=True)
class Said:
    """Why a rule keeps a row out: its code, its name, its sentence."""

    code: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Met:
    """One row as it was met: its version then, and what was found."""

    version: int
    outcome: Outcome
    said: tuple[Said, ...] = ()


BATCH_ROW = Table(
    "batch_row",
    Model.metadata,
    Column("batch_id", ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True, type_=Integer),
    Column("row_id", Integer, primary_key=True, autoincrement=False),
    Column("table_name", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("outcome", Enum(Outcome, native_enum=False, create_constraint=False, length=40), nullable=False),
    Column("said", Encrypted("batch_row.said"), nullable=True),
    CheckConstraint(f"outcome IN ({', '.join(repr(each.name) for each in Outcome)})", name="outcome_choice"),
    Index(None, "table_name", "row_id"),
)
"""`version` is the one looked at, or written where the row was changed. Purging a record forgets it too."""

_CELLS = BATCH_ROW.c


def note(session: Session, batch_id: int, table: str, met: Mapping[int, Met]) -> None:
    """Keep what a check found of some rows."""
    rows = [
        {"batch_id": batch_id, "row_id": row_id, "table_name": table, "version": each.version,
         "outcome": each.outcome, "said": _written(each.said)}
        for row_id, each in sorted(met.items())
    ]  # fmt: skip
    if rows:
        session.connection().execute(insert(BATCH_ROW), rows)


def settle(session: Session, batch_id: int, met: Mapping[int, Met]) -> None:
    """Keep what became of some rows."""
    for row_id, each in sorted(met.items()):
        mine = _CELLS.batch_id == batch_id, _CELLS.row_id == row_id
        values = {"version": each.version, "outcome": each.outcome, "said": _written(each.said)}
        session.connection().execute(update(BATCH_ROW).where(*mine).values(values))


def rows_of(  # noqa: PLR0913 - which rows of which edit, and how many
    session: Session,
    batch_id: int,
    outcomes: Iterable[Outcome],
    *,
    after: int = 0,
    limit: int | None = None,
    offset: int = 0,
) -> dict[int, Met]:
    """Give the rows with some outcomes, by id."""
    mine = _CELLS.batch_id == batch_id, _CELLS.outcome.in_(list(outcomes)), _CELLS.row_id > after
    asked = select(_CELLS.row_id, _CELLS.version, _CELLS.outcome, _CELLS.said).where(*mine)
    found = session.connection().execute(asked.order_by(_CELLS.row_id).limit(limit).offset(offset))
    return {row.row_id: Met(row.version, row.outcome, _read(row.said)) for row in found}


def counts_of(session: Session, *batches: int) -> dict[int, dict[Outcome, int]]:
    """Count the rows of some edits by what became of them, in one statement."""
    asked = select(_CELLS.batch_id, _CELLS.outcome, func.count()).where(_CELLS.batch_id.in_(batches))
    found = {number: dict.fromkeys(Outcome, 0) for number in batches}
    for number, outcome, count in session.connection().execute(
        asked.group_by(_CELLS.batch_id, _CELLS.outcome)
    ):
        found[number][outcome] = count
    return found


def counted(session: Session, batch_id: int) -> dict[Outcome, int]:
    """Count the rows of one edit."""
    return counts_of(session, batch_id)[batch_id]


def _written(said: Iterable[Said]) -> str | None:
    kept = [[each.code, each.rule, each.message] for each in said]
    return json.dumps(kept, ensure_ascii=False) if kept else None


def _read(text: str | None) -> tuple[Said, ...]:
    return tuple(Said(*each) for each in json.loads(text or "[]"))
