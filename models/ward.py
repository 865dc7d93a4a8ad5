"""Wards and communes in versions, and which of them grew out of which."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Model, column, derived, link
from models.keys import search_key
from models.naming import Naming
from models.province import Province
from models.schema import PERCENT, PUBLIC, Area, Choice, Kind, Words


class WardKind(Choice):
    """What a commune-level unit is called by law."""

    phuong = "Phường", "Ward"
    xa = "Xã", "Commune"
    thi_tran = "Thị trấn", "Township"
    dac_khu = "Đặc khu", "Special zone"


class HotspotLevel(Choice):
    """How the police rate a place."""

    none = "Không", "None"
    complex = "Phức tạp", "Complex"
    key = "Trọng điểm", "Key"


class Ward(Model):
    """A ward as it was between two dates; rows of work keep the ward that was valid on their day."""

    words = "Phường, xã", "Wards"
    menu = Area.places
    rank = 10
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("name",)
    naming = Naming(
        "{kind} {name}[, {district_name}][ (đến {valid_to})]",
        "{name} {kind:small}[, {district_name}][ (until {valid_to})]",
    )
    named_by = naming.reads
    keyed_by = ("gso_code", "valid_from")

    gso_code: Mapped[str] = column(
        "Mã đơn vị hành chính", "GSO code", PUBLIC, listed=True, searched=True, sortable=True, example="20209"
    )
    kind: Mapped[WardKind] = column("Loại", "Kind", PUBLIC, listed=True, filtered=True)
    name: Mapped[str] = column(
        "Tên",
        "Name",
        PUBLIC,
        listed=True,
        searched=True,
        sortable=True,
        help=("Không ghi kèm chữ “phường”, “xã”.", "Without the words “ward” or “commune”."),
    )
    name_search: Mapped[str] = derived(search_key, "name", index=True)
    district_name: Mapped[str | None] = column(
        "Quận, huyện (trước 01/7/2025)",
        "District (before 1 July 2025)",
        PUBLIC,
        bulk=True,
        listed=True,
        searched=True,
    )
    district_search: Mapped[str | None] = derived(search_key, "district_name")
    district_code: Mapped[str | None] = column("Mã quận, huyện", "District code", PUBLIC)
    province: Mapped[Province] = link("Tỉnh, thành phố", "Province", PUBLIC, listed=True, filtered=True)
    valid_from: Mapped[date] = column(
        "Có hiệu lực từ", "Valid from", PUBLIC, listed=True, filtered=True, sortable=True
    )
    valid_to: Mapped[date | None] = column(
        "Hết hiệu lực", "Valid to", PUBLIC, bulk=True, listed=True, filtered=True, sortable=True
    )
    legal_document: Mapped[str | None] = column("Văn bản", "Legal document", PUBLIC, bulk=True)
    has_programme: Mapped[bool] = column(
        "Có chương trình", "Has a programme", PUBLIC, bulk=True, filtered=True, default=False
    )
    hotspot_level: Mapped[HotspotLevel | None] = column(
        "Mức độ phức tạp về ma túy", "Hotspot level", PUBLIC, bulk=True
    )

    __table_args__ = (
        UniqueConstraint("gso_code", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="valid_to_follows"),
    )

    def named(self) -> Words:
        """Name the ward as people say it; a former one with its district and the day it ended."""
        return Ward.naming.of(self)

    def is_valid_on(self, day: date) -> bool:
        """Say whether this version of the ward existed on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class SuccessionKind(Choice):
    """How a unit went into another; the first three labels are those of the official conversion table."""

    merge_full = "Nhập toàn bộ", "Merged whole"
    merge_part = "Nhập một phần", "Merged in part"
    keep = "Giữ nguyên", "Kept"
    rename = "Đổi tên", "Renamed"
    retype = "Đổi loại hình", "Changed in kind"


class WardSuccession(Model):
    """One arrow from a former ward to one that took over its people; the default one takes its cases."""

    words = "Sắp xếp địa bàn", "Ward successions"
    menu = Area.places
    rank = 60
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("from_ward", "to_ward")
    keyed_by = ("from_ward", "to_ward")

    from_ward: Mapped[Ward] = link("Từ", "From", PUBLIC, listed=True, filtered=True)
    to_ward: Mapped[Ward] = link("Thành", "To", PUBLIC, listed=True, filtered=True)
    effective_date: Mapped[date] = column(
        "Ngày hiệu lực", "Effective on", PUBLIC, listed=True, filtered=True, sortable=True
    )
    kind: Mapped[SuccessionKind] = column("Hình thức", "Kind", PUBLIC, listed=True, filtered=True)
    share_population: Mapped[Decimal | None] = column(
        "Tỷ lệ dân số", "Share of population", PUBLIC, unit=PERCENT, sql=Numeric(5, 2)
    )
    is_default: Mapped[bool] = column(
        "Nhận hồ sơ", "Takes the cases", PUBLIC, listed=True, filtered=True, default=True
    )

    __table_args__ = (UniqueConstraint("from_ward_id", "to_ward_id", "effective_date"),)
