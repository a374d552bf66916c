"""The whole way of a resident whose browser runs no scripts, from the form to the withdrawal."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from survey_model.text import LANGUAGES
from tests.bench.resident import answers
from tests.browser.campaign import SURVEY, questionnaire
from tests.browser.markup import faults
from tests.browser.test_every_page import in_language
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PATH = f"/survey/{SURVEY}/?wave=rehearsal-2026-11"


def _answer_everything(person: Visitor) -> None:
    _choose(person, "consent", "yes")
    for field, answer in answers(questionnaire()).items():
        for code in answer if isinstance(answer, tuple) else (str(answer),):
            _choose(person, field, code)


def _choose(person: Visitor, field: str, code: str) -> None:
    boxes = person.page.locator(f'input[name="{field}"][value="{code}"]')
    if boxes.count():
        boxes.check()
    else:
        person.page.locator(f'select[name="{field}"]').select_option(code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resident_answers_reads_the_receipt_and_takes_the_answers_back(
    visitor_without_scripts: Visitor, language: str
) -> None:
    person = visitor_without_scripts
    asked = questionnaire()
    person.opens(in_language(PATH, language))

    _answer_everything(person)
    person.page.locator("form.form button[type=submit]").click()

    expect(person.page).to_have_url(
        person.campaign.base
        + in_language("/survey/receipt/", language)
        + person.page.url.rsplit("/", 1)[1]
    )
    assert faults(person.page.content(), language) == []
    for item in asked.knowledge_items:
        assert item.fact
        expect(person.page.get_by_role("heading", name=item.fact.in_(language))).to_be_visible()
        assert person.page.locator(f'a[href$="/myths/{item.myths[0]}/"]').count()

    person.page.locator('form[action$="/withdraw"] button').click()

    assert person.page.url.endswith(person.page.url.rsplit("/", 1)[1])
    expect(person.page.locator('form[action$="/withdraw"]')).to_have_count(0)
    person.page.reload()
    expect(person.page.locator('form[action$="/withdraw"]')).to_have_count(0)


def test_answers_to_be_mended_come_back_with_everything_that_was_chosen(
    visitor_without_scripts: Visitor,
) -> None:
    person = visitor_without_scripts
    person.opens(PATH)
    _choose(person, "k_bone", "DK")
    _choose(person, "barriers", "none")
    other = questionnaire().item("barriers").options[0].code
    _choose(person, "barriers", other)
    person.expected = {400}

    person.page.locator("form.form button[type=submit]").click()

    summary = person.page.locator("#summary")
    expect(summary.locator("a")).to_have_count(2)  # the consent, and what cannot be chosen together
    assert person.page.title().startswith("要改一下")
    for field, code in (("k_bone", "DK"), ("barriers", "none"), ("barriers", other)):
        expect(person.page.locator(f'input[name="{field}"][value="{code}"]')).to_be_checked()
    assert faults(person.page.content(), "zh") == []
    for link in summary.locator("a").all():
        target = link.get_attribute("href")
        assert target
        assert person.page.locator(f'[id="{target[1:]}"]').count() == 1


def test_somebody_under_eighteen_is_thanked_and_leaves_nothing(
    visitor_without_scripts: Visitor,
) -> None:
    person = visitor_without_scripts
    person.opens(PATH)
    _choose(person, "consent", "minor")

    person.page.locator("form.form button[type=submit]").click()

    expect(person.page).to_have_url(f"{person.campaign.base}/survey/{SURVEY}/minor")


def test_nobody_is_given_a_cookie(visitor_without_scripts: Visitor) -> None:
    person = visitor_without_scripts
    for path in ("/", PATH, "/myths/"):
        person.opens(path)

    assert person.page.context.cookies() == []
