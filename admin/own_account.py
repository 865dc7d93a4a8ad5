"""What people settle for themselves: password, open sessions, language, appearance."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from admin import locked, proving, second_factor
from admin.cookie import ID
from admin.headers import YEAR_SECONDS, local
from admin.proving import refuse
from forms.base import SchemaForm
from forms.password import PasswordForm
from forms.words import LANGUAGES, put_datetime, say
from models.audit import Action, record
from models.base import db
from models.sign_in_session import end_all, sessions_of, start
from models.sign_in_try import admit, by_name, succeeded
from models.transactions import begin_write

blueprint = Blueprint("own_account", __name__, url_prefix="/admin")

THEMES = ("auto", "light", "dark")


@blueprint.route("/password/", methods=("GET", "POST"))
@login_required
def password() -> Any:
    """Change one's own password; every session of the account ends, and this one goes on under a new id."""
    posted = request.method == "POST"
    form = _judged() if posted else PasswordForm(db.session(), request.form, g.account)
    if form is None:
        return redirect(url_for("admin.index"), 303)
    page = render_template("admin/password.html", form=form, title="", cancel_url=url_for("admin.index"))
    return page, 422 if posted else 200


def _judged() -> SchemaForm | None:
    """Judge and save; the present password is tried as at sign-in: as often, as seldom. None when saved."""
    typed = _typed()
    tried = admit(db.session(), by_name(g.account.username)) if typed["current"] else None
    begin_write(db.session())
    form: SchemaForm = PasswordForm(db.session(), typed, g.account)
    if tried is None and typed["current"]:
        form.refuse(
            say("Đã thử quá nhiều lần; hãy chờ rồi thử lại.", "Tried too often; wait, then try again.")
        )
        return form
    sound = form.validate()
    if tried is not None and form["current"].errors:  # wrong, or nothing a password can be
        refuse(tried, g.account.id)
    elif tried is not None:
        succeeded(db.session(), tried)
        if sound:
            _change(form)
        db.session.commit()
    return None if sound else form


def _typed() -> dict[str, str]:
    """Read each field under its own name only: a password under another would be compared, not counted."""
    return {name: request.form.get(name, "") for name in (*PasswordForm.beside, "row_version")}


def _change(form: SchemaForm) -> None:
    """Keep the new password; this browser goes on under a new id, which proves no code that was not typed."""
    form.save()
    record(db.session(), Action.password_changed, row=g.account)
    is_proof = g.visit.proved_lately or not g.visit.has_second_factor
    session[ID] = start(db.session(), g.account, is_proof=is_proof)


@blueprint.route("/sessions/", methods=("GET", "POST"))
@login_required
def sessions() -> Any:
    """Show where one is signed in, and end all of it but this."""
    if request.method == "POST":
        end_all(db.session(), g.account.id, but=g.visit.id)
        record(db.session(), Action.signed_out, others=True)
        db.session.commit()
        flash(say("Đã kết thúc các phiên khác.", "The other sessions were ended."), "success")
        return redirect(url_for("own_account.sessions"), 303)
    found = [
        {
            "started": put_datetime(each.started_at),
            "seen": put_datetime(each.last_seen_at),
            "is_this": each.id == g.visit.id,
        }
        for each in sessions_of(db.session(), g.account.id)
    ]
    return render_template("admin/sessions.html", sessions=found)


@blueprint.post("/language/")
def language() -> Response:
    """Remember the language, on the account where somebody is signed in."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
        if current_user.is_authenticated:
            g.account.locale = type(g.account.locale)[chosen]
            db.session.commit()
    return _back()


@blueprint.post("/theme/")
def theme() -> Response:
    """Remember light, dark, or as the device has it, in a cookie of this browser."""
    answer = _back()
    chosen = request.form.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie("theme", chosen, max_age=YEAR_SECONDS, httponly=True, samesite="Lax")
    return answer


def _back() -> Response:
    return redirect(local(request.form.get("next", "")) or url_for("admin.index"), 303)


def init_app(app: Flask) -> None:
    """Hang the pages on the application."""
    for each in (blueprint, proving.blueprint, second_factor.blueprint, locked.blueprint):
        app.register_blueprint(each)
