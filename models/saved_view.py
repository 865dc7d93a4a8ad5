"""A way of looking at a list, kept under a name: what is asked, in which order, which columns."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl

from sqlalchemy import Integer, Select, String, bindparam, inspect, select
from sqlalchemy.orm import Mapped, Session

from models.access import Role, person_of
from models.account import Account
from models.audience import Audience
from models.base import Model, column, derived, encrypted, link
from models.keys import search_key
from models.schema import PUBLIC, SENSITIVE, TABLE, Area, Kind

SEARCH = "search"
"""Names a kept search: in an address a token stands there, in a view the words themselves."""


class SavedView(Model):
    """A view of a list, its owner's own or shared.

    `query` is written as an address is, and kept as ciphertext: a name may be searched for.
    """

    words = "Khung nhìn", "Saved views"
    about = (
        "Bộ lọc, cách sắp xếp và các cột của một danh sách, lưu lại dưới một cái tên.",
        "The filters, the order and the columns of a list, saved under a name from the list itself.",
    )
    menu = Area.accounts
    rank = 40
    holds = Kind.VIEW
    scoped_by = ()
    titled_by = ("name",)

    name: Mapped[str] = column("Tên", "Name", listed=True, searched=True, sql=String(80))
    name_search: Mapped[str] = derived(search_key, "name")
    table_name: Mapped[str] = column(
        "Danh sách", "List", PUBLIC, listed=True, filtered=True, unit=TABLE, sql=String(40), index=True
    )
    audience: Mapped[Audience] = column(
        "Dành cho", "For", PUBLIC, listed=True, filtered=True, default=Audience.private
    )
    role: Mapped[Role | None] = column("Vai trò", "Role", PUBLIC, listed=True)
    owner: Mapped[Account] = link("Người lưu", "Saved by", PUBLIC, listed=True, typed=False)
    query: Mapped[str | None] = encrypted(
        "Bộ lọc, sắp xếp, cột", "Filters, order, columns", SENSITIVE,
        help=("Viết như trong địa chỉ của danh sách.", "Written as in the address of the list."),
        example="intake_on=this_month&sort=-intake_on",
    )  # fmt: skip

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Give names and values of the query, as an address has them; a search as its words."""
        return asked_in(self.query or "")

    def is_private(self) -> bool:
        """Say whether nobody else sees it, nor did before this change: then it is nobody's business."""
        before = inspect(self).attrs.audience.history.deleted or ()
        return {self.audience or Audience.private, *before} == {Audience.private}


def asked_in(query: str) -> list[tuple[str, str]]:
    """Read a query; what has no value asks for nothing."""
    return [(name, value) for name, value in parse_qsl(query) if value]


@dataclass(frozen=True, slots=True)
class Titled:
    """What a list says of a view that could be opened."""

    id: int
    public_id: uuid.UUID
    name: str
    is_own: bool


def views_of(session: Session, table: str) -> list[Titled]:
    """List the views of a table that whoever asks may open, their own first, by name."""
    found = session.execute(_titles(), {"account": person_of(session).account_id, "table": table}).all()
    titled = [Titled(row[0], row[1], row[2], bool(row[3])) for row in found]
    return sorted(titled, key=lambda each: (not each.is_own, search_key(each.name), each.id))


@cache
def _titles() -> Select[int, uuid.UUID, str, bool]:
    """Ask for the views of a table; made once, as every list asks."""
    own = SavedView.owner_id == bindparam("account", type_=Integer)
    cells = select(SavedView.id, SavedView.public_id, SavedView.name, own)
    return cells.where(SavedView.table_name == bindparam("table"))


def view_of(session: Session, table: str, public_id: str) -> SavedView | None:
    """Find a view by its opaque id; None where it is not there, of another table, or not theirs to see."""
    try:
        number = uuid.UUID(hex=public_id)
    except ValueError:
        return None
    asked = select(SavedView).where(SavedView.public_id == number, SavedView.table_name == table)
    found: SavedView | None = session.scalar(asked)
    return found


def searched_in(session: Session, table: str, public_id: str) -> str | None:
    """Read the words a view searches for; None as in `view_of`, or where it searches for nothing."""
    found = view_of(session, table, public_id)
    return None if found is None else dict(found.asked).get(SEARCH)
