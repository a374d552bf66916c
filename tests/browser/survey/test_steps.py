"""With its script the questionnaire shows a part at a time, skips, and stands for limits."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from survey_service.config import ROOT
from tests.browser.survey.steps import SURVEY, begin, choose, go_on, reach_the_end

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LARGEST = 9 * 1024  # bytes


def test_the_script_is_small_and_plain() -> None:
    script = (ROOT / "theme" / "static" / "survey.js").read_text()

    assert len(script.encode()) <= LARGEST
    for newer in (
        "?.",
        "??",
        "async ",
        "import ",
        "export ",
        "replaceAll",
        ".at(",
        "Object.fromEntries",
    ):
        assert newer not in script
    assert "http" not in script


def test_one_part_is_shown_at_a_time_and_the_bar_moves(page: Page) -> None:
    shown = page.locator(".step:visible")
    moves = "document.querySelector('.progress__done').getBoundingClientRect().width"
    expect(shown).to_have_count(1)
    expect(page.get_by_role("button", name="交问卷")).to_be_hidden()
    before = page.evaluate(moves)

    begin(page)

    expect(shown).to_have_count(1)
    expect(page.locator("#q-heard")).to_be_visible()
    assert page.evaluate(moves) > before
    go_on(page)
    expect(page.locator("#h-second")).to_be_focused()
    expect(page.get_by_role("button", name="交问卷")).to_be_visible()
    expect(page.get_by_role("button", name="继续")).to_be_hidden()


def test_back_goes_to_the_part_before_by_button_and_by_browser(page: Page) -> None:
    reach_the_end(page)

    page.get_by_role("button", name="上一步").click()
    expect(page.locator("#h-first")).to_be_focused()
    page.go_forward()
    expect(page.locator("#h-second")).to_be_focused()
    page.go_back()
    page.go_back()
    expect(page.locator("#h-start")).to_be_focused()
    expect(page.locator('input[name="consent"][value="yes"]')).to_be_checked()


def test_a_question_appears_when_its_condition_holds_and_only_then(page: Page) -> None:
    reach_the_end(page)
    fears, why = page.locator("#q-fears"), page.locator("#q-why")
    expect(fears).to_be_visible()
    expect(why).to_be_hidden()

    page.fill("#f-age", "59")
    expect(why).to_be_hidden()
    page.fill("#f-age", "60")
    expect(why).to_be_visible()
    page.fill("#f-age", "30")
    expect(why).to_be_hidden()
    choose(page, "fears", "harm")
    expect(why).to_be_visible()

    page.go_back()
    choose(page, "heard", "no")
    go_on(page)
    expect(fears).to_be_hidden()
    expect(why).to_be_hidden()


def test_choices_that_exclude_one_another_give_way(page: Page) -> None:
    reach_the_end(page)
    for code in ("pain", "none", "time", "PNS"):
        page.locator(f'input[name="fears"][value="{code}"]').click()
        assert page.locator('input[name="fears"]:checked').evaluate_all(
            "all => all.map(e => e.value)"
        ) == [code]


def test_one_choice_too_many_is_not_taken_and_it_is_said(page: Page) -> None:
    reach_the_end(page)
    choose(page, "fears", "pain")
    choose(page, "fears", "time")
    said = page.get_by_text("已经选满")
    expect(said).to_have_count(0)

    page.locator('input[name="fears"][value="cost"]').click()

    expect(page.locator('input[name="fears"]:checked')).to_have_count(2)
    expect(said).to_be_visible()
    page.locator('input[name="fears"][value="time"]').click()
    expect(said).to_have_count(0)


def test_a_number_and_the_wish_not_to_say_it_give_way_to_one_another(page: Page) -> None:
    reach_the_end(page)
    page.fill("#f-age", "44")
    choose(page, "age", "PNS")
    expect(page.locator("#f-age")).to_have_value("")

    page.fill("#f-age", "45")

    expect(page.locator('input[name="age"][value="PNS"]')).not_to_be_checked()


def test_a_place_is_chosen_by_city_and_then_by_county(page: Page) -> None:
    reach_the_end(page)
    city, county = page.get_by_label("先选市"), page.locator("#f-county")
    expect(county).to_be_hidden()

    city.select_option(label="宁波市")
    expect(county).to_be_visible()
    assert county.input_value() == "330200"
    assert county.locator("option").all_inner_texts()[1:3] == ["宁波市，不说区县", "慈溪市"]
    county.select_option(label="慈溪市")
    city.select_option(label="浙江省以外")

    expect(county).to_be_hidden()
    assert county.input_value() == "outside"


def test_the_whole_form_can_be_answered_by_keyboard_alone(page: Page) -> None:
    page.locator("input[name=consent]").first.focus()
    for key in ("Space", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#h-first")).to_be_focused()
    for key in ("Tab", "Space"):
        page.keyboard.press(key)
    expect(page.locator('input[name="heard"][value="yes"]')).to_be_checked()
    page.get_by_role("button", name="继续").focus()
    page.keyboard.press("Enter")
    page.locator("#f-age").focus()
    page.keyboard.type("64")
    page.keyboard.press("Enter")

    page.wait_for_url("**/receipt/**")


def test_enter_in_the_middle_leads_to_the_next_part_and_sends_nothing(page: Page) -> None:
    begin(page)
    page.locator('input[name="heard"][value="no"]').focus()
    page.keyboard.press("Enter")

    expect(page.locator("#h-second")).to_be_focused()


def test_english_has_the_same_steps(phone: BrowserContext, base: str) -> None:
    page = phone.new_page()
    page.goto(f"{base}en/{SURVEY}")
    choose(page, "consent", "yes")
    page.get_by_role("button", name="Continue").click()
    choose(page, "heard", "yes")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send my answers").click()

    page.wait_for_url("**/en/survey/receipt/**")
