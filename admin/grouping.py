"""The pages that count a list's rows by one thing or two, and add up one of their numbers."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from flask_admin import expose

from admin.grouping_file import csv_of
from admin.grouping_page import page_of
from admin.grouping_reading import question_of
from models.base import db


class GroupPages:
    """Part of SchemaView. Whoever opens them opens the rows as well, so that no count needs hiding."""

    model: Any
    render: Any

    @expose("/groups/")
    def groups_view(self) -> str:
        """Show the counts."""
        question = question_of(self.model, db.session(), request.args)
        return str(self.render("admin/groups.html", page=page_of(question)))

    @expose("/groups/csv/")
    def groups_export(self) -> Any:
        """Give the counts as a file."""
        question = question_of(self.model, db.session(), request.args)
        if not question.groupings:
            abort(404)
        return csv_of(question)
