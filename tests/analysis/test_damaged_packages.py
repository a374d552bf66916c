"""A package that was damaged on its way is refused in a sentence, before a kernel starts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.run import Job
from survey_model.response_package import digest_of
from tests.analysis.jobs import ANSWERS, refused
from tests.analysis.packages import make_cells, make_package


def unlist(folder: Path, name: str) -> None:
    change(folder, lambda manifest: manifest["files"].pop(name))


def change(folder: Path, how: Callable[[dict[str, dict[str, str]]], object]) -> None:
    """Change package.json as a careless hand would."""
    manifest = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    how(manifest)
    (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")


def relist(folder: Path, name: str) -> None:
    """Give a changed file its new checksum, as somebody who wants to be believed would."""
    digest = digest_of(folder / name)
    change(folder, lambda manifest: manifest["files"].update({name: digest}))


def rewrite(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def other_rows(folder: Path) -> None:
    pd.concat([make_cells(ANSWERS)] * 2).to_parquet(folder / "responses.parquet")
    relist(folder, "responses.parquet")


def other_words(folder: Path) -> None:
    (path,) = (folder / "definitions").iterdir()
    rewrite(
        folder, f"definitions/{path.name}", path.read_text(encoding="utf-8").replace("疼", "痛")
    )
    relist(folder, f"definitions/{path.name}")


def no_definition(folder: Path) -> None:
    unlist(folder, f"definitions/{next((folder / 'definitions').iterdir()).name}")


def broken_definition(folder: Path) -> None:
    (path,) = (folder / "definitions").iterdir()
    rewrite(folder, f"definitions/{path.name}", "{}")
    relist(folder, f"definitions/{path.name}")


def no_table(folder: Path) -> None:
    rewrite(folder, "responses.parquet", "row,definition\n")
    relist(folder, "responses.parquet")


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file is gone": (
        lambda folder: (folder / "responses.csv").unlink(),
        "responses.csv is missing or was changed",
    ),
    "a file was changed": (
        lambda folder: rewrite(folder, "responses.csv", "row\n"),
        "responses.csv is missing or was changed",
    ),
    "no manifest": (
        lambda folder: (folder / "package.json").unlink(),
        "package.json is missing: export the responses first",
    ),
    "a manifest cut off": (
        lambda folder: rewrite(folder, "package.json", '{"schema":'),
        "package.json is not JSON",
    ),
    "a manifest that is a list": (
        lambda folder: rewrite(folder, "package.json", "[]"),
        "package.json is no manifest",
    ),
    "a manifest of another shape": (
        lambda folder: change(folder, lambda m: m.update({"surveys": {}})),
        "package.json is no manifest",
    ),
    "a manifest of another schema": (
        lambda folder: rewrite(folder, "package.json", '{"schema": "life-relay/9"}'),
        "has schema 'life-relay/9'",
    ),
    "a table that the manifest does not list": (
        lambda folder: unlist(folder, "responses.parquet"),
        "does not list responses.parquet",
    ),
    "a wording that the manifest does not list": (no_definition, "does not list definitions/"),
    "a wording that was changed": (other_words, "is not the wording of that name"),
    "a wording that is none": (broken_definition, "is not a frozen questionnaire"),
    "a table that is none": (no_table, "responses.parquet is not a Parquet table"),
    "more rows than were written": (other_rows, "has 110 rows, package.json says 55"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_package_is_refused_in_a_sentence(
    job: Job, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    damage, sentence = FAULTS[fault]
    damage(make_package(job.exports, ANSWERS))

    assert sentence in refused(job, capsys)
