"""What must be true before somebody is sent to a facility, and of what the facility answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.base import CONFIRM, form_for, rule
from forms.referral_steps import StepRules
from forms.shared_rules import no_numbers_in, not_after_death, not_in_future, ward_in_force
from models.client import Client
from models.client_choices import Substance
from models.client_group import NOT_USERS
from models.facts_cases import has_guardian
from models.facts_referral import last_screening, other_open_treatments, same_open_referrals
from models.referral import Referral
from models.referral_choices import OPEN, ReferralStatus
from models.referral_destination import ReferralDestination
from models.referral_destination_choices import FOR_ANYBODY, TREATMENTS, Service

SCREENED_WITHIN = 90
"""Days a screening holds for a treatment referral (RF1)."""

FULL_AGE = 18


@form_for(Referral)
class ReferralForm(StepRules):
    """A slip."""

    def tidy(self, values: dict[str, Any]) -> None:
        """A slip goes out from the person's ward, by their coordinator, unless something else is said."""
        super().tidy(values)
        client = values["client"]
        if client is not None:
            self.put("coordinator", values["coordinator"] or client.coordinator)
            day, now = values["referred_on"], client.ward
            self.put("ward", values["ward"] or (now if day is None or now.is_valid_on(day) else None))

    in_life = not_after_death("referred_on")
    ward_then = ward_in_force("referred_on")
    not_ahead = not_in_future("RF7", "referred_on")
    notes = no_numbers_in("response_note", "cancel_reason")

    @rule(
        "RF1", "service", "client", "referred_on", severity=CONFIRM,
        facts=(last_screening,), days=SCREENED_WITHIN,
        vi="Chưa sàng lọc trong {days} ngày trước khi chuyển gửi điều trị.",
        en="Not screened in the {days} days before a referral to treatment.",
    )  # fmt: skip
    def screening_comes_first(
        self, service: Service, _client: Client, day: date, screened: date | None
    ) -> bool:
        """Legal aid, training and work need no screening (D0)."""
        return service not in TREATMENTS or (
            screened is not None and (day - screened).days <= SCREENED_WITHIN
        )

    @rule(
        "RF3", "destination", "referred_on",
        vi="Cơ sở không hoạt động vào ngày {referred_on}.", en="The facility was not open on {referred_on}.",
    )  # fmt: skip
    def destination_is_open(self, destination: ReferralDestination, day: date) -> bool:
        """A facility that changed hands is a row of its own from that day."""
        return destination.is_open_on(day)

    @rule(
        "RF3", "service", "destination", severity=CONFIRM,
        vi="Cơ sở không có dịch vụ này trong danh mục.", en="The directory does not list this service there.",
    )  # fmt: skip
    def destination_offers_the_service(self, service: Service, destination: ReferralDestination) -> bool:
        """The directory may be behind; then it is to be said."""
        return destination.offers(service)

    @rule(
        "RF3", "destination", "client", "referred_on", severity=CONFIRM,
        vi="Người này chưa đến tuổi cơ sở tiếp nhận.", en="The person is younger than the facility accepts.",
    )  # fmt: skip
    def destination_accepts_the_age(
        self, destination: ReferralDestination, client: Client, day: date
    ) -> bool:
        """Where the age is unknown nothing can be said."""
        age = client.age_on(day)
        return destination.min_age is None or age is None or age >= destination.min_age

    @rule(
        "RF5", "destination", "service", "client", "status", facts=(same_open_referrals,),
        vi="Đã có chuyển gửi đến cơ sở này cho dịch vụ này chưa kết thúc.",
        en="A referral there for this service is still open.",
    )  # fmt: skip
    def is_the_only_open_one(
        self,
        _to: ReferralDestination,
        _service: Service,
        _client: Client,
        status: ReferralStatus,
        others: int,
    ) -> bool:
        """Also a partial unique index; the first is ended or cancelled before the second."""
        return others == 0 or status not in OPEN

    @rule(
        "RF6", "service", "client", severity=CONFIRM, facts=(other_open_treatments,),
        vi="Đang có chuyển gửi điều trị khác chưa kết thúc.", en="Another treatment referral is still open.",
    )  # fmt: skip
    def is_the_only_treatment(self, service: Service, _client: Client, others: int) -> bool:
        """Methadone and detoxification exclude one another; what has ended excludes nothing."""
        return others == 0 or service not in TREATMENTS or self.values["status"] not in OPEN

    @rule(
        "RF8", "service", "decision_no", blank=True,
        vi="Cai nghiện bắt buộc cần số quyết định của tòa án hoặc cơ quan có thẩm quyền; ở đây chỉ ghi nhận.",
        en="Compulsory rehabilitation takes a court’s or authority’s decision number; here it is recorded.",
    )  # fmt: skip
    def compulsion_is_decided(self, service: Service | None, number: str | None) -> bool:
        """This workflow sends people who agree; compulsion is decided elsewhere."""
        return service is not Service.compulsory_rehab or bool(number)

    @rule(
        "RF9", "service", "client", severity=CONFIRM,
        vi="Methadone dành cho người dùng chất dạng thuốc phiện; hồ sơ chưa ghi như vậy.",
        en="Methadone is for people who use opioids; the record does not say so.",
    )  # fmt: skip
    def methadone_is_for_opioids(self, service: Service, client: Client) -> bool:
        """An unknown substance is confirmed too."""
        return service is not Service.mmt or client.primary_substance is Substance.opioid

    @rule(
        "RF10", "service", "client", severity=CONFIRM, source="D3",
        vi="Thân nhân và người dân chỉ chuyển gửi tư vấn, pháp lý, học nghề, việc làm.",
        en="Relatives and residents are referred to counselling, legal aid, training and work only.",
    )  # fmt: skip
    def relatives_are_not_treated(self, service: Service, client: Client) -> bool:
        """Groups B5 and B6 are not people who use drugs."""
        return client.client_group not in NOT_USERS or service in FOR_ANYBODY

    @rule(
        "CL4", "client", "referred_on", severity=CONFIRM, facts=(has_guardian,), age=FULL_AGE,
        vi="Người dưới {age} tuổi: cần cha, mẹ hoặc người đại diện hợp pháp.",
        en="Under {age}: a parent or lawful representative is needed.",
    )  # fmt: skip
    def minor_has_a_guardian(self, client: Client, day: date, guardian: bool) -> bool:  # noqa: FBT001 - an answer
        """Before anything about a minor goes to a facility."""
        age = client.age_on(day)
        return guardian or age is None or age >= FULL_AGE
