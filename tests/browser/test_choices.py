"""The size of print and the colours are the reader's choice, and last."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def _size_of_text(person: Visitor) -> float:
    return float(
        person.page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
        )
    )


def _paper(person: Visitor) -> str:
    script = "getComputedStyle(document.querySelector('.page')).backgroundColor"
    return str(person.page.evaluate(script))


def test_large_print_is_one_press_at_the_top_and_stays_on_the_next_page(visitor: Visitor) -> None:
    visitor.opens("/myths/bone-crushing/")
    normal = _size_of_text(visitor)

    visitor.page.locator("header label[for=size-large]").click()

    assert _size_of_text(visitor) > 1.2 * normal
    visitor.opens("/survey/stem-cell-awareness/")
    expect(visitor.page.locator("#size-large")).to_be_checked()
    assert _size_of_text(visitor) > 1.2 * normal


def test_large_print_works_without_scripts(visitor_without_scripts: Visitor) -> None:
    person = visitor_without_scripts
    person.opens("/myths/bone-crushing/")
    normal = _size_of_text(person)

    person.page.locator("header label[for=size-large]").click()

    assert _size_of_text(person) > 1.2 * normal


def test_the_night_palette_follows_the_system_until_the_reader_chooses(visitor: Visitor) -> None:
    visitor.opens("/")
    day = _paper(visitor)
    visitor.page.emulate_media(color_scheme="dark")
    night = _paper(visitor)
    assert night != day

    visitor.page.locator("footer label[for=colour-light]").click()
    assert _paper(visitor) == day

    visitor.opens("/findings/")
    assert _paper(visitor) == day
    visitor.page.locator("footer label[for=colour-auto]").click()
    assert _paper(visitor) == night


def test_the_other_language_is_one_press_away_from_every_page(visitor: Visitor) -> None:
    for path in ("/", "/myths/bone-crushing/", "/issues/2019-10/", "/survey/stem-cell-awareness/"):
        visitor.opens(path)
        visitor.page.locator("header a[hreflang=en]").click()
        visitor.page.wait_for_url(f"**/en{path}")
        visitor.page.locator("header a[hreflang=zh-CN]").click()
        visitor.page.wait_for_url(f"{visitor.campaign.base}{path}")
