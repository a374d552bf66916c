"""What was filled stays in the tab until it was sent, and no longer; errors open their part."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.survey.steps import SURVEY, begin, choose, go_on, reach_the_end

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_what_was_filled_survives_a_reload_and_can_be_cleared(page: Page) -> None:
    reach_the_end(page)
    sheet = page.input_value("input[name=sheet]")
    page.fill("#f-age", "70")
    page.fill("#f-why", "想一想")
    page.get_by_label("先选市").select_option(label="杭州市")

    page.reload()

    expect(page.locator("#q-fears")).to_be_visible()
    assert page.input_value("#f-age") == "70"
    assert page.input_value("#f-why") == "想一想"
    assert page.input_value("#f-county") == "330100"
    assert page.input_value("input[name=sheet]") == sheet

    page.go_back()
    page.go_back()
    expect(page.get_by_text("之前填的还在")).to_be_visible()
    page.get_by_role("button", name="清空重填").click()
    page.wait_for_function(f"document.querySelector('input[name=sheet]').value !== '{sheet}'")
    expect(page.locator("#h-start")).to_be_visible()
    expect(page.locator("input[name=consent]:checked")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_another_tab_knows_nothing_of_what_was_filled_in_the_first(
    page: Page, phone: BrowserContext, base: str
) -> None:
    begin(page)

    other = phone.new_page()
    other.goto(base + SURVEY)

    expect(other.locator("input:checked[name=consent]")).to_have_count(0)
    assert other.evaluate("localStorage.length") == 0


def test_after_sending_nothing_stays_on_the_phone_and_back_shows_an_empty_form(page: Page) -> None:
    reach_the_end(page)
    page.fill("#f-age", "70")
    page.get_by_role("button", name="交问卷").click()
    page.wait_for_url("**/receipt/**")
    expect(page.get_by_role("heading", name="收到了，谢谢")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0

    page.go_back()

    expect(page.locator("input[name=consent]:checked")).to_have_count(0)
    assert page.input_value("#f-age") == ""


def test_an_error_opens_its_part_and_its_link_leads_to_the_field(page: Page) -> None:
    reach_the_end(page)
    page.fill("#f-age", "7")
    page.get_by_role("button", name="交问卷").click()

    summary = page.locator("#summary")
    expect(summary).to_be_focused()
    expect(page.locator("#q-age")).to_be_visible()
    page.get_by_role("button", name="上一步").click()
    expect(page.locator("#h-first")).to_be_focused()
    page.get_by_role("link", name="第6题：请填 18 到 99 之间的数字").click()

    expect(page.locator("#f-age")).to_be_focused()
    page.fill("#f-age", "71")
    page.get_by_role("button", name="交问卷").click()
    page.wait_for_url("**/receipt/**")


def test_under_eighteen_leaves_at_once_and_nothing_stays(page: Page) -> None:
    choose(page, "consent", "minor")
    go_on(page)

    page.wait_for_url("**/everyday/minor")
    assert page.evaluate("sessionStorage.length") == 0


def test_without_consent_the_server_says_what_is_missing(page: Page) -> None:
    go_on(page)

    expect(page.locator("#summary")).to_be_focused()
    expect(page.get_by_role("link", name="请先选一项：是否愿意作答")).to_be_visible()


def test_a_phone_that_forbids_storage_can_answer_all_the_same(
    phone: BrowserContext, base: str
) -> None:
    page = phone.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('forbidden'); }})"
    )
    page.goto(base + SURVEY)
    reach_the_end(page)
    page.get_by_role("button", name="交问卷").click()

    page.wait_for_url("**/receipt/**")
