"""The rehearsal from the real service to the findings: what residents say is what is counted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from analysis.rehearsal.__main__ import SEED, main
from analysis.rehearsal.residents import Town, residents
from analysis.run import Job, run
from survey_model.place import read_places
from survey_model.reading import read_questionnaire
from survey_model.response_package import columns_of, read_manifest, row_of

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
SURVEY, WAVE = "stem-cell-awareness", "rehearsal-2026-11"
PEOPLE, IN_BROWSER = 60, 2


@dataclass(frozen=True)
class House:
    """A running service with nothing but the page's script beside it."""

    base: str
    environment: Mapping[str, str]
    folder: Path


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    (folder / "site" / "theme").mkdir(parents=True)
    script = (ROOT / "theme/static/survey.js").read_bytes()
    (folder / "site" / "theme" / "survey.js").write_bytes(script)
    (folder / "site" / "index.html").write_text("<!doctype html>", encoding="utf-8")
    environment = {
        **os.environ,
        "LIFE_RELAY_DATA": str(folder / "data"),
        "LIFE_RELAY_REHEARSAL": "1",
    }
    command = [sys.executable, "-m", "survey_service.trial", "--site", str(folder / "site")]
    with subprocess.Popen(
        [*command, "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as service:
        assert service.stdout is not None
        said = next(line for line in service.stdout if line.startswith("ready: "))
        yield House(said.removeprefix("ready: ").strip(), environment, folder)
        service.send_signal(signal.SIGINT)
        service.wait(30)


def export(house: House) -> Path:
    folder = house.folder / "exports" / SURVEY / WAVE
    command = [sys.executable, "-m", "survey_service.cli", "export"]
    which = ["--survey", SURVEY, "--wave", WAVE, "--folder", str(folder)]
    subprocess.run([*command, *which], cwd=ROOT, env=house.environment, check=True)
    return folder


@pytest.mark.browser
def test_what_simulated_residents_say_is_what_is_exported_and_found(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--base", house.base, "--residents", str(PEOPLE), "--browser", str(IN_BROWSER)]

    assert main(words) == 0

    told = capsys.readouterr().out
    assert "58 by form, 1 by keyboard, 1 by touch" in told
    assert "rehearsal" in told
    package = export(house)
    manifest = read_manifest(package)
    assert (manifest.responses, manifest.withdrawn, manifest.rehearsal) == (58, 2, True)
    assert exported(package) == simulated()
    findings = run(Job(SURVEY, WAVE, house.folder / "exports", content(house), house.folder))
    assert (findings.responses, findings.rehearsal) == (58, True)
    belief = findings.of("k_bone")
    assert belief is not None
    assert belief.asked == 58


def content(house: House) -> Path:
    """A content of its own to write to; all the rest of it is the real one."""
    copy = house.folder / "content"
    (copy / "surveys" / SURVEY / "waves").mkdir(parents=True)
    (copy / "data").mkdir()
    for name in (f"surveys/{SURVEY}/waves/{WAVE}.yaml", "data/places.yaml"):
        (copy / name).write_bytes((CONTENT / name).read_bytes())
    return copy


def simulated() -> Counter[tuple[str, ...]]:
    """The rows that the same town gives, without those who withdraw."""
    survey = read_questionnaire(CONTENT / "surveys" / SURVEY / "questionnaire.yaml")
    town = Town.of(survey, read_places(CONTENT / "data/places.yaml"), CONTENT / "data", SEED)
    stay = [one for one in residents(town, PEOPLE, IN_BROWSER) if not one.withdraws]
    rows = [(one.language, row_of(survey, one.answers)) for one in stay]
    return Counter((language, *(row[c] for c in columns_of(survey))) for language, row in rows)


def exported(package: Path) -> Counter[tuple[str, ...]]:
    survey = read_questionnaire(CONTENT / "surveys" / SURVEY / "questionnaire.yaml")
    table = pd.read_parquet(package / "responses.parquet").astype("str")
    rows = table[["language", *columns_of(survey)]].itertuples(index=False)
    return Counter(tuple(row) for row in rows)


def test_a_real_wave_is_never_rehearsed_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--wave", "pilot-2026-11", "--base", "http://127.0.0.1:9"]) == 1

    assert "wave pilot-2026-11 is a real one" in capsys.readouterr().err


def test_a_wave_that_does_not_exist_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--wave", "rehearsal-1999", "--base", "http://127.0.0.1:9"]) == 1

    assert "there is no wave" in capsys.readouterr().err


def test_whoever_asks_is_told_what_is_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shares"]) == 0

    assert "27.90 %  comparator: Students in Xuzhou, 2014-15" in capsys.readouterr().out


def test_a_machine_without_a_browser_is_told_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIFE_RELAY_CHROMIUM", "/nowhere/chromium")

    assert main(["--residents", "1", "--browser", "1", "--base", "http://127.0.0.1:9"]) == 1

    assert "or do without by --browser 0" in capsys.readouterr().err


@pytest.mark.browser
def test_what_differs_is_counted_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--base", "http://127.0.0.1:9", "--residents", "12", "--browser", "1"]

    assert main(words) == 1

    told = capsys.readouterr().out
    assert "answered: 0, expected 12" in told
    assert ", by keyboard: Page.goto: net::ERR" in told
    assert "resident 2: http://127.0.0.1:9/survey/stem-cell-awareness/" in told
    assert "and 6 more" in told
