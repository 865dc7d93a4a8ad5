"""A list as a file: without names unless somebody says why, typed, whole, as long as they may have it."""

import csv
import io
import json
import re

import openpyxl
import pytest
from sqlalchemy import select, update

from forms.base import FORMS
from forms.columns import columns_of
from forms.registry import declare
from forms.workbooks import read_sheet
from models.access import RefusedError
from models.account import Account
from models.audit import Action, AuditEntry, told
from models.base import db
from tests.clients import client_for, token
from tests.neighbours import NAMES, as_system, neighbour

declare()

WHY = "Họp giao ban ở phường."
PAGE = "/admin/client/export/"


def posted(person, kind, /, *columns, **typed):
    """Choose columns on the page and take the file."""
    mark = token(person.get(PAGE).text)
    data = {"csrf_token": mark, "columns": list(columns)} | typed
    return person.post(f"{PAGE}{kind}/", data=data, buffered=True)


def rows_of(answer):
    """Read a comma-separated file."""
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"), newline="")))


def entries(app, action):
    """Read what the record says of an action, oldest first."""
    with app.app_context():
        found = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
        return told(db.session(), as_system(app).scalars(found))


def test_names_leave_only_by_a_post_that_says_why(two_wards):
    lan, hoa = client_for(two_wards, "lan"), client_for(two_wards, "hoa")
    assert NAMES["lan"] not in lan.get(f"{PAGE}csv/", buffered=True).text
    assert lan.get(f"{PAGE}csv/?columns=full_name").status_code == 400
    refused = posted(lan, "csv", "client_code", "full_name")
    assert (refused.status_code, "Cần nhập “Lý do”" in refused.text) == (422, True)
    given = posted(lan, "csv", "client_code", "full_name", reason=WHY)
    assert rows_of(given)[1][1] == NAMES["lan"]
    assert len(rows_of(given)) == 2
    assert posted(hoa, "csv", "client_code", "full_name", reason=WHY).status_code == 400
    assert 'value="full_name"' not in hoa.get(PAGE).text
    (asked,) = [each for each in entries(two_wards, Action.exported) if each.said["named"]]
    assert (asked.reason, asked.said["columns"]) == (WHY, ["client_code", "full_name"])
    assert NAMES["lan"] not in asked.entry.said


def test_a_large_file_with_names_asks_for_the_password_again_and_a_register_is_refused(
    two_wards, monkeypatch
):
    lan = client_for(two_wards, "lan")
    with two_wards.app_context(), db.engine.begin() as connection:
        connection.execute(update(entity_table("sign_in_session")).values(proved_at=None))
    assert posted(lan, "csv", "full_name", reason=WHY).status_code == 200
    monkeypatch.setattr("admin.export_page.LARGE", 0)
    sent = posted(lan, "csv", "full_name", reason=WHY)
    assert (sent.status_code, "/admin/prove/" in sent.location) == (303, True)
    monkeypatch.setattr("forms.exporting.MOST_ROWS", 0)
    assert posted(lan, "csv", "full_name", reason=WHY).status_code == 422


def entity_table(name):
    """Give the Core table of an entity."""
    return db.metadata.tables[name]


def test_the_file_is_what_the_list_shows(two_wards):
    lan = client_for(two_wards, "lan")
    shown = rows_of(lan.get(f"{PAGE}csv/?columns=intake_on,ward,gender&sort=-intake_on", buffered=True))
    assert shown[0] == ["Ngày tiếp nhận", "Nơi cư trú hiện nay", "Giới tính"]
    assert len(shown) == 2
    assert (
        len(rows_of(lan.get(f"{PAGE}csv/?gender=female", buffered=True)))
        + len(rows_of(lan.get(f"{PAGE}csv/?gender=male", buffered=True)))
        == 3
    )
    assert lan.get(f"{PAGE}csv/?nonsense=1").status_code == 400
    bare = lan.get(f"{PAGE}csv/?bom=0", buffered=True).get_data()
    marked = lan.get(f"{PAGE}csv/", buffered=True).get_data()
    assert marked == "\ufeff".encode() + bare
    chosen = posted(lan, "csv", "gender", "ward", bare="1")
    assert (chosen.status_code, chosen.location) == (303, f"{PAGE}csv/?columns=ward%2Cgender&bom=0")


def test_a_workbook_has_types_a_frozen_heading_and_a_sheet_that_says_what_it_is(two_wards):
    an = client_for(two_wards, "an")
    body = an.get("/admin/support_grant/export/xlsx/?columns=application_on,amount_vnd,client", buffered=True)
    book = openpyxl.load_workbook(io.BytesIO(body.get_data()))
    rows, about = book.worksheets
    assert [cell.value for cell in rows[1]][:3] == ["STT", "Ngày đề nghị", "Số tiền"]
    assert [type(cell.value).__name__ for cell in rows[2]][:4] == ["int", "datetime", "int", "str"]
    assert "₫" in rows[2][2].number_format
    assert (rows.freeze_panes, rows.print_title_rows) == ("A2", "$1:$1")
    assert (rows.page_setup.paperSize, rows.page_setup.orientation) == (9, "landscape")
    last = rows[1][-1].column_letter
    assert (rows[1][-1].value, rows.column_dimensions[last].hidden) == ("_version", True)
    said = {key.value: value.value for key, value in about.iter_rows()}
    assert said["Số biên nhận"] == entries(two_wards, Action.exported)[-1].entry.receipt
    assert (said["Điều kiện"], said["Số dòng"], said["Người xuất"]) == ("Tất cả", "2", "an")
    assert said["Số biên nhận"] in rows.oddFooter.left.text


def test_what_looks_like_a_formula_is_text_in_every_form(two_wards):
    with two_wards.app_context():
        ward = as_system(two_wards).get(FORMS["ward"].model, neighbour(two_wards, "lan").ward_id)
        ward.name = '=HYPERLINK("http://evil.example")'
        db.session.commit()
    an = client_for(two_wards, "an")
    book = openpyxl.load_workbook(
        io.BytesIO(an.get("/admin/ward/export/xlsx/?columns=name", buffered=True).get_data())
    )
    cells = [cell for (_number, cell, *_rest) in book.worksheets[0].iter_rows()]
    assert [cell.data_type for cell in cells if "HYPERLINK" in str(cell.value)] == ["s"]
    text = an.get("/admin/ward/export/csv/?columns=name", buffered=True).text
    assert '"\'=HYPERLINK(""http' in text
    lines = an.get("/admin/ward/export/jsonl/?columns=name", buffered=True).text.splitlines()
    assert {tuple(json.loads(line)) for line in lines} == {("name", "_version")}
    assert ward_name(lines)


def ward_name(lines):
    """Find the text that looks like a formula as it was kept."""
    return '=HYPERLINK("http://evil.example")' in {json.loads(line)["name"] for line in lines}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_files_can_be_loaded_again_versions_and_all(two_wards, kind):
    columns = "columns=gso_code,name,kind,valid_from,province"
    content = client_for(two_wards, "an").get(f"/admin/ward/export/{kind}/?{columns}", buffered=True)
    with two_wards.app_context():
        known = columns_of(as_system(two_wards), FORMS["ward"])
        sheet = read_sheet(content.get_data(), known, ("ward", "Phường, xã"))
    assert {tuple(row) for row in sheet.rows} == {("gso_code", "name", "kind", "valid_from", "province")}
    assert sheet.rows[0]["valid_from"].count("-") == 2
    assert "_version" not in client_for(two_wards, "lan").get(f"{PAGE}csv/", buffered=True).text


def test_a_file_stops_when_the_right_to_it_is_taken_away(two_wards):
    lan = client_for(two_wards, "lan")
    answer = lan.get(f"{PAGE}csv/")
    parts = answer.iter_encoded()
    assert "Mã số" in next(parts).decode()
    with two_wards.app_context(), db.engine.begin() as connection:
        rows = entity_table("account")
        connection.execute(update(rows).where(rows.c.username == "lan").values(is_active=False))
    with pytest.raises(RefusedError):
        next(parts)
    answer.close()
    assert [each.said["whole"] for each in entries(two_wards, Action.delivered)] == [False]


def test_the_page_works_without_a_script_and_says_how_much_there_is(two_wards):
    page = client_for(two_wards, "lan").get(f"{PAGE}?gender=male").text
    assert re.search(r"<strong>1 người được hỗ trợ</strong>", page)
    assert (
        len(
            re.findall(
                r'<button[^>]+formaction="/admin/client/export/(?:xlsx|csv|jsonl)/\?gender=male"', page
            )
        )
        == 3
    )
    assert 'name="reason"' in page
    assert 'name="reason"' not in client_for(two_wards, "hoa").get(PAGE).text
    assert Account.__tablename__ in FORMS
