"""Coordinators, and which ward each of them looks after, from when to when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, SmallInteger
from sqlalchemy.orm import Mapped

from models.base import Model, column, derived, link
from models.gender import Gender
from models.keys import person_sort_key, search_key
from models.schema import EMAIL, PHONE, PUBLIC, YEAR, Area, Choice, Kind
from models.ward import Ward


class JobKind(Choice):
    """In what capacity somebody works with people."""

    coordinator = "Điều phối viên", "Coordinator"
    counsellor = "Tư vấn viên", "Counsellor"
    assigned_officer = "Cán bộ được phân công giúp đỡ", "Assigned officer"


class CoordinatorStatus(Choice):
    """Whether somebody is at work."""

    active = "Đang làm việc", "Active"
    on_leave = "Tạm nghỉ", "On leave"
    ended = "Đã thôi", "Ended"


class Coordinator(Model):
    """Somebody who receives, counsels and refers people; acts for the ward, so the name is public."""

    words = "Điều phối viên", "Coordinators"
    menu = Area.places
    rank = 20
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("full_name",)
    keyed_by = ("full_name",)

    full_name: Mapped[str] = column(
        "Họ và tên", "Full name", PUBLIC, listed=True, searched=True, sortable=True
    )
    full_name_search: Mapped[str] = derived(search_key, "full_name", index=True)
    full_name_sort: Mapped[str] = derived(person_sort_key, "full_name", index=True)
    gender: Mapped[Gender] = column("Giới tính", "Gender", PUBLIC)
    birth_year: Mapped[int | None] = column("Năm sinh", "Year of birth", unit=YEAR, sql=SmallInteger())
    phone: Mapped[str | None] = column("Điện thoại", "Phone", unit=PHONE)
    email: Mapped[str | None] = column("Thư điện tử", "Email", unit=EMAIL)
    position: Mapped[str | None] = column("Chức vụ", "Position", PUBLIC, bulk=True, listed=True)
    organisation: Mapped[str | None] = column("Đơn vị", "Organisation", PUBLIC, bulk=True, listed=True)
    job_kind: Mapped[JobKind] = column("Vai trò", "Capacity", PUBLIC, bulk=True, listed=True, filtered=True)
    years_in_field: Mapped[int | None] = column(
        "Số năm trong nghề", "Years in the field", PUBLIC, sql=SmallInteger()
    )
    trained_on: Mapped[date | None] = column("Ngày tập huấn", "Trained on", PUBLIC, bulk=True)
    status: Mapped[CoordinatorStatus] = column(
        "Tình trạng",
        "Status",
        PUBLIC,
        bulk=True,
        listed=True,
        filtered=True,
        default=CoordinatorStatus.active,
    )


class AssignmentRole(Choice):
    """Who answers for the ward when there are several."""

    lead = "Phụ trách chính", "Lead"
    deputy = "Phối hợp", "Deputy"


class CoordinatorAssignment(Model):
    """A coordinator's time in one ward."""

    words = "Phân công địa bàn", "Ward assignments"
    menu = Area.places
    rank = 25
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("coordinator", "ward", "start_date")
    keyed_by = ("coordinator", "ward", "start_date")

    coordinator: Mapped[Coordinator] = link(
        "Điều phối viên", "Coordinator", PUBLIC, listed=True, filtered=True
    )
    ward: Mapped[Ward] = link("Phường, xã", "Ward", PUBLIC, listed=True, filtered=True)
    role: Mapped[AssignmentRole] = column("Vai trò", "Role", PUBLIC, listed=True, filtered=True)
    start_date: Mapped[date] = column("Từ ngày", "From", PUBLIC, listed=True, filtered=True, sortable=True)
    end_date: Mapped[date | None] = column(
        "Đến ngày", "Until", PUBLIC, bulk=True, listed=True, filtered=True, sortable=True
    )
    decision_no: Mapped[str | None] = column("Số quyết định", "Decision number", PUBLIC)

    __table_args__ = (
        CheckConstraint("end_date IS NULL OR end_date >= start_date", name="end_follows_start"),
    )
