"""What must be true of social support."""

from __future__ import annotations

from datetime import date

from forms.base import CONFIRM, SchemaForm, form_for, rule
from forms.shared_rules import no_numbers_in, not_in_future
from models.client import Client
from models.club_member import ClubMember
from models.social_support import SocialSupport


@form_for(SocialSupport)
class SocialSupportForm(SchemaForm):
    """Something done for one person."""

    has_happened = not_in_future("SS2", "on_date")
    notes_hold_no_numbers = no_numbers_in("note")

    @rule(
        "SS1", "client", "club_member", blank=True,
        vi="Chọn một người được hỗ trợ hoặc một hội viên, không chọn cả hai.",
        en="Choose either a client or a club member, not both.",
    )  # fmt: skip
    def is_for_one_person(self, client: Client | None, member: ClubMember | None) -> bool:
        """Counted once; also a CHECK in the database."""
        return (client is None) != (member is None)

    @rule("SS3", "value_vnd", vi="Trị giá phải lớn hơn 0.", en="The value is more than 0.")
    def value_is_positive(self, value: int) -> bool:
        """Support without a price has no value written; also a CHECK in the database."""
        return value > 0

    @rule(
        "SS4", "on_date", "club_member", severity=CONFIRM,
        vi="Ngày hỗ trợ nằm ngoài thời gian là hội viên.", en="The day lies outside the membership.",
    )  # fmt: skip
    def lies_within_the_membership(self, day: date, member: ClubMember) -> bool:
        """D4 counts what was done for members; help after leaving is possible."""
        return member.joined_on <= day and (member.left_on is None or day <= member.left_on)

    @rule(
        "CL27", "on_date", "client", "club_member", severity=CONFIRM, blank=True,
        vi="Ngày hỗ trợ là sau ngày người này qua đời.", en="The day is after this person's death.",
    )  # fmt: skip
    def happened_in_life(self, day: date | None, client: Client | None, member: ClubMember | None) -> bool:
        """A visit to the family is possible."""
        person = member.client if member is not None else client
        return day is None or person is None or not person.died_before(day)
