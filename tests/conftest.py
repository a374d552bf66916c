"""What every test stands on: no setting of the machine reaches the code under test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.browser.chromium import launched

# The settings of the house; a test that needs one sets it. The browser is the machine's own.
SETTINGS = ("LIFE_RELAY_", "DATABASE_URL", "SECRET_KEY", "SITEURL")
OF_THE_MACHINE = "LIFE_RELAY_CHROMIUM"

# A busy machine is slow to think of inputs; that is no fault of the code. In CI, always the same.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of a worker: Playwright cannot be started twice in one process."""
    with launched() as chromium:
        yield chromium


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_this_machine() -> None:
    """A developer's own data, database and addresses are left alone."""
    for name in list(os.environ):
        if name.startswith(SETTINGS) and name != OF_THE_MACHINE:
            del os.environ[name]
