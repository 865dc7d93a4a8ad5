"""What may be done with an edit of many rows: have it checked, carry it out, stop it, go on, take it back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request

from admin.addresses import address_of, path_of
from admin.background import background
from admin.batch_asked import Errand
from admin.batch_counts import Counts
from admin.batch_work import tell, work
from admin.once import leads_to
from forms.giving_reason import LONGEST
from forms.words import locale, say
from models.access import person_of
from models.base import db, now
from models.batch import (
    KEPT,
    MOST_UNDER_WAY,
    OVER,
    UNDER_WAY,
    Batch,
    BatchState,
    forget_outdated,
    is_full,
    new_batch,
    turn,
)
from models.batch_rows import Outcome, counted

BATCH = "batch"
"""Names, in an address, the receipt of an edit."""

AT_ONCE = 200
"""Rows up to which nobody is sent to wait: the page that answers tells what came of it."""


def address_of_batch(batch: Batch, **asked: Any) -> str:
    """Give the address of an edit's page."""
    return address_of("batches.batch", **{BATCH: batch.receipt}, **asked)


def order(**said: Any) -> Any:
    """Keep an edit and have it checked, unless enough is under way; the transaction writes already."""
    session = db.session()
    person = person_of(session)
    forget_outdated(session)
    if is_full(session, person):
        session.commit()
        flash(
            say(
                f"Mỗi người chỉ có {MOST_UNDER_WAY} đợt sửa đang chạy cùng lúc: hãy đợi hoặc dừng bớt.",
                f"One may have {MOST_UNDER_WAY} bulk edits under way at a time: wait, or stop one.",
            ),
            "warning",
        )
        return redirect(path_of("batches.index"), 303)
    return _worked(new_batch(session, person, language=locale(), **said))


def _worked(batch: Batch) -> Any:
    """Have an edit go on from here: at once where it is small, in the background where it is not."""
    session, number, is_small = db.session(), batch.id, batch.rows_total <= AT_ONCE
    if not is_small:
        background().hand_over(session, "work_batch", number)
    there = leads_to(address_of_batch(batch))
    session.commit()
    if is_small:
        work(number)
    else:
        background().see_to_it()
    return redirect(there, 303)


# --- each gives an answer, or says what is wrong


def go(batch: Batch) -> Any:
    """Carry out what was shown; doubts only with a reason, which is asked once for all of them."""
    asked, session = request.form, db.session()
    reason = " ".join(asked.get("reason", "").split())[:LONGEST] if asked.get("confirm") else None
    if reason == "":
        return say("Cần ghi lý do.", "A reason is needed.")
    if reason is None and not Counts(Errand(session, batch)).number(Outcome.will):
        return say(
            "Hãy đánh dấu và ghi lý do, hoặc bỏ đợt này.", "Tick the box and give a reason, or leave it."
        )
    values = {"reason": reason, "begun_at": now(), "last_id": 0, "expires_at": now() + KEPT}
    if turn(session, batch, BatchState.running, among=(BatchState.checked,), **values):
        session.refresh(batch)
        counts = counted(session, batch.id)
        tell(Errand(session, batch), rows=counts[Outcome.will] + counts[Outcome.doubt] * bool(reason))
    return _worked(batch)


def stop(batch: Batch) -> Any:
    """Stop an edit: what is done stays done."""
    turn(db.session(), batch, BatchState.cancelled, among=(*UNDER_WAY, BatchState.checked))
    there = leads_to(address_of_batch(batch))
    db.session.commit()
    return redirect(there, 303)


def resume(batch: Batch) -> Any:
    """Go on where an edit stopped."""
    if batch.resumes:
        turn(db.session(), batch, batch.stage, among=(*UNDER_WAY, *OVER))
    return _worked(batch)


def undo(batch: Batch) -> Any:
    """Check what would come of taking an edit back: an edit like any other."""
    count = counted(db.session(), batch.id)[Outcome.done]
    if batch.state not in OVER or not count:
        return redirect(address_of_batch(batch), 303)
    return order(
        table_name=batch.table_name, sentence=batch.sentence, asked=batch.asked, rows_total=count,
        undoes_id=batch.id,
    )  # fmt: skip


STEPS = {"go": go, "stop": stop, "resume": resume, "undo": undo}
