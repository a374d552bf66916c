"""A person with a browser, who notes what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.browser.campaign import Campaign

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE, DESK = 320, 1280
# What the content policy stopped, told by the browser before any script of ours runs.
WATCH = """
window.stopped = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.stopped.push(event.violatedDirective + " " + event.blockedURI);
});
"""


@dataclass(frozen=True)
class Look:
    """How a reader sees a page."""

    width: int
    dark: bool
    large: bool

    def __str__(self) -> str:
        colour, size = "dark" if self.dark else "light", "large" if self.large else "normal"
        return f"{self.width} px, {colour}, {size} print"


LOOKS = tuple(Look(*parts) for parts in product((PHONE, DESK), (False, True), (False, True)))


@dataclass
class Visitor:
    """A page in a browser of its own, and everything the browser complained about."""

    page: Page
    campaign: Campaign
    complaints: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)  # statuses of refusals that a test provokes

    @classmethod
    @contextmanager
    def arriving(
        cls, browser: Browser, campaign: Campaign, *, scripts: bool = True
    ) -> Iterator[Visitor]:
        """The visitor while the block lasts, on a phone of 390 pixels."""
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": 390, "height": 800}, has_touch=True
        )
        context.set_default_timeout(15_000)
        context.add_init_script(WATCH)
        person = cls(context.new_page(), campaign)
        person.page.on("console", person._hears)
        person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
        person.page.on("request", person._sees_request)
        person.page.on("response", person._sees_response)
        yield person
        context.close()

    def opens(self, path: str, status: int = 200) -> str:
        """Open an address of the campaign; the HTML as it was sent."""
        self.expected = {status}
        answer = self.page.goto(self.campaign.base + path)
        assert answer
        assert answer.status == status, f"{path} answered {answer.status}"
        assert "content-security-policy" in answer.headers, f"{path} has no content policy"
        return answer.text()

    def looks(self, look: Look) -> None:
        """See the page in another width, colour and size of print."""
        self.page.set_viewport_size({"width": look.width, "height": 800})
        self.page.emulate_media(color_scheme="dark" if look.dark else "light")
        self.page.evaluate(
            """(large) => {
              const choice = document.getElementById("size-large");
              if (choice.checked !== large) choice.click();
            }""",
            look.large,
        )

    def barriers(self) -> list[str]:
        """What axe finds against WCAG 2.2 A and AA on the page as it is seen now."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate(
            """(tags) => axe.run({
              runOnly: {type: "tag", values: tags}, resultTypes: ["violations"],
            })""",
            WCAG,
        )
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def barriers_in_every_look(self) -> dict[str, list[str]]:
        """The barriers in each look that has any; on a phone nothing may lie beside the page."""
        found = {}
        for look in LOOKS:
            self.looks(look)
            barriers = self.barriers()
            if look.width == PHONE and self.sideways():
                barriers.append(f"the page can be pushed {self.sideways()} px sideways")
            if barriers:
                found[str(look)] = barriers
        return found

    def sideways(self) -> int:
        """By how many pixels the page can be pushed sideways."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )

    def stopped(self) -> list[str]:
        """What the content policy stopped on this page."""
        return list(self.page.evaluate("window.stopped"))

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not self._is_expected(message.text):
            self.complaints.append(f"{message.type}: {message.text}")

    def _is_expected(self, text: str) -> bool:
        return any(f"status of {status}" in text for status in self.expected - {200})

    def _sees_request(self, request: Request) -> None:
        if not request.url.startswith((self.campaign.base + "/", "data:", "blob:")):
            self.complaints.append(f"a request leaves the origin: {request.url}")

    def _sees_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.url} answered {response.status}")
