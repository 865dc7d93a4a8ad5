"""Relatives and others around a person helped: who may be called, and who stands in for a minor."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from models.base import Model, column, derived, link
from models.client import Client
from models.keys import person_sort_key, search_key
from models.schema import PHONE, PUBLIC, Area, Choice, Kind


class Relation(Choice):
    """What somebody is to the person helped."""

    father = "Cha", "Father"
    mother = "Mẹ", "Mother"
    spouse = "Vợ, chồng", "Spouse"
    sibling = "Anh, chị, em", "Sibling"
    child = "Con", "Child"
    guardian = "Người giám hộ", "Guardian"
    neighbour = "Hàng xóm", "Neighbour"
    other = "Khác", "Other"


PARENTS = frozenset({Relation.father, Relation.mother, Relation.guardian})
"""Who represents a minor by what they are; others only where it is said of them."""


class ClientContact(Model):
    """Somebody close to a person helped, with whether that person agrees to their being called."""

    words = "Người thân, liên hệ", "Contacts"
    menu = Area.cases
    rank = 45
    holds = Kind.CASE
    scoped_by = ("client",)
    titled_by = ("relation", "full_name")
    keyed_by = ("client", "full_name")

    client: Mapped[Client] = link("Người được hỗ trợ", "Client", PUBLIC, listed=True)
    relation: Mapped[Relation] = column("Quan hệ", "Relation", PUBLIC, listed=True, filtered=True)
    full_name: Mapped[str] = column("Họ và tên", "Full name", listed=True, searched=True, sortable=True)
    full_name_search: Mapped[str] = derived(search_key, "full_name", index=True)
    full_name_sort: Mapped[str] = derived(person_sort_key, "full_name", index=True)
    phone: Mapped[str | None] = column(
        "Điện thoại", "Phone", unit=PHONE, listed=True, searched=True, index=True
    )
    is_guardian: Mapped[bool] = column(
        "Là người đại diện hợp pháp", "Is the lawful representative", PUBLIC, listed=True, default=False,
        help=("Cha, mẹ và người giám hộ mặc nhiên được tính.", "Parents and guardians count without this."),
    )  # fmt: skip
    lives_with: Mapped[bool] = column("Sống cùng nhà", "Lives with the person", default=False)
    consented_contact: Mapped[bool] = column(
        "Người được hỗ trợ đồng ý cho liên hệ", "The person agrees to the contact", default=False
    )
