"""The panel: how the schema is shown, and to whom; derived from the forms, knows no entity by name."""

from __future__ import annotations

from flask import Flask, Response, redirect, url_for
from flask_admin import Admin
from flask_admin.theme import Theme
from flask_wtf import CSRFProtect

from admin import (
    addresses,
    background,
    failures,
    field_shapes,
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
from admin.batch_work import work as work_batch
from admin.batches import BatchesView
from admin.export_work import write_file
from admin.exports import ExportsView
from admin.home import HomeView
from admin.view import SchemaView
from admin.why import WhyView
from forms.base import FORMS

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Hang the panel on an application: one SchemaView a form, in the order of the forms."""
    addresses.init_app(app)
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
    background.init_app(app, write_file=write_file, work_batch=work_batch)
    theme = Theme(folder="panel", base_template="admin/base.html")
    panel = Admin(app, name="panel", index_view=HomeView(), theme=theme)
    panel.add_views(*map(SchemaView, FORMS.values()), loading.LoadView(), ExportsView(), BatchesView())
    panel.add_view(WhyView())
    once.init_app(app)
    field_shapes.init_app(app)
    app.add_url_rule("/", "root", _root)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _root() -> Response:
    return redirect(url_for("admin.index"))  # type: ignore[return-value]
