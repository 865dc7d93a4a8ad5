"""Legal documents with their validity, and the groups of people each of them defines."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Model, column, derived, link
from models.client_group import ClientGroup
from models.keys import search_key
from models.schema import PUBLIC, Area, Choice, Kind


class DocumentKind(Choice):
    """What sort of document it is."""

    luat = "Luật", "Law"
    nghi_dinh = "Nghị định", "Decree"
    nghi_quyet = "Nghị quyết", "Resolution"
    quyet_dinh = "Quyết định", "Decision"
    thong_tu = "Thông tư", "Circular"
    ke_hoach = "Kế hoạch", "Plan"
    cong_van = "Công văn", "Official letter"


class LegalBasis(Model):
    """A legal document: which law a person's case and a grant rest on, and when it was in force."""

    words = "Văn bản pháp lý", "Legal bases"
    menu = Area.law
    rank = 10
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("number",)
    picked_from_a_list = True
    keyed_by = ("number",)

    number: Mapped[str] = column(
        "Số hiệu",
        "Number",
        PUBLIC,
        listed=True,
        searched=True,
        sortable=True,
        unique=True,
        example="116/2021/NĐ-CP",
    )
    number_search: Mapped[str] = derived(search_key, "number", index=True)
    kind: Mapped[DocumentKind] = column("Loại văn bản", "Kind", PUBLIC, listed=True, filtered=True)
    title: Mapped[str] = column("Trích yếu", "Title", PUBLIC, listed=True, searched=True, long=True)
    title_search: Mapped[str] = derived(search_key, "title")
    issuer: Mapped[str | None] = column("Cơ quan ban hành", "Issuer", PUBLIC, bulk=True)
    issued_on: Mapped[date | None] = column("Ngày ban hành", "Issued on", PUBLIC)
    effective_from: Mapped[date | None] = column(
        "Có hiệu lực từ", "In force from", PUBLIC, listed=True, sortable=True
    )
    effective_to: Mapped[date | None] = column(
        "Hết hiệu lực", "In force until", PUBLIC, bulk=True, listed=True
    )
    replaced_by: Mapped[LegalBasis | None] = link(
        "Được thay thế bởi", "Replaced by", PUBLIC, bulk=True, listed=True
    )


class LegalBasisGroup(Model):
    """One group of people that a document defines; 116/2021 defines several."""

    words = "Nhóm theo văn bản", "Groups by document"
    menu = Area.law
    rank = 15
    holds = Kind.REFERENCE
    scoped_by = ()
    titled_by = ("legal_basis", "client_group")
    keyed_by = ("legal_basis", "client_group")

    legal_basis: Mapped[LegalBasis] = link("Văn bản", "Document", PUBLIC, listed=True, filtered=True)
    client_group: Mapped[ClientGroup] = column("Nhóm, diện", "Group", PUBLIC, listed=True, filtered=True)

    __table_args__ = (UniqueConstraint("legal_basis_id", "client_group"),)
