"""The second factor of one's own account: switched on with a code, off with a proof."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_login import login_required

from admin.proving import proof_needed
from forms.words import PRODUCT, say, spoken
from models.audit import Action, record
from models.base import db
from models.second_factor import address_of, begin, confirm, papers_left, remove, unconfirmed_secret
from models.sign_in_session import end_all

blueprint = Blueprint("second_factor", __name__, url_prefix="/admin")


@blueprint.route("/second-factor/", methods=("GET", "POST"))
@login_required
def index() -> Any:
    """Show whether codes are asked for; switch that on or off, once the person has proved who they are."""
    if request.method != "POST":
        return _page()
    needed = proof_needed()
    if needed is not None:
        return needed
    steps = {"begin": _begin, "confirm": _confirm, "remove": _remove}
    step = steps.get(request.form.get("step", ""))
    return step() if step is not None else _page()


def _begin() -> Any:
    begin(db.session(), g.account.id)
    db.session.commit()
    return _here()


def _confirm() -> Any:
    """Switch it on if the code is right; the codes for paper are shown now and never again."""
    papers = confirm(db.session(), g.account.id, request.form.get("code", "")[:40])
    if papers is None:
        wrong = say("Mã chưa đúng; hãy nhập mã đang hiện.", "The code is not right; type the one shown now.")
        return _page(wrong), 422
    _changed("on")
    return render_template("admin/second_factor.html", papers=papers)


def _remove() -> Any:
    remove(db.session(), g.account.id)
    _changed("off")
    flash(say("Đã tắt xác thực hai lớp.", "The second factor is switched off."), "success")
    return _here()


def _changed(state: str) -> None:
    """Record it, and let nobody stay signed in elsewhere who came in without it."""
    end_all(db.session(), g.account.id, but=g.visit.id)
    record(db.session(), Action.second_factor_changed, row=g.account, state=state)
    db.session.commit()


def _here() -> Any:
    return redirect(url_for("second_factor.index"), 303)


def _page(error: str = "") -> str:
    import segno  # noqa: PLC0415 - for the few who enrol

    number = g.account.id
    secret = unconfirmed_secret(db.session(), number)
    qr = ""
    if secret is not None:
        qr = segno.make(address_of(secret, g.account.username, spoken(PRODUCT))).svg_data_uri(
            scale=5, light="#fff", border=3
        )
    return render_template(
        "admin/second_factor.html",
        is_on=g.visit.has_second_factor,
        secret=secret,
        qr=qr,
        left=papers_left(db.session(), number),
        error=error,
    )
