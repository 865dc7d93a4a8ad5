"""What must be true of a facility people are referred to."""

from __future__ import annotations

from datetime import date

from forms.base import WARNING, SchemaForm, form_for, rule
from models.facts_law import destinations_of_the_code
from models.facts_referral import open_referrals_there
from models.referral_destination import ReferralDestination
from models.referral_destination_choices import DestinationType

OLDEST_MINIMUM = 100
"""Years of age; a minimum above it is a typing error."""


@form_for(ReferralDestination)
class ReferralDestinationForm(SchemaForm):
    """A facility of the directory."""

    @rule(
        "FA2", "code", facts=(destinations_of_the_code,),
        vi="Mã này đã có trong danh mục cơ sở.", en="This code is already in the directory.",
    )  # fmt: skip
    def code_is_free(self, _code: str, others: int) -> bool:
        """Referrals in files name a facility by its code."""
        return others == 0

    @rule(
        "FA2", "type", "parent", severity=WARNING, blank=True, source="D1",
        vi="Điểm cấp phát thường trực thuộc một cơ sở điều trị methadone.",
        en="A dispensing point usually belongs to a methadone facility.",
    )  # fmt: skip
    def dispensing_point_has_a_facility(
        self, kind: DestinationType, parent: ReferralDestination | None
    ) -> bool:
        """D1 names none for its five points: a warning, never an error."""
        return kind is not DestinationType.methadone_dispensing or parent is not None

    @rule(
        "FA2", "parent", vi="Cơ sở không thể trực thuộc chính mình.",
        en="A facility does not belong to itself.",
    )  # fmt: skip
    def belongs_to_another(self, parent: ReferralDestination) -> bool:
        """Walk up the directory: nobody is their own superior, directly or through others."""
        above: ReferralDestination | None = parent
        while above is not None and above is not self.row:
            above = above.parent
        return above is None

    @rule(
        "RF3", "min_age", oldest=OLDEST_MINIMUM,
        vi="Tuổi tối thiểu từ 0 đến {oldest}.", en="A minimum age lies between 0 and {oldest}.",
    )  # fmt: skip
    def minimum_age_is_an_age(self, age: int) -> bool:
        """A year of birth typed here would close the facility to everybody."""
        return 0 <= age <= OLDEST_MINIMUM

    @rule(
        "RF3", "valid_from", "valid_to",
        vi="Ngày ngừng hoạt động phải sau ngày bắt đầu.", en="It closes after it opens.",
    )  # fmt: skip
    def closes_after_it_opens(self, start: date, end: date) -> bool:
        """Also a CHECK in the database."""
        return end > start

    @rule(
        "FA3", "valid_to", severity=WARNING, facts=(open_referrals_there,),
        vi="Cơ sở ngừng hoạt động khi còn {open_referrals_there} chuyển gửi chưa kết thúc.",
        en="The facility closes with {open_referrals_there} referrals still open.",
    )  # fmt: skip
    def closes_without_open_referrals(self, _end: date, referrals: int) -> bool:
        """Somebody has to tell these people where to go instead."""
        return referrals == 0
