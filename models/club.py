"""Clubs for early intervention (D4): where they meet, since when, under which programme."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from models.base import Model, column, derived, link
from models.keys import search_key
from models.programme import Programme
from models.schema import PUBLIC, Area, Kind
from models.ward import Ward


class Club(Model):
    """A club of a ward; its members are people helped, so only its own facts are open to everybody."""

    words = "Câu lạc bộ", "Clubs"
    menu = Area.clubs
    rank = 20
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("name",)
    keyed_by = ("name",)

    name: Mapped[str] = column("Tên", "Name", PUBLIC, listed=True, searched=True, sortable=True, unique=True)
    name_search: Mapped[str] = derived(search_key, "name", index=True)
    ward: Mapped[Ward] = link("Phường, xã", "Ward", PUBLIC, listed=True, filtered=True)
    founded_on: Mapped[date] = column(
        "Ngày thành lập", "Founded on", PUBLIC, listed=True, filtered=True, sortable=True
    )
    decision_no: Mapped[str | None] = column("Số quyết định thành lập", "Founding decision", PUBLIC)
    chair_name: Mapped[str | None] = column("Chủ nhiệm", "Chair")
    programme: Mapped[Programme | None] = link(
        "Chương trình", "Programme", PUBLIC, bulk=True, listed=True, filtered=True
    )
    closed_on: Mapped[date | None] = column(
        "Ngày kết thúc", "Closed on", PUBLIC, bulk=True, listed=True, filtered=True
    )

    __table_args__ = (
        CheckConstraint("closed_on IS NULL OR closed_on >= founded_on", name="closing_follows_founding"),
    )
