"""The questionnaire with its script: by keyboard alone, kept in the tab, told what to mend."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from survey_model.text import LANGUAGES
from tests.browser.campaign import questionnaire
from tests.browser.markup import faults
from tests.browser.test_every_page import in_language
from tests.browser.test_survey_without_scripts import PATH
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MOST_KEYS = 400  # presses; the whole way needs about a hundred
# What has the focus, as far as somebody with a keyboard needs to know it.
FOCUS = """() => {
  const at = document.activeElement;
  const chosen = at.name && document.querySelector(`[name="${CSS.escape(at.name)}"]:checked`);
  const kind = at.matches("select") ? "select"
    : at.matches("input[type=radio], input[type=checkbox]") ? "box"
    : at.matches("button[data-go=on]") ? "onward"
    : at.matches("button[type=submit]") ? "send" : "other";
  return {kind, answered: Boolean(chosen) || (kind === "select" && at.value !== "")};
}"""


def _shown_step(person: Visitor) -> str:
    return str(person.page.evaluate("document.querySelector('.step:not([hidden])').id"))


def _begin(person: Visitor) -> None:
    person.page.locator('input[name="consent"][value="yes"]').check()
    person.page.locator('button[data-go="on"]').click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resident_answers_everything_by_keyboard_alone(visitor: Visitor, language: str) -> None:
    visitor.opens(in_language(PATH, language))
    keys = visitor.page.keyboard

    for _ in range(MOST_KEYS):
        if "/survey/receipt/" in visitor.page.url:
            break
        keys.press("Tab")
        focus = visitor.page.evaluate(FOCUS)
        if focus["kind"] == "box" and not focus["answered"]:
            keys.press("Space")
        elif focus["kind"] == "select" and not focus["answered"]:
            keys.press("ArrowDown")
        elif focus["kind"] == "onward":
            keys.press("Enter")
        elif focus["kind"] == "send":
            keys.press("Enter")
            visitor.page.wait_for_url("**/survey/receipt/**")

    assert "/survey/receipt/" in visitor.page.url
    for item in questionnaire().knowledge_items:
        assert item.fact
        expect(visitor.page.get_by_role("heading", name=item.fact.in_(language))).to_be_visible()
    assert faults(visitor.page.content(), language) == []
    assert visitor.barriers_in_every_look() == {}
    assert visitor.stopped() == []


def test_every_step_is_open_to_everybody_in_every_look(visitor: Visitor) -> None:
    visitor.opens(PATH)
    found = {}
    _begin(visitor)

    seen = [_shown_step(visitor)]
    while True:
        found[seen[-1]] = visitor.barriers_in_every_look()
        onward = visitor.page.locator('button[data-go="on"]')
        if not onward.is_visible():
            break
        onward.click()
        seen.append(_shown_step(visitor))

    assert {step: wrong for step, wrong in found.items() if wrong} == {}
    assert len(seen) == len(questionnaire().sections)


def test_answers_are_kept_when_the_tab_is_loaded_again_and_gone_once_they_were_sent(
    visitor: Visitor,
) -> None:
    visitor.opens(PATH)
    _begin(visitor)
    heard = visitor.page.locator('input[name="heard"]').first
    heard.check()

    visitor.page.reload()

    expect(visitor.page.locator('input[name="heard"]').first).to_be_checked()
    while visitor.page.locator('button[data-go="on"]').is_visible():
        visitor.page.locator('button[data-go="on"]').click()
    visitor.page.locator("form.form button[type=submit]").click()
    visitor.page.wait_for_url("**/survey/receipt/**")
    assert visitor.page.evaluate("Object.keys(sessionStorage).length") == 0


def test_what_has_to_be_mended_is_told_first_and_one_press_away(visitor: Visitor) -> None:
    visitor.opens(PATH)
    visitor.page.locator('input[name="k_bone"][value="DK"]').evaluate(
        "box => { box.checked = true }"
    )
    visitor.expected = {400}

    visitor.page.locator('button[data-go="on"]').click()  # nothing was agreed to

    expect(visitor.page.locator("#summary")).to_be_focused()
    assert visitor.barriers_in_every_look() == {}
    visitor.page.locator("#summary").focus()
    expect(visitor.page.locator('input[name="k_bone"][value="DK"]')).to_be_checked()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.name") == "consent"
