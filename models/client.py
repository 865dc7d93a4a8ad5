"""People helped: the row every session, referral, grant and membership hangs on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, column, derived, encrypted, link
from models.cipher import blind_index
from models.client_choices import (
    CaseStatus,
    CloseReason,
    Determination,
    Employment,
    HouseholdStatus,
    IdentityKind,
    IntakeSource,
    ResidenceKind,
    Substance,
)
from models.client_code import new_client_code
from models.client_group import ClientGroup
from models.client_steps import STEPS
from models.coordinator import Coordinator
from models.gender import Gender
from models.keys import person_sort_key, search_key
from models.legal_basis import LegalBasis
from models.programme import Programme
from models.schema import (
    CITIZEN_NUMBER,
    PERSONAL,
    PHONE,
    PUBLIC,
    SENSITIVE,
    YEAR,
    Area,
    Kind,
    Preset,
)
from models.ward import Ward

WHO = "Người được hỗ trợ", "Person"
STAY = "Nơi cư trú", "Residence"
LAW = "Diện và văn bản", "Legal group"
INTAKE = "Tiếp nhận", "Intake"
SITUATION = "Hoàn cảnh", "Situation"


def full_years(birth_date: date | None, birth_year: int | None, day: date) -> int | None:
    """Count the full years somebody has lived on a day; from the year alone, at most one too many."""
    if birth_date is not None:
        return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
    return None if birth_year is None else day.year - birth_year


class Client(Model):
    """A person helped. Wards are abolished and names shared, so neither is in the code written on paper."""

    words = "Người được hỗ trợ", "Clients"
    menu = Area.cases
    rank = 10
    holds = Kind.CASE
    scoped_by = ("ward",)
    titled_by = ("client_code", "full_name", "birth_year")
    keyed_by = ("client_code",)
    workflow = STEPS

    client_code: Mapped[str] = column(
        "Mã số", "Code", PUBLIC, listed=True, searched=True, sortable=True, typed=False, unique=True,
        sql=String(16), default=new_client_code,
    )  # fmt: skip
    case_status: Mapped[CaseStatus] = column(
        "Tình trạng hồ sơ", "Case status", PUBLIC, listed=True, filtered=True, typed=False,
        default=CaseStatus.new,
    )  # fmt: skip
    closed_on: Mapped[date | None] = column("Ngày kết thúc", "Closed on", PUBLIC, filtered=True, typed=False)
    close_reason: Mapped[CloseReason | None] = column(
        "Lý do kết thúc", "Close reason", PUBLIC, filtered=True, typed=False
    )
    full_name: Mapped[str] = column(
        "Họ và tên", "Full name", listed=True, searched=True, sortable=True, group=WHO
    )
    full_name_search: Mapped[str] = derived(search_key, "full_name", index=True)
    full_name_sort: Mapped[str] = derived(person_sort_key, "full_name", index=True)
    alias: Mapped[str | None] = column("Tên gọi khác", "Also known as", searched=True, group=WHO)
    alias_search: Mapped[str | None] = derived(search_key, "alias", index=True)
    gender: Mapped[Gender] = column("Giới tính", "Gender", PUBLIC, filtered=True, group=WHO)
    birth_year: Mapped[int | None] = column(
        "Năm sinh", "Year of birth", listed=True, unit=YEAR, sql=SmallInteger(), group=WHO
    )
    birth_date: Mapped[date | None] = column("Ngày sinh", "Date of birth", group=WHO)
    ethnicity: Mapped[str | None] = column("Dân tộc", "Ethnicity", SENSITIVE, group=WHO)
    id_type: Mapped[IdentityKind] = column(
        "Loại giấy tờ", "Identity paper", PUBLIC, group=WHO, default=IdentityKind.cccd
    )
    citizen_number: Mapped[str | None] = encrypted(
        "Số định danh (CCCD)", "Citizen number", SENSITIVE, CITIZEN_NUMBER, searched=True, group=WHO
    )
    citizen_number_key: Mapped[str | None] = derived(
        blind_index, "citizen_number", unique=True, type_=String(64)
    )
    phone: Mapped[str | None] = column(
        "Điện thoại", "Phone", unit=PHONE, searched=True, group=WHO, index=True
    )

    ward: Mapped[Ward] = link(
        "Nơi cư trú hiện nay", "Ward of residence", PUBLIC, bulk=True, listed=True, filtered=True, group=STAY
    )
    residence_kind: Mapped[ResidenceKind] = column(
        "Hình thức cư trú", "Kind of residence", PUBLIC, bulk=True, filtered=True, group=STAY,
        default=ResidenceKind.permanent,
    )  # fmt: skip
    address: Mapped[str | None] = column("Địa chỉ", "Address", group=STAY)
    permanent_ward: Mapped[Ward | None] = link(
        "Nơi thường trú", "Ward of permanent residence", PERSONAL, bulk=True, group=STAY
    )

    programme: Mapped[Programme | None] = link(
        "Chương trình", "Programme", PUBLIC, bulk=True, filtered=True, group=LAW
    )
    client_group: Mapped[ClientGroup] = column(
        "Nhóm, diện", "Legal group", PUBLIC, bulk=True, listed=True, filtered=True, group=LAW
    )
    legal_basis: Mapped[LegalBasis | None] = link(
        "Văn bản áp dụng", "Legal basis", PUBLIC, bulk=True, filtered=True, group=LAW
    )
    decision_no: Mapped[str | None] = column("Số quyết định", "Decision number", SENSITIVE, group=LAW)
    decision_on: Mapped[date | None] = column("Ngày quyết định", "Decision date", PUBLIC, group=LAW)
    decision_until: Mapped[date | None] = column("Quyết định đến ngày", "Decision until", PUBLIC, group=LAW)
    is_drug_user: Mapped[bool] = column("Có sử dụng ma túy", "Uses drugs", SENSITIVE, group=LAW, default=True)
    admin_sanction_count: Mapped[int | None] = column(
        "Số lần bị xử phạt hành chính", "Administrative sanctions", SENSITIVE, group=LAW, sql=SmallInteger()
    )
    first_sanction: Mapped[bool | None] = column("Bị xử phạt lần đầu", "First sanction", SENSITIVE, group=LAW)

    source: Mapped[IntakeSource] = column(
        "Nguồn tiếp nhận", "Came through", PUBLIC, bulk=True, filtered=True, group=INTAKE
    )
    handover_on: Mapped[date | None] = column("Ngày bàn giao", "Handed over on", PUBLIC, group=INTAKE)
    handover_doc_no: Mapped[str | None] = column(
        "Số văn bản bàn giao", "Hand-over document", SENSITIVE, group=INTAKE
    )
    intake_on: Mapped[date] = column(
        "Ngày tiếp nhận", "Intake date", PUBLIC, preset=Preset.TODAY, listed=True, filtered=True,
        sortable=True, group=INTAKE, index=True,
    )  # fmt: skip
    coordinator: Mapped[Coordinator] = link(
        "Điều phối viên", "Coordinator", PUBLIC, bulk=True, preset=Preset.MYSELF, listed=True, filtered=True,
        group=INTAKE,
    )  # fmt: skip

    primary_substance: Mapped[Substance | None] = column(
        "Chất sử dụng chính", "Primary substance", SENSITIVE, group=SITUATION
    )
    first_use_year: Mapped[int | None] = column(
        "Năm sử dụng lần đầu", "Year of first use", SENSITIVE, unit=YEAR, sql=SmallInteger(), group=SITUATION
    )
    addiction_determined: Mapped[Determination] = column(
        "Xác định tình trạng nghiện", "Dependence determined", SENSITIVE, bulk=True, group=SITUATION,
        default=Determination.not_yet,
    )  # fmt: skip
    employment: Mapped[Employment | None] = column(
        "Việc làm", "Employment", PUBLIC, bulk=True, filtered=True, group=SITUATION
    )
    education_level: Mapped[str | None] = column("Trình độ học vấn", "Education", bulk=True, group=SITUATION)
    household_status: Mapped[HouseholdStatus] = column(
        "Diện hộ", "Household", PUBLIC, bulk=True, filtered=True, group=SITUATION,
        default=HouseholdStatus.normal,
    )  # fmt: skip
    policy_family: Mapped[bool] = column(
        "Gia đình chính sách", "Policy family", PUBLIC, bulk=True, group=SITUATION, default=False
    )
    hardship: Mapped[bool] = column(
        "Hoàn cảnh khó khăn", "In hardship", PUBLIC, bulk=True, filtered=True, group=SITUATION, default=False
    )
    hardship_note: Mapped[str | None] = column(
        "Mô tả hoàn cảnh", "Hardship, described", SENSITIVE, long=True, group=SITUATION
    )

    first_intake_on: Mapped[date | None] = mapped_column(Date)  # intake_on moves when a case is reopened
    last_contact_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        CheckConstraint("birth_year IS NULL OR birth_year >= 1920", name="birth_year_range"),
        CheckConstraint("case_status != 'closed' OR close_reason IS NOT NULL", name="closing_has_a_reason"),
    )

    def age_on(self, day: date) -> int | None:
        """Count full years on a day; from the year alone where the register holds no more."""
        return full_years(self.birth_date, self.birth_year, day)

    def died_before(self, day: date) -> bool:
        """Say whether the case was closed by death before a day (CL27)."""
        return (
            self.close_reason is CloseReason.deceased and self.closed_on is not None and self.closed_on < day
        )
