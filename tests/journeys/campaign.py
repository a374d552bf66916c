"""A campaign in a folder of its own: the real commands, over real HTTP, on a copy of content/."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from survey_model.finding import Findings, read_findings

ROOT = Path(__file__).resolve().parents[2]
SURVEY = "stem-cell-awareness"
WAVE = "pilot-2026-11"
SHEET = re.compile(r'name="sheet" value="([^"]+)"')
WITHDRAW = re.compile(r'action="([^"]*/withdraw)"')


@dataclass
class Campaign:
    """Folders of one campaign, and the commands that its people give."""

    folder: Path
    database_url: str = ""
    address: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Copy what is published, and keep everything else apart from the developer's own."""
        shutil.copytree(ROOT / "content", self.content, ignore=_no_findings)
        self.environment = {
            **os.environ,
            "LIFE_RELAY_DATA": str(self.folder / "data"),
            "LIFE_RELAY_CONTENT": str(self.content),
            "LIFE_RELAY_POSTS_PER_HOUR": "0",
        }
        if self.database_url:
            self.environment["DATABASE_URL"] = self.database_url

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def exports(self) -> Path:
        return self.folder / "exports"

    def build_site(self) -> None:
        """`make site`, into the campaign's own folder."""
        self._give("-m", "pelican", self.content, "-o", self.site, "-s", ROOT / "pelicanconf.py",
                   "--fatal", "warnings", "--quiet")  # fmt: skip

    def read(self, path: str) -> str:
        """A page of the built site, its white space folded as a browser shows it."""
        page = (self.site / path.strip("/") / "index.html").read_text(encoding="utf-8")
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))

    def learn(self) -> Findings:
        """`make export` and `make analysis`: the findings of the wave as they stand now."""
        package = self.exports / SURVEY / WAVE
        self._give("-m", "survey_service.cli", "export", "--survey", SURVEY, "--wave", WAVE,
                   "--folder", package)  # fmt: skip
        self._give("-m", "analysis.run", SURVEY, WAVE, "--exports", self.exports,
                   "--content", self.content, "--reports", self.folder / "reports")  # fmt: skip
        return read_findings(self.content / "surveys" / SURVEY / "findings" / f"{WAVE}.json")

    def answer(self, answers: dict[str, str], language: str = "") -> str:
        """One resident opens the form, answers and sends it; gives the receipt page."""
        form = f"{self.address}{language}/survey/{SURVEY}/"
        sheet = SHEET.search(_get(form))
        assert sheet, "the form carries no sheet"
        fields = {"sheet": sheet[1], "consent": "yes", **answers}
        return _get(form, urllib.parse.urlencode(fields).encode())

    def withdraw(self, receipt: str) -> str:
        """The resident presses the button on their receipt."""
        action = WITHDRAW.search(receipt)
        assert action, "the receipt offers no withdrawal"
        return _get(f"{self.address}{action[1]}", b"")

    @contextmanager
    def open_doors(self) -> Iterator[None]:
        """Site and service at one address, as `make run` opens them."""
        command = [sys.executable, "-m", "survey_service.trial", "--site", self.site, "--port", "0"]
        with subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as service:
            try:
                self.address = _said_address(service)
                yield
            finally:
                service.terminate()
                service.communicate(timeout=20)

    def _give(self, *command: object) -> None:
        given = subprocess.run(
            [sys.executable, *map(str, command)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert given.returncode == 0, f"{given.stdout}\n{given.stderr}"


def _no_findings(folder: str, names: list[str]) -> list[str]:
    """A campaign begins with nothing learned, whatever the developer's tree holds."""
    return [name for name in names if Path(folder).name == "findings"]


def _said_address(service: subprocess.Popen[str]) -> str:
    assert service.stdout
    for line in service.stdout:
        if line.startswith("ready: "):
            return line.removeprefix("ready: ").strip().rstrip("/")
    raise AssertionError("the service stopped before it was ready")


def _get(address: str, body: bytes | None = None) -> str:
    with urllib.request.urlopen(address, body, timeout=20) as answer:  # noqa: S310 - loopback
        page: str = answer.read().decode()
    return page
