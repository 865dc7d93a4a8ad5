"""Whole days of work in a real browser: what an, lan and hoa do from signing in to the row being there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forms.words import put_date
from models.access import SYSTEM
from models.account import account_named, person_for
from models.base import db
from models.client import Client
from models.client_choices import CaseStatus
from models.coordinator import Coordinator
from models.keys import search_key
from models.schema import today
from models.support_grant import SupportGrant
from models.support_grant_choices import GrantStatus
from models.working_days import is_working_day
from tests.browser import PATIENCE, sign_in

pytestmark = pytest.mark.browser

expect.set_options(timeout=PATIENCE)

PHONE = {"width": 360, "height": 740}
ADDRESS_OF_A_ROW = re.compile(r"/details/\?id=\d+$")


@pytest.fixture
def ask(seeded_copy):
    """Ask the database as one of the cast, or as the product itself, for one row."""

    def first(statement, username=None):
        with seeded_copy.app_context():
            session = db.session()
            session.info["person"] = SYSTEM
            if username:
                session.info["person"] = person_for(session, account_named(session, username))
            return session.scalars(statement.limit(1)).one()

    return first


def last_working_day() -> str:
    """Write a day on which sessions were held."""
    day = today() - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return put_date(day)


def pick(page: Page, name: str, typed: str) -> None:
    """Find a row by typing into a look-up and take the first one offered, with the keyboard alone."""
    box = page.locator(f"#{name}")
    box.press_sequentially(typed)
    expect(page.locator(f"#{name}-list li").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator(f"input[name={name}__id]")).not_to_have_value("")


def save(page: Page) -> None:
    """Press the form's first button."""
    page.locator("form.entry .buttons button").first.click()


def test_an_adds_a_version_of_a_ward(page, seeded_copy):
    sign_in(page, seeded_copy, "an")
    page.get_by_role("link", name="Phường, xã", exact=True).first.click()
    page.get_by_role("link", name="Thêm phường, xã").click()
    page.fill("#gso_code", "2020")
    page.select_option("#kind", label="Phường")
    page.fill("#name", "Bình Minh")
    page.select_option("#province", label="Đà Nẵng · 01/07/2025")
    page.fill("#valid_from", "1/1/2026")
    save(page)
    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator("#gso_code")).to_have_value("2020")
    page.fill("#gso_code", "99901")
    save(page)
    expect(page).to_have_url(ADDRESS_OF_A_ROW)
    expect(page.locator("h1")).to_have_text("Phường Bình Minh")


def test_lan_finds_a_person_by_a_name_without_marks(page, seeded_copy, ask):
    person = ask(select(Client).order_by(Client.id.desc()), "lan")
    sign_in(page, seeded_copy, "lan")
    page.get_by_role("link", name="Người được hỗ trợ", exact=True).first.click()
    page.fill("#q", search_key(person.full_name))
    page.press("#q", "Enter")
    expect(page.locator(".asked")).to_be_visible()
    assert search_key(person.full_name).split()[0] not in page.url
    page.get_by_role("row").filter(has_text=person.client_code).get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text(person.full_name)


def test_lan_adds_a_session_through_look_ups_and_confirms_a_doubt(page, seeded_copy, ask):
    person = ask(select(Client).where(Client.case_status != CaseStatus.closed), "lan")
    lan = ask(select(Coordinator).where(Coordinator.id == person.coordinator_id), "lan")
    sign_in(page, seeded_copy, "lan")
    page.goto("/admin/counselling_session/new/")
    pick(page, "client", search_key(person.full_name))
    expect(page.locator("#coordinator")).to_have_value(re.compile(lan.full_name))
    pick(page, "ward", "20209")
    page.fill("#session_on", last_working_day())
    page.fill("#duration_min", "500")
    save(page)
    expect(page.locator("#confirm-title")).to_be_visible()
    for box in page.locator(".question input[type=checkbox]").all():
        box.check()
    for reason in page.locator(".question input[type=text]").all():
        reason.fill("Cả gia đình cùng đến.")
    save(page)
    expect(page).to_have_url(ADDRESS_OF_A_ROW)
    expect(page.locator(".confirmed").first).to_contain_text("Cả gia đình cùng đến.")


def test_hoa_filters_grants_verifies_and_approves_one_and_sees_no_name(page, seeded_copy, ask):
    grant = ask(select(SupportGrant).where(SupportGrant.status == GrantStatus.submitted), "hoa")
    person = ask(select(Client).where(Client.id == grant.client_id))
    sign_in(page, seeded_copy, "hoa")
    page.get_by_role("link", name="Hỗ trợ sinh kế, học nghề", exact=True).first.click()
    page.get_by_role("button", name="Trạng thái", exact=True).click()
    page.get_by_role("checkbox", name=GrantStatus.submitted.words[0]).check()
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page).to_have_url(re.compile(r"status=submitted"))
    expect(page.get_by_role("main")).not_to_contain_text(person.full_name)
    page.get_by_role("row").filter(has_text=person.client_code).get_by_role("link").first.click()
    expect(page.locator(".masked").first).to_be_visible()
    page.get_by_role("link", name="Thẩm định").click()
    page.fill("#verified_on", put_date(today()))
    save(page)
    page.get_by_role("link", name="Duyệt", exact=True).click()
    page.fill("#decision_no", "999/QĐ-UBND")
    page.fill("#decision_on", put_date(today()))
    page.fill("#issuer", "Ủy ban nhân dân phường")
    save(page)
    expect(page.locator(".chip")).to_have_text(GrantStatus.approved.words[0])
    expect(page.get_by_role("main")).not_to_contain_text(person.full_name)


def test_language_and_appearance_are_switched_and_kept(page, seeded_copy):
    sign_in(page, seeded_copy, "an")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.goto("/admin/ward/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.locator("h1")).to_have_text("Wards")
    page.context.clear_cookies()
    sign_in(page, seeded_copy, "an")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_every_kind_of_page_fits_a_phone(page, seeded_copy):
    page.set_viewport_size(PHONE)
    sign_in(page, seeded_copy, "lan")
    for address in ("", "client/", "client/new/", "support_grant/", "ward/?kind=xa"):
        page.goto(f"/admin/{address}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], f"{address}: {wide} pixels"
    page.get_by_text("Trình đơn", exact=True).click()
    menu = page.get_by_role("navigation", name="Trình đơn chính")
    expect(menu.get_by_role("link", name="Chuyển gửi", exact=True)).to_be_visible()
