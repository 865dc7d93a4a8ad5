"""A file somebody asked for: which columns of which rows, in which form, and what is said about it inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from admin.listing import Listing
from forms.excel_book import Look
from forms.file_rows import Wanted
from forms.file_shapes import Shape, shape_of
from forms.pen_csv import CommaPen, JsonPen
from forms.pen_excel import ExcelPen
from forms.pens import Pen
from forms.words import Language, locale, put_datetime, put_number, say, spoken
from models.access import Person, Place, Right, Role, may, sees
from models.base import Model, described, now
from models.schema import PUBLIC

RECEIPT = "\0receipt"
"""Stands where the receipt comes, once the record has given one."""

KINDS = ("xlsx", "csv", "jsonl")
"""The forms of a file, as addresses name them; the usual one first."""


@dataclass(frozen=True, slots=True)
class Order:
    """All it takes to write a file once the request is over."""

    kind: str
    wanted: Wanted
    person: Person
    receipt: str
    language: Language
    look: Look
    about: Sequence[tuple[str, str]]
    bom: bool = True

    @property
    def pen(self) -> Pen:
        """Take up the pen of this form of file."""
        return pen_of(self.kind, self.wanted.headings)

    @property
    def headings(self) -> list[str]:
        """Name the columns as people do."""
        return list(self.look.headings)

    def about_all(self, rows: int) -> list[tuple[str, str]]:
        """Say what the file is, now that its rows are counted."""
        return [*self.about, (say("Số dòng", "Rows"), put_number(rows))]


def pen_of(kind: str, headings: Sequence[str] = ()) -> Pen:
    """Take up the pen of a form of file."""
    if kind == "csv":
        return CommaPen()
    return ExcelPen() if kind == "xlsx" else JsonPen(headings)


def public_columns(listing: Listing) -> list[str]:
    """List the columns of a file without names: those of the list that everybody may know."""
    specs = described(listing.model)
    shown = [name for name in listing.columns if specs[name].secrecy is PUBLIC]
    return shown or [name for name, spec in specs.items() if spec.secrecy is PUBLIC and spec.listed]


def clear_columns(model: type[Model], person: Person) -> list[str]:
    """List every column that may stand in a file with names: what this person sees clear in a list."""
    return [
        name for name, spec in described(model).items() if sees(person, spec.secrecy, Place.LIST, model.holds)
    ]


def is_named(model: type[Model], names: Sequence[str]) -> bool:
    """Say whether a choice of columns holds anything that is not public."""
    specs = described(model)
    return any(specs[name].secrecy is not PUBLIC for name in names)


def public_eye(person: Person) -> Person:
    """Look at linked rows as somebody who sees only what is public, so that their titles carry no name."""
    return Person(Role.supervisor, person.account_id, person.wards)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen: the form of the file and its columns."""

    kind: str
    names: tuple[str, ...]
    who: str
    bom: bool = True


def order_of(listing: Listing, asked: Asked) -> Order:
    """Make the order for a list as it stands; the titles of linked rows follow whether names are in it."""
    model, person = listing.model, listing.person
    eye = person if is_named(model, asked.names) else public_eye(person)
    versions = may(person, Right.LOAD, model)
    criteria, order = listing.criteria(), list(listing.order())
    wanted = Wanted(model, asked.names, criteria, order, eye, locale(), versions=versions)
    return Order(
        asked.kind, wanted, person, "", locale(), _look(wanted, asked), _about(listing, asked, eye), asked.bom
    )


def under(order: Order, receipt: str) -> Order:
    """Put an order under the receipt of its record."""
    footer = order.look.footer.replace(RECEIPT, receipt)
    about = [(key, text.replace(RECEIPT, receipt)) for key, text in order.about]
    return replace(order, receipt=receipt, about=about, look=replace(order.look, footer=footer))


def _look(wanted: Wanted, asked: Asked) -> Look:
    specs = described(wanted.model)
    headings = [spoken(specs[name].words) for name in wanted.names]
    shapes = [shape_of(wanted.model, name) for name in wanted.names]
    if wanted.versions:
        headings, shapes = [*headings, wanted.headings[-1]], [*shapes, Shape.WHOLE]
    pages = say("Trang &P/&N", "Page &P of &N")
    who = asked.who.replace("&", "&&")
    footer = f"&L{RECEIPT} · {who} · {put_datetime(now())}&R{pages}"
    return Look(spoken(wanted.model.words), headings, shapes, wanted.versions, footer)


def _about(listing: Listing, asked: Asked, eye: Person) -> list[tuple[str, str]]:
    specs = described(listing.model)
    columns = ", ".join(spoken(specs[name].words) for name in asked.names)
    inside = say("Không có tên và giấy tờ của ai.", "No names, no papers of anybody.")
    if is_named(listing.model, asked.names):
        inside = say(
            "Có thông tin cá nhân: giữ như hồ sơ giấy, không gửi tiếp, xong việc thì xóa.",
            "Personal data: keep it as you keep paper files, pass it on to nobody, delete it when done.",
        )
    return [
        (say("Danh sách", "List"), spoken(listing.model.words)),
        (say("Điều kiện", "Narrowed to"), listing.sentence(eye) or say("Tất cả", "Everything")),
        (say("Sắp xếp", "Sorted by"), _sort_words(listing, specs)),
        (say("Các cột", "Columns"), columns),
        (say("Nội dung", "Contents"), inside),
        (say("Người xuất", "Taken by"), asked.who),
        (say("Thời điểm", "At"), put_datetime(now())),
        (say("Số biên nhận", "Receipt"), RECEIPT),
    ]


def _sort_words(listing: Listing, specs: Any) -> str:
    if not listing.sort:
        return say("Mới nhất trước", "Newest first")
    way = say("giảm dần", "descending") if listing.descending else say("tăng dần", "ascending")
    return f"{spoken(specs[listing.sort].words)}, {way}"
