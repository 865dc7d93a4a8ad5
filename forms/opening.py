"""What a form is opened with: its data as lists of texts, what is nearly always right, WTForms' settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from forms.lookup import by_id
from forms.words import wtforms_translations
from models.access import person_of
from models.base import entity
from models.schema import Preset, today


class Speaking(DefaultMeta):
    """WTForms' settings: its own messages come from our catalogue; CSRF is the application's."""

    def get_translations(self, form: BaseForm) -> Any:
        """Speak the person's language."""
        del form
        return wtforms_translations()


def preset(what: Preset, session: Session) -> Any:
    """Give what an empty form is opened with: the day, or whose account it is."""
    if what is Preset.TODAY:
        return today()
    mine = person_of(session).coordinator_id
    return None if mine is None else by_id(session, entity("coordinator"), mine)


def as_lists(data: Mapping[str, Any] | None) -> MultiDict[str, Any]:
    """Take a web form as it is and a plain mapping as a form that names each value once."""
    if isinstance(data, MultiDict):
        return data
    return MultiDict({name: [value] for name, value in (data or {}).items() if value is not None})
