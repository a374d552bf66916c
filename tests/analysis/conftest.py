"""A content of one's own for tests that write findings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.run import Job
from tests.analysis.packages import CONTENT


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A job on a copy of the content, so that findings are written nowhere else."""
    shutil.copytree(CONTENT, tmp_path / "content")
    return Job(
        "knowing",
        "spring-2027",
        exports=tmp_path / "exports",
        content=tmp_path / "content",
        reports=tmp_path / "reports",
    )
