"""Reading a response package: the one module of the library that opens files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.lib

from analysis.library.codes import code_faults
from analysis.library.frames import main_definition, typed_frame
from survey_model.freezing import definition_hash, thaw
from survey_model.questionnaire import Questionnaire
from survey_model.response_package import (
    DEFINITIONS,
    TABLE_CSV,
    TABLE_PARQUET,
    WAVE,
    Manifest,
    PackageDamaged,
    read_manifest,
)
from survey_model.wave import Wave

FAULTS_SHOWN = 20  # of how many a person is told one by one
EXPECTED = (TABLE_CSV, TABLE_PARQUET, WAVE)


class PackageRefused(Exception):
    """The package is whole, and still not to be analysed; the message says why, and what to do."""


@dataclass(frozen=True)
class Responses:
    """A response package, read and checked.

    `frame` is the typed frame (see frames.typed_frame) in the words of `definition`, the one that
    most residents answered; `questionnaires` holds every definition by its hash.
    """

    manifest: Manifest
    definition: str
    questionnaires: Mapping[str, Questionnaire]
    frame: pd.DataFrame

    @property
    def questionnaire(self) -> Questionnaire:
        """The wording in which the frame is told."""
        return self.questionnaires[self.definition]

    @property
    def language(self) -> str:
        """The language that most residents saw; Chinese where it is a tie."""
        return "en" if (self.frame["language"] == "en").mean() > 1 / 2 else "zh"


def read_package(folder: Path) -> Responses:
    """The package in `folder`. Raises PackageDamaged or PackageRefused, and never guesses."""
    manifest = read_manifest(folder)
    _check_complete(folder, manifest)
    questionnaires = {name: _definition(folder, name) for name in manifest.definitions}
    cells = _cells(folder)
    if len(cells) != manifest.responses:
        raise PackageDamaged(
            f"{folder / TABLE_PARQUET} has {len(cells)} rows, "
            f"package.json says {manifest.responses}: export the responses again"
        )
    if cells.empty:
        raise PackageRefused(f"{folder} holds no responses: there is nothing to analyse yet")
    _check_codes(folder, cells, questionnaires)
    main = main_definition(cells)
    return Responses(manifest, main, questionnaires, typed_frame(cells, questionnaires, main))


def check_belongs(manifest: Manifest, wave: Wave) -> None:
    """That the package was exported from `wave`, and that neither is a rehearsal alone.

    Raises PackageRefused.
    """
    if (manifest.survey, manifest.wave) != (wave.survey, wave.id):
        raise PackageRefused(
            f"the package holds {manifest.survey}, wave {manifest.wave}, "
            f"not {wave.survey}, wave {wave.id}: export that wave"
        )
    if manifest.rehearsal and not wave.rehearsal:
        raise PackageRefused(
            f"the package holds a rehearsal, wave {wave.id} is a real one: "
            "simulated residents are never analysed as real ones"
        )
    if wave.rehearsal and not manifest.rehearsal:
        raise PackageRefused(
            f"wave {wave.id} is a rehearsal, the package holds real answers: "
            "they do not belong into a rehearsal"
        )


def _check_complete(folder: Path, manifest: Manifest) -> None:
    """That every file of a package is among those whose checksums were compared."""
    definitions = [f"{DEFINITIONS}/{name}.json" for name in manifest.definitions]
    for name in (*EXPECTED, *definitions):
        if name not in manifest.files:
            raise PackageDamaged(
                f"{folder / 'package.json'} does not list {name}: export the responses again"
            )


def _definition(folder: Path, name: str) -> Questionnaire:
    path = folder / DEFINITIONS / f"{name}.json"
    try:
        questionnaire = thaw(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path} is not a frozen questionnaire ({error}): export the responses again"
        raise PackageDamaged(message) from error
    if definition_hash(questionnaire) != name:
        raise PackageDamaged(f"{path} is not the wording of that name: export the responses again")
    return questionnaire


def _cells(folder: Path) -> pd.DataFrame:
    """The table as it was exported, strings only."""
    path = folder / TABLE_PARQUET
    try:
        return pd.read_parquet(path).astype("str")
    except pyarrow.lib.ArrowException as error:
        raise PackageDamaged(
            f"{path} is not a Parquet table: export the responses again"
        ) from error


def _check_codes(
    folder: Path, cells: pd.DataFrame, questionnaires: Mapping[str, Questionnaire]
) -> None:
    faults = code_faults(cells, questionnaires)
    if not faults:
        return
    shown = [f"  {fault}" for fault in faults[:FAULTS_SHOWN]]
    rest = len(faults) - len(shown)
    more = [f"  and {rest} more"] if rest else []
    head = f"{folder / TABLE_PARQUET} has {len(faults)} cells outside the frozen questionnaire:"
    raise PackageRefused("\n".join((head, *shown, *more)))
