"""Proving who one is: a password or a code evaluated, and asked for again before what is dangerous."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from admin.headers import local
from forms.words import say
from models.account import Account, account_named
from models.audit import Action, record
from models.base import TEXT_LENGTH, db
from models.passwords import LONGEST, is_password
from models.second_factor import accept
from models.sign_in_session import proved
from models.sign_in_try import A_MINUTE, IN_A_ROW, LOCKED, Try, admit, by_code, by_name, drop, succeeded
from models.transactions import begin_write
from models.visit import PROVED

blueprint = Blueprint("proving", __name__, url_prefix="/admin")

LONGEST_CODE = 80


def proof_needed() -> Response | None:
    """Send whoever has not typed their password lately to the page that asks for it, and from there back."""
    if g.visit.proved_lately:
        return None
    return redirect(url_for("proving.prove", next=request.full_path.rstrip("?")), 303)


@blueprint.route("/prove/", methods=("GET", "POST"))
@login_required
def prove() -> Any:
    """Ask for the password again, and for a code where the account has a second factor."""
    if request.method == "POST" and _is_proved(g.account):
        proved(db.session(), g.visit.id)
        record(db.session(), Action.proved)
        db.session.commit()
        return redirect(local(request.form.get("next", "")) or url_for("admin.index"), 303)
    error = said_wrong("Chưa đúng.", "That was not right.")
    page = render_template(
        "admin/prove.html",
        error=error if request.method == "POST" else "",
        asks_code=g.visit.has_second_factor,
        next=local(request.values.get("next", "")),
        minutes=PROVED // A_MINUTE,
    )
    return page, 401 if request.method == "POST" else 200


def _is_proved(account: Account) -> bool:
    """Evaluate what was typed; the transaction is left open for what follows."""
    text = request.form.get("password", "")
    if not text or right_password(account.username, text) is None:  # an empty field is no try
        return False
    if not g.visit.has_second_factor:
        return True
    db.session.commit()
    return right_code(account, request.form.get("code", ""))


def said_wrong(vi: str, en: str) -> str:
    """Say what was not right, and what holds for every name: nobody learns whether this one is locked."""
    minutes = LOCKED // A_MINUTE
    return say(
        f"{vi} Sau {IN_A_ROW} lần sai liên tiếp thì phải chờ {minutes} phút.",
        f"{en} After {IN_A_ROW} failures in a row one has to wait {minutes} minutes.",
    )


def right_password(username: str, text: str) -> Account | None:
    """Evaluate one try at a name; give the account if it was right, its row held by an open transaction.

    A name nobody has, a closed account, a locked name, one tried too often: each costs the time of a
    comparison, so that nothing tells them apart.
    """
    session, username = db.session(), username[:TEXT_LENGTH]
    tried = admit(session, by_name(username))
    account = account_named(session, username)
    known = account if account is not None and account.is_active and tried is not None else None
    right = is_password(known, text[:LONGEST])
    if tried is None:
        drop(session, by_name(username))
        return None
    if right and known is not None and _still(known):
        succeeded(session, tried)
        return known
    refuse(tried, account.id if account is not None else None)
    return None


def _still(account: Account) -> bool:
    """Begin to write, and look whether the account is as it was: a comparison takes long."""
    compared = account.password_hash
    begin_write(db.session())
    db.session.refresh(account, with_for_update=True)
    return account.is_active and account.password_hash == compared


def right_code(account: Account, text: str) -> bool:
    """Evaluate one code; where it was right its use is still to be committed."""
    session, number = db.session(), account.id
    tried = admit(session, by_code(number))
    if tried is None:
        return False
    begin_write(session)
    if accept(session, number, text[:LONGEST_CODE]):
        succeeded(session, tried)
        return True
    refuse(tried, number)
    return False


def refuse(tried: Try, account_id: int | None) -> None:
    """Record a try that failed, and that it locks the name if it was the last; tries dropped are not told."""
    session = db.session()
    begin_write(session)
    about = {"table": Account.__tablename__, "row_id": account_id}
    record(session, Action.sign_in_refused, **about)
    if tried.is_last:
        record(session, Action.locked, **about)
    session.commit()
