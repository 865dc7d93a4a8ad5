"""Programmes, and the wards each of them runs in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Model, column, derived, link
from models.keys import search_key
from models.schema import PUBLIC, Area, Kind
from models.ward import Ward


class Programme(Model):
    """A pilot or a standing programme; every figure of the documents is counted within one."""

    words = "Chương trình, mô hình", "Programmes"
    menu = Area.places
    rank = 40
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("code",)
    picked_from_a_list = True
    keyed_by = ("code",)

    code: Mapped[str] = column(
        "Mã", "Code", PUBLIC, listed=True, searched=True, sortable=True, unique=True, example="DN-PILOT"
    )
    code_search: Mapped[str] = derived(search_key, "code", index=True)
    name: Mapped[str] = column("Tên", "Name", PUBLIC, listed=True, searched=True, sortable=True)
    name_search: Mapped[str] = derived(search_key, "name", index=True)
    legal_document: Mapped[str | None] = column("Văn bản", "Legal document", PUBLIC, bulk=True)
    valid_from: Mapped[date] = column("Từ ngày", "From", PUBLIC, listed=True, sortable=True)
    valid_to: Mapped[date | None] = column("Đến ngày", "Until", PUBLIC, bulk=True, listed=True)


class ProgrammeWard(Model):
    """A ward in which a programme runs, from its opening on."""

    words = "Địa bàn chương trình", "Programme wards"
    menu = Area.places
    rank = 45
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("programme", "ward")
    keyed_by = ("programme", "ward")

    programme: Mapped[Programme] = link("Chương trình", "Programme", PUBLIC, listed=True, filtered=True)
    ward: Mapped[Ward] = link("Phường, xã", "Ward", PUBLIC, listed=True, filtered=True)
    opened_on: Mapped[date] = column(
        "Ngày bắt đầu", "Opened on", PUBLIC, listed=True, filtered=True, sortable=True
    )
    closed_on: Mapped[date | None] = column("Ngày kết thúc", "Closed on", PUBLIC, bulk=True, listed=True)

    __table_args__ = (UniqueConstraint("programme_id", "ward_id"),)
