"""The directory of facilities and offices that people are referred to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, SmallInteger
from sqlalchemy.orm import Mapped

from models.base import Model, choices, column, derived, link
from models.keys import search_key
from models.referral_destination_choices import DestinationType, ManagingAgency, Service, ValueQualifier
from models.schema import PERSONAL, PHONE, PUBLIC, Area, Kind
from models.ward import Ward

REACHED = "Liên hệ", "Contact"
OFFER = "Dịch vụ và công suất", "Services and capacity"
VALIDITY = "Hiệu lực", "Validity"


class ReferralDestination(Model):
    """A facility as it was between two dates; one that changed hands or place is a row of its own."""

    words = "Cơ sở tiếp nhận", "Referral destinations"
    menu = Area.places
    rank = 30
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("code", "name")
    keyed_by = ("code",)

    code: Mapped[str] = column(
        "Mã", "Code", PUBLIC, listed=True, searched=True, sortable=True, unique=True, example="DN-MMT"
    )
    code_search: Mapped[str] = derived(search_key, "code", index=True)
    name: Mapped[str] = column("Tên cơ sở", "Name", PUBLIC, listed=True, searched=True, sortable=True)
    name_search: Mapped[str] = derived(search_key, "name", index=True)
    type: Mapped[DestinationType] = column("Loại hình", "Type", PUBLIC, listed=True, filtered=True)
    managing_agency: Mapped[ManagingAgency] = column(
        "Ngành quản lý", "Managing agency", PUBLIC, bulk=True, listed=True, filtered=True
    )
    parent: Mapped[ReferralDestination | None] = link("Trực thuộc cơ sở", "Belongs to", PUBLIC, filtered=True)

    ward: Mapped[Ward | None] = link("Phường, xã", "Ward", PUBLIC, filtered=True, group=REACHED)
    address: Mapped[str | None] = column("Địa chỉ", "Address", PUBLIC, group=REACHED)
    phone: Mapped[str | None] = column("Điện thoại", "Phone", PUBLIC, unit=PHONE, group=REACHED)
    focal_person: Mapped[str | None] = column("Người đầu mối", "Focal person", PERSONAL, group=REACHED)

    services: Mapped[frozenset[Service]] = choices(
        "Dịch vụ", "Services", Service, PUBLIC, bulk=True, listed=True, group=OFFER
    )
    accepts_voluntary: Mapped[bool] = column(
        "Nhận người cai nghiện tự nguyện",
        "Takes voluntary clients",
        PUBLIC,
        bulk=True,
        group=OFFER,
        default=True,
    )
    accepts_compulsory: Mapped[bool] = column(
        "Nhận người cai nghiện bắt buộc",
        "Takes compulsory clients",
        PUBLIC,
        bulk=True,
        group=OFFER,
        default=False,
    )
    min_age: Mapped[int | None] = column(
        "Nhận từ tuổi", "Minimum age", PUBLIC, sql=SmallInteger(), group=OFFER, example="18"
    )
    capacity: Mapped[int | None] = column("Công suất", "Capacity", PUBLIC, listed=True, group=OFFER)
    capacity_qualifier: Mapped[ValueQualifier] = column(
        "Độ chính xác của công suất",
        "How exact the capacity is",
        PUBLIC,
        bulk=True,
        group=OFFER,
        default=ValueQualifier.exact,
    )

    valid_from: Mapped[date] = column(
        "Hoạt động từ", "Open from", PUBLIC, filtered=True, sortable=True, group=VALIDITY
    )
    valid_to: Mapped[date | None] = column(
        "Ngừng hoạt động từ",
        "Closed from",
        PUBLIC,
        bulk=True,
        listed=True,
        filtered=True,
        sortable=True,
        group=VALIDITY,
    )
    license_no: Mapped[str | None] = column("Số giấy phép", "Licence number", PUBLIC, group=VALIDITY)

    __table_args__ = (
        CheckConstraint("capacity IS NULL OR capacity >= 0", name="capacity_not_negative"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="valid_to_follows"),
    )

    def is_open_on(self, day: date) -> bool:
        """Say whether the facility worked, as this row describes it, on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def offers(self, service: Service) -> bool:
        """Say whether the directory lists a service; rehabilitation also needs the door it comes in by."""
        if service is Service.voluntary_rehab and not self.accepts_voluntary:
            return False
        if service is Service.compulsory_rehab and not self.accepts_compulsory:
            return False
        return service in self.services
