"""The panel: how the schema is shown, and to whom; derived from the forms, knows no entity by name."""

from __future__ import annotations

from flask import Flask, Response, redirect, url_for
from flask_admin import Admin
from flask_admin.theme import Theme
from flask_wtf import CSRFProtect

from admin import (
    audit_commands,
    background,
    backup_commands,
    deploy_check,
    failures,
    health,
    incoming,
    language,
    loading,
    once,
    origin,
    own_account,
    page,
    sign_in,
    views_pages,
)
from admin.export_work import write_file
from admin.exports import ExportsView
from admin.home import HomeView
from admin.view import SchemaView
from admin.why import WhyView
from forms.base import FORMS

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Hang the panel on an application: one SchemaView a form, in the order of the forms."""
    language.install()
    incoming.init_app(app)
    origin.init_app(app)
    csrf.init_app(app)
    page.init_app(app)
    failures.init_app(app)
    views_pages.init_app(app)
    sign_in.init_app(app)
    own_account.init_app(app)
    health.init_app(app)
    audit_commands.init_app(app)
    backup_commands.init_app(app)
    deploy_check.init_app(app)
    background.init_app(app, write_file=write_file)
    theme = Theme(folder="panel", base_template="admin/base.html")
    panel = Admin(app, name="panel", index_view=HomeView(), theme=theme)
    panel.add_views(*map(SchemaView, FORMS.values()), loading.LoadView(), ExportsView(), WhyView())
    once.init_app(app)
    app.add_url_rule("/", "root", _root)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _root() -> Response:
    return redirect(url_for("admin.index"))  # type: ignore[return-value]
