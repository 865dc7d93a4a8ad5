"""The list of what was done by whom: written by the product, read by people."""

from __future__ import annotations

from forms.base import SchemaForm, form_for
from models.audit_entry import AuditEntry


@form_for(AuditEntry)
class AuditEntryForm(SchemaForm):
    """An entry of the audit record; nobody types one."""
