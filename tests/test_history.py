"""What happened to a row stands on its history, as its page would show it; versions can be gone back to."""

import datetime
import html
import re

import pytest
from sqlalchemy import select

import admin.history
from forms.base import FORMS
from forms.past_values import PastValues
from forms.registry import declare
from forms.words import VIETNAM
from models.account import account_named
from models.audit import AuditEntry, history_of
from models.base import db, described
from tests.clients import client_for, statements
from tests.neighbours import NAMES, as_system, neighbour
from tests.sight import plain
from tests.test_reveal import ask
from tests.test_trash import send
from tests.typed_pages import typed_on
from tests.world import World

declare()

OLD, NEW = "Số 1 ngõ Tre", "Số 9 ngõ Mai"


@pytest.fixture
def lan(two_wards):
    """Sign Lan in on a database of the test's own."""
    return client_for(two_wards, "lan")


@pytest.fixture
def where(two_wards):
    """Name the pages of Lan's client."""
    number = neighbour(two_wards, "lan").ids["client"]
    return {page: f"/admin/client/{page}/?id={number}" for page in ("details", "edit", "history", "reveal")}


def read(client, address):
    """Read a page's own part as text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = answer.text
    return " ".join(plain(page[page.index('id="main"') :].replace("<", " <")).split())


def receipts(client, address):
    """List the versions a history leads back to, newest first."""
    return re.findall(r"version=([\w-]+)", html.unescape(client.get(address).text))


# --- what is shown


def test_a_change_stands_there_before_and_after(lan, where):
    assert send(lan, where["edit"], address=NEW, household_status="poor").status_code == 303
    page = read(lan, where["history"])
    assert f"trước: {OLD} → sau: {NEW}" in page
    assert "Hộ nghèo" in page
    assert "poor" not in page
    assert page.index("Sửa") < page.index("Thêm")


def test_whoever_does_not_see_a_value_reads_that_it_changed_and_no_more(two_wards, lan, where):
    send(lan, where["edit"], address=NEW, household_status="poor")
    for who in ("hoa", "an"):
        page = read(client_for(two_wards, who), where["history"])
        assert "Địa chỉ đã đổi" in page
        assert "Hộ nghèo" in page
        assert NEW not in page
        assert OLD not in page
        assert NAMES["lan"] not in page


def test_a_row_shown_clear_has_its_history_shown_clear(two_wards, lan, where):
    send(lan, where["edit"], address=NEW)
    hoa = client_for(two_wards, "hoa")
    ask(hoa, where["reveal"])
    assert NEW in read(hoa, where["history"])
    assert NEW not in read(client_for(two_wards, "an"), where["history"])


def test_who_did_it_is_shown_to_whoever_sees_accounts(two_wards, lan, where):
    send(lan, where["edit"], address=NEW)
    assert re.search(r"Sửa \d\d/\d\d/\d{4} \d\d:\d\d, lan ", read(lan, where["history"]))
    assert re.search(r"Sửa [^,]+, lan ", read(client_for(two_wards, "an"), where["history"]))
    assert re.search(r"Sửa [^,]+, •••• ", read(client_for(two_wards, "hoa"), where["history"]))
    assert re.search(r"Thêm [^,]+, hệ thống ", read(lan, where["history"]))


def test_looks_are_shown_when_asked_for(two_wards, where):
    hoa = client_for(two_wards, "hoa")
    ask(hoa, where["reveal"])
    lan = client_for(two_wards, "lan")
    assert "Hiện thông tin" not in read(lan, where["history"])
    looks = read(lan, where["history"] + "&looks=1")
    assert "Hiện thông tin" in looks
    assert "Lý do: Đối chiếu hồ sơ theo công văn của phường." in looks
    an = read(client_for(two_wards, "an"), where["history"] + "&looks=1")
    assert "Hiện thông tin" in an
    assert "công văn" not in an


def test_it_is_read_page_by_page(lan, where, monkeypatch):
    monkeypatch.setattr(admin.history, "PAGE_ENTRIES", 2)
    for number in range(4):
        send(lan, where["edit"], address=f"Số {number} ngõ Mai")
    first, second = read(lan, where["history"]), read(lan, where["history"] + "&page=2")
    assert "sau: Số 3 ngõ Mai" in first
    assert "sau: Số 1 ngõ Mai" not in first
    assert "sau: Số 1 ngõ Mai" in second
    assert "Mới hơn" in second
    assert "page=2" in lan.get(where["history"]).text
    last = lan.get(where["history"] + "&page=900")
    assert last.status_code == 200
    assert "page=901" not in last.text
    assert lan.get(where["history"] + "&page=x").status_code == 400


def test_a_longer_history_costs_no_more(two_wards, lan, where):
    costs = []
    for _time in range(2):
        for number in range(3):
            send(
                lan,
                where["edit"],
                address=f"Số {number} ngõ Mai",
                coordinator=lan_and_other(two_wards, number),
            )
        with statements(two_wards) as sent:
            assert lan.get(where["history"]).status_code == 200
        costs.append(len(sent))
    assert costs[0] == costs[1]


def lan_and_other(app, number):
    """Name a value for the coordinator's field, by turns."""
    with app.app_context():
        session = as_system(app)
        model = FORMS["coordinator"].model
        rows = session.scalars(select(model).order_by(model.id)).all()
        return rows[number % len(rows)].full_name


@pytest.mark.parametrize(
    "table", [table for table, form in FORMS.items() if hasattr(form.model, "deleted_at")]
)
def test_every_value_of_every_table_comes_back_as_it_was(table, small_app):
    """The record keeps values as JSON knows them; read again they are the row's own."""
    with small_app.app_context():
        world = World(db.session())
        row = world.one(table)
        entries = history_of(world.session, row)
        past, latest = PastValues(world.session, type(row), entries), {}
        for entry in reversed(entries):
            latest |= {name: new for name, (_old, new) in entry.changes.items()}
        read_again = {name: past.read(name, latest[name]) for name in described(type(row)).keys() & latest}
        assert read_again == {name: getattr(row, name) for name in read_again}
        assert read_again


# --- going back


def test_a_version_is_laid_into_the_form_and_saved_as_any_change(lan, where):
    send(lan, where["edit"], alias="Bé Ba")
    send(lan, where["edit"], address=NEW, phone="0912345678")
    older = receipts(lan, where["history"])
    form = lan.get(f"{where['edit']}&version={older[0]}")
    typed = typed_on(form.text)
    assert (typed["address"], typed["alias"]) == (OLD, "Bé Ba")
    assert "0987 654 321" in typed["phone"]
    assert typed_on(lan.get(f"{where['edit']}&version={older[-1]}").text)["alias"] == "Lành còi"
    assert NEW in read(lan, where["details"])
    assert lan.post(f"{where['edit']}&version={older[0]}", data=typed).status_code == 303
    assert OLD in read(lan, where["details"])
    assert receipts(lan, where["history"])[1:] == older
    assert len(older) == 2  # the steps of the case, which nobody types, are no versions of their own


def test_a_version_that_no_longer_keeps_the_rules_is_not_saved(lan, where):
    send(lan, where["edit"], address=NEW)
    older = receipts(lan, where["history"])[0]
    typed = typed_on(lan.get(f"{where['edit']}&version={older}").text) | {"intake_on": "31/02/2026"}
    assert lan.post(f"{where['edit']}&version={older}", data=typed).status_code == 422
    assert NEW in read(lan, where["details"])


def test_who_may_not_type_a_value_does_not_get_it_back_in_a_form(two_wards, lan, where):
    send(lan, where["edit"], address=NEW, household_status="poor")
    hoa, an = client_for(two_wards, "hoa"), client_for(two_wards, "an")
    assert receipts(hoa, where["history"]) == []
    older = receipts(an, where["history"])[0]
    form = an.get(f"{where['edit']}&version={older}").text
    assert "address" not in typed_on(form)
    assert OLD not in form
    assert typed_on(form)["household_status"] == "normal"


@pytest.mark.parametrize("receipt", ["x", "BBBB-BBBB-BBBB", "\x00", "ậ" * 500])
def test_a_receipt_of_something_else_opens_nothing(receipt, lan, where):
    asked = {"id": where["edit"].split("=")[1], "version": receipt}
    assert lan.get("/admin/client/edit/", query_string=asked).status_code == 404


def test_a_receipt_of_another_row_opens_nothing(two_wards, lan, where):
    with two_wards.app_context():
        session = as_system(two_wards)
        theirs = (
            AuditEntry.table_name == "client",
            AuditEntry.row_id == neighbour(two_wards, "minh").ids["client"],
        )
        receipt = session.scalar(select(AuditEntry.receipt).where(*theirs))
    assert lan.get(f"{where['edit']}&version={receipt}").status_code == 404


# --- the list of everything


def test_supervisors_read_of_rows_of_their_area_and_never_what_is_sealed(two_wards, lan, where):
    send(lan, where["edit"], address=NEW)
    hoa = client_for(two_wards, "hoa")
    assert rows(hoa, "/admin/audit_entry/?action=changed") >= 1
    found = re.findall(r"/admin/audit_entry/details/\?id=[\w-]+", hoa.get("/admin/audit_entry/").text)
    for page in ("/admin/audit_entry/", *found[:5]):
        assert not [word for word in (NEW, OLD, NAMES["lan"]) if word in read(hoa, page)]


def test_sign_ins_are_for_administrators(two_wards):
    an, hoa = client_for(two_wards, "an"), client_for(two_wards, "hoa")
    counts = [rows(client, "/admin/audit_entry/?action=signed_in") for client in (an, hoa)]
    assert counts[0] >= 2
    assert counts[1] == 0


def rows(client, address):
    """Count the rows a list shows."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return len(re.findall(r'<th scope="row"', answer.text))


def test_coordinators_and_viewers_have_no_list_of_it(two_wards, lan):
    assert lan.get("/admin/audit_entry/").status_code == 403
    assert client_for(two_wards, "binh").get("/admin/audit_entry/").status_code == 403


def test_the_list_is_narrowed_by_action_table_account_and_day(two_wards, lan, where):
    send(lan, where["edit"], address=NEW)
    an = client_for(two_wards, "an")
    with two_wards.app_context():
        mine = account_named(as_system(two_wards), "lan").id
    base, today = (
        "/admin/audit_entry/?action=changed&table_name=client",
        datetime.datetime.now(VIETNAM).date(),
    )
    tomorrow = today + datetime.timedelta(days=1)
    assert rows(an, f"{base}&account={mine}") == 1
    assert rows(an, f"{base}&account={mine}&at__from={today}&at__to={today}") == 1
    assert rows(an, f"{base}&at__from={tomorrow}") == 0
    assert rows(an, "/admin/audit_entry/?action=backed_up") == 0
    assert client_for(two_wards, "hoa").get(f"{base}&account={mine}").status_code == 400


def test_an_entry_has_a_page_of_its_own_that_leads_to_its_row(two_wards, lan, where):
    send(lan, where["edit"], address=NEW, household_status="poor")
    an = client_for(two_wards, "an")
    listed = an.get("/admin/audit_entry/?action=changed&table_name=client").text
    address = re.search(r"/admin/audit_entry/details/\?id=[\w-]+", listed)[0]
    page = read(an, address)
    assert "Địa chỉ đã đổi" in page
    assert "sau: Hộ nghèo" in page
    assert where["details"] in html.unescape(an.get(address).text)
    assert NEW not in page
