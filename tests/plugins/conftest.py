"""A small site for every test that wants one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.making import MadeSite, make_site


@pytest.fixture
def site(tmp_path: Path) -> MadeSite:
    """A content folder with nothing wrong in it."""
    return make_site(tmp_path)
