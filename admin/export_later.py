"""Handing a long file over to the background: recorded, queued, answered with the page that tells of it."""

from __future__ import annotations

import json
from typing import Any

from flask import flash, redirect

from admin.addresses import path_of
from admin.background import background
from admin.export_order import Asked, is_named, public_eye
from admin.listing import Listing
from admin.once import leads_to, spend
from forms.words import locale, say
from models.audit import Action, record
from models.base import db
from models.export_job import MOST_WAITING, forget_outdated, is_full, new_job
from models.transactions import begin_write


def later(listing: Listing, asked: Asked, rows: int) -> Any:
    """Queue a file of so many rows; a form that is sent twice queues one."""
    session, person, there = db.session(), listing.person, path_of("exports.index")
    sentence, table = listing.sentence(public_eye(person)), listing.model.__tablename__
    begin_write(session)
    spend()
    forget_outdated(session)
    if is_full(session, person):
        session.commit()
        flash(_full(), "warning")
        return redirect(there, 303)
    receipt = record(
        session, Action.exported, table=table, columns=list(asked.names), filter=sentence, format=asked.kind,
        named=is_named(listing.model, asked.names), background=True,
    )  # fmt: skip
    said = {
        "args": list(listing.args.items(multi=True)), "columns": asked.names, "who": asked.who,
        "bom": asked.bom, "language": locale(), "receipt": receipt,
    }  # fmt: skip
    job = new_job(
        session, person, table_name=table, kind=asked.kind, asked=json.dumps(said), receipt=receipt,
        rows_total=rows,
    )  # fmt: skip
    background().hand_over(session, "write_file", job.id)
    leads_to(there)
    session.commit()
    background().see_to_it()
    return redirect(there, 303)


def _full() -> str:
    return say(
        f"Mỗi người chỉ có {MOST_WAITING} tệp đang ghi cùng lúc: hãy đợi hoặc hủy bớt.",
        f"One may have {MOST_WAITING} files under way at a time: wait, or cancel one.",
    )
