"""The browser of the tests: the machine's Chromium, or Playwright's own, without a screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (  # it asks nobody for anything
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser while the block lasts."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    named = os.environ.get("LIFE_RELAY_CHROMIUM") or found
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=list(QUIET))
        yield browser
        browser.close()
