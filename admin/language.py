"""The panel's own language: our catalogues are read after those of Flask-Admin and WTForms, so they win."""

from __future__ import annotations

from pathlib import Path

from flask_admin import babel
from flask_babel import Domain
from wtforms.i18n import messages_path

from forms.words import CATALOGUES as WTFORMS_CATALOGUES

CATALOGUES = Path(__file__).parent / "translations"
"""Flask-Admin's messages in Vietnamese: its own are machine-like, and some say the opposite."""


def install() -> None:
    """Make Flask-Admin read our catalogues last; may be called for every app, does the same each time.

    Flask-Admin's own `translations_path` is read first, and Flask-Babel lets later catalogues win.
    """
    babel.CustomDomain.translation_directories = property(_directories)
    babel.domain.cache.clear()
    babel.wtforms_domain = Domain([messages_path(), str(WTFORMS_CATALOGUES)], domain="wtforms")


def _directories(domain: Domain) -> list[str]:
    """List where a domain finds its messages, our directory last."""
    return [*Domain.translation_directories.fget(domain), str(CATALOGUES)]
