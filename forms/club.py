"""What must be true of a club."""

from __future__ import annotations

from datetime import date

from forms.base import SchemaForm, form_for, rule
from forms.shared_rules import not_in_future, ward_in_force
from models.club import Club


@form_for(Club)
class ClubForm(SchemaForm):
    """A club."""

    ward_existed = ward_in_force("founded_on")
    has_happened = not_in_future("CM5", "founded_on")

    @rule(
        "CM5", "closed_on", "founded_on",
        vi="Ngày kết thúc không được trước ngày thành lập.", en="It closes after it was founded.",
    )  # fmt: skip
    def closes_after_it_is_founded(self, closed: date, founded: date) -> bool:
        """Also a CHECK in the database."""
        return closed >= founded
