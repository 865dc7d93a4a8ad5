"""Many rows edited by keyboard alone, and on a phone without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from models.client_choices import Employment
from tests.browser import PATIENCE, sign_in
from tests.editing_many import values

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("databases", ["sqlite"], indirect=True)]
"""One engine: what is tried here is the page."""

expect.set_options(timeout=PATIENCE)

PHONE = {"width": 320, "height": 740}
LIST = "/admin/client/?client_group=managed_user"


def pressed(page, name, key="Enter"):
    """Press a button by keyboard."""
    button = page.get_by_role("button", name=name)
    button.focus()
    page.keyboard.press(key)


def opened(page):
    """Open the menu of what is done with many rows."""
    page.locator("details.picking summary").focus()
    page.keyboard.press("Enter")


def test_rows_are_picked_previewed_changed_and_put_back_by_keyboard_alone(page, seeded_copy):
    before = values(seeded_copy, "employment")
    sign_in(page, seeded_copy, "lan")
    page.goto(LIST)
    page.get_by_label("Đánh dấu cả trang").focus()
    page.keyboard.press("Space")
    expect(page.locator("details.picking summary")).to_contain_text("(7)")
    page.locator("td.pick input").last.focus()
    page.keyboard.press("Space")
    expect(page.locator("details.picking summary")).to_contain_text("(6)")
    opened(page)
    pressed(page, "Các dòng đã đánh dấu")
    expect(page.locator("main")).to_contain_text("6 người được hỗ trợ")
    page.get_by_role("checkbox", name="Việc làm").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.locator("#employment")).to_be_focused()
    for _time in range(4):
        page.keyboard.press("ArrowDown")
    pressed(page, "Xem trước")
    expect(page.locator("main h2").first).to_have_text("Chờ bạn xác nhận")
    expect(page.locator("ins").first).to_contain_text("Đang đi học")
    assert values(seeded_copy, "employment") == before
    pressed(page, "Sửa 6 dòng")
    expect(page.locator("main h2").first).to_have_text("Xong")
    changed = {row for row, value in values(seeded_copy, "employment").items() if value is not before[row]}
    assert len(changed) == 6
    pressed(page, "Hoàn tác cả đợt…")
    pressed(page, "Trả lại 6 dòng")
    expect(page.locator("main h2").first).to_have_text("Xong")
    assert values(seeded_copy, "employment") == before


def test_without_script_on_a_phone_the_same_is_done(browser, server, seeded_copy):
    context = browser.new_context(base_url=server, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    sign_in(page, seeded_copy, "lan")
    page.goto(LIST)
    page.locator("td.pick input").first.check()
    page.locator("details.picking summary").click()
    for name, count in (("Các dòng đã đánh dấu", 1), ("Cả trang này (7)", 7), ("Tất cả: 7", 7)):
        page.get_by_role("button", name=name).click()
        expect(page.locator("main")).to_contain_text(f"{count} người được hỗ trợ")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_role("link", name="Về danh sách").click()
        page.locator("td.pick input").first.check()
        page.locator("details.picking summary").click()
    page.get_by_role("button", name="Các dòng đã đánh dấu").click()
    page.get_by_role("checkbox", name="Việc làm").check()
    page.locator("#employment").select_option("student")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Sửa 1 dòng").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert Employment.student in values(seeded_copy, "employment").values()
    context.close()
