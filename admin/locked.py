"""Names that too many failures have locked, for whoever keeps the accounts: seen, and let in again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import login_required
from sqlalchemy import select

from admin.proving import proof_needed
from forms.lookup import id_in
from forms.words import put_datetime, say
from models.access import Right, may, person_of
from models.account import Account
from models.audit import Action, record
from models.base import db
from models.sign_in_try import by_code, by_name, locked_of, unlock

blueprint = Blueprint("locked", __name__, url_prefix="/admin")


def _keeps_accounts() -> bool:
    """Say whether whoever asks may let others in again."""
    return may(person_of(db.session()), Right.EDIT, Account)


@blueprint.route("/locked/", methods=("GET", "POST"))
@login_required
def index() -> Any:
    """Show the locked accounts; unlock one."""
    if not _keeps_accounts():
        abort(403)
    if request.method == "POST":
        return proof_needed() or _unlocked(id_in(request.form.get("id", "")))
    keys = {
        key: account
        for account in db.session.scalars(select(Account).order_by(Account.username))
        for key in (by_name(account.username), by_code(account.id))
    }
    found = [
        {"id": keys[key].id, "username": keys[key].username, "until": put_datetime(until)}
        for key, until in locked_of(db.session(), keys).items()
    ]
    return render_template("admin/locked.html", accounts=found)


def _unlocked(number: int | None) -> Any:
    account = db.session.scalar(select(Account).where(Account.id == number))
    if account is None:
        abort(404)
    for key in (by_name(account.username), by_code(account.id)):
        unlock(db.session(), key)
    record(db.session(), Action.unlocked, row=account)
    db.session.commit()
    flash(say("Đã mở khóa.", "Unlocked."), "success")
    return redirect(url_for("locked.index"), 303)
