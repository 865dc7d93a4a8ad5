"""What the page of an edit of many rows shows: what would come of it or has, row by row, and what is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from admin.addresses import address_of, path_of
from admin.batch_asked import Errand
from admin.batch_counts import Counts
from admin.batch_table import Tables, value_of
from admin.counting import Count, counted
from forms.loader import Typed
from forms.rules import Rule
from forms.showing import shown
from forms.words import put_datetime, say, spoken
from models.access import person_of
from models.base import described
from models.batch import OVER, UNDER_WAY, Batch, BatchState
from models.batch_rows import Outcome, counts_of, rows_of


def listed(session: Session, batches: Sequence[Batch]) -> list[dict[str, Any]]:
    """Say of some edits what the list of them says."""
    counts = counts_of(session, *(each.id for each in batches))
    errands = [Errand(session, each) for each in batches]
    return [_told_briefly(each, Counts(each, counts[each.batch.id])) for each in errands]


def _told_briefly(errand: Errand, counts: Counts) -> dict[str, Any]:
    batch = errand.batch
    return {
        "title": _title(errand),
        "fields": ", ".join(spoken(described(errand.model)[name].words) for name in errand.names()),
        "state": batch.state.name,
        "state_text": spoken(batch.state.words),
        "asked": put_datetime(batch.created_at),
        "until": put_datetime(batch.expires_at),
        "counts": counts.brief(),
        "url": _address(batch),
    }


def page_of(session: Session, batch: Batch, wrong: str) -> dict[str, Any]:
    """Give the template everything the page of an edit shows."""
    errand = Errand(session, batch)
    counts = Counts(errand)
    undoes = session.get(Batch, batch.undoes_id) if batch.undoes_id is not None else None
    return {
        **_told_briefly(errand, counts),
        "receipt": batch.receipt,
        "sentence": batch.sentence,
        "rows_text": counted(errand.model, Count(batch.rows_total)),
        "list_url": path_of(f"{batch.table_name}.index_view"),
        "fields": _fields(errand),
        "undoes": undoes and {"receipt": undoes.receipt, "url": _address(undoes)},
        "going": batch.state in UNDER_WAY and not batch.is_silent,
        "silent": batch.is_silent,
        "progress": counts.progress() if batch.state in UNDER_WAY else None,
        "counts": counts.told(_address(batch)),
        "doubts": _doubts(errand, counts),
        "doubt_text": counts.text(Outcome.doubt),
        "reason": batch.reason or "",
        "wrong": wrong,
        "tables": Tables(errand, counts, _address(batch)).told(),
        "steps": _steps(batch, counts),
        "go_text": _go_text(errand, counts),
        "can_go": bool(counts.number(Outcome.will) or counts.number(Outcome.doubt)),
        "step_url": path_of("batches.step"),
    }


def _title(errand: Errand) -> str:
    name = spoken(errand.model.words)
    if errand.batch.undoes_id is not None:
        return say(f"Hoàn tác: {name}", f"Take back: {name}")
    return say(f"Sửa hàng loạt: {name}", f"Bulk edit: {name}")


def _address(batch: Batch, **asked: Any) -> str:
    return address_of("batches.batch", batch=batch.receipt, **asked)


def _go_text(errand: Errand, counts: Counts) -> str:
    rows = counts.text(Outcome.will)
    if not counts.number(Outcome.will):
        return say("Sửa các dòng được xác nhận", "Change the rows confirmed")
    if errand.batch.undoes_id is not None:
        return say(f"Trả lại {rows} dòng", f"Put {rows} rows back")
    return say(f"Sửa {rows} dòng", f"Change {rows} rows")


def _fields(errand: Errand) -> list[dict[str, Any]]:
    """Say what the rows are given; of an edit that takes another back, which fields go back."""
    specs, person = described(errand.model), person_of(errand.session)
    typed: Typed = {} if errand.batch.undoes_id is not None else errand.choices().typed_for_rows()
    return [
        {
            "label": spoken(specs[name].words),
            "given": name in typed,
            "value": shown(value_of(typed.get(name)), specs[name].unit, person),
        }
        for name in errand.names()
    ]


def _steps(batch: Batch, counts: Counts) -> list[str]:
    """Name the steps that lead on from here."""
    steps = {
        "go": batch.state is BatchState.checked,
        "resume": batch.resumes,
        "undo": batch.state in OVER and bool(counts.number(Outcome.done)),
        "stop": batch.state in (*UNDER_WAY, BatchState.checked),
    }
    return [name for name, is_open in steps.items() if is_open]


def _doubts(errand: Errand, counts: Counts) -> list[tuple[str, str]]:
    """Give the rules that want a reason: code and sentence."""
    if errand.batch.state is not BatchState.checked or not counts.number(Outcome.doubt):
        return []
    met = rows_of(errand.session, errand.batch.id, [Outcome.doubt]).values()
    names = {said.rule for each in met for said in each.said}
    rules: Iterable[Rule] = errand.form.rules
    return [(each.code, each.sentence()) for each in rules if each.name in names]
