"""A phone before the questionnaire of the service's tests, in the real theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import pelicanconf
from plugins.assets import assets
from survey_service.config import ROOT
from tests.browser.survey.steps import SURVEY
from tests.survey_service.test_trial import house_of


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a trial with the questionnaire of these tests and the real theme."""
    folder = tmp_path_factory.mktemp("script")
    files, faults = assets(ROOT / "theme" / "static", pelicanconf.CSS_BUNDLES)
    assert not faults
    for name, content in {**files, "../index.html": b"<!doctype html>home"}.items():
        path = folder / "site" / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with house_of(folder / "site", folder / "data") as house:
        yield house.base


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone; whatever its console complains about fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    context.set_default_timeout(10_000)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def page(phone: BrowserContext, base: str) -> Page:
    """The form, opened."""
    opened = phone.new_page()
    opened.goto(base + SURVEY)
    return opened
