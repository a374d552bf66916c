"""One browser and one campaign for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.campaign import Campaign, build, serving
from tests.browser.visitor import Visitor


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    """The site with rehearsal findings, and the service with an empty store."""
    folder = tmp_path_factory.mktemp("campaign")
    with serving(build(folder), folder / "data") as serves:
        yield serves


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
