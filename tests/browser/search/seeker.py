"""A person who looks for something on the site, and what the pages really say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

FOUND = "() => document.querySelector('.hits').getAttribute('aria-busy') === 'false'"


@dataclass(frozen=True)
class Hit:
    """One page as it is shown among the results."""

    url: str
    marked: tuple[str, ...]


@dataclass
class Seeker:
    """A visitor on the search page of one language."""

    visitor: Visitor
    language: str = "zh"

    @property
    def path(self) -> str:
        """Where the search page is."""
        return "/en/search/" if self.language == "en" else "/search/"

    def arrives(self, query: str = "") -> None:
        """Open the search page, with a question in its address or without."""
        self.visitor.opens(self.path + (f"?q={quote(query)}" if query else ""))
        if query:
            self.visitor.page.wait_for_function(FOUND)

    def asks(self, query: str) -> list[Hit]:
        """Type a question, press Enter, and take every result."""
        page = self.visitor.page
        page.locator("#q").fill(query)
        page.locator("#q").press("Enter")
        return self.sees()

    def sees(self) -> list[Hit]:
        """Every result of the question that was asked."""
        page = self.visitor.page
        page.wait_for_function(FOUND)
        while page.locator(".results__more").is_visible():
            before = page.locator(".hit").count()
            page.locator(".results__more").click()
            expect(page.locator(".hit")).not_to_have_count(before)
            page.wait_for_function(FOUND)
        found = page.eval_on_selector_all(
            ".hit",
            """(hits) => hits.map((hit) => [
              hit.querySelector("a").getAttribute("href"),
              Array.from(hit.querySelectorAll("mark"), (mark) => mark.textContent),
            ])""",
        )
        return [Hit(url, tuple(marked)) for url, marked in found]


def texts_of_pages(output: Path, language: str) -> dict[str, tuple[str, ...]]:
    """Each page that can be found, with the texts that stand on it, as the build wrote them."""
    folder = output / ("en/search/index" if language == "en" else "search/index")
    pages = [value_of(path) for path in sorted(folder.glob("p*.js"))]
    return {page["url"]: tuple(page["texts"]) for page in pages}


def value_of(path: Path) -> Any:  # noqa: ANN401 - each file hands over something else
    """What a file of the index hands to the script."""
    written = re.fullmatch(r'lifeRelayIndex\("\w+","\w*",(.*)\);\n', path.read_text(), re.DOTALL)
    assert written, path.name
    return json.loads(written[1])
