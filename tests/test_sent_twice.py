"""A form counts once: pressed twice, sent again from the Back button, or ten times at the same moment."""

import html
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from forms.laid_out import SHOWN
from models.base import db, entity
from models.spent_form import SPENT_FORM
from tests.clients import client_for, same_person
from tests.neighbours import as_system, neighbour

AT_ONCE = 10
NEW = "/admin/client_contact/new/"
INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def hidden(page: str) -> dict[str, str]:
    """Read what a page's form sends without being typed; the switches in the frame do not count."""
    return {name: html.unescape(value) for name, value in INPUT.findall(page) if name != "next"}


def opened(person, address, /, **typed) -> dict[str, str]:
    """Open a form and give what it sends once this is typed; boxes nobody touches stay as they are."""
    page = person.get(address)
    assert page.status_code == 200
    sent = {name: value for name, value in hidden(page.text).items() if not name.endswith(SHOWN)} | typed
    assert sent["once"]
    return sent


def contact_of(app, person, name) -> dict[str, str]:
    """Open the form of a relative of whoever Lan helps, with a name typed."""
    client = neighbour(app, "lan").ids["client"]
    return opened(person, NEW, full_name=name, relation="mother", client="", client__id=str(client))


def count(app, table) -> int:
    """Count the rows of a table as the product itself."""
    with app.app_context():
        return as_system(app).scalar(select(func.count()).select_from(entity(table)))


def burst(app, person, address, data, times=AT_ONCE):
    """Send the same form many times at one moment, each from a tab of its own."""
    tabs, start = [same_person(app, person) for _ in range(times)], threading.Barrier(times)

    def send(tab):
        start.wait()
        return tab.post(address, data=data)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, tabs, timeout=120))


def bursts(app, times) -> list[tuple[set[str], int, int]]:
    """Tell of each burst what was answered, where it led (how many addresses), and how many rows it made."""
    person, found = client_for(app, "lan"), []
    for number in range(times):
        data = contact_of(app, person, f"Người Thân {number // 26 * 'X'} {chr(ord('A') + number % 26)}")
        before = count(app, "client_contact")
        answers = burst(app, person, NEW, data)
        led = {answer.location for answer in answers}
        found.append((
            {answer.status for answer in answers}, len(led), count(app, "client_contact") - before
        ))  # fmt: skip
    return found


def test_ten_of_the_same_at_one_moment_make_one_row_and_lead_to_it(two_wards, measured):
    found = bursts(two_wards, 5)
    measured(row="E9", what="bursts of 10 equal forms", target="1 row each", obtained=told(found))
    assert found == [({"303 SEE OTHER"}, 1, 1)] * 5


@pytest.mark.long
def test_two_hundred_bursts_of_ten_make_one_row_each(two_wards, measured):
    found = bursts(two_wards, 200)
    measured(row="E9", what="200 bursts of 10 equal forms", target="1 row each", obtained=told(found))
    assert found == [({"303 SEE OTHER"}, 1, 1)] * 200


def told(found) -> str:
    """Sum bursts up."""
    return f"{sum(made == 1 for _codes, _led, made in found)} of {len(found)} bursts made exactly one row"


def test_the_back_button_leads_to_the_row_that_was_saved_and_says_so(two_wards):
    person = client_for(two_wards, "lan")
    data = contact_of(two_wards, person, "Người Thân Một")
    first = person.post(NEW, data=data)
    before = count(two_wards, "client_contact")
    again = person.post(NEW, data=data)
    assert (again.status_code, again.location) == (303, first.location)
    assert "Biểu mẫu này đã được lưu từ lần gửi trước." in person.get(again.location).text
    changed = person.post(NEW, data=data | {"full_name": "Người Thân Hai"})
    assert changed.location == first.location
    assert "phần vừa sửa thêm chưa lưu" in person.get(changed.location).text
    assert count(two_wards, "client_contact") == before


def test_another_page_and_a_form_without_a_key_are_saved_each_time(two_wards):
    person = client_for(two_wards, "lan")
    data = contact_of(two_wards, person, "Người Thân Một")
    before = count(two_wards, "client_contact")
    for key in (data["once"], opened(person, NEW)["once"], "", ""):
        assert person.post(NEW, data=data | {"once": key}).status_code == 303
    assert count(two_wards, "client_contact") == before + 4
    elsewhere = person.post(f"{NEW}?client=1", data=data)
    assert count(two_wards, "client_contact") == before + 5, elsewhere.status


def test_a_form_that_was_refused_may_be_sent_again_with_its_key(two_wards):
    person = client_for(two_wards, "lan")
    data = contact_of(two_wards, person, "")
    assert person.post(NEW, data=data).status_code == 422
    assert person.post(NEW, data=data | {"full_name": "Người Thân Một"}).status_code == 303


@pytest.mark.parametrize("key", ["x" * 10_000, "\x00", "\ud800", "ắ" * 40])
def test_an_odd_key_is_a_key_like_any_other(two_wards, key):
    person = client_for(two_wards, "lan")
    data = contact_of(two_wards, person, "Người Thân Một") | {"once": key.encode("utf-8", "surrogatepass")}
    before = count(two_wards, "client_contact")
    assert [person.post(NEW, data=data).status_code for _ in range(2)] == [303, 303]
    assert count(two_wards, "client_contact") == before + 1


def test_the_key_of_somebody_else_is_as_unknown_as_no_ones(two_wards):
    lan, minh = client_for(two_wards, "lan"), client_for(two_wards, "minh")
    hers = contact_of(two_wards, lan, "Người Thân Một")
    assert lan.post(NEW, data=hers).status_code == 303
    client = neighbour(two_wards, "minh").ids["client"]
    his = opened(minh, NEW, full_name="Người Nhà Hai", relation="mother", client="", client__id=str(client))
    before = count(two_wards, "client_contact")
    known, unknown = (minh.post(NEW, data=his | {"once": key}) for key in (hers["once"], "chưa ai dùng"))
    assert known.status_code == unknown.status_code == 303
    assert known.location != unknown.location
    assert count(two_wards, "client_contact") == before + 2


def test_an_edit_and_a_step_sent_twice_are_done_once_and_answered_alike(two_wards):
    person = client_for(two_wards, "lan")
    ids = neighbour(two_wards, "lan").ids
    edit = f"/admin/client/edit/?id={ids['client']}"
    data = opened(person, edit, alias="Tên mới")
    codes = [person.post(edit, data=data).status_code for _ in range(2)]
    answers = burst(two_wards, person, edit, opened(person, edit, alias="Tên khác"))
    step = f"/admin/support_grant/move/?id={ids['support_grant']}&step=submit"
    steps = burst(two_wards, person, step, opened(person, step))
    assert codes == [303, 303]
    assert {(answer.status_code, answer.location) for answer in answers} == {
        (303, f"/admin/client/details/?id={ids['client']}")
    }
    assert {answer.status_code for answer in steps} == {303}
    assert "danger" not in person.get(steps[0].location).text.partition("<h1")[0]


def test_what_is_kept_of_a_form_names_nobody_and_is_forgotten_after_a_day(two_wards, monkeypatch):
    person = client_for(two_wards, "lan")
    data = contact_of(two_wards, person, "Người Thân Một")
    person.post(NEW, data=data)
    with two_wards.app_context():
        kept = db.session.connection().execute(select(SPENT_FORM)).one()
        assert not any(word in str(kept) for word in ("Thân", data["once"]))
        monkeypatch.setattr("models.spent_form.KEPT", kept.at - kept.at)
    client_for(two_wards, "minh")
    with two_wards.app_context():
        assert db.session.connection().scalar(select(func.count()).select_from(SPENT_FORM)) == 1
    client_for(two_wards, "lan")  # whoever signs in again
    with two_wards.app_context():
        assert db.session.connection().scalar(select(func.count()).select_from(SPENT_FORM)) == 0
