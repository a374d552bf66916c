"""Two ways to fill the page in a browser: with the keys of a keyboard alone, and with a finger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from playwright.sync_api import Locator, Page

from analysis.rehearsal.visits import VisitFailed

MOST_TABS = 200  # presses of Tab before somebody gives up

HAS_FOCUS = "selector => document.activeElement.matches(selector)"
PLACE_IN_GROUP = """([name, value]) =>
    Array.from(document.getElementsByName(name)).findIndex((box) => box.value === value)"""
STEPS_IN_LIST = """([selector, value]) => {
    const list = document.querySelector(selector);
    return Array.from(list.options).findIndex((o) => o.value === value) - list.selectedIndex;
}"""


def box(name: str, value: str) -> str:
    """The selector of one choice."""
    return f'input[name="{name}"][value="{value}"]'


class Hands(Protocol):
    """What a resident does on the page."""

    def choose(self, name: str, value: str) -> None:
        """Choose one of several."""

    def tick(self, name: str, values: Sequence[str]) -> None:
        """Tick each of these boxes."""

    def pick(self, selector: str, value: str) -> None:
        """Pick from a list."""

    def press(self, selector: str) -> None:
        """Press a button."""


class Keyboard:
    """Tab, the arrows, Space and Enter; the mouse is never touched."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def choose(self, name: str, value: str) -> None:
        self._tab_to(f'input[name="{name}"]')
        steps = self._page.evaluate(PLACE_IN_GROUP, [name, value])
        self._keys("ArrowDown" if steps else "Space", steps or 1)
        self._expect(box(name, value))

    def tick(self, name: str, values: Sequence[str]) -> None:
        places = {self._page.evaluate(PLACE_IN_GROUP, [name, value]): value for value in values}
        for _, value in sorted(places.items()):
            self._tab_to(box(name, value))
            self._keys("Space", 1)
            self._expect(box(name, value))

    def pick(self, selector: str, value: str) -> None:
        self._tab_to(selector)
        steps = int(self._page.evaluate(STEPS_IN_LIST, [selector, value]))
        self._keys("ArrowDown" if steps > 0 else "ArrowUp", abs(steps))

    def press(self, selector: str) -> None:
        self._tab_to(selector)
        self._keys("Enter", 1)

    def _tab_to(self, selector: str) -> None:
        for _ in range(MOST_TABS):
            if self._page.evaluate(HAS_FOCUS, selector):
                return
            self._keys("Tab", 1)
        raise VisitFailed(f"Tab does not lead to {selector}")

    def _keys(self, key: str, times: int) -> None:
        for _ in range(times):
            self._page.keyboard.press(key)

    def _expect(self, chosen: str) -> None:
        if not self._page.locator(chosen).is_checked():
            raise VisitFailed(f"the keyboard does not choose {chosen}")


class Finger:
    """Taps on the words of a choice, as people do; a list opens the phone's own wheel."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def choose(self, name: str, value: str) -> None:
        self._label(box(name, value)).tap()
        if not self._page.locator(box(name, value)).is_checked():
            raise VisitFailed(f"a finger does not choose {box(name, value)}")

    def tick(self, name: str, values: Sequence[str]) -> None:
        for value in values:
            self.choose(name, value)

    def pick(self, selector: str, value: str) -> None:
        self._page.locator(selector).select_option(value)

    def press(self, selector: str) -> None:
        self._page.locator(selector).tap()

    def _label(self, selector: str) -> Locator:
        return self._page.locator(f"label:has({selector})")
