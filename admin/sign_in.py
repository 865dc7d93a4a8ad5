"""Signing in and out, and who asks at each request."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, current_app, g, redirect, render_template, request, session, url_for
from flask_login import LoginManager, UserMixin
from werkzeug.wrappers import Request, Response

from admin.cookie import HALF, ID, tell_what_was_kept
from admin.headers import local
from admin.proving import right_code, right_password, said_wrong
from models.access import Role
from models.account import Account, person_for
from models.audit import Action, record
from models.base import db, now
from models.passwords import strengthen
from models.second_factor import forget_unconfirmed, has_second_factor
from models.sign_in_session import end, start
from models.spent_form import forget_sent
from models.transactions import go_on_to_write
from models.visit import Visit, seen, visit_by

blueprint = Blueprint("sign_in", __name__, url_prefix="/admin")
login_manager = LoginManager()

AT_ANY_TIME = {"sign_in.logout", "own_account.language", "own_account.theme"}
PASSWORD_FIRST = {"own_account.password"}
SECOND_FACTOR_FIRST = {"second_factor.index", "proving.prove", "own_account.password"}


class SignedIn(UserMixin):
    """An account as Flask-Login knows it."""

    def __init__(self, account: Account) -> None:
        self.account = account


@login_manager.request_loader
def _load(_request: Request) -> SignedIn | None:
    visit = _visit()
    return SignedIn(visit.account) if visit is not None else None


def _visit() -> Visit | None:
    """Find the session of this request, once."""
    if "visit" not in g:
        g.visit = _found(session.get(ID))
    visit: Visit | None = g.visit
    return visit


def _found(token: Any) -> Visit | None:
    """Look a session up: once; again where the transaction is begun anew for a request that writes."""
    visit = visit_by(db.session(), token) if isinstance(token, str) else None
    if visit is None:
        return None
    writes = request.method == "POST" and not str(request.endpoint).endswith(".lookup")
    again = seen(db.session(), visit)
    if writes:  # before anything is read; nobody unknown may hold the one writer's place
        again |= go_on_to_write(db.session())
    return visit_by(db.session(), token) if again else visit


def identify() -> Response | None:
    """Tell the database session who asks, before anything is read; what must come first comes first."""
    if request.endpoint is None or request.endpoint in {"static", "healthz"}:
        return None
    visit = _visit()
    if visit is None:
        return None
    g.account = visit.account
    db.session().info["person"] = visit.person
    tell_what_was_kept(session, visit)
    return _first_of_all(visit)


def _first_of_all(visit: Visit) -> Response | None:
    """Lead to what must be done before anything else: a password of one's own, a second factor."""
    if request.endpoint in AT_ANY_TIME:
        return None
    if visit.account.must_change_password:
        first, needed = PASSWORD_FIRST, "own_account.password"
    elif is_required_of(visit.account) and not visit.has_second_factor:
        first, needed = SECOND_FACTOR_FIRST, "second_factor.index"
    else:
        return None
    return None if request.endpoint in first else redirect(url_for(needed))


def is_required_of(account: Account) -> bool:
    """Say whether an account must have a second factor."""
    return bool(current_app.config["REQUIRE_SECOND_FACTOR"]) and account.role is Role.admin


@blueprint.route("/login/", methods=("GET", "POST"))
def login() -> Any:
    """Sign in; whatever was wrong, the answer is the same and takes the same time."""
    if _visit() is not None:
        return redirect(url_for("admin.index"))
    username = request.form.get("username", "").strip()
    if request.method == "POST":
        text = request.form.get("password", "")
        account = right_password(username, text)
        if account is not None:
            return _past_the_password(account, text)
    error = said_wrong(
        "Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or the password is not right."
    )
    failed, back = request.method == "POST", request.values.get("next", "")
    page = render_template("admin/login.html", error=error if failed else "", username=username, next=back)
    return page, 401 if failed else 200


def _past_the_password(account: Account, text: str) -> Response:
    """Let somebody in whose password was right, or ask for their code first."""
    db.session().info["person"] = person_for(db.session(), account)
    strengthen(account, text)
    db.session.flush()  # a password hashed anew ends the sessions there are, not the one to come
    if not has_second_factor(db.session(), account.id):
        return _entered(account)
    token, language = start(db.session(), account, awaits_code=True), account.locale.name
    db.session.commit()
    session.clear()
    session[HALF], session["language"] = token, language
    return redirect(url_for("sign_in.code", next=local(request.form.get("next", ""))), 303)


@blueprint.route("/login/code/", methods=("GET", "POST"))
def code() -> Any:
    """Ask whoever knew the password for the code of their second factor."""
    half = visit_by(db.session(), str(session.get(HALF, "")), awaits_code=True)
    if half is None:
        return redirect(url_for("sign_in.login"))
    if request.method == "POST" and right_code(half.account, request.form.get("code", "")):
        end(db.session(), half.id)
        db.session().info["person"] = half.person
        return _entered(half.account)
    error = said_wrong("Mã không đúng hoặc đã dùng.", "The code is wrong or used up.")
    failed, back = request.method == "POST", local(request.values.get("next", ""))
    page = render_template("admin/code.html", error=error if failed else "", next=back)
    return page, 401 if failed else 200


def _entered(account: Account) -> Response:
    """Start a session for somebody who has proved who they are; nothing of what was before is left."""
    account.last_login_at, language = now(), account.locale.name
    forget_unconfirmed(db.session(), account.id)
    forget_sent(db.session(), account.id)
    token = start(db.session(), account)
    record(db.session(), Action.signed_in, account_id=account.id)
    db.session.commit()
    session.clear()
    session[ID], session["language"] = token, language
    return redirect(local(request.form.get("next", "")) or url_for("admin.index"), 303)


@blueprint.post("/logout/")
def logout() -> Response:
    """Sign out: the session ends here, so that a copy of its cookie opens nothing."""
    visit = _visit()
    if visit is not None:
        end(db.session(), visit.id)
        record(db.session(), Action.signed_out)
        db.session.commit()
    session.clear()
    answer = redirect(url_for("sign_in.login"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'  # the Back button shows nobody's page
    return answer


def init_app(app: Flask) -> None:
    """Hang signing in on the application."""
    login_manager.login_view = "sign_in.login"
    login_manager.login_message = ""
    login_manager.session_protection = None  # it goes by addresses, which anybody may claim
    login_manager.init_app(app)
    app.before_request(identify)
    app.register_blueprint(blueprint)
