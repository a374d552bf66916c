"""Residents in a real Chromium, with the page's own script, at a desk or on a phone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypedDict

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from analysis.rehearsal.hands import Finger, Hands, Keyboard
from analysis.rehearsal.residents import Resident, Town, Way
from analysis.rehearsal.visits import RECEIPT, Place, Visit, VisitFailed
from survey_model.questionnaire import Item, Kind
from survey_model.routing import asked

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 15_000  # milliseconds for anything to appear
ON, SEND = '[data-go="on"]', 'form[data-survey] button[type="submit"]'


class NoBrowser(Exception):
    """There is no Chromium here; the message says what to do."""


class Screen(TypedDict, total=False):
    """What a browser is told about the thing it runs on."""

    viewport: ViewportSize
    has_touch: bool
    is_mobile: bool


SCREENS: Mapping[Way, Screen] = {
    Way.KEYBOARD: {"viewport": {"width": 1280, "height": 900}},
    Way.TOUCH: {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
HANDS: Mapping[Way, Callable[[Page], Hands]] = {Way.KEYBOARD: Keyboard, Way.TOUCH: Finger}


def visits(
    town: Town, place: Place, residents: Sequence[Resident]
) -> Iterator[Visit | VisitFailed]:
    """Each resident's visit, one after another, in one browser with a fresh profile each.

    Raises NoBrowser.
    """
    if not residents:
        return
    with sync_playwright() as playwright, _launched(playwright) as browser:
        for resident in residents:
            yield _visit(browser, town, place, resident)


def _launched(playwright: Playwright) -> Browser:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    named = os.environ.get("LIFE_RELAY_CHROMIUM") or found  # None: Playwright's own
    try:
        return playwright.chromium.launch(executable_path=named)
    except Error as error:
        first = str(error).partition("\n")[0]
        raise NoBrowser(
            f"no Chromium could be started ({first}): name one in LIFE_RELAY_CHROMIUM, "
            "or do without by --browser 0"
        ) from error


def _visit(browser: Browser, town: Town, place: Place, resident: Resident) -> Visit | VisitFailed:
    with browser.new_context(**SCREENS[resident.way]) as context:
        try:
            return Visit(resident, _answer(context, town, place, resident))
        except (Error, AssertionError) as error:
            return VisitFailed(f"resident {resident.number}, by {resident.way}: {error}")
        except VisitFailed as failed:
            return VisitFailed(f"resident {resident.number}, by {resident.way}: {failed}")


def _answer(context: BrowserContext, town: Town, place: Place, resident: Resident) -> str:
    """Go through the form step by step, and give the receipt's address."""
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(place.form(resident.language))
    expect(page.locator(".drill")).to_be_visible()
    hands = HANDS[resident.way](page)
    hands.choose("consent", "yes")
    for section in town.questionnaire.sections:
        route = asked(town.questionnaire, resident.answers)
        items = [item for item in section.items if item in route]
        if items:
            hands.press(ON)
            expect(page.locator(f"#s-{section.id}")).to_be_visible()
            for item in items:
                _give(hands, town, resident, item)
    hands.press(SEND)
    page.wait_for_url(f"**{RECEIPT}*")
    if broken:
        raise VisitFailed(f"the page's script broke: {broken[0]}")
    return page.url


def _give(hands: Hands, town: Town, resident: Resident, item: Item) -> None:
    """Answer one item; what the resident skips is passed by."""
    for field in item.fields:
        answer = resident.answers.get(field)
        if answer is None:
            continue
        if isinstance(answer, tuple):
            hands.tick(field, answer)
        elif item.kind is Kind.PLACE:
            _give_place(hands, town, item, str(answer))
        else:
            hands.choose(field, str(answer))


def _give_place(hands: Hands, town: Town, item: Item, code: str) -> None:
    """The city first, in the list that the script puts before the other, then the county."""
    city = town.places.city_of(code)
    first = code if city is None else str(town.places.cities.index(city))
    hands.pick(f"#q-{item.id} select:not([name])", first)
    if city is not None:
        hands.pick(f'select[name="{item.id}"]', code)
