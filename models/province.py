"""Provinces and centrally run cities, one row for each version of a province."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Model, column, derived, link
from models.keys import search_key
from models.legal_basis import LegalBasis
from models.schema import PUBLIC, Area, Choice, Kind


class ProvinceKind(Choice):
    """What a province is called by law."""

    tinh = "Tỉnh", "Province"
    thanh_pho = "Thành phố trực thuộc trung ương", "Centrally run city"


class Province(Model):
    """A province as it was between two dates: code 24 was Bắc Giang and is Bắc Ninh since 2025-07-01."""

    words = "Tỉnh, thành phố", "Provinces"
    menu = Area.places
    rank = 70
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("name", "valid_from")
    picked_from_a_list = True
    keyed_by = ("gso_code", "valid_from")

    gso_code: Mapped[str] = column(
        "Mã tỉnh", "Code", PUBLIC, listed=True, searched=True, sortable=True, example="48"
    )
    name: Mapped[str] = column("Tên", "Name", PUBLIC, listed=True, searched=True, sortable=True)
    name_search: Mapped[str] = derived(search_key, "name", index=True)
    kind: Mapped[ProvinceKind] = column("Loại", "Kind", PUBLIC, listed=True, filtered=True)
    valid_from: Mapped[date] = column("Có hiệu lực từ", "Valid from", PUBLIC, listed=True, sortable=True)
    valid_to: Mapped[date | None] = column(
        "Hết hiệu lực", "Valid to", PUBLIC, bulk=True, listed=True, filtered=True
    )
    legal_basis: Mapped[LegalBasis | None] = link("Căn cứ", "Legal basis", PUBLIC, bulk=True)

    __table_args__ = (
        UniqueConstraint("gso_code", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="valid_to_follows"),
    )
