"""The filters above a list: by keyboard alone, by name and role, on a phone, and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from models.client import Client
from models.client_choices import CaseStatus
from models.gender import Gender
from tests.browser import sign_in, watch
from tests.neighbours import as_system

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True, scope="session")
"""What a browser does is the same on every engine."""

FOCUSED = """() => {
  const at = document.activeElement;
  return at.getBoundingClientRect().width > 0 && at.matches(":focus-visible");
}"""


@pytest.fixture
def listed(page, seeded_copy):
    """The supervisor before the list of people."""
    sign_in(page, seeded_copy, "hoa")
    page.goto("/admin/client/")
    return page


def count(app, *rules) -> int:
    """Count people as the product itself."""
    with app.app_context():
        return as_system(app).scalar(select(func.count(Client.id)).where(*rules))


def tabbed_to(page, name, most=60):
    """Go on with the Tab key until something of a name has the focus, which is always to be seen."""
    for _time in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED), page.evaluate("document.activeElement.outerHTML")
        if name in page.evaluate("document.activeElement.textContent + document.activeElement.ariaLabel"):
            return
    raise AssertionError(name)


def test_a_list_is_filtered_by_keyboard_alone(listed, seeded_copy):
    page, bar = listed, listed.get_by_role("form", name="Bộ lọc")
    tabbed_to(page, "Giới tính")
    page.keyboard.press("Space")
    gender = bar.get_by_role("button", name="Giới tính")
    women = page.get_by_role("group", name="Giới tính").get_by_role("checkbox", name="Nữ")
    expect(page.get_by_role("checkbox", name="Nam")).to_be_focused()
    expect(gender).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(gender).to_be_focused()
    expect(women).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(women).to_be_focused()
    page.keyboard.press("Space")
    tabbed_to(page, "Lọc")  # past the boxes, and no trap among them
    tabbed_to(page, "Nơi cư trú")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/admin/client/\?gender=female$"))
    number = count(seeded_copy, Client.gender == Gender.female)
    expect(page.locator("[data-news]")).to_contain_text(f"{number} người được hỗ trợ. Giới tính: Nữ")
    tabbed_to(page, "bỏ điều kiện này")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/admin/client/$"))


def test_ticks_in_several_filters_are_applied_together(listed, seeded_copy):
    page, bar = listed, listed.get_by_role("form", name="Bộ lọc")
    bar.get_by_role("button", name="Giới tính").click()
    page.get_by_role("checkbox", name="Nam").check()
    bar.get_by_role("button", name="Tình trạng hồ sơ").click()
    expect(page.get_by_role("checkbox", name="Nam")).to_be_hidden()
    closed = page.get_by_role("checkbox", name="Kết thúc")
    everybody = count(seeded_copy, Client.case_status == CaseStatus.closed)
    expect(page.locator("li", has=closed)).to_contain_text(str(everybody))
    closed.check()
    page.locator(".tray:visible .apply").click()
    expect(page).to_have_url(re.compile(r"/admin/client/\?case_status=closed&gender=male$"))
    bar.get_by_role("button", name="Giới tính").click()
    expect(page.get_by_role("checkbox", name="Nam")).to_be_checked()
    page.get_by_role("checkbox", name="Nam").uncheck()
    page.locator(".tray:visible .apply").click()
    expect(page).to_have_url(re.compile(r"/admin/client/\?case_status=closed$"))


def test_on_a_phone_the_bar_folds_and_nothing_runs_out_of_the_window(listed):
    page = listed
    page.set_viewport_size({"width": 320, "height": 640})
    gender = page.get_by_role("button", name="Giới tính")
    expect(gender).to_be_hidden()
    page.locator(".filters > summary").focus()
    page.keyboard.press("Enter")
    gender.click()
    expect(page.get_by_role("checkbox", name="Nữ")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_script_a_filter_is_set_on_its_own_page(browser, server, seeded_copy):
    context = browser.new_context(base_url=server, locale="vi-VN", java_script_enabled=False)
    wrong, page = watch(context, server), context.new_page()
    sign_in(page, seeded_copy, "hoa")
    page.goto("/admin/client/?gender=male")
    page.get_by_role("link", name="Ngày tiếp nhận").first.click()
    page.get_by_label("năm nay").check()
    page.get_by_role("button", name="Lọc").click()
    expect(page).to_have_url(re.compile(r"gender=male&intake_on=this_year"))
    expect(page.locator(".asked")).to_contain_text("năm nay")
    page.get_by_role("link", name="Điều kiện khác").click()
    page.get_by_role("main").get_by_role("link", name="Tỉnh, thành phố").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lọc: Tỉnh, thành phố của nơi cư trú hiện nay")
    context.close()
    assert wrong == []
