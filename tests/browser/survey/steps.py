"""What a resident with a phone does on the way through the questionnaire."""

from __future__ import annotations

from playwright.sync_api import Page, expect

SURVEY = "survey/everyday/"


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
