"""One browser and one campaign for all tests of this folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.campaign import Campaign, build, serving
from tests.browser.visitor import Visitor

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    """The site with rehearsal findings, and the service with an empty store."""
    folder = tmp_path_factory.mktemp("campaign")
    with serving(build(folder), folder / "data") as serves:
        yield serves


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, or Playwright's own, without a screen."""
    named = os.environ.get("LIFE_RELAY_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=named, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser, campaign: Campaign) -> Iterator[Visitor]:
    """A person with a phone and scripts."""
    with Visitor.arriving(browser, campaign) as person:
        yield person
        assert person.complaints == []


@pytest.fixture
def visitor_without_scripts(browser: Browser, campaign: Campaign) -> Iterator[Visitor]:
    """A person whose browser runs no scripts."""
    with Visitor.arriving(browser, campaign, scripts=False) as person:
        yield person
        assert person.complaints == []
