"""Columns and views of a list by keyboard alone, without script, and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import PATIENCE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("databases", ["sqlite"], indirect=True)]
"""One engine: what is tried here is the page."""

expect.set_options(timeout=PATIENCE)

PHONE = {"width": 320, "height": 740}
LIST = "/admin/client/"


def heads(page) -> list[str]:
    """Read the headings of the list."""
    return page.locator("table.rows thead th:not(.pick)").all_inner_texts()


def opened(page, name):
    """Open one of the menus above the list by keyboard."""
    summary = page.locator("details.way summary").filter(has_text=name)
    summary.focus()
    page.keyboard.press("Enter")
    return page.locator("details.way[open]")


def test_columns_are_put_in_order_and_a_view_is_kept_and_updated_by_keyboard_alone(page, seeded_copy):
    sign_in(page, seeded_copy, "lan")
    page.goto(LIST)
    first, second = heads(page)[:2]
    chooser = opened(page, "Cột")
    expect(chooser.get_by_role("checkbox").first).to_be_focused()
    chooser.get_by_role("button", name=f"Đưa xuống: {first}").focus()
    page.keyboard.press("Enter")
    expect(chooser.get_by_role("button", name=f"Đưa xuống: {first}")).to_be_focused()
    expect(chooser.get_by_role("status")).to_contain_text(f"{first}: vị trí 2")
    chooser.get_by_role("checkbox").first.focus()
    page.keyboard.press("Enter")  # in a form Enter saves
    expect(page.locator("table.rows thead th:not(.pick)").first).to_contain_text(second)
    opened(page, "Khung nhìn").get_by_role("link", name="Lưu thành khung nhìn mới").press("Enter")
    page.fill("#name", "Việc của tôi")
    page.press("#name", "Enter")
    expect(page.locator("details.views summary")).to_have_text(re.compile("Việc của tôi$"))
    page.locator("table.rows thead th a").first.press("Enter")
    expect(page.locator("details.views summary")).to_contain_text("(đã thay đổi)")
    opened(page, "Khung nhìn").get_by_role("button", name="Cập nhật").press("Enter")
    expect(page.locator("details.views summary")).not_to_contain_text("(đã thay đổi)")
    menu = opened(page, "Khung nhìn")
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(page.locator("details.views summary")).to_be_focused()


def test_without_script_the_same_is_done_on_pages_of_their_own(browser, server, seeded_copy):
    context = browser.new_context(base_url=server, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    sign_in(page, seeded_copy, "lan")
    page.goto(LIST)
    second = page.locator("table.rows thead th:not(.pick)").nth(1).text_content().strip()
    page.locator("details.way summary").filter(has_text="Cột").click()
    page.get_by_role("link", name="Chọn cột và thứ tự").click()
    page.get_by_role("button", name=f"Đưa lên: {second}").click()
    assert page.locator(".chooser li .label").first.text_content().strip() == second
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Lưu cột").click()
    assert page.locator("table.rows thead th:not(.pick)").first.text_content().strip() == second
    page.locator("details.way summary").filter(has_text="Khung nhìn").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()
