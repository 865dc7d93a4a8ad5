"""Loading many rows: all or none, each fault at its line and column, and rules that rows break together."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forms.base import FORMS
from forms.columns import columns_of
from forms.loading import load, review, step
from models.access import SYSTEM
from models.base import db
from models.client import Client
from models.legal_basis import LegalBasis
from models.province import Province
from models.rule_acknowledgement import RuleAcknowledgement, RuleFinding
from models.schema import today
from models.support_grant import SupportGrant
from models.ward import Ward
from tests.clients import statements
from tests.world import World

REASON = "Đã đối chiếu hồ sơ giấy."
PROVINCE = {"gso_code": "48", "name": "Đà Nẵng", "kind": "thanh_pho", "valid_from": "1997-01-01"}


@pytest.fixture
def world(app):
    """An empty database and the product itself asking."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        yield World(db.session())


def count(world, model):
    return world.session.scalar(select(func.count(model.id)))


def ward(code, **changes):
    row = {"gso_code": code, "name": f"Phường {code}", "kind": "phuong", "province": "48@1997-01-01"}
    return row | {"valid_from": "2025-07-01"} | changes


def said(report):
    return {(fault.line, fault.column, fault.code) for fault in report.faults}


def typed(values):
    """Give the typical values of a table without what is a row."""
    return {name: value for name, value in values.items() if value is not None}


def people(world, number, **changes):
    typical = typed(world.typical("client"))
    names = ("Nguyễn Văn", "Trần Thị", "Lê Hữu", "Phạm Minh", "Hồ Thanh")
    given = ("An", "Bình", "Cường", "Dung", "Em", "Giang", "Hà", "Khoa", "Lâm", "Mai")
    for place in range(number):
        name = f"{names[place % 5]} {given[place // 5 % 10]} {given[place // 50 % 10]}"
        yield typical | {"full_name": name, "citizen_number": None, "phone": None} | changes


def test_rows_are_saved_and_blank_cells_leave_the_defaults(world):
    load(world.session, "province", [PROVINCE])
    report = load(world.session, "ward", [ward("20209", has_programme="", district_name="")])
    assert report.ok, report.faults
    assert (report.rows[0].has_programme, report.rows[0].district_name) == (False, None)


def test_one_wrong_row_keeps_all_rows_out_and_every_fault_is_told_at_its_place(world):
    load(world.session, "province", [PROVINCE])
    rows = [ward("20209"), ward("2020"), ward("20210", valid_from="31/13/2025"), ward("20211", name="")]
    report = load(world.session, "ward", rows)
    assert said(report) == {
        (3, "Mã đơn vị hành chính", "WA1"),
        (4, "Có hiệu lực từ", ""),
        (5, "Tên", ""),
    }
    assert (report.total, report.failed, report.rows) == (4, 3, [])
    assert count(world, Ward) == 0


def test_what_was_done_before_a_refused_load_stays(world):
    load(world.session, "province", [PROVINCE])
    assert not load(world.session, "ward", [ward("1")]).ok
    world.session.commit()
    assert count(world, Province) == 1


def test_a_check_saves_nothing_and_finds_the_same(world):
    load(world.session, "province", [PROVINCE])
    assert load(world.session, "ward", [ward("20209")], dry=True).ok
    assert said(load(world.session, "ward", [ward("2020")], dry=True)) == {(2, "Mã đơn vị hành chính", "WA1")}
    assert count(world, Ward) == 0


def test_a_link_is_found_by_the_key_of_the_day(world):
    load(world.session, "province", [PROVINCE])
    old = ward("20209", valid_from="2010-01-01", valid_to="2025-07-01")
    rows = load(world.session, "ward", [old, ward("20209")], confirm=REASON).rows
    arrow = {"effective_date": "2025-07-01", "kind": "keep"}
    keys = {"from_ward": "20209@2010-01-01", "to_ward": "20209@2025-07-01"}
    saved = load(world.session, "ward_succession", [arrow | keys]).rows[0]
    assert [saved.from_ward, saved.to_ward] == rows
    wrong = load(world.session, "ward_succession", [arrow | keys | {"to_ward": "20209@2024-07-01"}])
    assert (2, "Thành", "") in said(wrong)


def test_a_row_finds_an_earlier_row_of_its_own_file(world):
    new = {"number": "73/2021/QH14", "kind": "luat", "title": "Luật", "issuer": "Quốc hội"}
    new |= {"issued_on": "2021-03-30", "effective_from": "2022-01-01"}
    old = new | {"number": "23/2000/QH10", "issued_on": "2000-12-09", "effective_from": "2001-06-01"}
    old |= {"effective_to": "2022-01-01", "replaced_by": "73/2021/QH14"}
    assert said(load(world.session, "legal_basis", [old, new], confirm=REASON))
    assert load(world.session, "legal_basis", [new, old], confirm=REASON).ok
    assert world.session.scalar(select(LegalBasis).where(LegalBasis.number == "23/2000/QH10")).replaced_by


def test_a_row_that_is_there_is_refused_or_on_request_changed(world):
    load(world.session, "province", [PROVINCE])
    load(world.session, "ward", [ward("20209")])
    report = load(world.session, "ward", [ward("20209", name="Thanh Khê"), ward("20210")])
    assert [(fault.line, fault.message) for fault in report.faults] == [(2, "Đã có trong hệ thống.")]
    report = load(world.session, "ward", [ward("20209", name="Thanh Khê"), ward("20210")], update=True)
    assert report.ok, report.faults
    assert sorted(world.session.scalars(select(Ward.name))) == ["Phường 20210", "Thanh Khê"]


def test_the_same_key_twice_in_a_file_is_told_with_the_line_of_the_first(world):
    load(world.session, "province", [PROVINCE])
    report = load(world.session, "ward", [ward("20209"), ward("20210"), ward("20209")], lines=[5, 6, 9])
    assert [(fault.line, fault.message) for fault in report.faults] == [(9, "Trùng với dòng 5.")]


def test_an_unknown_column_is_refused(world):
    report = load(world.session, "province", [PROVINCE | {"colour": "red"}])
    assert said(report) == {(2, "colour", "")}


def test_a_doubt_takes_one_reason_for_the_file_which_is_kept_with_every_row(world):
    load(world.session, "province", [PROVINCE])
    rows = [ward("20209", district_name="Quận Thanh Khê"), ward("20210", district_name="Quận Thanh Khê")]
    report = load(world.session, "ward", rows)
    assert {fault.code for fault in report.faults} == {"WA3"}
    assert report.needs_a_reason
    assert load(world.session, "ward", rows, confirm=REASON).ok
    kept = select(RuleAcknowledgement.reason).where(RuleAcknowledgement.rule_code == "WA3")
    assert world.session.scalars(kept).all() == [REASON, REASON]


def test_no_reason_settles_an_error(world):
    load(world.session, "province", [PROVINCE])
    report = load(world.session, "ward", [ward("2020", district_name="Quận Thanh Khê")], confirm=REASON)
    assert {fault.code for fault in report.faults} == {"WA1"}
    assert not report.needs_a_reason


def grant(world, client, amount, on):
    values = typed(world.typical("support_grant"))
    return values | {"client": client, "amount_vnd": amount, "application_on": on}


def test_two_rows_of_one_file_that_break_a_cap_together_are_refused(world):
    """Each grant alone fits; with both decided, the person would have more than the policy gives."""
    client = world.make("client")
    policy = world.one("grant_policy")
    day = today()
    amount = str(policy.cap_vnd // 1_000 * 600)  # six tenths each
    asked = [grant(world, client, amount, day - timedelta(days=back)) for back in (3, 4)]
    saved = load(world.session, "support_grant", asked, confirm=REASON)
    assert saved.ok, saved.faults
    assert step(world.session, "submit", [(row, {}) for row in saved.rows], confirm=REASON).ok
    paper = {"decision_no": "1/QĐ", "decision_on": day, "issuer": "UBND"}
    both = step(world.session, "record_decision", [(row, paper) for row in saved.rows], confirm=REASON)
    assert {(fault.line, fault.code) for fault in both.faults} == {(1, "GR2"), (2, "GR2")}
    world.session.expire_all()
    assert {row.status.name for row in world.session.scalars(select(SupportGrant))} == {"submitted"}
    one = step(world.session, "record_decision", [(saved.rows[0], paper)], confirm=REASON)
    assert one.ok, one.faults


def test_the_same_citizen_number_twice_in_a_file_is_refused(world):
    rows = list(people(world, 3))
    rows[0] |= {"citizen_number": "048090000111"}
    rows[2] |= {"citizen_number": "048090000111"}
    report = load(world.session, "client", rows, confirm=REASON)
    assert {fault.line for fault in report.faults} >= {4}
    assert count(world, Client) == 0


def test_no_report_says_a_personal_value(world):
    rows = list(people(world, 4))
    rows[0] |= {"citizen_number": "48090000111"}  # the zero lost in a spreadsheet
    rows[1] |= {"phone": "0905 123 45"}
    rows[2] |= {"birth_date": "31/02/1990", "birth_year": None}
    rows[3] |= {"full_name": "Nguyễn Văn 7"}
    report = load(world.session, "client", rows)
    assert {fault.line for fault in report.faults} >= {2, 3, 4, 5}
    told = " ".join(fault.message for fault in report.faults)
    for secret in ("48090000111", "048", "905", "123 45", "1990", "31/02", "Nguyễn Văn 7"):
        assert secret not in told


def test_facts_are_asked_once_a_chunk_however_many_rows_there_are(world, app):
    few, many = list(people(world, 5)), list(people(world, 100))
    world.session.commit()
    sent = []
    for rows in (few, many):
        with statements(app) as found:
            assert load(world.session, "client", rows, confirm=REASON, dry=True).ok
        sent.append(sum(statement.lstrip().startswith(("SELECT", "WITH")) for statement in found))
    assert sent[1] <= sent[0] + 3, sent


def test_a_warning_that_later_rows_answer_is_let_go(world):
    load(world.session, "province", [PROVINCE])
    old = ward("20209", valid_from="2010-01-01", valid_to="2025-07-01")
    first, second = load(world.session, "ward", [old, ward("20210")], confirm=REASON).rows
    codes = select(RuleFinding.rule_code).where(RuleFinding.table_name == "ward")
    assert world.session.scalars(codes).all() == ["WA5"]
    arrow = {"from_ward": first, "to_ward": second, "effective_date": "2025-07-01", "kind": "merge_full"}
    assert load(world.session, "ward_succession", [arrow]).ok
    review(world.session, [first])
    assert world.session.scalars(codes).all() == []


def test_a_step_that_a_table_does_not_have_is_a_defect(world):
    row = load(world.session, "province", [PROVINCE]).rows[0]
    with pytest.raises(KeyError, match="no step"):
        step(world.session, "fly", [(row, {})])


def test_the_columns_of_a_table_say_what_every_row_needs(world):
    columns = {column.name: column for column in columns_of(world.session, FORMS["ward"])}
    assert {name for name, column in columns.items() if column.required} == {
        "gso_code", "kind", "name", "province", "valid_from",
    }  # fmt: skip
    assert "phuong" in columns["kind"].note
    assert "@" in columns["province"].note
