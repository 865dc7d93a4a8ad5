"""Signing in and out, one's own password, language and appearance."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, g, redirect, render_template, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user, logout_user
from werkzeug.wrappers import Response

from admin.page import local
from forms.base import SchemaForm
from forms.password import PasswordForm
from forms.words import say
from models.account import Account, account_named, account_of, person_for
from models.base import db, now
from models.passwords import is_password, stamp
from models.transactions import begin_write

blueprint = Blueprint("sign_in", __name__, url_prefix="/admin")
login_manager = LoginManager()

THEMES = ("auto", "light", "dark")
LANGUAGES = ("vi", "en")
YEAR_SECONDS = 31_536_000


class SignedIn(UserMixin):
    """An account as Flask-Login knows it; its id changes with the password, which ends other sessions."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """Bind the cookie to the account and to its present password."""
        return f"{self.account.id}:{stamp(self.account)}"


@login_manager.user_loader
def _load(text: str) -> SignedIn | None:
    """Load whoever the cookie names, if they may still sign in."""
    number, _colon, mark = text.partition(":")
    account = account_of(db.session(), int(number)) if number.isdigit() else None
    if account is None or not account.is_active or mark != stamp(account):
        return None
    return SignedIn(account)


def identify() -> Response | None:
    """Tell the database session who asks, before anything is read; a first password is changed first."""
    if request.endpoint is None or request.endpoint in {"static", "healthz"}:
        return None
    if request.method == "POST" and "_user_id" in session and not request.endpoint.endswith(".lookup"):
        begin_write(db.session())  # before anything is read; nobody unknown may hold the one writer's place
    if not current_user.is_authenticated:
        return None
    g.account = current_user.account
    db.session().info["person"] = person_for(db.session(), g.account)
    allowed = {"sign_in.password", "sign_in.logout", "sign_in.language", "sign_in.theme"}
    if g.account.must_change_password and request.endpoint not in allowed:
        return redirect(url_for("sign_in.password"))
    return None


@blueprint.route("/login/", methods=("GET", "POST"))
def login() -> Any:
    """Sign in; a wrong name and a wrong password get the same answer in the same time."""
    if current_user.is_authenticated:
        return redirect(url_for("admin.index"))
    error, username = "", request.form.get("username", "").strip()
    if request.method == "POST":
        account = account_named(db.session(), username[:80])
        known = account if account is not None and account.is_active else None
        if is_password(known, request.form.get("password", "")[:1000]) and known is not None:
            return _entered(known)
        error = say("Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or the password is not right.")
    page = render_template(
        "admin/login.html", error=error, username=username, next=request.values.get("next", "")
    )
    return page, 401 if error else 200


def _entered(account: Account) -> Response:
    """Start a fresh session for somebody who has proved who they are."""
    begin_write(db.session())  # only now: comparing a password takes long, and others write meanwhile
    session.clear()
    session.permanent = True
    session["language"] = account.locale.name
    login_user(SignedIn(account))
    db.session().info["person"] = person_for(db.session(), account)
    account.last_login_at = now()
    db.session.commit()
    return redirect(local(request.form.get("next", "")) or url_for("admin.index"), 303)


@blueprint.post("/logout/")
def logout() -> Response:
    """Sign out."""
    logout_user()
    session.clear()
    answer = redirect(url_for("sign_in.login"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'  # the Back button shows nobody's page
    return answer


@blueprint.route("/password/", methods=("GET", "POST"))
@login_required
def password() -> Any:
    """Change one's own password; every other session of the account ends."""
    form: SchemaForm = PasswordForm(db.session(), request.form, g.account)
    if request.method == "POST" and form.validate():
        form.save()
        db.session.commit()
        login_user(SignedIn(g.account))
        return redirect(url_for("admin.index"), 303)
    page = render_template("admin/password.html", form=form, title="", cancel_url=url_for("admin.index"))
    return page, 422 if request.method == "POST" else 200


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
    """Hang signing in on the application."""
    login_manager.login_view = "sign_in.login"
    login_manager.login_message = ""
    login_manager.init_app(app)
    app.before_request(identify)
    app.register_blueprint(blueprint)
