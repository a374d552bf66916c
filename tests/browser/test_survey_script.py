"""The questionnaire with its script: a step at a time, skipping, remembering, going back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import pelicanconf
from plugins.assets import assets
from survey_service.config import ROOT
from tests.survey_service.test_trial import house_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LARGEST = 9 * 1024  # bytes
SURVEY = "survey/everyday/"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a trial with the questionnaire of these tests and the real theme."""
    folder = tmp_path_factory.mktemp("script")
    files, faults = assets(ROOT / "theme" / "static", pelicanconf.CSS_BUNDLES)
    assert not faults
    for name, content in {**files, "../index.html": b"<!doctype html>home"}.items():
        path = folder / "site" / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with house_of(folder / "site", folder / "data") as house:
        yield house.base


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone; whatever its console complains about fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    context.set_default_timeout(10_000)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def page(phone: BrowserContext, base: str) -> Page:
    """The form, opened."""
    opened = phone.new_page()
    opened.goto(base + SURVEY)
    return opened


def choose(page: Page, field: str, code: str) -> None:
    page.check(f'input[name="{field}"][value="{code}"]')


def go_on(page: Page) -> None:
    page.get_by_role("button", name="继续").click()


def begin(page: Page) -> None:
    """Agree, and stand before the first questions."""
    choose(page, "consent", "yes")
    go_on(page)
    expect(page.locator("#h-first")).to_be_focused()


def reach_the_end(page: Page, heard: str = "yes") -> None:
    begin(page)
    choose(page, "heard", heard)
    go_on(page)


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


def test_english_has_the_same_steps(phone: BrowserContext, base: str) -> None:
    page = phone.new_page()
    page.goto(f"{base}en/{SURVEY}")
    choose(page, "consent", "yes")
    page.get_by_role("button", name="Continue").click()
    choose(page, "heard", "yes")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send my answers").click()

    page.wait_for_url("**/en/survey/receipt/**")
