"""Builds a site with the real Pelican, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.plugins.making import ROOT, THEME

WEB_ONLY = "tests/plugins/web_only.py"  # settings: the pages without the editions, which take long
A_DAY_IN_2026 = "1795564800"  # a build knows no other clock


@dataclass(frozen=True)
class Built:
    """What came of a build."""

    code: int
    told: str
    output: Path

    @property
    def files(self) -> dict[str, bytes]:
        """Every file below the output folder."""
        paths = sorted(path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in paths}

    def page(self, address: str) -> str:
        """The page at the address."""
        name = f"{address}index.html" if address.endswith("/") else address
        return (self.output / name.lstrip("/")).read_text(encoding="utf-8")


def build(
    content: Path,
    output: Path,
    theme: Path = THEME,
    *,
    settings: str = "pelicanconf.py",
    **environment: str,
) -> Built:
    """`make site`, for another folder of content. Warnings end it, of Python too."""
    command = [
        *(sys.executable, "-W", "error", "-m", "pelican", str(content)),
        *("--output", str(output), "--theme-path", str(theme)),
        *("--settings", str(ROOT / settings), "--fatal", "warnings", "--log-handler", "plain"),
    ]
    known = {**os.environ, "SOURCE_DATE_EPOCH": A_DAY_IN_2026, **environment}
    done = subprocess.run(command, cwd=ROOT, env=known, capture_output=True, text=True, check=False)
    return Built(done.returncode, done.stdout + done.stderr, output)
