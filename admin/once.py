"""A form is saved once: pressed twice, sent from the Back button or after a cut line, it answers as before.

Every form page carries a key nobody has used. A post that saves spends it in the transaction of the save;
a post without one (a script's) is saved as often as it is sent.
"""

from __future__ import annotations

import secrets

from flask import Flask, abort, flash, g, redirect, request, url_for

from forms.words import say
from models.access import person_of
from models.base import db
from models.spent_form import Sending, Spent, claim, lead_to, sending

NAME = "once"
"""The hidden input that holds the key."""

LONGEST = 100
APART = frozenset({"csrf_token", NAME})
"""Inputs that differ between two sendings of the same."""


def once_key() -> str:
    """Draw a key for a page's form."""
    return secrets.token_urlsafe(16)


def spend() -> None:
    """Spend the key of a posted form; where that was done before, answer as then and end here.

    A page calls it before it reads anything; where the transaction is begun anew, so is this.
    """
    g.pop("sending", None)
    key = request.form.get(NAME, "")[:LONGEST]
    account = person_of(db.session()).account_id
    if request.method != "POST" or not key or account is None:
        return
    typed = sorted((name, text) for name, text in request.form.items(multi=True) if name not in APART)
    g.sending = sending(account, request.full_path, key, repr(typed))
    before = claim(db.session(), g.sending)
    if before is not None:
        _answer_as(before)


def leads_to(location: str) -> str:
    """Keep with the spent key where the save leads, and give that back; to be called before the commit."""
    if isinstance(sent := g.get("sending"), Sending):
        lead_to(db.session(), sent, location)
    return location


def _answer_as(first: Spent) -> None:
    """Send them where the first sending led."""
    db.session.rollback()
    if first.alike:
        flash(say("Biểu mẫu này đã được lưu từ lần gửi trước.", "This form is saved already."), "info")
    else:
        flash(
            say(
                "Biểu mẫu này đã được lưu trước đó; phần vừa sửa thêm chưa lưu, hãy mở bản ghi để sửa.",
                "This form was saved before; what was changed since is not: open the record to edit it.",
            ),
            "warning",
        )
    abort(redirect(first.location or url_for("admin.index"), 303))


def init_app(app: Flask) -> None:
    """Let every template draw a key."""
    app.add_template_global(once_key)
