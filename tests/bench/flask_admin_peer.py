"""Stock Flask-Admin on our tables, as its documentation sets it up: Flask-Login, SecureForm, look-ups."""

import os

from flask import Flask, abort, redirect, request, url_for
from flask_admin import Admin, AdminIndexView
from flask_admin.contrib.sqla import ModelView
from flask_admin.form import SecureForm
from flask_babel import Babel
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_sqlalchemy import SQLAlchemy

from tests.bench.tables import (
    Account,
    Base,
    Client,
    Coordinator,
    CounsellingSession,
    Referral,
    SupportGrant,
    Ward,
)

PAGE_ROWS = 50
db = SQLAlchemy(model_class=Base)
login = LoginManager()
login.login_view = "sign_in"


class User(UserMixin):
    def __init__(self, account: Account) -> None:
        self.id = account.id


@login.user_loader
def load_user(key: str) -> User | None:
    account = db.session.get(Account, int(key))
    return User(account) if account else None


class SignedIn:
    """Only somebody signed in gets past; everybody else is led to the page for it."""

    def is_accessible(self) -> bool:
        return current_user.is_authenticated

    def inaccessible_callback(self, _name, **_kwargs):
        return redirect(url_for("sign_in", next=request.url))


class Home(SignedIn, AdminIndexView):
    pass


class View(SignedIn, ModelView):
    form_base_class = SecureForm
    form_excluded_columns = ("public_id", "created_at", "updated_at", "row_version")
    page_size = PAGE_ROWS
    can_export = True
    export_types = ("csv", "xlsx")


class ClientView(View):
    column_list = (
        "client_code", "case_status", "full_name", "birth_year", "ward", "client_group", "intake_on",
        "coordinator",
    )  # fmt: skip
    column_filters = ("ward_id", "case_status", "intake_on", "gender")
    column_searchable_list = ("client_code", "full_name", "phone")
    column_sortable_list = ("client_code", "full_name", "intake_on")
    column_default_sort = ("id", True)
    named_filter_urls = True
    form_excluded_columns = (*View.form_excluded_columns, "client_code", "case_status")
    form_ajax_refs = {  # noqa: RUF012 - as the documentation writes it
        "ward": {"fields": ("name", "gso_code"), "page_size": 10},
        "permanent_ward": {"fields": ("name", "gso_code"), "page_size": 10},
        "coordinator": {"fields": ("full_name",), "page_size": 10},
    }


class CounsellingSessionView(View):
    column_list = ("audience", "client", "coordinator", "ward", "session_on", "mode", "outcome")
    column_filters = ("audience", "mode", "outcome", "session_on")
    column_default_sort = ("id", True)
    form_ajax_refs = {  # noqa: RUF012 - as above
        "client": {"fields": ("full_name", "client_code"), "page_size": 10},
        "coordinator": {"fields": ("full_name",), "page_size": 10},
        "ward": {"fields": ("name", "gso_code"), "page_size": 10},
    }


class ReferralView(View):
    form_ajax_refs = {  # noqa: RUF012 - as above
        "client": {"fields": ("full_name", "client_code"), "page_size": 10},
        "coordinator": {"fields": ("full_name",), "page_size": 10},
    }


class SupportGrantView(View):
    form_ajax_refs = {"client": {"fields": ("full_name", "client_code"), "page_size": 10}}  # noqa: RUF012 - as above


def sign_in():
    """Let in whoever knows the bench's password, as the account of that name."""
    if request.method == "POST":
        account = db.session.query(Account).filter_by(username=request.form["username"]).one_or_none()
        if account is None or request.form["password"] != os.environ["BENCH_PASSWORD"]:
            abort(401)
        login_user(User(account))
        return redirect("/admin/")
    return '<form method="post"><input name="username"><input name="password" type="password"></form>'


def create_app() -> Flask:
    """Make the application."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["BENCH_SECRET_KEY"]
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["BENCH_DATABASE_URL"]
    db.init_app(app)
    login.init_app(app)
    Babel(app)  # Flask-Admin wants it where Flask-Babel is installed
    app.add_url_rule("/login", view_func=sign_in, methods=("GET", "POST"))
    admin = Admin(app, name="Bench", index_view=Home())
    admin.add_view(ClientView(Client, db, endpoint="client"))
    admin.add_view(CounsellingSessionView(CounsellingSession, db, endpoint="counselling_session"))
    admin.add_view(View(Ward, db, endpoint="ward"))
    admin.add_view(View(Coordinator, db, endpoint="coordinator"))
    admin.add_view(ReferralView(Referral, db, endpoint="referral"))
    admin.add_view(SupportGrantView(SupportGrant, db, endpoint="support_grant"))
    return app
