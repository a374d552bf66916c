"""The response package: the files in which answers leave the service and reach the analysis.

`analysis/exports/<survey>/<wave>/` holds responses.csv, responses.parquet (the same table),
definitions/<hash>.json (the frozen wordings), wave.yaml (as it stood) and package.json.
Nothing in it names a person: no address, no agent, no time of day, no response id.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from survey_model.answers import Answers
from survey_model.questionnaire import Item, Kind, Questionnaire
from survey_model.routing import asked

SCHEMA = "life-relay/response-package/1"
MANIFEST = "package.json"
TABLE_CSV = "responses.csv"
TABLE_PARQUET = "responses.parquet"
WAVE = "wave.yaml"
DEFINITIONS = "definitions"

# about the response, before the columns of the questionnaire; row counts from 1 after a shuffle
CONTEXT = ("row", "definition", "language", "mode", "day", "seconds", "flags")

SKIPPED = "_skipped"  # asked and not answered
NOT_ASKED = "_not_asked"  # off the route
CHOSEN, NOT_CHOSEN = "1", "0"


class PackageDamaged(Exception):
    """A file of the package is missing, or is not the one that was written."""


@dataclass(frozen=True)
class Manifest:
    """What the package holds: `responses` rows; withdrawn answers are counted, never held."""

    survey: str
    wave: str
    rehearsal: bool
    responses: int
    withdrawn: int
    definitions: tuple[str, ...]
    files: dict[str, str]  # name → SHA-256 in hex
    schema: str = SCHEMA


def columns_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The columns of the questionnaire, in order; a MULTIPLE item has one more for each option."""
    return tuple(column for item in questionnaire.items for column in columns_of_item(item))


def columns_of_item(item: Item) -> tuple[str, ...]:
    """The columns of one item."""
    if item.kind is Kind.MULTIPLE:
        return (item.id, *(f"{item.id}.{option.code}" for option in item.options))
    return item.fields


def row_of(questionnaire: Questionnaire, answers: Answers) -> dict[str, str]:
    """One response as cells: each a code, a number, words, SKIPPED, NOT_ASKED or 1 and 0."""
    on_route = {item.id for item in asked(questionnaire, answers)}
    cells: dict[str, str] = {}
    for item in questionnaire.items:
        cells.update(_cells(item, answers, is_asked=item.id in on_route))
    return cells


def read_manifest(folder: Path) -> Manifest:
    """The manifest, once every file was found to be the one written. Raises PackageDamaged."""
    manifest = _manifest(folder / MANIFEST)
    for name, digest in manifest.files.items():
        path = folder / name
        if not path.is_file() or digest_of(path) != digest:
            message = f"{path} is missing or was changed: export the responses again"
            raise PackageDamaged(message)
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write package.json, last of all files; equal manifests give equal bytes."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=1)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def digest_of(path: Path) -> str:
    """SHA-256 of the file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _manifest(path: Path) -> Manifest:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["schema"] != SCHEMA:
            message = f"{path} has schema {raw['schema']!r}, expected {SCHEMA!r}"
            raise PackageDamaged(message)
        return Manifest(
            **{**raw, "definitions": tuple(raw["definitions"]), "files": dict(raw["files"])}
        )
    except FileNotFoundError:
        message = f"{path} is missing: export the responses first"
        raise PackageDamaged(message) from None
    except json.JSONDecodeError as error:
        message = f"{path} is not JSON ({error}): export the responses again"
        raise PackageDamaged(message) from error
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path} is no manifest ({error}): export the responses again"
        raise PackageDamaged(message) from error


def _cells(item: Item, answers: Answers, *, is_asked: bool) -> dict[str, str]:
    if not is_asked:
        return dict.fromkeys(columns_of_item(item), NOT_ASKED)
    if item.kind is Kind.MULTIPLE:
        return _multiple_cells(item, answers)
    return {field: str(answers.get(field, SKIPPED)) for field in item.fields}


def _multiple_cells(item: Item, answers: Answers) -> dict[str, str]:
    """The item's own column holds a missing code, SKIPPED, or nothing where options were chosen."""
    answer = answers.get(item.id)
    columns = [f"{item.id}.{option.code}" for option in item.options]
    if not isinstance(answer, tuple):
        own = SKIPPED if answer is None else str(answer)
        return {item.id: own, **dict.fromkeys(columns, own)}
    chosen = {
        f"{item.id}.{option.code}": CHOSEN if option.code in answer else NOT_CHOSEN
        for option in item.options
    }
    return {item.id: "", **chosen}
