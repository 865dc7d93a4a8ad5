"""What must be true of a quarterly classification."""

from __future__ import annotations

from forms.base import CONFIRM, ERROR, SchemaForm, Severity, form_for, rule
from models.access import Role
from models.club_member import ClubMember
from models.facts_clubs import classifications_of_quarter
from models.quarterly_classification import (
    MONTHS_OF_A_QUARTER,
    ClassificationStatus,
    Progress,
    QuarterlyClassification,
    first_day,
)
from models.schema import today

ENOUGH_REVIEWS = 2
QUARTERS = 4
WHAT_IS_APPROVED = ("member", "year", "quarter", "classification", "regular")


def _on_paper(form: SchemaForm) -> Severity:
    """Let a decision taken on paper be recorded, with a reason; in the panel it is an error."""
    return CONFIRM if form.values["decision_no"] else ERROR


def _after_report(form: SchemaForm) -> Severity:
    """Let a supervisor correct what was approved, with a reason; to others it is locked."""
    return CONFIRM if form.person.role is Role.supervisor else ERROR


@form_for(QuarterlyClassification)
class QuarterlyClassificationForm(SchemaForm):
    """One member's class for one quarter."""

    @property
    def approves(self) -> bool:
        """Say whether this form is the step of approval."""
        return self.move is not None and self.move.target is ClassificationStatus.approved

    @rule("QC4", "quarter", most=QUARTERS, hint=True, vi="Quý từ 1 đến {most}.", en="From 1 to {most}.")
    def quarter_exists(self, quarter: int) -> bool:
        """Also a CHECK in the database."""
        return 1 <= quarter <= QUARTERS

    @rule(
        "QC4", "quarter", "year", "member",
        vi="Quý này không nằm trong thời gian là hội viên.", en="The quarter lies outside the membership.",
    )  # fmt: skip
    def quarter_meets_the_membership(self, quarter: int, year: int, member: ClubMember) -> bool:
        """A day in common is enough."""
        if not 1 <= quarter <= QUARTERS:
            return True
        joined_in_time = member.joined_on < first_day(year, quarter + 1)
        return joined_in_time and (member.left_on is None or member.left_on >= first_day(year, quarter))

    @rule("QC4", "quarter", "year", vi="Quý này chưa bắt đầu.", en="This quarter has not begun.")
    def quarter_has_begun(self, quarter: int, year: int) -> bool:
        """Nobody is classified ahead."""
        return not 1 <= quarter <= QUARTERS or first_day(year, quarter) <= today()

    @rule(
        "QC4", "member", "year", "quarter", facts=(classifications_of_quarter,),
        vi="Hội viên đã được phân loại trong quý này.", en="The member has a class for this quarter.",
    )  # fmt: skip
    def is_classified_once(self, _member: ClubMember, _year: int, _quarter: int, others: int) -> bool:
        """Also a UNIQUE in the database."""
        return others == 0

    @rule(
        "QC1", "basis_reviews", months=MONTHS_OF_A_QUARTER,
        vi="Một quý có từ 0 đến {months} đánh giá tháng.", en="A quarter has 0 to {months} monthly reviews.",
    )  # fmt: skip
    def reviews_fit_the_quarter(self, reviews: int) -> bool:
        """Also a CHECK in the database."""
        return 0 <= reviews <= MONTHS_OF_A_QUARTER

    @rule(
        "QC1", "classification", "basis_reviews", severity=CONFIRM, source="D4", months=MONTHS_OF_A_QUARTER,
        vi="Mới có {basis_reviews}/{months} đánh giá tháng.",
        en="Only {basis_reviews} of {months} monthly reviews are there.",
    )  # fmt: skip
    def rests_on_reviews(self, _class: Progress, reviews: int) -> bool:
        """The class of a quarter follows from its months (D4: monthly assessment)."""
        return reviews >= ENOUGH_REVIEWS

    @rule(
        "QC3", "decision_no", blank=True, severity=_on_paper,
        vi="Người đề xuất không được tự duyệt; nếu đã duyệt trên giấy, ghi số văn bản.",
        en="Who proposed may not approve; if it was approved on paper, write the document's number.",
    )  # fmt: skip
    def approver_is_not_the_proposer(self, _paper: str | None) -> bool:
        """Four eyes; who proposed is who created the row."""
        own = self.person.account_id is not None and self.person.account_id == self.row.created_by_id
        return not (self.approves and own)

    @rule(
        "QC3", "decision_no", blank=True,
        vi="Lãnh đạo duyệt trên hệ thống; điều phối viên chỉ ghi lại văn bản duyệt trên giấy.",
        en="Supervisors approve here; coordinators only record what was approved on paper.",
    )  # fmt: skip
    def coordinator_records_paper(self, paper: str | None) -> bool:
        """A class is a judgement on a person, so its approval has an author of standing."""
        return not self.approves or self.person.role is not Role.coordinator or paper is not None

    @rule(
        "QC3", *WHAT_IS_APPROVED, blank=True, severity=_after_report,
        vi="Phân loại đã duyệt hoặc đã báo cáo thì không sửa nữa; chỉ lãnh đạo đính chính kèm lý do.",
        en="What was approved or reported stays; only a supervisor corrects it, with a reason.",
    )  # fmt: skip
    def approved_stays(self, *_values: object) -> bool:
        """What was sent to the province and what stands here are the same."""
        settled = not self.is_new and self.before("status") is not ClassificationStatus.proposed
        return not (settled and any(map(self.changed, WHAT_IS_APPROVED)))
