"""One entry of the record of everything on its own page: what it says, and the way to what it is about."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from admin.history import changes_of
from forms.audit_words import said_in_words
from forms.base import FORMS
from forms.past_values import PastValues
from forms.words import spoken
from models.access import Place, Right, may, person_of
from models.audit import AuditEntry, told
from models.base import Model


def entry_of(row: Model, session: Session) -> dict[str, Any] | None:
    """Give what an entry says, through the policy of the row it is about; None for any other row."""
    if not isinstance(row, AuditEntry):
        return None
    person, (read,) = person_of(session), told(session, [row])
    form = FORMS.get(row.table_name or "")
    changes, about_a_row = [], row.row_id is not None
    if form is not None:
        changes = changes_of(read, PastValues(session, form.model, [read]), Place.RECORD, person)
    leads = form is not None and about_a_row and may(person, Right.VIEW, form.model)
    return {
        "said": said_in_words(read.said, form.model if form is not None else None),
        "reason": "" if about_a_row else read.reason,  # a row's own history tells it to whoever sees the row
        "changes": changes,
        "first": row.action.name == "created",
        "about": spoken(form.model.words) if form is not None else "",
        "url": url_for(f"{row.table_name}.details_view", id=row.row_id) if leads else "",
    }
