"""An entity nobody needs, declared in a few lines; test_throwaway_entity.py runs it in its own process."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date

import pytest
from flask_migrate import upgrade
from sqlalchemy.orm import Mapped

from forms.base import SchemaForm, form_for
from forms.loading import load
from forms.registry import declare
from models.access import SYSTEM
from models.base import Model, column, db, derived, link
from models.keys import search_key
from models.province import Province
from models.schema import PHONE, PUBLIC, VND, Area, Kind
from models.ward import Ward, WardKind
from tests.applications import application_on
from tests.clients import client_for, token
from tests.furnishing import furnish
from tests.world import World

declare()


# --- the declaration begins
class Room(Model):
    words, menu, holds, scoped_by, titled_by = ("Phòng", "Rooms"), Area.places, Kind.REFERENCE, (), ("name",)
    name: Mapped[str] = column("Tên", "Name", PUBLIC, listed=True, searched=True, sortable=True)
    name_search: Mapped[str] = derived(search_key, "name")
    kind: Mapped[WardKind] = column("Loại", "Kind", PUBLIC, listed=True, filtered=True)
    ward: Mapped[Ward] = link("Phường, xã", "Ward", PUBLIC, listed=True, filtered=True)
    province: Mapped[Province | None] = link("Tỉnh, thành phố", "Province", PUBLIC)
    opened_on: Mapped[date] = column("Ngày mở", "Opened", PUBLIC, listed=True, filtered=True)
    rent_vnd: Mapped[int | None] = column("Tiền thuê", "Rent", PUBLIC, unit=VND, listed=True)
    seats: Mapped[int] = column("Số ghế", "Seats", PUBLIC, default=10)
    keeper: Mapped[str | None] = column("Người giữ", "Keeper")
    phone: Mapped[str | None] = column("Điện thoại", "Phone", unit=PHONE)
    note: Mapped[str | None] = column("Ghi chú", "Note", PUBLIC, long=True)


form_for(Room)(type("RoomForm", (SchemaForm,), {}))
# --- the declaration ends


ROW = {
    "name": "Nhà văn hóa Xuân Hòa",
    "kind": "Phường",
    "ward": "20209@2025-07-01",
    "opened_on": "1/2/2024",
    "rent_vnd": "1.500.000",
    "keeper": "Trần Văn Giữ",
}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory):
    """A database with a table of rooms, the cast with their wards, and a room in two of them."""
    path = tmp_path_factory.mktemp("rooms") / "rooms.sqlite"
    with application_on(f"sqlite:///{path}") as app, app.app_context():
        upgrade()
        db.create_all()  # the one table no migration knows
        world = furnish(World(db.session()))
        report = load(world.session, "room", [ROW, ROW | {"name": "Phòng họp lớn", "ward": "20242"}])
        assert report.ok, report.faults
        db.session.commit()
    return path


@pytest.fixture
def app(furnished, tmp_path):
    """An application on a copy of it."""
    copy = shutil.copyfile(furnished, tmp_path / "rooms.sqlite")
    with application_on(f"sqlite:///{copy}") as app:
        yield app


@pytest.fixture
def an(app):
    return client_for(app, "an")


def test_it_is_listed_and_stands_in_the_menu(an):
    page = an.get("/admin/room/").text
    assert "Nhà văn hóa Xuân Hòa" in page
    assert "01/02/2024" in page
    assert "1.500.000\xa0₫" in page
    assert 'href="/admin/room/"' in an.get("/admin/").text


def test_it_is_found_by_a_name_without_marks(an):
    page = an.get("/admin/room/").text
    found = an.post("/admin/room/search/", data={"q": "xuan hoa", "csrf_token": token(page)}).location
    assert "xuan" not in found
    listed = an.get(found).text
    assert "Nhà văn hóa Xuân Hòa" in listed
    assert "Phòng họp lớn" not in listed


def test_it_is_filtered_by_name_and_an_unknown_filter_is_refused(an):
    for asked, times in {"kind=phuong": 2, "kind=xa": 0, "opened_on__from=2024-02-02": 0}.items():
        assert an.get(f"/admin/room/?{asked}").text.count('<th scope="row"') == times, asked
    wrong = an.get("/admin/room/?knd=xa")
    assert wrong.status_code == 400
    assert "kind" in wrong.text
    assert an.get("/admin/room/?kind=castle").status_code == 400


def test_it_is_saved_by_its_form_and_refused_with_what_was_typed(an):
    page = an.get("/admin/room/new/").text
    typed = ROW | {"csrf_token": token(page), "name": "Phòng mới", "phone": "0905 123 456"}
    refused = an.post("/admin/room/new/", data=typed | {"opened_on": "31/02/2024"})
    assert refused.status_code == 422
    assert 'value="31/02/2024"' in refused.text
    saved = an.post("/admin/room/new/", data=typed)
    assert saved.status_code == 303
    details = an.get(saved.location).text
    assert "0905 123 456" in details
    assert ">10<" in details


def test_who_may_not_write_it_sees_no_way_to(app, an):
    lan = client_for(app, "lan")
    assert "/admin/room/new/" in an.get("/admin/room/").text
    assert "/admin/room/new/" not in lan.get("/admin/room/").text
    assert lan.get("/admin/room/new/").status_code == 403


def test_it_is_a_csv_without_names(an):
    answer = an.get("/admin/room/export/csv/?sort=name")
    heads, *rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert [row[heads.index("Tên")] for row in rows] == ["Nhà văn hóa Xuân Hòa", "Phòng họp lớn"]
    assert rows[0][heads.index("Ngày mở")] == "2024-02-01"
    assert rows[0][heads.index("Tiền thuê")] == "1500000"
    assert "Trần Văn Giữ" not in answer.text


def test_a_file_with_one_wrong_row_saves_none(app):
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        report = load(session, "room", [ROW | {"name": "A"}, ROW | {"name": "B", "kind": "Lâu đài"}])
        assert [(fault.line, fault.column) for fault in report.faults] == [(3, "Loại")]
        assert report.rows == []
