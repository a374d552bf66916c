"""`python -m tests.browser.pictures`: the pictures of the README, taken from output/.

Run `make rehearsal` first, so that a finding stands on the page, marked as a rehearsal.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.servers import ROOT
from tests.browser.campaign import serving
from tests.browser.chromium import launched

PICTURES = ROOT / "docs" / "pictures"


@dataclass(frozen=True)
class Picture:
    """One picture: a page, the size of the window, and what is scrolled into sight."""

    name: str
    path: str
    width: int
    height: int
    at: str = "body"  # selector


WANTED = (
    Picture("home-desk", "/", 1280, 860),
    Picture("myth-phone", "/myths/bone-crushing/", 390, 800),
    Picture("finding-phone", "/myths/bone-crushing/", 390, 800, "#residents"),
)


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(ROOT / "output", Path(data)) as campaign,
        launched() as browser,
    ):
        for picture in WANTED:
            _take(browser, campaign.base, picture)
            print(PICTURES / f"{picture.name}.png")


def _take(browser: Browser, base: str, picture: Picture) -> None:
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height})
    page.goto(base + picture.path)
    page.locator(picture.at).first.evaluate("element => element.scrollIntoView()")
    page.screenshot(path=PICTURES / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main()
