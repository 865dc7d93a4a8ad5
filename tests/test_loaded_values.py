"""What a cell becomes: its value or a refusal, never a formula; what leaves in a file comes back the same."""

import csv
import io
import random

import pytest

from admin.export import BOM
from forms.base import FORMS
from forms.columns import Column, columns_of
from forms.loading import load
from forms.reading import Unreadable
from forms.registry import declare
from forms.workbooks import read_sheet
from models.access import SYSTEM
from models.base import db
from tests.clients import client_for
from tests.harmful_workbooks import HEADER, SHEET, changed, sheet, workbook
from tests.test_routes import contents

declare()

COLUMNS = [Column("gso_code", ("Mã", "Code"))]
FORMULAS = ("1+1", 'HYPERLINK("http://evil.example","x")', "[1]Sheet1!A1", "cmd|'/c calc'!A1", "NOW()",
            'WEBSERVICE("http://evil.example")', "SUM(Sheet1!A:A)", 'DDE("cmd";"/c calc";"x")')  # fmt: skip
KINDS = {
    "plain": '<c r="A2"><f>{}</f>{}</c>',
    "text result": '<c r="A2" t="str"><f>{}</f>{}</c>',
    "array": '<c r="A2" t="str"><f t="array" ref="A2">{}</f>{}</c>',
    "shared": '<c r="A2" t="str"><f t="shared" ref="A2:A9" si="0">{}</f>{}</c>',
    "data table": '<c r="A2"><f t="dataTable" ref="A2:B9">{}</f>{}</c>',
}
NAMES = (
    "=1+1",
    "+84 236",
    "-An Hải",
    "@An Đồn",
    "＝1+1",
    "'Thị trấn'",
    "'=1",
    '"Hòa, Vang"',
    "Sơn; Trà",
    "00123",
)


def file_of(cell):
    """Write a workbook of one cell under its header."""
    rows = sheet(HEADER, b'<row r="2">' + cell.encode() + b"</row>")
    return changed(workbook(), {SHEET: rows})


def read(cell):
    """Read the one cell; None where the file is refused."""
    try:
        (row,) = read_sheet(file_of(cell), COLUMNS).rows
    except Unreadable:
        return None
    return row["gso_code"]


def escaped(formula):
    """Write a formula into XML."""
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def test_a_formula_is_its_value_or_a_refusal(measured):
    cells = [(kind.format(escaped(formula), result), result)
             for kind in KINDS.values() for formula in FORMULAS
             for result in ("<v>2</v>", "", "<v></v>", "<v>#N/A</v>", "<v>=1+1</v>")]  # fmt: skip
    found = [(read(cell), result) for cell, result in cells]
    kept = sum(value is not None and value not in {"2", "#N/A", "=1+1"} for value, _result in found)
    measured(row="D6", what="cells with a formula read as anything but their value or a refusal",
             target=f"0 of {len(cells)}", obtained=f"{kept} of {len(cells)}")  # fmt: skip
    assert kept == 0
    assert {value for value, result in found if result == "<v>2</v>"} <= {"2", None}
    assert {value for value, result in found if result in {"", "<v></v>"}} == {None}


def test_a_text_that_looks_like_a_formula_stays_that_text():
    for text in NAMES:
        assert read(f'<c r="A2" t="inlineStr"><is><t>{escaped(text)}</t></is></c>') == text, text


def test_a_hyperlink_is_the_text_people_see():
    rows = sheet(HEADER, b'<row r="2"><c r="A2" t="inlineStr"><is><t>07210</t></is></c></row>')
    linked = b"".join(rows).replace(
        b"</worksheet>",
        b'<hyperlinks><hyperlink ref="A2" location="x" display="evil"/></hyperlinks></worksheet>',
    )
    assert read_sheet(changed(workbook(), {SHEET: linked}), COLUMNS).rows == [{"gso_code": "07210"}]


def wards(count, province):
    """Write so many wards as a file, with names a spreadsheet would stumble over."""
    choice = random.Random(7)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["gso_code", "name", "kind", "valid_from", "province"])
    for number in range(count):
        name = choice.choice(NAMES)
        guarded = f"'{name}" if name[0] in "=+-@＝" else name
        writer.writerow([f"{20_000 + number}", f"{guarded} {number}", "phuong", "2025-07-01", province])
    return buffer.getvalue().encode()


def loaded(app, content, *, update=False):
    """Load a file of wards; columns that nobody types are left out."""
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        columns = columns_of(session, FORMS["ward"])
        rows = read_sheet(without_others(content, columns), columns).rows
        report = load(session, "ward", rows, confirm="Thử nhập lại.", update=update)
        assert report.ok, [(fault.line, fault.column, fault.message) for fault in report.faults][:5]
        session.commit()
        return len(rows)


def without_others(content, columns):
    """Leave out the columns a file of rows may not have: what the panel fills in itself."""
    known = {word for column in columns for word in (column.name, *column.words)}
    header, *rows = csv.reader(io.StringIO(content.decode().removeprefix(BOM), newline=""))
    places = [place for place, name in enumerate(header) if name in known]
    buffer = io.StringIO()
    csv.writer(buffer).writerows([[row[place] for place in places] for row in (header, *rows)])
    return buffer.getvalue().encode()


def round_trip(app, measured, count):
    """Load wards, export them through the panel, load the export over them, and see what has changed."""
    province = contents(app)["province"][0]
    loaded(app, wards(count, f"{province.gso_code}@{province.valid_from}"))
    before = contents(app)["ward"]
    exported = client_for(app, "an").get("/admin/ward/export/csv/").get_data()
    came_back = loaded(app, exported, update=True)
    after = contents(app)["ward"]
    other = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    measured(row="D6", what="rows exported, loaded again and found changed", target=f"0 of {count:,}",
             obtained=f"{len(other)} of {came_back:,}")  # fmt: skip
    assert came_back == len(after) >= count
    assert other == []


def test_what_is_exported_is_loaded_again_without_a_change(small_app, measured):
    round_trip(small_app, measured, 200)


@pytest.mark.long
def test_ten_thousand_rows_are_exported_and_loaded_again_without_a_change(small_app, measured):
    round_trip(small_app, measured, 10_000)
