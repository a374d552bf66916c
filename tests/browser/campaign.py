"""The real thing for a browser to visit: the site built once, and the service beside it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from survey_model.finding import SMALLEST_CELL, AnswerShare, Findings, ItemFinding, write_findings
from survey_model.freezing import definition_hash, item_hash
from survey_model.questionnaire import Item, Questionnaire
from survey_model.reading import read_questionnaire
from tests.bench.servers import ROOT, free_port

SURVEY = "stem-cell-awareness"
WAVE = "rehearsal-2026-11"
READY = "ready: "
RESIDENTS = 120
PATIENCE = 90.0  # seconds until the trial must answer


@dataclass(frozen=True)
class Campaign:
    """A site and a service that answer at one address."""

    base: str  # without a slash at its end
    output: Path


def questionnaire() -> Questionnaire:
    """The questionnaire of the campaign."""
    return read_questionnaire(ROOT / "content" / "surveys" / SURVEY / "questionnaire.yaml")


def build(folder: Path) -> Path:
    """The site in `folder`/output, with rehearsal findings on the pages of most myths."""
    content = shutil.copytree(ROOT / "content", folder / "content")
    findings = content / "surveys" / SURVEY / "findings" / f"{WAVE}.json"
    findings.parent.mkdir(exist_ok=True)
    write_findings(findings, rehearsal_findings())
    output = folder / "output"
    command = ["pelican", str(content), "--output", str(output), "--fatal", "warnings"]
    settings = ["--settings", "pelicanconf.py"]
    built = subprocess.run(
        [sys.executable, "-m", *command, *settings],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return output


@contextmanager
def serving(output: Path, data: Path) -> Iterator[Campaign]:
    """Site and service together while the block lasts."""
    command = ["survey_service.trial", "--site", str(output), "--port", str(free_port())]
    environ = {"LIFE_RELAY_DATA": str(data), "LIFE_RELAY_REHEARSAL": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            yield Campaign(_ready_address(child), output)
        finally:
            child.send_signal(signal.SIGINT)
            child.wait(timeout=20)


def _ready_address(child: subprocess.Popen[str]) -> str:
    """The address that the trial says it answers at; it is ended if it never says so."""
    assert child.stdout
    giving_up = threading.Timer(PATIENCE, child.kill)
    giving_up.start()
    line = next((said for said in child.stdout if said.startswith(READY)), "")
    giving_up.cancel()
    assert line, f"the trial ended with {child.wait()} before it was ready"
    return line.removeprefix(READY).strip().rstrip("/")


def rehearsal_findings() -> Findings:
    """Findings of residents who do not exist: all shares equal, the last item left without any."""
    asked = questionnaire()
    items = [item for item in asked.knowledge_items if item.myths]
    return Findings(
        survey=SURVEY,
        wave=WAVE,
        definition=definition_hash(asked),
        rehearsal=True,
        responses=RESIDENTS,
        items=tuple(_equal_shares(item) for item in items[:-1]),
    )


def _equal_shares(item: Item) -> ItemFinding:
    codes = [code for code in item.codes if code != "PNS"]
    count = RESIDENTS // len(codes)
    assert count >= SMALLEST_CELL
    share = count / RESIDENTS
    return ItemFinding(
        item=item.id,
        kind=item.kind,
        wording=item_hash(item, "zh"),
        asked=RESIDENTS,
        base=count * len(codes),
        missing={"skipped": RESIDENTS - count * len(codes), "refused": 0, "not_applicable": 0},
        answers=tuple(AnswerShare(c, count, share, share - 0.05, share + 0.05) for c in codes),
    )
