"""The history of cases has no rules: the product alone writes it (models/case_progress.py)."""

from __future__ import annotations

from forms.base import SchemaForm, form_for
from models.client_status_history import ClientStatusHistory


@form_for(ClientStatusHistory)
class ClientStatusHistoryForm(SchemaForm):
    """Shown, never typed."""
